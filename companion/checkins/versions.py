"""Converts a version of a check-in to rows and back: what is encrypted where, and how earlier versions are stored."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select, update

from companion.checkins import rules
from companion.checkins.models import Checkin, CheckinRevision
from companion.checkins.rules import Entry, NewCheckin, Stored
from companion.kernel import crypto, ids
from companion.kernel.database import db

_NO_DAY, _LAST_REVISION = date(1970, 1, 1), 2**31 - 1


def _values(new: NewCheckin) -> dict[str, Any]:
    """The columns that a correction may change."""
    said, seal = new.entry, crypto.box().seal
    return {
        "zone": new.zone,
        "local_day": new.local_day,
        "mood": said.mood,
        "craving": said.craving,
        "stress": said.stress,
        "confidence": said.confidence,
        "sleep": said.sleep,
        "habits": list(said.habits),
        "triggers": list(said.triggers),
        "helped": list(said.helped),
        "note_sealed": seal("checkins", new.id, "note", said.note) if said.note else None,
        "revision": new.revision,
        "fingerprint_sealed": seal("checkins", new.id, "fingerprint", rules.fingerprint(new)),
    }


def tombstone(checkin_id: UUID, participant_id: UUID, now: datetime) -> dict[str, Any]:
    """A row that says nothing, on a day that nobody asks for, in place of one that was deleted."""
    unsaid = dict.fromkeys(("changed_at", "mood", "craving", "stress", "confidence", "sleep", "note_sealed"))
    lists: dict[str, Any] = {"habits": [], "triggers": [], "helped": []}
    when = {"recorded_at": now, "received_at": now, "deleted_at": now, "local_day": _NO_DAY, "zone": "UTC"}
    # A program of before knows no deleted entries: to it, every version of a phone has lost against this one.
    sealed = crypto.seal("checkins", checkin_id, "fingerprint", "")
    flags = {"late": False, "clock_doubt": False, "revision": _LAST_REVISION, "fingerprint_sealed": sealed}
    return {"id": checkin_id, "participant_id": participant_id, **unsaid, **lists, **when, **flags}


def row(participant_id: UUID, new: NewCheckin, received_at: datetime) -> dict[str, Any]:
    return {
        "id": new.id,
        "participant_id": participant_id,
        "recorded_at": new.recorded_at,
        "received_at": received_at,
        "changed_at": None,
        "late": rules.is_late(new.recorded_at, received_at),
        "clock_doubt": rules.doubts_clock(new.recorded_at, new.sent_at, received_at),
        **_values(new),
    }


def replace(held: Checkin, new: NewCheckin, received_at: datetime) -> None:
    """Store the newer version and keep the older one as a revision."""
    kept = ids.new_id()
    content = {
        **asdict(entry(held)),
        "zone": held.zone,
        "local_day": held.local_day.isoformat(),
        "fingerprint": _fingerprint(held),
    }
    db.session.add(
        CheckinRevision(
            id=kept,
            participant_id=held.participant_id,
            checkin_id=held.id,
            revision=held.revision,
            replaced_at=received_at,
            content_sealed=crypto.seal("checkin_revisions", kept, "content", json.dumps(content)),
        )
    )
    values = {**_values(new), "changed_at": received_at}
    db.session.execute(
        update(Checkin).where(Checkin.id == held.id).values(values).execution_options(synchronize_session=False)
    )
    db.session.flush()
    db.session.expire(held)


def stored(held: Checkin) -> Stored:
    earlier = frozenset(_earlier(held.id))
    return Stored(held.recorded_at, held.received_at, held.clock_doubt, held.revision, _fingerprint(held), earlier)


def _earlier(checkin_id: UUID) -> Iterable[str]:
    kept = select(CheckinRevision.id, CheckinRevision.content_sealed).where(CheckinRevision.checkin_id == checkin_id)
    for id_, sealed in db.session.execute(kept):
        yield json.loads(crypto.unseal("checkin_revisions", id_, "content", sealed))["fingerprint"]


def _fingerprint(held: Any) -> str:
    return crypto.unseal("checkins", held.id, "fingerprint", held.fingerprint_sealed)


def entry(row: Any) -> Entry:
    note = crypto.unseal("checkins", row.id, "note", row.note_sealed) if row.note_sealed else None
    habits, triggers, helped = tuple(row.habits), tuple(row.triggers), tuple(row.helped)
    return Entry(row.mood, row.craving, row.stress, row.confidence, row.sleep, habits, triggers, helped, note)
