"""What differs between two program files, in words a coordinator knows: which track, which segment, which resource."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from companion.program import service as program
from companion.program.service import ProgramFile, TrackItem

ADDED, CHANGED, GONE = "added", "changed", "gone"
_LISTS: dict[str, Callable[[Any], str]] = {
    "tracks": lambda each: each.slug,
    "resources": lambda each: each.slug,
    "alumni_groups": lambda each: each.slug,
    "events": lambda each: each.slug,
    "closures": lambda each: str(each.closed.first) + ("" if each.last is None else f" – {each.closed.last}"),
}


@dataclass(frozen=True)
class Difference:
    """`part` is a key of the program file, `name` which of them: its slug, its title or its days."""

    what: str
    part: str
    name: str


def differences(before: ProgramFile, after: ProgramFile) -> list[Difference]:
    """In the order of the file; empty when both say the same."""
    old, new = program.canonical(before), program.canonical(after)
    found: list[Difference] = []
    for part in ProgramFile.model_fields:
        one, other = getattr(old, part), getattr(new, part)
        if one == other:
            continue
        if part not in _LISTS:
            found.append(Difference(CHANGED, part, "" if part == "phones" else str(other or "")))
            continue
        found += _of_list(
            part, {_LISTS[part](each): each for each in one}, {_LISTS[part](each): each for each in other}
        )
    return found


def _of_list(part: str, old: dict[str, Any], new: dict[str, Any]) -> Iterator[Difference]:
    for name in [*new, *(name for name in old if name not in new)]:
        if name not in old:
            yield Difference(ADDED, part, name)
        elif name not in new:
            yield Difference(GONE, part, name)
        elif old[name] != new[name]:
            yield Difference(CHANGED, part, name)
            if part == "tracks":
                yield from _of_track(old[name], new[name])


def _of_track(old: TrackItem, new: TrackItem) -> Iterator[Difference]:
    """Its segments, told apart by title and days."""
    one, other = _segments(old.segments), _segments(new.segments)
    yield from (Difference(ADDED, "segments", name) for name in other if name not in one)
    yield from (Difference(GONE, "segments", name) for name in one if name not in other)


def _segments(items: Iterable[Any]) -> list[str]:
    return [
        ", ".join(
            str(part)
            for part in (
                each.title,
                " ".join(each.days),
                f"{each.starts:%H:%M}–{each.ends:%H:%M}",
                each.place or each.join_url,
                each.with_name,
                each.first and f"from {each.first}",
                each.last and f"to {each.last}",
            )
            if part
        )
        for each in items
    ]
