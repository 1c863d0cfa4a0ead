"""Background work on the audit log: verify it once a day, and look out for accounts that read in bulk."""

from __future__ import annotations

from datetime import datetime

from companion.attention import findings
from companion.audit import service as audit
from companion.kernel import clock
from companion.kernel.database import transaction
from companion.kernel.logs import log

_BREATH = 0.02  # seconds between pages of rows, so that reminders which are due meanwhile are not late


def verify_audit(now: datetime) -> bool:
    """Walk the whole log if that is due; one worker does."""
    with transaction():
        if not findings.begin_verification(now):
            return False
        audit.seal(now)
    report = audit.to_the_end(audit.verify(now), lambda _rows: clock.pause(_BREATH))
    with transaction():
        findings.end_verification(report, now)
    if report.finding is not None:
        log("audit").error("audit_log_broken", position=report.finding.position, what=report.finding.what)
    return False


def watch_reading(now: datetime) -> bool:
    """Raise accounts that open more people than their work explains."""
    with transaction():
        findings.note_bulk_reading(now)
    return False
