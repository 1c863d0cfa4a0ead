"""Lists of weekdays as people write them in a cell: `Mon, Wed`, `M/W/F`, `TTh`, `lunes a viernes`, `weekdays`."""

from __future__ import annotations

import re
from collections.abc import Mapping

from companion.imports.plain import plain_words
from companion.kernel.sentences import Sentence
from companion.program import rules

_WORDS = {
    "mon": "mon monday mondays mo lun lunes lu",
    "tue": "tue tues tuesday tuesdays tu mar martes ma",
    "wed": "wed weds wednesday wednesdays we mie mier miercoles mi",
    "thu": "thu thur thurs thursday thursdays th jue jueves ju",
    "fri": "fri friday fridays fr vie viernes vi",
    "sat": "sat saturday saturdays sa sab sabado sabados",
    "sun": "sun sunday sundays su dom domingo domingos do",
}
_DAY = {word: day for day, words in _WORDS.items() for word in words.split()}
_ENGLISH = {
    "m": "mon",
    "t": "tue",
    "tu": "tue",
    "w": "wed",
    "th": "thu",
    "r": "thu",
    "f": "fri",
    "s": "sat",
    "su": "sun",
}
_SPANISH = {"l": "mon", "m": "tue", "x": "wed", "mi": "wed", "j": "thu", "v": "fri", "s": "sat", "d": "sun"}
_WHOLE = {
    "daily": rules.WEEKDAYS,
    "every day": rules.WEEKDAYS,
    "todos los dias": rules.WEEKDAYS,
    "diario": rules.WEEKDAYS,
    "weekdays": rules.WEEKDAYS[:5],
    "every weekday": rules.WEEKDAYS[:5],
    "entre semana": rules.WEEKDAYS[:5],
    "weekends": rules.WEEKDAYS[5:],
    "weekend": rules.WEEKDAYS[5:],
    "fines de semana": rules.WEEKDAYS[5:],
    "fin de semana": rules.WEEKDAYS[5:],
}
_FILLERS = frozenset(["and", "y", "e", "every", "los", "el", "cada", "on", "each", "plus"])
_TO = frozenset({"-", "to", "through", "thru", "a", "al", "hasta"})
_PARTS = re.compile(r"[^\W\d_]+|-")
_LETTERS = re.compile("th|tu|su|mi|[a-z]")


def weekdays(text: str) -> list[str]:
    """Single days, or from one to another, in the order in which they are written. Raises ValueError."""
    plain = plain_words(text)
    if plain in _WHOLE:
        return list(_WHOLE[plain])
    parts = [part for part in _PARTS.findall(plain) if part not in _FILLERS]
    if not parts or re.search(r"\d", plain):
        raise ValueError(_unknown(text))
    named = _named(parts, text)
    found: list[str] = []
    index = 0
    while index < len(named):
        if named[index] == "-" or (index + 2 < len(named) and named[index + 1] == named[index + 2] == "-"):
            raise ValueError(_unknown(text))
        if index + 2 < len(named) and named[index + 1] == "-":
            found += _between(named[index], named[index + 2], text)
            index += 3
        else:
            found.append(named[index])
            index += 1
    return found


def _named(parts: list[str], text: str) -> list[str]:
    """A weekday for each part, and `-` between two that mean a span. Single letters count when they can mean one thing only."""
    last = len(parts) - 1
    marked = ["-" if part in _TO and 0 < index < last else part for index, part in enumerate(parts)]
    if all(part == "-" or part in _DAY for part in marked):
        return [_DAY.get(part, part) for part in marked]
    letters = [one for part in marked for one in ([part] if part == "-" or part in _DAY else _LETTERS.findall(part))]
    english = _spellings(letters, "s", ("sat", "sun"), {"su", "d"})
    if letters.count("t") == 2:
        english = [spelled for one in english for spelled in _spellings(one, "t", ("tue", "thu"), set())]
    spanish = _spellings(letters, "m", ("mar", "mie"), {"x", "mi"})
    found = [
        days
        for spellings, of in ((english, _ENGLISH), (spanish, _SPANISH))
        for one in spellings
        if (days := _read(one, of))
    ]
    if not found or letters == ["x"]:
        raise ValueError(_unknown(next(part for part in marked if part != "-" and part not in _DAY)))
    if any(days != found[0] for days in found):
        raise ValueError(Sentence("%(text)s can mean different days; write them out, such as mon wed", text=repr(text)))
    return found[0]


def _spellings(letters: list[str], letter: str, days: tuple[str, str], other: set[str]) -> list[list[str]]:
    """`letter` is that of two days. Of two the first is the earlier (`MTWTF`, `LMMJV`); one alone may be either, unless one of `other`
    stands there, with which the later day is written otherwise."""
    places = [index for index, one in enumerate(letters) if one == letter]
    if len(places) == 2:
        return [[days[places.index(index)] if index in places else one for index, one in enumerate(letters)]]
    if len(places) != 1 or other & set(letters):
        return [letters]
    return [[day if index in places else one for index, one in enumerate(letters)] for day in days]


def _read(letters: list[str], of: Mapping[str, str]) -> list[str] | None:
    """What these letters mean in one language; None if one of them means nothing in it, or the days run backward."""
    days = [part if part == "-" else of.get(part) or (_DAY.get(part, "") if len(part) > 2 else "") for part in letters]
    if not all(days):
        return None
    order = [rules.WEEKDAYS.index(day) for day in days if day != "-"]
    return days if order == sorted(set(order)) else None


def _between(first: str, last: str, text: str) -> tuple[str, ...]:
    begin, end = rules.WEEKDAYS.index(first), rules.WEEKDAYS.index(last)
    if begin > end:
        raise ValueError(Sentence("expected days in the order of the week, not %(text)s", text=repr(text)))
    return rules.WEEKDAYS[begin : end + 1]


def _unknown(text: str) -> Sentence:
    return Sentence("expected days such as mon wed, not %(text)s", text=repr(text))
