"""Times of day as people write them in a cell: `4:30 PM`, `4 pm`, `16h30`, `4:30 p. m.`, `noon`, `1630`, and two of them as a span."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time

from companion.imports.plain import plain_words

_NAMED = {"noon": time(12), "12 noon": time(12), "mediodia": time(12), "12 del dia": time(12), "12:00 noon": time(12)}
_CLOCK = re.compile(
    r"(?:a las?\s+)?(\d{1,2})(?:\s*[:.h]\s*(\d\d)?(?:[:.]00(?:\.0+)?)?)?\s*(?:h|hs|hrs|horas)?\.?\s*(?:([ap])\s*\.?\s*(?:m\.?)?)?"
)
_TOGETHER = re.compile(r"([01]\d|2[0-3])([0-5]\d)(?:\s*(?:h|hrs))?")
_FRACTION = re.compile(r"0?[.,]\d{2,}")
_FROM = re.compile(r"^(?:from|de|desde)\s+(?:las?\s+)?")
_SPAN = re.compile(r"\s*(?:-|\bto\b|\buntil\b|\ba\b(?!\s*\.?\s*m)|\bhasta\b)\s*(?:las?\s+)?")


@dataclass(frozen=True)
class _Clock:
    hour: int
    minute: int
    half: str
    """`a` or `p` where it says so."""

    @property
    def wall(self) -> time | None:
        if self.minute > 59 or self.hour > (12 if self.half else 23) or (self.half and self.hour == 0):
            return None
        hour = self.hour % 12 + (12 if self.half == "p" else 0) if self.half else self.hour
        return time(hour, self.minute)


def clock(text: str) -> time | None:
    """The wall time a cell says; None for what is none. A number less than one is a part of the day, as spreadsheets keep it."""
    plain = plain_words(text)
    if plain in _NAMED:
        return _NAMED[plain]
    if _FRACTION.fullmatch(plain):
        minutes = round(float("0" + plain.lstrip("0").replace(",", ".")) * 24 * 60)
        return time(minutes // 60, minutes % 60) if minutes < 24 * 60 else None
    found = _parsed(plain)
    return found.wall if found else None


def _parsed(plain: str) -> _Clock | None:
    together = _TOGETHER.fullmatch(plain)
    if together:
        return _Clock(int(together[1]), int(together[2]), "")
    found = _CLOCK.fullmatch(plain)
    if not found or not (found[2] or found[3] or "h" in plain):
        return None
    return _Clock(int(found[1]), int(found[2] or 0), found[3] or "")


def span(text: str) -> tuple[str, str] | None:
    """The two times of `4 – 5:30 PM` as texts, or None when it is not two. `halved` still has to say which half of the day."""
    parts = [part for part in _SPAN.split(_FROM.sub("", plain_words(text))) if part]
    return (
        (parts[0], parts[1])
        if len(parts) == 2 and all(re.search(r"\d|noon|mediodia", part) for part in parts)
        else None
    )


def halved(starts: str, ends: str) -> str:
    """`starts` in the half of the day that `ends` names, where only `ends` names one: `4` and `5:30 PM` begin at 4 PM, `10` and
    `1 PM` at 10 AM."""
    first, last = _bare(plain_words(starts)), _parsed(plain_words(ends))
    if first is None or first.half or last is None or not last.half or last.wall is None or not 1 <= first.hour <= 12:
        return starts
    for half in (last.half, "a"):
        wall = _Clock(first.hour, first.minute, half).wall
        if wall and wall < last.wall:
            return f"{wall:%H:%M}"
    return starts


def _bare(plain: str) -> _Clock | None:
    return _Clock(int(plain), 0, "") if re.fullmatch(r"\d{1,2}", plain) else _parsed(plain)
