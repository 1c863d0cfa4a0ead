"""When a track's pattern becomes another one, exactly that is planned, each segment meets once a day, and what can stay stays."""

from __future__ import annotations

import itertools
from collections import Counter
from datetime import date, time, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from companion.program.pattern import Version, matched, versions_ahead
from companion.program.rules import Pattern

TODAY = date(2026, 3, 10)
edges = st.integers(0, 6).map(lambda n: TODAY + timedelta(days=7 * n))
patterns = st.builds(
    lambda weekday, hour, title, place: Pattern(weekday, time(hour), time(hour + 1), "workshop", title, place),
    st.integers(0, 1),
    st.integers(9, 11),
    st.sampled_from(["Circle", "Art"]),
    st.sampled_from(["Room 1", "Room 2"]),
)


@st.composite
def lines(draw):
    """Versions of one segment, one after the other."""
    cuts = sorted(draw(st.sets(edges, max_size=3)))
    first = draw(patterns)
    bounds = [TODAY, *(cut for cut in cuts if cut > TODAY), date.max]
    places = [draw(st.sampled_from(["Room 1", "Room 2", "Garden"])) for _ in bounds[1:]]
    return versions_ahead(
        [
            Version(since, until, Pattern(first.weekday, first.starts, first.ends, first.kind, first.title, place))
            for since, until, place in zip(bounds, bounds[1:], places, strict=False)
        ],
        TODAY,
    )


old = st.lists(lines(), max_size=4).map(lambda some: {UUID(int=number): line for number, line in enumerate(some)})
new = st.lists(lines(), max_size=4).map(lambda some: [span for line in some for span in line])


@given(old, new)
def test_what_is_wanted_is_what_is_planned_and_no_segment_meets_twice_on_a_day(old, new):
    kept, made = matched(old, new)
    everything = [*kept.values(), *made]
    assert Counter(span for spans in everything for span in spans) == Counter(new)
    for spans in everything:
        assert all(one.until <= other.since for one, other in itertools.pairwise(spans))
        assert len({span.pattern.slot for span in spans}) <= 1


@given(old)
def test_what_stays_the_same_stays_the_same_segment(old):
    kept, made = matched(old, [span for spans in old.values() for span in spans])
    assert made == []
    assert sorted(map(repr, kept.values())) == sorted(map(repr, old.values()))


@given(lines())
def test_versions_that_go_on_unchanged_are_one(line):
    assert all(one.pattern != other.pattern for one, other in itertools.pairwise(line))
    assert versions_ahead(line, TODAY) == line
    assert versions_ahead(line, date.min) == line


def test_what_is_over_is_left_out_and_what_runs_begins_on_the_day_looked_at():
    weekly = Pattern(1, time(9), time(10), "workshop", "Circle", "Room 1")
    over, running = Version(date.min, TODAY, weekly), Version(TODAY - timedelta(days=9), date.max, weekly)
    assert versions_ahead([over, running], TODAY) == [Version(TODAY, date.max, weekly)]
