"""Check-ins: storing and reading them. Sending anything twice, late, or from two tabs at once leaves one row."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, cast
from uuid import UUID

from sqlalchemy import ColumnElement, Table, and_, bindparam, delete, func, or_, select, update

from companion.checkins import rules, versions
from companion.checkins.models import Checkin, CheckinRevision
from companion.checkins.rules import Entry, NewCheckin, Outcome, Stored
from companion.kernel import data_keys, ids, revocations, timezones
from companion.kernel.database import db
from companion.kernel.errors import Invalid
from companion.kernel.statements import affected, among, fetch, insert_ignore, insert_new

LONGEST_RANGE = timedelta(days=400)
_T = cast(Table, Checkin.__table__)
_LAST = (
    select(_T.c.participant_id, func.max(_T.c.local_day).label("last"))
    .where(among(_T.c.participant_id, "whose"), _T.c.local_day.between(bindparam("since"), bindparam("day")))
    .group_by(_T.c.participant_id)
)
_DOUBTED = select(_T.c.participant_id).where(
    among(_T.c.participant_id, "whose"),
    _T.c.clock_doubt,
    _T.c.received_at.between(bindparam("start"), bindparam("end")),
)


@dataclass(frozen=True)
class Recorded:
    """What became of one version: `revision` and `received_at` are those of what is stored now, if anything is."""

    id: UUID
    outcome: str
    reason: str | None = None
    revision: int | None = None
    received_at: datetime | None = None


@dataclass(frozen=True)
class CheckinView:
    """A check-in as its owner sees it."""

    id: UUID
    recorded_at: datetime
    zone: str
    local_day: date
    received_at: datetime
    late: bool
    clock_doubt: bool
    revision: int
    entry: Entry


def record_checkin(participant_id: UUID, new: NewCheckin, received_at: datetime) -> Recorded:
    """Store this version of a check-in. Idempotent, also under races; needs an open transaction.

    Conflicts and refusals come back as values. An id that is somebody else's is answered like any other: see `ids.apart`.
    Raises Invalid for an unknown zone.
    """
    outcome = _decide(None, new, received_at)
    if outcome.kind == rules.CREATED and insert_ignore(
        Checkin, [versions.row(participant_id, new, received_at, data_keys.box(participant_id))], ["id"]
    ):
        return Recorded(new.id, rules.CREATED, None, new.revision, received_at)
    held = db.session.execute(select(Checkin).where(Checkin.id == new.id).with_for_update()).scalar_one_or_none()
    if held is None:
        return Recorded(new.id, outcome.kind, outcome.reason)
    if held.participant_id != participant_id:
        apart = replace(new, id=ids.apart(participant_id, new.id))
        return replace(record_checkin(participant_id, apart, received_at), id=new.id)
    if held.deleted_at is not None:
        return Recorded(new.id, rules.SAME, None, new.revision, held.received_at)
    outcome = _decide(versions.stored(held), new, received_at)
    if outcome.kind == rules.UPDATED:
        versions.replace(held, new, received_at)
    revision = new.revision if outcome.kind == rules.UPDATED else held.revision
    return Recorded(new.id, outcome.kind, outcome.reason, revision, held.received_at)


def delete_checkin(participant_id: UUID, checkin_id: UUID, now: datetime) -> None:
    """Delete one of the person's own entries with its earlier versions, for good. A tombstone keeps the id, so that no phone
    brings it back, whatever it sends later; also one for an entry that has not arrived yet. The revocation log has it too.

    Harmless to repeat. What came under an id that is somebody else's is found where it is kept: see `ids.apart`.
    """
    _leave_tombstone(participant_id, checkin_id, now)
    apart = ids.apart(participant_id, checkin_id)
    if _owner(checkin_id) != participant_id or _owner(apart) == participant_id:  # that somebody may be gone by now
        _leave_tombstone(participant_id, apart, now)


def _owner(checkin_id: UUID) -> UUID | None:
    return db.session.scalar(select(Checkin.participant_id).where(Checkin.id == checkin_id))


def _leave_tombstone(participant_id: UUID, checkin_id: UUID, now: datetime) -> None:
    """For somebody else's id nothing happens."""
    tombstone = versions.tombstone(checkin_id, participant_id, now)
    mine = (Checkin.id == checkin_id, Checkin.participant_id == participant_id)
    if not insert_ignore(Checkin, [tombstone], ["id"]):
        alive = update(Checkin).where(*mine, Checkin.deleted_at.is_(None)).values(tombstone)
        if affected(alive.execution_options(synchronize_session=False)) != 1:
            return
    earlier = (CheckinRevision.checkin_id == checkin_id, CheckinRevision.participant_id == participant_id)
    affected(delete(CheckinRevision).where(*earlier))
    revocations.gone(CheckinRevision, [{"checkin_id": checkin_id, "participant_id": participant_id}])
    revocations.decided(Checkin, tombstone)  # for a copy of before it arrived
    keys = {name: tombstone.pop(name) for name in ("id", "participant_id")}
    revocations.changed(Checkin, [keys], tombstone)


def record_batch(participant_id: UUID, items: Sequence[NewCheckin], received_at: datetime) -> list[Recorded]:
    """Store many, oldest first as sent; one result per item in the same order. One refused item spoils no other."""
    created = _create_new_ones(participant_id, items, received_at)
    if len(created) == len(items):
        return list(created.values())
    _lock({new.id for new in items} - created.keys())  # what this transaction made is its own already
    return [
        created.pop(new.id) if new.id in created else record_checkin(participant_id, new, received_at) for new in items
    ]


def list_checkins(participant_id: UUID, start: date, end: date) -> list[CheckinView]:
    """Check-ins about the local days `start` to `end`, both included, oldest first. Raises Invalid for a wrong range."""
    if end < start or end - start > LONGEST_RANGE:
        raise Invalid("wrong_range", f"Ask for up to {LONGEST_RANGE.days} days, start before end.")
    mine = select(Checkin.__table__).where(
        Checkin.participant_id == participant_id, Checkin.local_day.between(start, end), Checkin.deleted_at.is_(None)
    )
    rows = db.session.execute(mine.order_by(Checkin.recorded_at, Checkin.id)).all()
    return [_view(row) for row in rows]


def last_logged(participant_ids: Collection[UUID], since: date, day: date) -> dict[UUID, date]:
    """The latest of the days `since` to `day` about which each of these people logged, in one statement. People with an
    entry from a phone with a wrong clock are looked at one by one by `has_checked_in`, see `clock_doubted`."""
    return {row.participant_id: row.last for row in fetch(_LAST, whose=list(participant_ids), since=since, day=day)}


def clock_doubted(participant_ids: Collection[UUID], day: date) -> set[UUID]:
    """Those of these people of whom an entry from a phone with a wrong clock arrived around that day."""
    start, end = _around(day)
    return {row.participant_id for row in fetch(_DOUBTED, whose=list(participant_ids), start=start, end=end)}


def has_checked_in(participant_id: UUID, local_day: date) -> bool:
    """Whether the person logged about that day. An entry from a phone with a wrong clock counts for the day it arrived."""
    found = db.session.execute(
        select(Checkin.local_day, Checkin.received_at, Checkin.zone).where(
            Checkin.participant_id == participant_id, or_(Checkin.local_day == local_day, _doubted_around(local_day))
        )
    )
    return any(day == local_day or timezones.local_day(received, zone) == local_day for day, received, zone in found)


def _doubted_around(day: date) -> ColumnElement[bool]:
    return and_(Checkin.clock_doubt, Checkin.received_at.between(*_around(day)))


def _around(day: date) -> tuple[datetime, datetime]:
    start = datetime.combine(day - timedelta(days=1), time(), tzinfo=UTC)
    return start, start + timedelta(days=3)


def _create_new_ones(participant_id: UUID, items: Sequence[NewCheckin], received_at: datetime) -> dict[UUID, Recorded]:
    """The hot path: whatever is new and acceptable, in one statement; the results in the order of the items.

    Holds what this request inserted and nothing else. When a repeated request overlaps its first, each entry is
    "created" in exactly one of the two, which is the one that tells staff of a strong craving.
    """
    fresh: dict[UUID, NewCheckin] = {}
    for new in items:
        fresh.setdefault(new.id, new)
    acceptable = [new for new in fresh.values() if _decide(None, new, received_at).kind == rules.CREATED]
    in_order = sorted(acceptable, key=lambda new: new.id.int)  # one order for all: no deadlock
    key = data_keys.box(participant_id)
    made = insert_new(Checkin, [versions.row(participant_id, new, received_at, key) for new in in_order], "id")
    return {
        new.id: Recorded(new.id, rules.CREATED, None, new.revision, received_at) for new in acceptable if new.id in made
    }


def _lock(checkin_ids: set[UUID]) -> None:
    """Take the rows in one order, so that two phones of one person never wait for each other in a circle."""
    if checkin_ids:
        db.session.execute(select(Checkin.id).where(Checkin.id.in_(checkin_ids)).order_by(Checkin.id).with_for_update())


def _decide(stored: Stored | None, new: NewCheckin, received_at: datetime) -> Outcome:
    recorded_local = new.recorded_at.astimezone(timezones.zone(new.zone)).replace(tzinfo=None)
    mark = _fingerprint(stored, new) if stored else ""  # there is nothing to tell it from
    return rules.decide(stored, new, mark, recorded_local, received_at)


def _fingerprint(stored: Stored, new: NewCheckin) -> str:
    """Entries of before names of zones were repaired are stored under the name the phone gave."""
    names = (new.zone, *timezones.earlier_names(new.zone))
    marks = [rules.fingerprint(replace(new, zone=name)) for name in names]
    return next((mark for mark in marks if mark == stored.fingerprint or mark in stored.earlier), marks[0])


def _view(row: Any) -> CheckinView:
    return CheckinView(
        row.id,
        row.recorded_at,
        row.zone,
        row.local_day,
        row.received_at,
        row.late,
        row.clock_doubt,
        row.revision,
        versions.entry_or_nothing(row),
    )


def sealed_values(row: Any) -> dict[str, Any]:
    """See `versions.sealed_values`."""
    return versions.sealed_values(row)
