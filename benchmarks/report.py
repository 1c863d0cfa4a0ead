"""The result of a measurement: rows, the table people read, and the file programs read."""

from __future__ import annotations

import json
import operator
import statistics
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

OUT = Path(__file__).parent / "out" / "latest.json"
_COMPARE = {"≥": operator.ge, "≤": operator.le, "=": operator.eq}


@dataclass(frozen=True)
class Row:
    """One figure. `ratio` compares it to `against`, measured in the same run; a target such as ("≤", 1.3) is about the
    ratio where there is one, else about the value."""

    name: str
    value: float
    unit: str
    against: str | None = None
    ratio: float | None = None
    target: tuple[str, float] | None = None

    @property
    def met(self) -> bool | None:
        """Whether the target holds; None without one."""
        if self.target is None:
            return None
        how, bound = self.target
        return bool(_COMPARE[how](self.value if self.ratio is None else self.ratio, bound))


def say(text: str) -> None:
    """Progress, on the error stream, so that the tables can be kept apart."""
    print(text, file=sys.stderr, flush=True)


def median_ratio(over: Sequence[float], under: Sequence[float]) -> float:
    """The median of ratios of measurements that were taken side by side."""
    return statistics.median(a / b for a, b in zip(over, under, strict=True))


def number(value: float) -> str:
    """Three significant digits, or all of a whole number."""
    if value == int(value) or abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:.{2 if abs(value) < 10 else 1 if abs(value) < 100 else 0}f}"


def table(title: str, rows: Sequence[Row]) -> str:
    """The rows as text in columns."""
    head = ("", "value", "unit", "against", "ratio", "target", "")
    cells = [head, *(_cells(row) for row in rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(head))]
    lines = [
        "  ".join(
            text.rjust(width) if column in (1, 4) else text.ljust(width)
            for column, (text, width) in enumerate(zip(line, widths, strict=True))
        )
        for line in cells
    ]
    return "\n".join([title, "-" * len(title), *(line.rstrip() for line in lines), ""])


def write(rows: Sequence[Row]) -> None:
    """Leave the figures in benchmarks/out/latest.json."""
    OUT.parent.mkdir(exist_ok=True)
    keys = ("name", "value", "unit", "against", "ratio")
    OUT.write_text(json.dumps([{key: getattr(row, key) for key in keys} for row in rows], indent=1) + "\n")


def _cells(row: Row) -> tuple[str, ...]:
    target = f"{row.target[0]} {row.target[1]:g}" if row.target else ""
    verdict = {True: "met", False: "MISSED", None: ""}[row.met]
    ratio = "" if row.ratio is None else number(row.ratio)
    return row.name, number(row.value), row.unit, row.against or "", ratio, target, verdict
