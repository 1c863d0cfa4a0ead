"""What every file has to observe: its first sentence, no unfinished work, no download addresses."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOCKS = [*sorted((ROOT / "requirements").glob("*.txt")), ROOT / "pwa" / "package-lock.json", ROOT / "pyproject.toml"]


def _ours(*suffixes: str) -> list[Path]:
    """Files under version control, or about to be, that somebody wrote."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    paths = [ROOT / name for name in listed if name.endswith(suffixes)]
    return [path for path in paths if path.exists() and "versions" not in path.parts and path.name != "api-types.ts"]


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_every_file_begins_by_saying_what_it_is_for() -> None:
    files = [path for path in _ours(".py") if path.name != "__init__.py"]
    assert files
    silent = [path for path in files if len(ast.get_docstring(ast.parse(path.read_text())) or "") <= 10]
    assert [_name(path) for path in silent] == []


def test_nothing_is_left_half_done() -> None:
    files = _ours(".py", ".ts", ".tsx", ".css", ".html", ".yaml", ".md")
    assert files
    mark = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X|NotImplemented" + r"Error)\b")
    assert [f"{_name(path)}: {found}" for path in files for found in mark.findall(path.read_text())] == []


def test_no_lock_file_records_where_it_was_downloaded() -> None:
    download = re.compile(r"--(?:extra-)?index-url|--find-links|registry\.\S+|files\.\S+\.org" + r'|"resolved": "\w+:')
    found = [f"{_name(path)}: {mark}" for path in LOCKS for mark in download.findall(path.read_text())]
    assert found == []
    assert [_name(path) for path in LOCKS if path.suffix == ".txt" and "://" in path.read_text()] == []


def test_every_pinned_package_has_its_hash() -> None:
    for path in (ROOT / "requirements").glob("*.txt"):
        entries = re.split(r"\n(?=[a-z])", path.read_text().strip())
        assert [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_nothing_but_its_readme_is_kept_of_the_instance_folder() -> None:
    listed = subprocess.run(["git", "ls-files", "instance"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert listed.stdout.split() == ["instance/README.md"]


def test_no_journey_waits_for_a_predicate_in_the_page() -> None:
    """Our Content Security Policy refuses the second look of this function: it works only when the first finds it true."""
    unfit = "wait_for_" + "function"
    journeys = sorted((ROOT / "tests" / "journeys").glob("*.py"))
    assert journeys
    assert [_name(path) for path in journeys if unfit in path.read_text()] == []


def test_no_query_names_its_columns_by_reflection() -> None:
    """A column that is read stands in the query by its name, so that a search for it finds who reads it."""
    files = [path for path in _ours(".py") if path.is_relative_to(ROOT / "companion")]
    assert files
    assert [_name(path) for path in files if "__dataclass_" + "fields__" in path.read_text()] == []
