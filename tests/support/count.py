"""How many behaviour tests there are: `.venv/bin/python tests/support/count.py` prints one line.

A behaviour test is a collected test function outside tests/policy, which looks at files. Its cases are counted without the
database they run on, and then as they are run.
"""

from __future__ import annotations

import re
import subprocess
import sys

DATABASE = re.compile(r"(?<=\[)(?:sqlite|postgresql)(?:-|(?=\]))")


def counted(names: list[str]) -> tuple[int, int, int]:
    """Functions, their cases, and how often anything of them is run."""
    functions = {name.split("[", 1)[0] for name in names}
    cases = {DATABASE.sub("", name, count=1) for name in names}
    return len(functions), len(cases), len(names)


def main() -> int:
    command = [sys.executable, "-m", "pytest", "--collect-only", *sys.argv[1:]]
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    functions, cases, runs = counted([line for line in listed if "::" in line and not line.startswith("tests/policy/")])
    print(f"{functions:,} behaviour tests, {cases:,} cases, {runs:,} runs of them on one database or another")
    return 0


if __name__ == "__main__":
    sys.exit(main())
