"""Each person's own data key: what somebody wrote is encrypted under a key of theirs, which is stored wrapped by the
installation's key. Once the key is destroyed, nobody reads any of it again, in no copy of the database made since.

A destroyed key leaves its row behind, so that no second key is ever made for this person. The row has no foreign key: it
outlives the account, and an older copy of the database learns of it although it never knew the key (`revocations`).
"""

from __future__ import annotations

import base64
import os
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import CheckConstraint, Table, Text, bindparam, event, select, update
from sqlalchemy.orm import Mapped, mapped_column

from companion.kernel import clock, crypto, ids, revocations
from companion.kernel.crypto import Box, SealError
from companion.kernel.database import Base, affected, db, fetch, insert_ignore
from companion.kernel.errors import NotFound

OWN = "p"
"""What a text under a person's key begins with, where others name the key of the installation."""

_TABLE, _OPEN, _MADE = "data_keys", "companion_data_keys", "companion_data_keys_made"


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


def seal(person_id: UUID, table: str, row: UUID, column: str, text: str) -> str:
    """Seal `text` for this place and person. Needs an open transaction, with which a missing key is made. Raises Erased."""
    return box(person_id).seal(table, row, column, text)


def unseal(person_id: UUID, table: str, row: UUID, column: str, sealed: str) -> str:
    """What was sealed for this place and person, under their key or, before there were any, the installation's.

    Raises Erased, SealError.
    """
    if not sealed.startswith(f"{OWN}."):
        return crypto.unseal(table, row, column, sealed)
    found = _open().get(person_id) or _read(person_id)
    if found is None:
        raise SealError("a text was encrypted with the key of a person who has none")
    return found.unseal(table, row, column, sealed)


def box(person_id: UUID) -> Box:
    """The person's open key, made if they have none yet. For sealing many texts in an open transaction. Raises Erased."""
    return _open().get(person_id) or _read(person_id) or _make(person_id)


def destroy(person_id: UUID, now: datetime) -> bool:
    """From this commit on, nothing under this person's key can be read, nor anything new be sealed; an older copy of the
    database is told so when it comes back. Whether it was not so before. Needs an open transaction."""
    if db.engine.dialect.name == "sqlite":
        db.session.connection().exec_driver_sql("PRAGMA secure_delete=ON")  # else the page keeps the bytes
    grave = {"participant_id": person_id, "id": ids.new_id(), "wrapped": None, "made_at": now, "destroyed_at": now}
    new = insert_ignore(DataKey, [grave], ["participant_id"]) == 1
    left = {"wrapped": None, "destroyed_at": now}
    alive = update(DataKey).where(DataKey.participant_id == person_id, DataKey.wrapped.is_not(None)).values(left)
    ended = affected(alive.execution_options(synchronize_session=False)) == 1
    revocations.changed(DataKey, [{"participant_id": person_id}], left)
    revocations.decided(DataKey, grave)  # for a copy of before the key was made
    _open().pop(person_id, None)
    return new or ended


def _read(person_id: UUID) -> Box | None:
    row = next(iter(fetch(_KEY, whose=person_id)), None)
    if row is None:
        return None
    if row.wrapped is None:
        raise Erased
    opened = crypto.unseal(_TABLE, person_id, f"wrapped|{row.id}", row.wrapped)
    _open()[person_id] = found = Box(base64.b64decode(opened), OWN, f"{person_id}|{row.id}")
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


@event.listens_for(db.session, "after_soft_rollback")
def _forget_what_was_not_made(session: Any, _transaction: Any) -> None:
    for person_id in session.info.pop(_MADE, ()):
        session.info.get(_OPEN, {}).pop(person_id, None)


@event.listens_for(db.session, "after_commit")
def _keep_what_was_made(session: Any) -> None:
    session.info.pop(_MADE, None)
