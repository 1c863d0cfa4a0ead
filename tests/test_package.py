"""What `pip install` puts on a machine: the phone app in the package is the one of this source, whatever lies there from before."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import hatch_build


@pytest.mark.slow
def test_installing_a_new_checkout_builds_its_phone_app_and_not_that_of_before(
    repository: Path, tmp_path: Path
) -> None:
    hatch_build.install()
    checkout = tmp_path / "checkout"
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=repository, capture_output=True, text=True, check=True)
    for name in filter(None, listed.stdout.split("\0")):
        if name.startswith(("companion/", "pwa/")) or "/" not in name:
            (checkout / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(repository / name, checkout / name)
    (checkout / "pwa" / "node_modules").symlink_to(repository / "pwa" / "node_modules")
    built = checkout / "companion" / "static" / "pwa"
    built.mkdir(parents=True)
    (built / "index.html").write_text("the app of the version before")
    (built / hatch_build.STAMP).write_text("0" * 64)

    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel"]
    done = subprocess.run(build, cwd=checkout, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    (wheel,) = (checkout / "dist").glob("*.whl")
    with zipfile.ZipFile(wheel) as package:
        shell = package.read("companion/static/pwa/index.html").decode()
        stamp = package.read(f"companion/static/pwa/{hatch_build.STAMP}").decode()
    assert "the app of the version before" not in shell
    assert stamp == _ask(checkout, "source_hash()")
    assert _ask(checkout, "is_built()") == "True", "nothing is built twice"

    source = checkout / "pwa" / "src" / "main.tsx"
    source.write_text(f"{source.read_text()}\n// another version\n")
    assert _ask(checkout, "is_built()") == "False"


def _ask(checkout: Path, what: str) -> str:
    script = f"import hatch_build; print(hatch_build.{what})"
    done = subprocess.run([sys.executable, "-c", script], cwd=checkout, capture_output=True, text=True, check=True)
    return done.stdout.strip()
