"""For looking at every row of a table in one go: values as the driver gives them, which costs a fraction of real types.

Such values are for comparing with each other inside one process, never for keeping.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, Text, cast, select, type_coerce
from sqlalchemy.types import NULLTYPE

from companion.kernel.database import db


def bare(*columns: Any) -> Select[Any]:
    """SELECT of these columns without making ids, days or JSON of them. Not for instants: their text has a zone."""
    plain = cast if db.engine.dialect.name == "postgresql" else type_coerce
    kind = Text() if db.engine.dialect.name == "postgresql" else NULLTYPE
    labelled: list[Any] = [plain(column, kind).label(f"c{at}") for at, column in enumerate(columns)]
    return select(*labelled)


def rows(query: Select[Any]) -> Sequence[Any]:
    """All rows of a `bare` query."""
    return db.session.connection().execute(query).all()


def bare_id(value: UUID) -> str:
    """How a bare query writes this id."""
    return str(value) if db.engine.dialect.name == "postgresql" else value.hex


def as_uuid(bare: str) -> UUID:
    """The id that a bare value stands for."""
    return UUID(hex=bare)
