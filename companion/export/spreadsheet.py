"""Check-ins as a spreadsheet: each answer as a number and in words, earlier versions in rows of their own."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

from companion.export import labels
from companion.export.rules import safe_cell
from companion.export.tables import Record

_SCALES = ("mood", "craving", "stress", "confidence", "sleep")
_LISTS = ("habits", "triggers", "helped")
_BYTE_ORDER_MARK = "\ufeff"  # without it Excel reads ñ as two letters


def of(found: dict[str, list[Record]], language: str, *, hides_craving: bool) -> str:
    """CSV (RFC 4180) with the column names of the API, every cell quoted and none a formula.

    Where craving is hidden and nothing was ever logged, its columns are left out.
    """
    rows = sorted(_versions(found), key=lambda row: (str(row["recorded_at"]), row["revision"]))
    scales = [
        name
        for name in _SCALES
        if name != "craving" or not hides_craving or any(row.get(name) is not None for row in rows)
    ]
    names = [name for scale in scales for name in (scale, f"{scale}_in_words")]
    head = ["local_day", "recorded_at", "received_at", "zone", "version", "newest", *names, *_LISTS, "note", "id"]
    file = io.StringIO()
    writer = csv.DictWriter(file, head, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writeheader()
    for row in rows:
        cells = {name: _cell(row.get(name)) for name in head} | {"version": row["revision"]}
        for scale in scales:
            cells |= _number_and_words(scale, row.get(scale), language)
        writer.writerow(cells)
    return _BYTE_ORDER_MARK + file.getvalue()


def _versions(found: dict[str, list[Record]]) -> Iterator[Record]:
    """The newest version of each check-in, and the ones that were corrected, with what never changes from the newest."""
    newest = {row["id"]: row for row in found.get("checkins", ())}
    yield from ({**row, "newest": "yes"} for row in newest.values())
    for kept in found.get("checkin_revisions", ()):
        content = kept["content"] if isinstance(kept["content"], dict) else {"note": kept["content"]}
        now = next((row for id_, row in newest.items() if str(id_) == str(kept["checkin_id"])), {})
        fixed = {name: now.get(name) for name in ("recorded_at", "received_at")}
        yield {**fixed, **content, "id": kept["checkin_id"], "revision": kept["revision"], "newest": "no"}


def _number_and_words(scale: str, value: Any, language: str) -> dict[str, Any]:
    if value is None:
        return {scale: "", f"{scale}_in_words": ""}
    number = labels.SLEEP.index(value) + 1 if scale == "sleep" else value
    return {scale: number, f"{scale}_in_words": safe_cell(labels.answer(scale, value, language))}


def _cell(value: Any) -> str:
    if value is None:
        return ""
    text = "; ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    return safe_cell(text)
