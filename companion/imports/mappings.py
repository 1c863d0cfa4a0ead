"""Remembers what was said about the columns of a table, so that the next one with the same headings is not asked about again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update

from companion.imports.columns import COLUMNS
from companion.imports.models import ImportMapping
from companion.kernel.database import db
from companion.kernel.ids import new_id
from companion.kernel.statements import insert_ignore


def recall(program_id: UUID, kind: str, key: str) -> tuple[str, ...] | None:
    """The columns of the headings with this `key`, as somebody last said them; None if nobody did."""
    mine = (ImportMapping.program_id == program_id) & (ImportMapping.headings == key)
    found = db.session.execute(select(ImportMapping.columns).where(mine)).scalar_one_or_none()
    if found is None or not set(found) <= {"", *COLUMNS[kind].known}:
        return None
    return tuple(found)


def remember(program_id: UUID, key: str, columns: Sequence[str], now: datetime) -> None:
    """In place of what was said before. Two who say it at once: one of them is remembered."""
    said = {"columns": list(columns), "changed_at": now}
    if insert_ignore(
        ImportMapping,
        [{"id": new_id(), "program_id": program_id, "headings": key, **said}],
        ["program_id", "headings"],
    ):
        return
    mine = (ImportMapping.program_id == program_id) & (ImportMapping.headings == key)
    db.session.execute(update(ImportMapping).where(mine).values(**said).execution_options(synchronize_session=False))
