"""What the audit log shows that an admin has to look into, and how the daily verification went."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select, update

from companion.accounts import service as accounts
from companion.attention import rules
from companion.attention.models import AuditFinding
from companion.attention.rules import FindingView
from companion.audit import service as audit
from companion.kernel import settings
from companion.kernel.database import db
from companion.kernel.errors import NotFound
from companion.kernel.ids import new_id
from companion.kernel.statements import affected, insert_ignore

_DUE, _VERIFIED = "audit_verification_due", "audit_verified"
_SHOWN: list[Any] = [
    AuditFinding.id,
    AuditFinding.kind,
    AuditFinding.staff_id,
    AuditFinding.number,
    AuditFinding.found_at,
]


@dataclass(frozen=True)
class Verified:
    """How the last verification went: `broken` is the first row that is not as it was written, None for a log that holds."""

    at: datetime
    rows: int
    broken: int | None


def begin_verification(now: datetime) -> bool:
    """Whether it is time, and nobody else verifies. Needs an open transaction. Whoever begins and does not get to the end is
    followed by somebody else an hour later."""
    due = settings.ensure(_DUE, "")
    if due and datetime.fromisoformat(due) > now:
        return False
    return settings.replace(_DUE, due, (now + rules.VERIFYING_AT_MOST).isoformat())


def end_verification(report: audit.Report, now: datetime) -> None:
    """Note how it went, and raise what was found. Needs an open transaction."""
    settings.put(_DUE, (now + rules.VERIFIED_EVERY).isoformat())
    broken = report.finding.position if report.finding else None
    settings.put(_VERIFIED, json.dumps({"at": now.isoformat(), "rows": report.rows, "broken": broken}))
    if report.finding is not None:
        _raise(rules.AUDIT_BROKEN, f"{report.finding.what}:{broken}", None, report.finding.position, now)


def last_verified() -> Verified | None:
    """How the last verification went; None before there was one."""
    text = settings.read(_VERIFIED)
    if text is None:
        return None
    found = json.loads(text)
    return Verified(datetime.fromisoformat(found["at"]), found["rows"], found["broken"])


def audit_health(now: datetime) -> str:
    """ok, broken, late (not verified for two days), or never verified."""
    last = last_verified()
    if last is None:
        return "never verified"
    if last.broken is not None:
        return "broken"
    return "late" if now - last.at > rules.VERIFIED_LATE else "ok"


def note_bulk_reading(now: datetime) -> None:
    """Raise each account that opened more people in the last hour than its work explains; once a day. Needs an open
    transaction."""
    for staff_id, people in audit.opened_by(now - rules.READING_WINDOW).items():
        strangers = people - set(accounts.caseload(staff_id)) if len(people) > rules.STRANGERS_AT_MOST else set()
        if rules.reads_in_bulk(len(people), len(strangers)):
            _raise(rules.BULK_READING, f"{staff_id}:{now:%Y-%m-%d}", staff_id, len(people), now)


def open_findings() -> list[FindingView]:
    """What nobody has closed, the newest first."""
    query = (
        select(*_SHOWN).where(AuditFinding.closed_at.is_(None)).order_by(AuditFinding.found_at.desc(), AuditFinding.id)
    )
    return [FindingView(*row) for row in db.session.execute(query)]


def close_finding(finding_id: UUID, staff_id: UUID, now: datetime) -> None:
    """Somebody has looked into it. Raises NotFound, also for one that is closed."""
    mine = (AuditFinding.id == finding_id, AuditFinding.closed_at.is_(None))
    if affected(update(AuditFinding).where(*mine).values(closed_by=staff_id, closed_at=now)) != 1:
        raise NotFound()
    audit.record(staff_id, "finding_closed", None, str(finding_id), now)


def _raise(kind: str, source: str, staff_id: UUID | None, number: int, now: datetime) -> None:
    row = {"id": new_id(), "kind": kind, "source": f"{kind}:{source}", "staff_id": staff_id, "number": number}
    insert_ignore(AuditFinding, [row | {"found_at": now, "closed_by": None, "closed_at": None}], ["source"])
