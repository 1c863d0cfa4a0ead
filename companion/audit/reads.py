"""Who saw what: the looks in a span of time, by one account or of one person. For the scope of a breach, and for an accounting
of disclosures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import cast
from uuid import UUID

from sqlalchemy import Table, select, tuple_

from companion.audit import rules
from companion.audit.models import AuditEntry
from companion.audit.rules import Row
from companion.kernel.database import db

_PAGE = 5000
_T = cast(Table, AuditEntry.__table__).c


def reads(
    by: UUID | None, of: UUID | None, begin: datetime, end: datetime, *, everything: bool = False
) -> Iterator[Row]:
    """In the order of time, page by page; `end` is not in it. With `everything` also what was changed, and sign-ins.

    Each page goes on where the one before ended in the index of time (and account, or person), however many rows there are.
    """
    query = select(_T.position, _T.at, _T.actor_id, _T.action, _T.participant_id, _T.subject).where(_T.at < end)
    if by is not None:
        query = query.where(_T.actor_id == by)
    if of is not None:
        query = query.where(_T.participant_id == of)
    if not everything:
        query = query.where(_T.action.in_(sorted(rules.READS)))
    query = query.order_by(_T.at, _T.position).limit(_PAGE)
    place = _T.at >= begin
    while rows := db.session.connection().execute(query.where(place)).all():
        for row in rows:
            yield Row(*row[1:])
        if len(rows) < _PAGE:
            return
        last = rows[-1]
        place = (_T.at >= last.at) & (tuple_(_T.at, _T.position) > (last.at, last.position))
