"""When a reminder may leave, given current data. Pure decisions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from uuid import UUID

import pytest

from companion.kernel.timezones import to_instant
from companion.reminders import rules
from companion.reminders.readers import readers_for
from companion.reminders.rules import (
    CHANGED,
    CHECKUP,
    PROMPT,
    SOON,
    TOMORROW,
    Wishes,
    slot_of,
)  # fmt: skip
from companion.reminders.verdicts import Context, Due, newest_only, still_wanted
from tests.reminders.meetings import LEO, MIA, NY, meeting

DAY = date(2026, 3, 10)
START = to_instant(DAY, time(16), NY)


def due(kind: str = SOON, **changes: object) -> Due:
    made = Due(
        UUID(int=9),
        MIA,
        kind,
        str(UUID(int=7)),
        DAY,
        slot_of(START),
        START - timedelta(minutes=30),
        START - timedelta(minutes=2),
        START,
        1,
    )
    return made._replace(**changes)


def context(**changes: object) -> Context:
    return replace(Context(Wishes(), NY, active=True, meeting=meeting(DAY, time(16))), **changes)  # type: ignore[arg-type]


NOW = START - timedelta(minutes=20)


@pytest.mark.parametrize(
    ("of", "current", "verdict"),
    [
        (due(), context(), "send"),
        (due(), context(active=False), "account_closed"),
        (due(), context(meeting=None), "not_expected"),
        (due(), context(meeting=meeting(DAY, time(16), on=False)), "cancelled"),
        (due(), context(meeting=meeting(DAY, time(17))), "moved"),
        (due(), context(wishes=Wishes(session_soon=False)), "switched_off"),
        (due(), context(sent_today=6), "enough_today"),
        (due(), context(sent_today=5), "send"),
        (due(), context(last_sent_at=NOW - timedelta(minutes=9)), "later"),
        (due(), context(last_sent_at=NOW - timedelta(minutes=10)), "send"),
        (due(), context(last_sent_at=NOW + timedelta(hours=1)), "send"),
        (due(closes_at=NOW), context(), "too_late"),
        (due(closes_at=NOW + timedelta(minutes=1)), context(last_sent_at=NOW), "too_close"),
        (due(CHANGED), context(meeting=meeting(DAY, time(16), on=False, changed_at=START)), "send"),
        (due(CHANGED), context(meeting=meeting(DAY, time(16), on=False, changed_at=START + timedelta(1))), "changed_again"),
        (due(CHANGED), context(sent_today=99, last_sent_at=NOW, meeting=meeting(DAY, time(16), changed_at=START)), "send"),
        (due(TOMORROW), context(meeting=meeting(DAY, time(17))), "send"),
        (due(TOMORROW), context(meeting=meeting(DAY + timedelta(1), time(16))), "moved"),
        (due(PROMPT), context(checked_in=True), "already_done"),
        (due(PROMPT), context(silent_days=7), "send"),
        (due(PROMPT), context(silent_days=8), "once_a_week"),
        (due(PROMPT), context(silent_days=14), "send"),
        (due(CHECKUP), context(after=True), "send"),
        (due(CHECKUP), context(after=True, answered=True), "already_done"),
        (due(CHECKUP), context(), "not_completed"),
        (due(rules.ALUMNI), context(wishes=Wishes(groups=True)), "not_completed"),
        (due(rules.ALUMNI), context(wishes=Wishes(groups=True), after=True), "send"),
        (due(rules.ALUMNI), context(wishes=Wishes(groups=True), after=True, meets=False), "cancelled"),
        (due(rules.CALL), context(asked=True), "send"),
        (due(rules.CALL), context(), "not_waiting"),
    ],
)  # fmt: skip
def test_current_data_decide(of: Due, current: Context, verdict: str) -> None:
    assert still_wanted(of, current, NOW).what == verdict


def test_in_quiet_hours_it_waits_for_their_end_or_is_let_go() -> None:
    quiet = context(wishes=Wishes(quiet_from=time(15), quiet_until=time(15, 50)))
    assert still_wanted(due(), quiet, NOW).again_at == to_instant(DAY, time(15, 50), NY)
    assert still_wanted(due(), context(wishes=Wishes(quiet_from=time(15), quiet_until=time(17))), NOW).what == "quiet"


def test_of_several_due_at_once_the_newest_per_person_and_kind_remains() -> None:
    old, new = due(id=UUID(int=1), due_at=NOW - timedelta(hours=2)), due(id=UUID(int=2))
    other = due(id=UUID(int=3), participant_id=LEO)
    news = [due(CHANGED, id=UUID(int=4)), due(CHANGED, id=UUID(int=5), source=str(UUID(int=8)))]
    kept, superseded = newest_only([old, new, other, *news])
    assert {each.id.int for each in kept} == {2, 3, 4, 5}
    assert [each.id.int for each in superseded] == [1]


@pytest.mark.usefixtures("app")
def test_every_kind_has_a_reader_of_what_it_depends_on() -> None:
    assert readers_for([]).keys() == rules.KINDS.keys()
