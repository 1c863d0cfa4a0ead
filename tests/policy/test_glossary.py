"""The glossary names classes, columns and files to search for; each of them has to exist."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def _source() -> str:
    """Paths and text of the files under version control that the glossary may point to."""
    folders = ["companion", "pwa/src", "tests", "benchmarks", ".importlinter"]
    listed = subprocess.run(["git", "ls-files", *folders], cwd=ROOT, capture_output=True, text=True, check=True)
    names = [name for name in listed.stdout.splitlines() if name.endswith((".py", ".ts", ".tsx", ".importlinter"))]
    read = [(ROOT / name).read_text() for name in names if (ROOT / name).exists()]
    return "\n".join([listed.stdout, *read])


def test_what_the_glossary_points_to_exists() -> None:
    rows = re.findall(r"^\|.*\|([^|]*)\|$", (ROOT / "docs" / "glossary.md").read_text(), re.MULTILINE)
    terms = [term for row in rows for term in re.findall(r"`([^`]+)`", row)]
    source = _source()
    assert len(terms) > 70
    assert [term for term in terms if term not in source] == []
