"""What people tell about their days, written short: `tell("start 2026-01-01", "return 2026-02-03")`."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from hypothesis import strategies as st

from companion.recovery.rules import PAUSE, RETURN, START, Mark

FIRST = date(2024, 1, 1)


def on(text: str) -> date:
    return date.fromisoformat(text)


def mark(number: int, kind: str, day: date, told: date | None = None) -> Mark:
    """The `number`th thing told, on its own day unless another is given."""
    told = told or day
    at = datetime.combine(told, time(12), UTC) + timedelta(seconds=number)
    return Mark(UUID(int=number + 1), kind, day, told, at)


def tell(*said: str) -> list[Mark]:
    """ "kind day" or "kind day told"."""
    return [mark(number, kind, *map(on, days)) for number, (kind, *days) in enumerate(one.split() for one in said)]


@st.composite
def histories(draw: st.DrawFn, most: int = 12) -> list[Mark]:
    """Any things told one after the other over two years, about the day itself or up to twenty days before it; a start
    may also be about the day after."""
    told, marks = FIRST, []
    for number in range(draw(st.integers(0, most))):
        told += timedelta(days=draw(st.integers(0, 60)))
        kind = draw(st.sampled_from([START, START, RETURN, PAUSE]))
        back = draw(st.integers(-1 if kind == START else 0, 20))
        marks.append(mark(number, kind, told - timedelta(days=back), told))
    return marks


days = st.dates(FIRST, date(2027, 12, 31))
