"""Merges two copies of what a person wrote, in whatever order and however often they arrive.

Every entry has an id made by the phone and a revision that grows with each change; removing an entry is such a change. So
merging is a union in which the newer entry stands: no copy has to be based on another, and nothing that is only on one side
is ever lost.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

Entry = dict[str, Any]
Content = dict[str, list[Entry]]


def join(one: Content, other: Content, lists: Iterable[str]) -> Content:
    """Both copies in one. The order of the two, and doing it again, make no difference."""
    return {name: join_entries(one.get(name, []), other.get(name, [])) for name in lists}


def join_entries(one: Iterable[Entry], other: Iterable[Entry]) -> list[Entry]:
    """Each id once, ascending: the higher revision, and of two with the same the one whose text sorts last."""
    newest: dict[str, Entry] = {}
    for entry in (*one, *other):
        held = newest.get(entry["id"])
        if held is None or _rank(entry) > _rank(held):
            newest[entry["id"]] = entry
    return [newest[id_] for id_ in sorted(newest)]


def standing(entries: Iterable[Entry]) -> list[Entry]:
    """Those that were not taken out."""
    return [entry for entry in entries if not entry["gone"]]


def _rank(entry: Entry) -> tuple[int, str]:
    return entry["rev"], json.dumps(entry, sort_keys=True, ensure_ascii=True)
