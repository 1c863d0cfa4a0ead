"""Only kernel/clock.py asks what time it is; all other code is passed the time."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted(
    path
    for path in (ROOT / "companion").rglob("*.py")
    if path != ROOT / "companion" / "kernel" / "clock.py" and "versions" not in path.parts
)
ASKING = {
    ("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today"),
    ("time", "time"), ("time", "time_ns"), ("time", "monotonic"), ("time", "localtime"), ("time", "gmtime"),
    ("func", "now"), ("func", "current_timestamp"),
}  # fmt: skip


def asks(source: str) -> Iterator[str]:
    """Every place in `source` that asks the clock, in whatever spelling we know of."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute):
            owner = node.value.attr if isinstance(node.value, ast.Attribute) else getattr(node.value, "id", "")
            if (owner, node.attr) in ASKING:
                yield f"line {node.lineno}: {owner}.{node.attr}"
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and "CURRENT_TIMESTAMP" in node.value:
            yield f"line {node.lineno}: CURRENT_TIMESTAMP"
        elif isinstance(node, ast.ImportFrom) and node.module == "time":
            yield from (f"line {node.lineno}: {name.name}" for name in node.names if ("time", name.name) in ASKING)


def test_nobody_but_the_clock_asks_what_time_it_is() -> None:
    assert FILES
    assert [f"{path.relative_to(ROOT)}, {found}" for path in FILES for found in asks(path.read_text())] == []


@pytest.mark.parametrize(
    "source",
    [
        "from datetime import datetime\ndatetime.now()",
        "import datetime\ndatetime.datetime.utcnow()",
        "from datetime import date\ndate.today()",
        "import time\ntime.time()",
        "from time import monotonic",
        "from sqlalchemy import func\nfunc.now()",
        "x = 'DEFAULT CURRENT_TIMESTAMP'",
    ],
)
def test_the_look_itself_finds_them(source: str) -> None:
    assert list(asks(source))
