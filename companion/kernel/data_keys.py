"""Each person's own data key: what somebody wrote is encrypted under a key of theirs, which is stored wrapped by the
installation's key. Once the key is destroyed, nobody reads any of it again, in no copy of the database made since.

As long as hosts of the version before there were such keys may write beside this one (`WAITS`), nobody gets one, and everything
is sealed as that version does it. See docs/decisions/0022.

A destroyed key leaves its row behind, so that no second key is ever made for this person. The row has no foreign key: it
outlives the account, and an older copy of the database learns of it although it never knew the key (`revocations`).
"""

from __future__ import annotations

import base64
import os
from collections.abc import Iterable
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import CheckConstraint, Table, Text, bindparam, event, select, update
from sqlalchemy.orm import Mapped, mapped_column

from companion.kernel import clock, crypto, ids, revocations, settings, statements
from companion.kernel.crypto import Box, SealError
from companion.kernel.database import Base, db
from companion.kernel.errors import NotFound
from companion.kernel.statements import affected, fetch, insert_ignore

OWN = "p"
"""What a text under a person's key begins with, where others name the key of the installation."""

_OWN_MARK = f"{OWN}."

WAITS = "sealing_waits_until"
"""The setting that holds the instant until which no key is made; without it they are made."""

_TABLE, _SEEN, _OPEN, _MADE = "data_keys", "companion_data_keys_seen", "companion_data_keys", "companion_data_keys_made"


_SINCE = "0026"  # programs that know this revision of the schema read what is sealed under people's keys


class DataKey(Base):
    """`id` is the key's own, `wrapped` the key under that of the installation; without it, the key was destroyed."""

    __tablename__ = _TABLE
    __table_args__ = (CheckConstraint("(wrapped IS NULL) = (destroyed_at IS NOT NULL)", name="destroyed"),)
    participant_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(unique=True)
    wrapped: Mapped[str | None] = mapped_column(Text)
    made_at: Mapped[datetime]
    destroyed_at: Mapped[datetime | None]


class Erased(NotFound):
    """The key that this was written under was destroyed."""

    def __init__(self) -> None:
        super().__init__("erased", "This was erased for good.")


_T = cast(Table, DataKey.__table__)
_KEY = select(_T.c.id, _T.c.wrapped).where(_T.c.participant_id == bindparam("whose"))
_KEYS = select(_T.c.participant_id, _T.c.id, _T.c.wrapped).where(statements.among(_T.c.participant_id, "whose"))


def seal(person_id: UUID, table: str, row: UUID, column: str, text: str) -> str:
    """Seal `text` for this place and person. Needs an open transaction, with which a missing key is made. Raises Erased."""
    return (box(person_id) or crypto.box()).seal(table, row, column, text)


def unseal(person_id: UUID, table: str, row: UUID, column: str, sealed: str) -> str:
    """What was sealed for this place and person, under their key or, before there were any, the installation's.

    Raises Erased, SealError.
    """
    if not is_own(sealed):
        return crypto.unseal(table, row, column, sealed)
    found = _open().get(person_id) or _read(person_id)
    if found is None:
        raise SealError("a text was encrypted with the key of a person who has none")
    return found.unseal(table, row, column, sealed)


def box(person_id: UUID) -> Box | None:
    """The person's open key, made if they have none yet; None where that has to wait. For sealing many texts in an open
    transaction. Raises Erased."""
    found = _open().get(person_id) or _read(person_id)
    if found is not None or settings.read(WAITS) is not None:
        return found
    return _make(person_id)


def is_own(sealed: str) -> bool:
    """Whether this is under a person's key."""
    return sealed.startswith(_OWN_MARK)


def note(person_id: UUID, key_id: UUID | None, wrapped: str | None) -> None:
    """What another statement read of this person's row: it need not be read again in this request. None and None when there
    is no row."""
    if key_id is not None:
        _seen()[person_id] = (key_id, wrapped)


def waits_until() -> datetime | None:
    """Until when nobody gets a key; None when that is over."""
    until = settings.read(WAITS)
    return None if until is None else datetime.fromisoformat(until)


def stop_waiting() -> None:
    """From this commit on people get keys of their own, and a program that cannot read what is sealed under them is refused at
    its start. Needs an open transaction."""
    settings.drop(WAITS)
    settings.put(settings.SERVES, max(settings.read(settings.SERVES) or "", _SINCE))


def serves_since() -> str:
    """The oldest revision of the schema whose programs can read everything here."""
    return _SINCE if settings.read(WAITS) is None else ""


def rewrapped(row: Any) -> dict[str, Any]:
    """The column of a stored key, wrapped by the newest key of the installation."""
    place = (_TABLE, row.participant_id, f"wrapped|{row.id}")
    return {"wrapped": crypto.seal(*place, crypto.unseal(*place, row.wrapped))}


def look_up(person_ids: Iterable[UUID]) -> None:
    """Read the keys of many people in one statement, before texts of theirs are opened one by one."""
    wanted = set(person_ids) - _open().keys()
    for row in fetch(_KEYS, whose=list(wanted)) if wanted else ():
        note(row.participant_id, row.id, row.wrapped)


def destroy(person_id: UUID, now: datetime) -> bool:
    """From this commit on, nothing under this person's key can be read, nor anything new be sealed; an older copy of the
    database is told so when it comes back. Whether it was not so before. Needs an open transaction."""
    if db.engine.dialect.name == "sqlite":
        db.session.connection().exec_driver_sql("PRAGMA secure_delete=ON")  # else the page keeps the bytes
    tombstone = {"participant_id": person_id, "id": ids.new_id(), "wrapped": None, "made_at": now, "destroyed_at": now}
    new = insert_ignore(DataKey, [tombstone], ["participant_id"]) == 1
    left = {"wrapped": None, "destroyed_at": now}
    alive = update(DataKey).where(DataKey.participant_id == person_id, DataKey.wrapped.is_not(None)).values(left)
    ended = affected(alive.execution_options(synchronize_session=False)) == 1
    revocations.changed(DataKey, [{"participant_id": person_id}], left)
    revocations.decided(DataKey, tombstone)  # for a copy of before the key was made
    for known in (_open(), _seen()):
        known.pop(person_id, None)
    return new or ended


def _read(person_id: UUID) -> Box | None:
    if person_id not in _seen():
        for row in fetch(_KEY, whose=person_id):
            note(person_id, row.id, row.wrapped)
    if person_id not in _seen():
        return None
    key_id, wrapped = _seen()[person_id]
    if wrapped is None:
        raise Erased
    opened = crypto.unseal(_TABLE, person_id, f"wrapped|{key_id}", wrapped)
    _open()[person_id] = found = Box(base64.b64decode(opened), OWN, f"{person_id}|{key_id}")
    return found


def _make(person_id: UUID) -> Box:
    """Whoever comes first makes it; everybody reads what is stored then."""
    key_id = ids.new_id()
    text = base64.b64encode(os.urandom(32)).decode()
    row = {
        "participant_id": person_id,
        "id": key_id,
        "wrapped": crypto.seal(_TABLE, person_id, f"wrapped|{key_id}", text),
        "made_at": clock.now(),
        "destroyed_at": None,
    }
    insert_ignore(DataKey, [row], ["participant_id"])
    made = _read(person_id)
    assert made is not None
    db.session.info.setdefault(_MADE, set()).add(person_id)
    return made


def _open() -> dict[UUID, Box]:
    """Keys that are open in this unit of work: they end with its session, one request or one step of the worker."""
    opened: dict[UUID, Box] = db.session.info.setdefault(_OPEN, {})
    return opened


def _seen() -> dict[UUID, tuple[UUID, str | None]]:
    """What was read of people's rows in this unit of work."""
    seen: dict[UUID, tuple[UUID, str | None]] = db.session.info.setdefault(_SEEN, {})
    return seen


@event.listens_for(db.session, "after_soft_rollback")
def _forget_what_was_not_made(session: Any, _transaction: Any) -> None:
    for person_id in session.info.pop(_MADE, ()):
        for known in (_OPEN, _SEEN):
            session.info.get(known, {}).pop(person_id, None)


@event.listens_for(db.session, "after_commit")
def _keep_what_was_made(session: Any) -> None:
    session.info.pop(_MADE, None)
