"""Writes and reads the audit log. Every act and every look calls `record`; participants read the rows about themselves."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import or_, select

from companion.audit import chain, heads, rules
from companion.audit.heads import Head
from companion.audit.models import AuditEntry
from companion.audit.reads import reads
from companion.audit.rules import Row
from companion.audit.verification import Finding, Report, walk
from companion.kernel import revocations
from companion.kernel.crypto import SealError
from companion.kernel.database import db
from companion.kernel.errors import Conflict

__all__ = [
    "Entry",
    "Finding",
    "Report",
    "Row",
    "accept_restored",
    "check_key",
    "count",
    "in_lists",
    "init_app",
    "looks_at",
    "looks_page",
    "mark_head",
    "mark_head_in_log",
    "opened_by",
    "reads",
    "record",
    "record_daily",
    "record_each",
    "rotate_key",
    "seal",
    "to_the_end",
    "verify",
]

count = chain.count
in_lists = chain.in_lists
init_app = chain.init_app


@dataclass(frozen=True)
class Entry:
    at: datetime
    actor_id: UUID | None
    action: str
    subject: str


def record(actor_id: UUID | None, action: str, participant_id: UUID | None, subject: str, now: datetime) -> None:
    """Append one row when the open transaction commits. `action` is one of `rules.ACTIONS`; `subject` is a fixed word or an
    id, never text that somebody wrote."""
    record_each(actor_id, action, [participant_id], subject, now)


def record_each(
    actor_id: UUID | None, action: str, participant_ids: Iterable[UUID | None], subject: str, now: datetime
) -> None:
    """One row for each of these people, in their order, as `record` does."""
    for participant_id in participant_ids:
        chain.record(Row(now, actor_id, action, participant_id, subject))


def record_daily(
    actor_id: UUID, action: str, participant_ids: Iterable[UUID | None], since: datetime, now: datetime
) -> None:
    """One row for each of these people about whom there is none like it since `since`, the beginning of the day. `action` is
    one of `rules.IN_LISTS`."""
    for participant_id in participant_ids:
        chain.record(Row(now, actor_id, action, participant_id, ""), since)


def opened_by(since: datetime) -> dict[UUID, set[UUID]]:
    """Whose records each account opened since then; its own is not among them."""
    rows = select(AuditEntry.actor_id, AuditEntry.participant_id).where(
        AuditEntry.at >= since,
        AuditEntry.action.in_(sorted(rules.OPENED)),
        AuditEntry.actor_id != AuditEntry.participant_id,
    )
    found: dict[UUID, set[UUID]] = {}
    for actor_id, participant_id in db.session.execute(rows.distinct()):
        if actor_id is not None and participant_id is not None:
            found.setdefault(actor_id, set()).add(participant_id)
    return found


def looks_page(
    participant_id: UUID, *, in_lists: bool, before: datetime | None = None, limit: int = 25
) -> tuple[list[Entry], datetime | None]:
    """What others did with this person's record, the newest first: what they opened or changed, or, apart from that, where they
    read the name in a list. Also before which instant to go on; None when there is nothing older.

    Rows of one instant are never parted, so a page may be a little longer than `limit`.
    """
    of = (
        AuditEntry.participant_id == participant_id,
        or_(AuditEntry.actor_id.is_(None), AuditEntry.actor_id != participant_id),
        AuditEntry.action.in_(sorted(rules.IN_LISTS)) == in_lists,
    )
    columns = (AuditEntry.at, AuditEntry.actor_id, AuditEntry.action, AuditEntry.subject)
    query = select(*columns).where(*of).order_by(AuditEntry.at.desc(), AuditEntry.position.desc())
    older = query if before is None else query.where(AuditEntry.at < before)
    rows = db.session.execute(older.limit(limit + 1)).all()
    if len(rows) <= limit:
        return [Entry(*row) for row in rows], None
    last = rows[limit - 1].at
    whole = [row for row in rows if row.at > last] + list(db.session.execute(query.where(AuditEntry.at == last)))
    more = db.session.execute(query.where(AuditEntry.at < last).limit(1)).first() is not None
    return [Entry(*row) for row in whole], last if more else None


def looks_at(participant_id: UUID) -> list[Entry]:
    """All rows about this person, also those of their own acts, the newest first."""
    query = select(AuditEntry.at, AuditEntry.actor_id, AuditEntry.action, AuditEntry.subject)
    query = query.where(AuditEntry.participant_id == participant_id).order_by(AuditEntry.position.desc())
    return [Entry(*row) for row in db.session.execute(query)]


def check_key() -> None:
    """Raises SealError unless the chain can go on here: its key is in the keys folder, or it has none yet."""
    key_id = chain.newest_key()
    if key_id is not None and chain.outside().ring.find(key_id) is None:
        raise SealError(
            f"The audit log was written with the key {key_id}, which is not in the keys folder; copy audit.key from the host "
            "that wrote it, or restore it from your key backup."
        )


def seal(now: datetime) -> None:
    """Make the key of a log that is to begin, so that it is there when the keys are backed up; or close over rows that a version
    without a key wrote, if they are the newest. Needs an open transaction."""
    chain.writing_key()
    position, newest = chain.last()
    if position and rules.key_of(newest) is None:
        record(None, rules.SEALED, None, "", now)  # written only if that is still so when it is this one's turn


def rotate_key(now: datetime) -> tuple[str, str]:
    """From the next row on the chain has a new key; returns the ids of both. Needs an open transaction. Rows that other
    processes write with the old one count for a week."""
    chain.hold()
    old, new = chain.outside().ring.rotate()
    record(None, rules.KEY_ROTATED, None, old.id, now)
    return old.id, new.id


def mark_head(now: datetime) -> None:
    """Write outside the database how far the chain got. Raises OSError."""
    position, newest = chain.last()
    if position:
        heads.append(chain.outside().heads, Head(position, newest, now))


def mark_head_in_log(now: datetime) -> None:
    """The same for the revocation log, with the open transaction."""
    position, newest = chain.last()
    revocations.alive({"audit": Head(position, newest, now).plain()} if position else {})


def verify(now: datetime, more_heads: Sequence[Path] = ()) -> Generator[int, None, Report]:
    """Walk the chain; see `verification.walk`. `more_heads` are copies of the file that were shipped elsewhere."""
    found = [*heads.read([chain.outside().heads, *more_heads])]
    found += filter(None, map(heads.from_plain, revocations.noted("audit")))
    return walk(found, now)


def to_the_end(walk: Generator[int, None, Report], after_page: Callable[[int], object] = lambda rows: None) -> Report:
    """The report of a walk; `after_page` is told how many rows were read."""
    try:
        while True:
            after_page(next(walk))
    except StopIteration as end:
        report: Report = end.value
        return report


def accept_restored(report: Report, now: datetime) -> int:
    """An older copy of the database was put in place: what was written outside about rows after the copy no longer counts.
    Returns the position after which. Needs an open transaction.

    Raises Conflict when something else is wrong with the chain, or nothing is.
    """
    finding = report.finding
    if finding is None or not finding.is_outside:
        raise Conflict(
            "nothing_to_accept", "The audit log does not look like an older copy; run: companion audit verify"
        )
    record(None, rules.RESTORED, None, str(finding.position - 1), now)
    return finding.position - 1
