"""What a benchmark prints is what was measured: targets, ratios, and the file programs read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import report
from benchmarks.report import Row


def test_a_target_is_about_the_ratio_where_there_is_one_and_else_about_the_value() -> None:
    assert Row("tick", 9.0, "ms", "empty", 1.2, ("≤", 1.3)).met is True
    assert Row("tick", 1.0, "ms", "empty", 1.4, ("≤", 1.3)).met is False
    assert Row("twice", 0, "messages", None, None, ("=", 0)).met is True
    assert Row("value", 1.0, "ms").met is None


def test_a_missed_target_stands_in_the_table() -> None:
    text = report.table("push", [Row("ours", 300.0, "µs", "Node", 2.3, ("≥", 5.0)), Row("limit", 96.25, "µs")])
    assert "MISSED" in text.splitlines()[3]
    assert "MISSED" not in text.splitlines()[4]


def test_ratios_are_taken_within_a_round() -> None:
    """A machine that is half as fast for a while slows both down, and the ratio stays."""
    assert report.median_ratio([40, 80, 40], [20, 40, 20]) == 2


def test_programs_read_five_keys_a_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "OUT", tmp_path / "out" / "latest.json")
    report.write([Row("ours", 300.0, "µs", "Node", 2.3, ("≥", 5.0))])
    [row] = json.loads((tmp_path / "out" / "latest.json").read_text())
    assert row == {"name": "ours", "value": 300.0, "unit": "µs", "against": "Node", "ratio": 2.3}
