"""One file of design tokens reaches the app, the help page, the staff pages and the family page, from a checkout and a wheel."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from companion import shell
from companion.kernel import design

NAMES = set(re.findall(r"(--[\w-]+):", design.TOKENS.read_text()))


def test_there_is_one_file_of_tokens(repository: Path) -> None:
    command = ["git", "ls-files", "*tokens.css"]
    listed = subprocess.run(command, cwd=repository, capture_output=True, text=True, check=True).stdout.split()
    assert listed == ["companion/static/tokens.css"]


@pytest.mark.parametrize("address", ["/staff/assets/tokens.css", "/family/page.css"])
def test_pages_of_the_server_are_given_it(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer.mimetype) == (200, "text/css")
    assert answer.get_data(as_text=True).startswith(design.TOKENS.read_text())


@pytest.mark.skipif(not (shell.BUILT / "index.html").is_file(), reason="the phone app is not built: `make pwa`")
def test_the_built_app_and_its_help_page_contain_it() -> None:
    styles = {path: path.read_text() for path in (shell.BUILT / "assets").glob("*.css")}
    (of_help,) = [text for path, text in styles.items() if path.name.startswith("help-page-")]
    of_app = "".join(text for path, text in styles.items() if not path.name.startswith("help-page-"))
    for text in (of_help, of_app):
        assert set(re.findall(r"(--[\w-]+):", text)) >= NAMES


def test_a_wheel_carries_it_and_the_license(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMPANION_SKIP_PWA", "1")  # no build of the app: it is not what this looks at
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(command, cwd=repository, check=True, capture_output=True, timeout=120)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as content:
        assert content.read("companion/static/tokens.css") == design.TOKENS.read_bytes()
        (metadata,) = [name for name in content.namelist() if name.endswith(".dist-info/METADATA")]
        assert b"License-Expression: MIT" in content.read(metadata)
        assert [name for name in content.namelist() if name.endswith("/licenses/LICENSE")]
