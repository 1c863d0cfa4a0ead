"""What is written down, and how each audit row is chained to the row before it."""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

FIRST = "0" * 64
"""What stands before the first row."""
UPGRADE_WINDOW = timedelta(days=7)
"""How long rows count that a host wrote with a key the others no longer use, or with none: so long an upgrade of all
hosts, or copying a new key to them, may take."""

SEALED, KEY_ROTATED, RESTORED = "chain_sealed", "audit_key_rotated", "copy_restored"
CHAIN = frozenset({SEALED, KEY_ROTATED, RESTORED, "finding_closed", "reads_listed"})
"""What the log says about itself."""

IN_LISTS = frozenset(
    {"listed", "request_seen", "attendance_seen", "hours_seen", "today_opened", "people_listed", "delivery_opened"}
)
"""Looks at a page where nothing was opened: one row for each reader, person, kind of page, and day."""
OPENED = frozenset({"person_opened", "shared_seen", "request_opened", "session_opened", "supporters_opened"})
"""Looks at what belongs to one person: a row each time."""
READS = IN_LISTS | OPENED

SIGN_INS = frozenset(
    {
        "signed_in",
        "sign_in_failed",
        "sign_ins_ended",
        "code_made",
        "code_used",
        "phone_confirmed",
        "recovery_card_made",
        "recovery_card_used",
        "passphrase_changed",
        "passkey_added",
        "passkey_removed",
        "phone_lost",
    }
)
"""How somebody gets in, and no longer does."""
ACCOUNTS = frozenset(
    {
        "account_created",
        "account_closed",
        "account_reopened",
        "erasure_asked",
        "erasure_withdrawn",
        "erased",
        "legal_hold_set",
        "legal_hold_lifted",
        "record_ended",
        "reminders_paused",
        "reminders_resumed",
        "secrets_reset",
        "assigned",
        "unassigned",
        "team",
        "team_added",
        "team_removed",
        "team_handed_over",
        "staff_left",
        "program_left",
        "invited",
        "language_changed",
    }
)
EXPORTS = frozenset({"copy_made", "program_exported"})
CHANGES = frozenset(
    {
        "enrolled",
        "moved",
        "brought_back",
        "completed",
        "left_program",
        "leave_started",
        "leave_ended",
        "plan_called_off",
        "time_undone",
        "own_days",
        "extended",
        "remote_changed",
        "first_day_changed",
        "attendance_marked",
        "session_added",
        "session_changed",
        "pattern_changed",
        "capacity_changed",
        "days_closed",
        "days_opened",
        "change_undone",
        "supporters_changed",
        "phone_changed",
        "program_loaded",
        "translations_changed",
        "duty_added",
        "duty_removed",
        "request_acknowledged",
        "request_contacted",
        "request_attempted",
        "request_escalated",
        "request_made_up",
        "request_closed",
        "consent_given",
        "consent_withdrawn",
    }
)
ACTIONS = CHAIN | READS | SIGN_INS | ACCOUNTS | EXPORTS | CHANGES
"""Every word that can stand in the log. `tests/policy/test_audited.py` says which act writes which."""


@dataclass(frozen=True)
class Row:
    """What is written down of one act, before it has its place in the chain."""

    at: datetime
    actor_id: UUID | None
    action: str
    participant_id: UUID | None
    subject: str


def link(before: str, position: int, row: Row, key_id: str | None = None, key: bytes = b"") -> str:
    """The chain value of this row: over the one before and every column. With a key `key id:HMAC-SHA256`; without, as it was
    made before there was one, a SHA-256 that anybody can make again."""
    columns = [
        before,
        position,
        row.at.astimezone(UTC).isoformat(timespec="microseconds"),
        str(row.actor_id),
        row.action,
        str(row.participant_id),
        row.subject,
    ]
    if key_id is None:
        return hashlib.sha256(json.dumps(columns, ensure_ascii=True).encode()).hexdigest()
    whole = json.dumps([key_id, *columns], ensure_ascii=True).encode()
    return f"{key_id}:{hmac.digest(key, whole, 'sha256').hex()}"


def key_of(chain: str) -> str | None:
    """Which key a chain value was made with; None for one from before there were keys."""
    key_id, colon, _ = chain.partition(":")
    return key_id if colon else None
