"""One encrypted document per person, saved only on top of the version that was read.

Two phones, or a phone that was offline for a week, never overwrite each other unnoticed: the second save is a Conflict,
and the writer reads again, merges, and saves once more.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Text, select, update
from sqlalchemy.orm import Mapped, mapped_column

from companion.kernel import data_keys
from companion.kernel.data_keys import Erased
from companion.kernel.database import db
from companion.kernel.errors import Conflict
from companion.kernel.ids import new_id
from companion.kernel.statements import affected, insert_ignore

Content = dict[str, Any]


class VersionedDocument:
    """Columns of a table that holds such documents. The table makes `participant_id` a unique foreign key."""

    __tablename__: str
    id: Mapped[UUID] = mapped_column(primary_key=True)
    participant_id: Mapped[UUID]
    version: Mapped[int]
    content_sealed: Mapped[str] = mapped_column(Text())
    updated_at: Mapped[datetime]


@dataclass(frozen=True)
class Document:
    """What is stored now. Version 0 without `updated_at`: nothing was ever saved."""

    content: Content
    version: int
    updated_at: datetime | None


def read(model: type[VersionedDocument], participant_id: UUID, empty: Content) -> Document:
    """The person's document, or `empty`: at version 0 when nothing was ever saved, at the last one when it was erased."""
    query = select(model.id, model.version, model.content_sealed, model.updated_at).where(
        model.participant_id == participant_id
    )
    row = db.session.execute(query).first()
    if row is None:
        return Document(empty, 0, None)
    try:
        text = data_keys.unseal(participant_id, model.__tablename__, row.id, "content_sealed", row.content_sealed)
    except Erased:
        return Document(empty, row.version, row.updated_at)
    return Document(json.loads(text), row.version, row.updated_at)


def save(
    model: type[VersionedDocument], participant_id: UUID, based_on: int, content: Content, now: datetime
) -> Document:
    """Replace version `based_on` with `content` (0: nothing stored yet).

    Harmless to repeat: when exactly this content is stored already, that is the answer. Otherwise a version
    that is not the current one raises Conflict("stale_version") and changes nothing.
    """
    if (
        _first(model, participant_id, content, now)
        if based_on == 0
        else _next(model, participant_id, based_on, content, now)
    ):
        return Document(content, based_on + 1, now)
    current = read(model, participant_id, {})
    if current.content == content:
        return current
    raise Conflict("stale_version", "This was changed somewhere else since it was read. Read it again, then save.")


def _first(model: type[VersionedDocument], participant_id: UUID, content: Content, now: datetime) -> bool:
    row = new_id()
    sealed = _seal(model, participant_id, row, content)
    values = {"id": row, "participant_id": participant_id, "version": 1, "content_sealed": sealed, "updated_at": now}
    return insert_ignore(model, [values], ["participant_id"]) == 1  # type: ignore[arg-type]  # every such table is a Base


def _next(model: type[VersionedDocument], participant_id: UUID, based_on: int, content: Content, now: datetime) -> bool:
    row = db.session.scalar(select(model.id).where(model.participant_id == participant_id))
    if row is None:
        return False
    change = update(model).where(model.id == row, model.version == based_on)
    values = {"version": based_on + 1, "content_sealed": _seal(model, participant_id, row, content), "updated_at": now}
    return affected(change.values(values).execution_options(synchronize_session=False)) == 1


def _seal(model: type[VersionedDocument], participant_id: UUID, row: UUID, content: Content) -> str:
    text = json.dumps(content, ensure_ascii=False)
    return data_keys.seal(participant_id, model.__tablename__, row, "content_sealed", text)
