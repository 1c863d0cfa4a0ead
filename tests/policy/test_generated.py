"""Generated files equal what their generator makes of the sources now, and are marked as generated."""

from __future__ import annotations

import subprocess
from pathlib import Path

from hatch_build import node_and_npm

ROOT = Path(__file__).resolve().parents[2]
TYPES = "pwa/src/lib/api-types.ts"


def test_the_phones_api_types_are_what_the_server_documents() -> None:
    """A wheel is built without the server's packages, so the types cannot be made at build time; they are kept, and compared."""
    command = [node_and_npm()[0], "tools/types/generate.mjs", "--check"]
    done = subprocess.run(command, cwd=ROOT / "pwa", capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr


def test_generated_files_are_marked_as_such() -> None:
    assert "@generated" in (ROOT / TYPES).read_text().splitlines()[0]
    files = [TYPES, "pwa/package-lock.json", "requirements/dev.txt"]
    command = ["git", "check-attr", "linguist-generated", *files]
    marked = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert marked.splitlines() == [f"{name}: linguist-generated: set" for name in files]
