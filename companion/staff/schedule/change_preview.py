"""What a change would do, before anybody is told: the resulting sessions, whom it affects, the exact sentences, and double
bookings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from companion.enrollment import service as enrollment
from companion.enrollment.service import Dosage
from companion.kernel.database import transaction
from companion.program import service as program
from companion.reminders import rules
from companion.reminders import service as reminders
from companion.schedule import service as schedule
from companion.schedule.rules import SessionView
from companion.schedule.service import Before, ChangeContext, Made, ScheduleConflict, find_conflicts
from companion.staff.core.formats import LANGUAGES
from companion.supporters import service as supporters
from companion.supporters.rules import SupporterKey

Seen = TypeVar("Seen")
Write = Callable[[], Made]
_SHOWN = 8


@dataclass(frozen=True)
class Line:
    """One meeting before and after; None where it is not in the calendar."""

    title: str
    zone: str
    was_at: datetime | None
    now: SessionView | None


@dataclass(frozen=True)
class Preview:
    """`texts` has, per language, what a lock screen shows at the levels private and silent; empty when nobody is told.
    `lines` are the first of `meetings` that change; `kept` were changed by hand and stay. `supporters` are the supporters whose
    pages show it; `about_supporters`: the change is about who they are. `dosage` is what a week of the track comes to from
    then on, when that is not usual at its level of care. `later`: people it concerns whom no message tells, because it is more
    than two weeks away; they read it in their schedule."""

    lines: list[Line]
    meetings: int
    kept: int
    told: int
    texts: dict[str, dict[str, str]]
    clashes: list[ScheduleConflict]
    supporters: set[SupporterKey]
    about_supporters: bool
    dosage: Dosage | None
    later: int = 0


class _Rehearsed(Exception):
    """Ends the rehearsal, so that nothing of it stays."""


def taken_back(do: Callable[[], Seen]) -> Seen:
    """Does it and takes it back; returns what was seen in between. Raises as `do` does."""
    seen: list[Seen] = []
    try:
        with transaction():
            seen.append(do())
            raise _Rehearsed
    except _Rehearsed:
        return seen[0]


def rehearse(context: ChangeContext, write: Write) -> Preview:
    """Makes the change, looks, and takes it back: what is shown is what will happen. Raises as `write` does."""

    def look_at_it() -> tuple[Preview, Before, set[UUID], set[UUID]]:
        made = write()
        told, concerned = _people(context, made.before)
        return look(context, made.before, made.kept), made.before, told, concerned

    seen, before, told, concerned = taken_back(look_at_it)
    # Far ahead the calendar is simply written anew: who is concerned shows only in how it stands now.
    concerned |= _flat(schedule.who_are_told([row["id"] for row in before.sessions]))
    return replace(seen, later=len(concerned - told))


def _people(context: ChangeContext, before: Before) -> tuple[set[UUID], set[UUID]]:
    """(who hears of it, who is expected at what was touched)"""
    expected = schedule.who_are_told(before.touched)
    news = {one.id for one in schedule.session_states(before.touched) if one.changed_at == context.now}
    return _flat({one: whose for one, whose in expected.items() if one in news}), _flat(expected)


def _flat(people: Mapping[UUID, set[UUID]]) -> set[UUID]:
    return {whose for some in people.values() for whose in some}


def tell(context: ChangeContext, write: Write) -> Made:
    """Make the change and plan what phones are told, in the caller's transaction."""
    made = write()
    reminders.replan_sessions(made.before.touched, context.now)
    return made


def undo(context: ChangeContext, change_id: UUID) -> None:
    """As it was. Who has not been told of the change yet hears nothing; otherwise everybody is told once more. In the
    caller's transaction. Raises as `schedule.undo_change` does."""
    view, before = schedule.find_change(context.program_id, change_id, context.now)
    silent = reminders.take_back(before.touched, view.made_at)
    schedule.undo_change(context.program_id, change_id, context.now, silent=silent)
    supporters.put_back(before.beside)
    reminders.replan_sessions(before.touched, context.now)


def look(context: ChangeContext, before: Before, kept: int = 0) -> Preview:
    """What has become of the meetings that were touched, and who would be told; `before` is how they stood."""
    touched = before.touched
    after = {one.id: one for one in schedule.session_states(touched)}
    news = [one for one in after.values() if one.changed_at == context.now]
    told = schedule.who_are_told([one.id for one in news])
    zone = program.get_program(context.program_id).zone
    lines = _lines(before, after, zone)
    people = _flat(told)
    texts = _texts([one for one in news if told.get(one.id)], context.now)
    found = find_conflicts(context.program_id, touched)
    along = {key for some in supporters.of_meetings(touched).values() for key in some}
    hours = _unusual_week(context, before, after)
    return Preview(lines[:_SHOWN], len(lines), kept, len(people), texts, found, along, bool(before.beside), hours)


def _unusual_week(context: ChangeContext, before: Before, after: dict[UUID, SessionView]) -> Dosage | None:
    days = [row["pattern_date"] for row in before.sessions] + [after[one].local_date for one in before.added]
    if not days or not (before.segments.ended or before.segments.begun):
        return None
    for track in program.tracks(context.program_id):
        if track.id in (before.tracks or ()):
            found = enrollment.dosage_of_track(track.id, track.level, min(days))
            return found if found.outside else None
    return None


def _lines(before: Before, after: dict[UUID, SessionView], zone: str) -> list[Line]:
    found = [Line(row["title"], zone, row["starts_at"], after.get(row["id"])) for row in before.sessions]
    found += [Line(after[one].title, zone, None, after[one]) for one in before.added if one in after]
    return sorted(found, key=lambda line: (line.was_at or line.now.starts_at) if line.now else line.was_at)  # type: ignore[arg-type,return-value]


def _texts(news: Sequence[SessionView], now: datetime) -> dict[str, dict[str, str]]:
    """The sentence about the first of them, as the phones will say it."""
    first = min(news, key=lambda one: (one.previous_starts_at or one.starts_at, str(one.id)), default=None)
    if first is None:
        return {}
    meeting = reminders.as_meeting(first)
    return {
        language: {
            level: reminders.say(rules.CHANGED, language, level, meeting=meeting, now=now).title
            for level in (reminders.PRIVATE, reminders.SILENT)
        }
        for language in LANGUAGES
    }
