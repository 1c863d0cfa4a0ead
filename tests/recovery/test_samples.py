"""The phone works its days out by itself, without a signal. Its rules and ours are held to one answer by samples that
both test suites read; `python -m tests.recovery.test_samples` makes them anew."""

from __future__ import annotations

import json
import random
from dataclasses import asdict
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from companion.recovery.milestones import earned
from companion.recovery.rules import PAUSE, RETURN, START, Mark
from companion.recovery.spans import days_together, last_thirty, this_stretch
from tests.recovery.tellings import FIRST, mark, on, tell

FILE = Path(__file__).resolve().parents[2] / "pwa" / "tests" / "days" / "samples.json"


def answers(marks: list[Mark], today: date) -> dict[str, Any]:
    stretch = this_stretch(marks)
    return {
        "together": days_together(marks, today),
        "length": asdict(stretch.length(today)) if stretch else None,
        "running": bool(stretch and stretch.running),
        "thirty": last_thirty(marks, today),
        "earned": [{"key": one.key, "day": one.day.isoformat()} for one in earned(marks, today)],
    }


def written(marks: list[Mark]) -> list[dict[str, str]]:
    return [
        {"id": str(one.id), "kind": one.kind, "day": str(one.day), "told": str(one.told), "at": one.at.isoformat()}
        for one in marks
    ]


def read(rows: list[dict[str, str]]) -> list[Mark]:
    return [mark(n, row["kind"], on(row["day"]), on(row["told"])) for n, row in enumerate(rows)]


def _at_random(dice: random.Random) -> list[Mark]:
    told, marks = FIRST + timedelta(days=dice.randrange(800)), []
    for number in range(dice.randrange(1, 9)):
        told += timedelta(days=dice.choice((0, 1, 5, 40, 200)))
        kind = dice.choice((START, START, RETURN, PAUSE))
        marks.append(mark(number, kind, told - timedelta(days=dice.choice((0, 0, 0, 1, 9))), told))
    return marks


def make() -> list[dict[str, Any]]:
    dice = random.Random(29)
    told = [tell("start 2024-02-29"), *(_at_random(dice) for _ in range(79))]
    cases = [(marks, marks[-1].told + timedelta(days=dice.choice((0, 1, 29, 60, 366, 1500)))) for marks in told]
    cases += [(told[0], on(day)) for day in ("2025-02-28", "2025-03-01", "2028-02-28", "2028-02-29")]
    return [{"marks": written(marks), "today": str(today), **answers(marks, today)} for marks, today in cases]


@pytest.mark.parametrize("sample", json.loads(FILE.read_text()), ids=lambda sample: sample["today"])
def test_a_sample_has_the_answer_that_the_phone_is_tested_against(sample: dict[str, Any]) -> None:
    told = {name: sample[name] for name in ("together", "length", "running", "thirty", "earned")}
    assert answers(read(sample["marks"]), on(sample["today"])) == told


if __name__ == "__main__":
    FILE.parent.mkdir(parents=True, exist_ok=True)
    FILE.write_text(json.dumps(make(), separators=(",", ":")) + "\n")
