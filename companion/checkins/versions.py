"""Converts a version of a check-in to rows and back: what is encrypted where, and how earlier versions are stored."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic_core import from_json, to_json
from sqlalchemy import select, update

from companion.checkins import rules
from companion.checkins.models import Checkin, CheckinRevision
from companion.checkins.rules import Entry, NewCheckin, Stored
from companion.kernel import crypto, data_keys, ids
from companion.kernel.crypto import Box
from companion.kernel.data_keys import Erased
from companion.kernel.database import db

_NO_DAY, _LAST_REVISION = date(1970, 1, 1), 2**31 - 1
_LISTS = ("habits", "triggers", "helped")
_SKIPPED: tuple[Any, ...] = (None, ())


def _values(new: NewCheckin, key: Box | None) -> dict[str, Any]:
    """The columns that a correction may change. Without a key, as the version before there were keys wrote them."""
    at = {"zone": new.zone, "local_day": new.local_day, "revision": new.revision}
    return at | (_in_columns(new) if key is None else {"content_sealed": _document(new.id, new.entry, key)})


def _document(checkin_id: UUID, said: Entry, key: Box) -> str:
    text = to_json({name: value for name, value in vars(said).items() if value not in _SKIPPED}).decode()
    return key.seal("checkins", checkin_id, "content", text)


def _in_columns(new: NewCheckin) -> dict[str, Any]:
    said, seal = vars(new.entry).copy(), crypto.box().seal
    note = said.pop("note")
    return {
        **said,
        **{name: list(said[name]) for name in _LISTS},
        "note_sealed": seal("checkins", new.id, "note", note) if note else None,
        "fingerprint_sealed": seal("checkins", new.id, "fingerprint", rules.fingerprint(new)),
    }


_NO_COLUMNS = dict.fromkeys(
    ("mood", "craving", "stress", "confidence", "sleep", *_LISTS, "note_sealed", "fingerprint_sealed")
)


def tombstone(checkin_id: UUID, participant_id: UUID, now: datetime) -> dict[str, Any]:
    """A row that says nothing, on a day that nobody asks for, in place of one that was deleted."""
    unsaid = dict.fromkeys(("changed_at", "content_sealed", *_NO_COLUMNS))
    lists: dict[str, Any] = {"habits": [], "triggers": [], "helped": []}
    when = {"recorded_at": now, "received_at": now, "deleted_at": now, "local_day": _NO_DAY, "zone": "UTC"}
    # A program of before knows no deleted entries: to it, every version of a phone has lost against this one.
    sealed = crypto.seal("checkins", checkin_id, "fingerprint", "")
    flags = {"late": False, "clock_doubt": False, "revision": _LAST_REVISION, "fingerprint_sealed": sealed}
    return {"id": checkin_id, "participant_id": participant_id, **unsaid, **lists, **when, **flags}


def row(participant_id: UUID, new: NewCheckin, received_at: datetime, key: Box | None) -> dict[str, Any]:
    return {
        "id": new.id,
        "participant_id": participant_id,
        "recorded_at": new.recorded_at,
        "received_at": received_at,
        "changed_at": None,
        "late": rules.is_late(new.recorded_at, received_at),
        "clock_doubt": rules.doubts_clock(new.recorded_at, new.sent_at, received_at),
        **_values(new, key),
    }


def sealed_values(held: Any) -> dict[str, Any]:
    """The columns that hold what this stored check-in says, as one document under the person's key. Needs an open
    transaction."""
    key = data_keys.box(held.participant_id)
    return {} if key is None else {"content_sealed": _document(held.id, entry(held), key), **_NO_COLUMNS}


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
            content_sealed=data_keys.seal(
                held.participant_id, "checkin_revisions", kept, "content", json.dumps(content)
            ),
        )
    )
    key = data_keys.box(held.participant_id)
    values = {**_values(new, key), "changed_at": received_at, **({} if key is None else _NO_COLUMNS)}
    db.session.execute(
        update(Checkin).where(Checkin.id == held.id).values(values).execution_options(synchronize_session=False)
    )
    db.session.flush()
    db.session.expire(held)


def stored(held: Checkin) -> Stored:
    """Raises Erased."""
    earlier = frozenset(_earlier(held))
    return Stored(held.recorded_at, held.received_at, held.clock_doubt, held.revision, _fingerprint(held), earlier)


def _earlier(held: Checkin) -> Iterable[str]:
    kept = select(CheckinRevision.id, CheckinRevision.content_sealed).where(CheckinRevision.checkin_id == held.id)
    for id_, sealed in db.session.execute(kept):
        text = data_keys.unseal(held.participant_id, "checkin_revisions", id_, "content", sealed)
        yield json.loads(text)["fingerprint"]


def _fingerprint(held: Any) -> str:
    if held.fingerprint_sealed is not None:
        return crypto.unseal("checkins", held.id, "fingerprint", held.fingerprint_sealed)
    return rules.fingerprint(NewCheckin(held.id, held.recorded_at, held.zone, held.local_day, entry(held)))


def entry(row: Any) -> Entry:
    """Raises Erased."""
    if row.content_sealed is not None:
        said = from_json(data_keys.unseal(row.participant_id, "checkins", row.id, "content", row.content_sealed))
        return Entry(**said | {name: tuple(said[name]) for name in _LISTS if name in said})
    note = crypto.unseal("checkins", row.id, "note", row.note_sealed) if row.note_sealed else None
    habits, triggers, helped = tuple(row.habits), tuple(row.triggers), tuple(row.helped)
    return Entry(row.mood, row.craving, row.stress, row.confidence, row.sleep, habits, triggers, helped, note)


def entry_or_nothing(row: Any) -> Entry:
    """What was erased reads as if everything had been skipped."""
    try:
        return entry(row)
    except Erased:
        return Entry()
