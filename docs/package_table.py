"""Writes the table of packages into docs/architecture.md: modules, lines, and which packages each one imports.

`python docs/package_table.py` writes it; with `--check` it only says whether it is up to date.
"""

from __future__ import annotations

import ast
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "companion"
PAGE = ROOT / "docs" / "architecture.md"
BEGIN, END = "<!-- packages: begin -->\n", "<!-- packages: end -->\n"
EVERYWHERE = {"kernel", "config", "outside"}


def packages() -> dict[str, list[Path]]:
    """Package → its modules, in the order of their names."""
    found: dict[str, list[Path]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).parts[0]
        if path.parent != PACKAGE and name != "migrations" and path.name != "__init__.py":
            found.setdefault(name, []).append(path)
    return found


def imported(path: Path) -> set[str]:
    """The packages and modules right below `companion` that this file imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module == "companion":
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("companion."):
            found.add(str(node.module).split(".")[1])
    return found


def table() -> str:
    """Lines are rounded to hundreds, so that a small change does not concern the page."""
    rows = ["| Package | Modules | Lines | Imports, besides `kernel`, `config`, and `outside` |", "|---|--:|--:|---|"]
    for name, paths in packages().items():
        lines = sum(len(path.read_text().splitlines()) for path in paths)
        others = set().union(*(imported(path) for path in paths)) - EVERYWHERE - {name}
        listed = ", ".join(f"`{other}`" for other in sorted(others)) or "nothing"
        rows.append(f"| `{name}` | {len(paths)} | {round(lines, -2):,} | {listed} |")
    return "\n".join(rows) + "\n"


def main() -> None:
    """Writes the page, or exits with 1 when it is not up to date."""
    page = PAGE.read_text()
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    wanted = before + BEGIN + "\n" + table() + "\n" + END + after
    if "--check" not in sys.argv:
        PAGE.write_text(wanted)
    elif page != wanted:
        sys.exit("docs/architecture.md is out of date; run: python docs/package_table.py")


if __name__ == "__main__":
    main()
