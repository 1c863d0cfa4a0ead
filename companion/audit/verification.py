"""Walks the whole chain, a page of rows at a time, and compares it with the keys and with the heads outside the database."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Table, bindparam, select

from companion.audit import chain as chains
from companion.audit import rules
from companion.audit.heads import Head
from companion.audit.keys import Key
from companion.audit.models import AuditEntry
from companion.audit.rules import Row
from companion.kernel.database import db
from companion.kernel.statements import fetch

REMOVED, REWRITTEN, CUT, OTHER, UNKNOWN_KEY, RETIRED_KEY, NO_KEY = (
    "removed",
    "rewritten",
    "cut",
    "other",
    "unknown_key",
    "retired_key",
    "no_key",
)
PAGE = 2000
_ROWS = cast(Table, AuditEntry.__table__).c
_NEXT = select(AuditEntry.__table__).where(_ROWS.position > bindparam("after")).order_by(_ROWS.position).limit(PAGE)


@dataclass(frozen=True)
class Finding:
    """The first row that is not what was written. `key_id` names the key it is about, if it is about one."""

    position: int
    what: str
    key_id: str | None = None

    @property
    def is_outside(self) -> bool:
        """Whether the rows hold in themselves, and only what was written outside the database says otherwise."""
        return self.what in (CUT, OTHER)

    @property
    def sentence(self) -> str:
        return _SENTENCES[self.what].format(position=self.position, before=self.position - 1, key=self.key_id)


_SENTENCES = {
    REMOVED: "Row {position} is missing.",
    REWRITTEN: "Row {position} is not what was written: it, or the row before it, was changed, removed or put in.",
    CUT: "The rows from {position} on are gone: there were more when their number was last written outside the database.",
    OTHER: "Row {position} is another one than was written outside the database: the chain was made anew from there or before.",
    UNKNOWN_KEY: "Row {position} was written with the key {key}, which is not in the keys folder: put audit-{key}.key there "
    "(audit.key of the host that wrote it), or the row was forged.",
    RETIRED_KEY: "Row {position} was written with a key that was no longer in use.",
    NO_KEY: "No row has a key yet; run: companion db upgrade",
}


@dataclass(frozen=True)
class Report:
    """`rows` were read and hold; `finding` is None for a chain that holds to its end. `restored` are the positions of rows
    that say that an older copy of the database was put in place."""

    rows: int
    chain: str
    finding: Finding | None
    restored: tuple[int, ...]


@dataclass
class _Walk:
    """What has to be remembered from row to row."""

    heads: dict[int, list[Head]]
    position: int = 0
    chain: str = rules.FIRST
    key_id: str | None = None
    keys: dict[str, Key] = field(default_factory=dict)
    retired: dict[str | None, datetime] = field(default_factory=dict)
    late: tuple[int, datetime] | None = None
    doubtful: list[Head] = field(default_factory=list)
    restored: list[int] = field(default_factory=list)

    def take(self, position: int, row: Row, found: str) -> Finding | None:
        """Go on to this row, or say what is wrong with it."""
        expected, key_id = self.position + 1, rules.key_of(found)
        if position != expected:
            return Finding(expected, REMOVED)
        if key_id and key_id not in self.keys:
            if (known := chains.outside().ring.find(key_id)) is None:
                return Finding(position, UNKNOWN_KEY, key_id)
            self.keys[key_id] = known
        key = self.keys[key_id] if key_id else None
        if found != rules.link(self.chain, position, row, key_id, key.secret if key else b""):
            return Finding(position, REWRITTEN)
        if (finding := self._key_counts(position, row.at, key_id)) is not None:
            return finding
        self.position, self.chain = position, found
        self.doubtful += [head for head in self.heads.pop(position, ()) if head.chain != found]
        if row.action == rules.RESTORED and key_id:
            self.restored.append(position)
            self._excuse(int(row.subject), row.at)
        return None

    def _key_counts(self, position: int, at: datetime, key_id: str | None) -> Finding | None:
        """Whether a row may carry this key here. One that is out of use counts for a week, as the next row with the current
        key says: its time cannot be forged."""
        if key_id in self.retired:
            self.late = self.late or (position, self.retired[key_id])
            return None
        if key_id != self.key_id:
            self.retired[self.key_id] = at
            self.key_id = key_id
        return self._closed(at)

    def _closed(self, by: datetime) -> Finding | None:
        late, self.late = self.late, None
        if late is not None and by > late[1] + rules.UPGRADE_WINDOW:
            return Finding(late[0], RETIRED_KEY)
        return None

    def _excuse(self, after: int, by: datetime) -> None:
        """Heads beyond `after` belong to the database that was there before an older copy was put in its place."""
        self.doubtful = [head for head in self.doubtful if not (head.position > after and head.at <= by)]
        for position in [one for one in self.heads if one > after]:
            self.heads[position] = [head for head in self.heads[position] if head.at > by]

    def end(self, now: datetime) -> Finding | None:
        """What only the end shows: heads that do not fit, and a tail without a key that nobody closed."""
        if self.doubtful:
            return Finding(min(head.position for head in self.doubtful), OTHER)
        if any(self.heads.values()):
            return Finding(self.position + 1, CUT)
        if self.position and self.key_id is None:
            return Finding(1, NO_KEY)
        return self._closed(now)


def walk(heads: Iterable[Head], now: datetime) -> Generator[int, None, Report]:
    """Yields how many rows were read, after each page; returns the report. No transaction stays open between pages."""
    by_position: dict[int, list[Head]] = {}
    for head in heads:
        by_position.setdefault(head.position, []).append(head)
    state, finding = _Walk(by_position), None
    while finding is None:
        rows = fetch(_NEXT, after=state.position)
        db.session.rollback()
        for row in rows:
            if (finding := state.take(row.position, _row(row), row.chain)) is not None:
                break
        yield state.position
        if len(rows) < PAGE:
            break
    finding = finding or state.end(now)
    return Report(state.position, state.chain, finding, tuple(state.restored))


def _row(found: Any) -> Row:
    actor: UUID | None = found.actor_id
    return Row(found.at, actor, found.action, found.participant_id, found.subject)
