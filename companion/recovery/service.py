"""Days, milestones, and goals belong to the person alone: no staff code reads them. `sharing` and `reminders` ask here for
what the person allowed, in plain values."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select, update

from companion.accounts import service as accounts
from companion.enrollment import service as enrollment
from companion.enrollment.service import EnrollmentView, Record
from companion.kernel import versioned
from companion.kernel.database import db
from companion.kernel.errors import Conflict, Invalid
from companion.kernel.timezones import is_zone, local_day
from companion.kernel.versioned import VersionedDocument
from companion.recovery import milestones, rules, spans
from companion.recovery.joining import Content, join, standing
from companion.recovery.milestones import Earned
from companion.recovery.models import GoalList, RecoveryDays
from companion.recovery.rules import Length, Mark, Moment

_TRIES = 3
_ROOM = {"foci": rules.FOCI, "marks": rules.MARKS, "moments": rules.MOMENTS, "settings": 1}
_GOAL_ROOM = {"goals": rules.GOALS, "reviews": rules.REVIEWS}


@dataclass(frozen=True)
class FocusSummary:
    """One counter as its owner sees it today. `stretch` and `last_thirty` are None where there is nothing to say."""

    id: UUID
    name: str
    hidden: bool
    together: int
    stretch: Length | None
    paused: bool
    last_thirty: int | None
    earned: list[Earned]


@dataclass(frozen=True)
class MilestoneDue:
    """A milestone on a local day of the person. `source_id` is the counter's, or the person's own for the program's."""

    participant_id: UUID
    day: date
    source_id: UUID
    key: str


def read_days(participant_id: UUID) -> Content:
    """All that was told, with the places of what was taken out."""
    return versioned.read(RecoveryDays, participant_id, rules.nothing(rules.DAYS_LISTS)).content


def join_days(participant_id: UUID, sent: Content, now: datetime) -> Content:
    """Join a phone's copy with what is stored and return both in one. Repeating, and any order of several, is harmless.

    Raises Invalid("too_much") when the two together do not fit; then nothing changes.
    """
    content = _join(RecoveryDays, participant_id, sent, _ROOM, now)
    wants = any(entry["word"] for entry in content["settings"])
    change = update(RecoveryDays).where(
        RecoveryDays.participant_id == participant_id, RecoveryDays.wants_word.is_not(wants)
    )
    db.session.execute(change.values(wants_word=wants).execution_options(synchronize_session=False))
    return content


def read_goals(participant_id: UUID) -> Content:
    """Goals and reviews, with the places of what was taken out."""
    return versioned.read(GoalList, participant_id, rules.nothing(rules.GOALS_LISTS)).content


def join_goals(participant_id: UUID, sent: Content, now: datetime) -> Content:
    """As `join_days`, for goals and their reviews."""
    return _join(GoalList, participant_id, sent, _GOAL_ROOM, now)


def summary(participant_id: UUID, today: date) -> list[FocusSummary]:
    """Every counter of the person on that local day. The caller has asked `sharing` and records the look in the audit."""
    content = read_days(participant_id)
    return [_summary(focus, _marks(content, focus["id"]), today) for focus in standing(content["foci"])]


def moments(participant_id: UUID, now: datetime) -> list[Moment]:
    """Milestones of the program: first week, halfway, graduation, of every stay that has begun. What was reached stays through
    every move, exit and return."""
    record = enrollment.record_of(participant_id)
    status = record.at(now)
    return _moments_of(record, status.today) if status else []


def _moments_of(record: Record, today: date) -> list[Moment]:
    """Of the stays begun by that day; of the first one also before it begins."""
    stays = enrollment.stays(record.enrollments)
    begun = [stay for stay in stays if stay[0].starts_on <= today] or stays[:1]
    return [one for stay in begun for one in _moments_of_stay(stay)]


def _moments_of_stay(stay: Sequence[EnrollmentView]) -> list[Moment]:
    *earlier, last = stay
    return rules.program_moments(
        stay[0].starts_on,
        last.expected_end_on,
        last.completed_on,
        left_on=last.last_day,
        before=[(one.expected_end_on, one.last_day) for one in earlier if one.last_day is not None],
    )


def milestones_due(start: date, end: date, participant_ids: Collection[UUID] | None = None) -> list[MilestoneDue]:
    """Milestones on the local days `start` to `end`, both included, of people who asked to be told; of all of them, or
    of these. Hidden and paused counters have none, nor has anybody without a substance goal. The caller asks `quiet_since` before it plans and again before it
    sends, and says no more than a neutral line.
    """
    asked = select(RecoveryDays.participant_id).where(RecoveryDays.wants_word)
    if participant_ids is not None:
        asked = asked.where(RecoveryDays.participant_id.in_(participant_ids))
    return [due for person in db.session.scalars(asked).all() for due in _due(person, start, end)]


def quiet_since(participant_id: UUID, now: datetime) -> date | None:
    """The day on which it happened while the week after it lasts, else None: until then nothing about milestones is
    pushed, not even a neutral line."""
    told = [
        (date.fromisoformat(entry["day"]), datetime.fromisoformat(entry["at"]))
        for entry in standing(read_days(participant_id)["marks"])
        if entry["kind"] in (rules.HAPPENED, rules.RETURN)
    ]
    zone = accounts.get_person(participant_id).zone or ""
    known = zone if is_zone(zone) else enrollment.home_zone(participant_id, now)
    return rules.quiet_since(told, local_day(now, known), now)


def _join(
    model: type[VersionedDocument], participant_id: UUID, sent: Content, room: dict[str, int], now: datetime
) -> Content:
    mine = select(model.id).where(model.participant_id == participant_id).with_for_update()
    for _ in range(_TRIES):
        db.session.execute(mine)  # two phones at the same moment: the second waits, then joins with what the first left
        held = versioned.read(model, participant_id, rules.nothing(room))
        joined = join(held.content, sent, room)
        if any(len(joined[name]) > most for name, most in room.items()):
            raise Invalid("too_much", "There is no room for so many entries.")
        if joined == held.content:
            return joined
        try:
            return versioned.save(model, participant_id, held.version, joined, now).content
        except Conflict:
            continue  # both were the first to write anything: there is a row to wait for now
    raise Conflict("stale_version", "This was changed at the same moment elsewhere. Send it again.")


def _marks(content: Content, focus: str) -> list[Mark]:
    return [_mark(entry) for entry in standing(content["marks"]) if entry["focus"] == focus]


def _mark(entry: dict[str, Any]) -> Mark:
    day, told = date.fromisoformat(entry["day"]), date.fromisoformat(entry["told"])
    return Mark(UUID(entry["id"]), entry["kind"], day, told, datetime.fromisoformat(entry["at"]))


def _summary(focus: dict[str, Any], marks: list[Mark], today: date) -> FocusSummary:
    now = spans.this_stretch(marks)
    return FocusSummary(
        UUID(focus["id"]),
        focus["name"],
        focus["hidden"],
        spans.days_together(marks, today),
        now.length(today) if now else None,
        bool(now and not now.running),
        spans.last_thirty(marks, today),
        milestones.earned(marks, today),
    )


def _due(participant_id: UUID, start: date, end: date) -> list[MilestoneDue]:
    content, record = read_days(participant_id), enrollment.record_of(participant_id)
    status = record.on(start)
    foci = [] if status and status.now.hides_craving else standing(content["foci"])
    counted = [
        MilestoneDue(participant_id, one.day, UUID(focus["id"]), one.key)
        for focus in foci
        if not focus["hidden"]
        for one in milestones.coming(_marks(content, focus["id"]), start, end)
    ]
    own = [
        MilestoneDue(participant_id, one.day, participant_id, one.kind)
        for one in _moments_of(record, end)
        if start <= one.day <= end
    ]
    return counted + own
