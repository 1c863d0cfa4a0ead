"""What erasing somebody does to each table: read from the schema, so that a table added later needs a rule before a test passes.

Called by `service`. Every statement is also a line of the revocation log, so that a restored copy is erased again before
anybody is served.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import Column, Table, delete, select, update

from companion.kernel import database, revocations
from companion.kernel.database import Base, db
from companion.kernel.statements import affected

OWNERS = ("participant_id", "account_id")
"""Columns that say whose a row is."""


@dataclass(frozen=True)
class Rule:
    """`what`: deleted at once, deleted when the program's retention ends, or staying for good because of `why`. `empties` are
    columns that are overwritten at once, whatever becomes of the row."""

    what: Literal["delete", "retain", "stay"]
    why: str = ""
    empties: dict[str, Any] = field(default_factory=dict)


DELETE = Rule("delete")
NAMELESS = "–"
_ATTENDANCE = "the program must keep which sessions somebody came to until its retention rule ends that"

RULES: dict[str, Rule] = {
    **dict.fromkeys(
        (
            *(
                "absence_requests",
                "absences",
                "aftercare_plans",
                "attention_items",
                "attention_steps",
                "calendar_feeds",
                "care_team_members",
                "enrollment_changes",
                "former_care_team_members",
            ),
            *("checkin_revisions", "checkins", "checkups", "deliveries", "goal_lists", "invitations", "log_cards"),
            *("occurrences", "own_words", "passkeys", "phone_confirmations", "push_subscriptions", "recovery_cards"),
            *("recovery_days", "reminder_plans", "reminder_settings", "safety_plans", "session_guests"),
            *("session_invitees", "session_supporters", "sign_ins", "supporters", "webauthn_challenges"),
        ),
        DELETE,
    ),
    "attendances": Rule("retain", _ATTENDANCE),
    "enrollments": Rule("retain", _ATTENDANCE, {"first_day": None}),
    "leaves": Rule("retain", _ATTENDANCE),
    "track_sessions": Rule("retain", _ATTENDANCE),
    "accounts": Rule(
        "stay",
        "an empty account keeps the id taken, so that no old phone or code opens anything",
        {
            "display_name": NAMELESS,
            "sign_in_name": None,
            "passphrase_hash": None,
            "totp_sealed": None,
            "zone": None,
            "activated_at": None,
        },
    ),
    "audit_entries": Rule("stay", "who looked at what can be rewritten by nobody; it holds ids, no names"),
    "consents": Rule("stay", "proof of what could be disclosed; the database refuses to change it"),
    "data_keys": Rule("stay", "says that the key was destroyed, so that no other is made"),
    "erasures": Rule("stay", "says what was erased and when"),
    "legal_holds": Rule("stay", "says why something had to be kept"),
}


Personal = tuple[Table, Column[Any], Column[Any] | None]


def personal() -> Iterator[Personal]:
    """Each table with rows about one person, those that hang on others first: the table, the column that says whose they are,
    and for a table without one the column that names a row of such a table."""
    owners: dict[str, Column[Any]] = {"accounts": Base.metadata.tables["accounts"].c.id}
    found: list[Personal] = []
    for table in Base.metadata.sorted_tables:
        own = owners.get(table.name, next((table.c[name] for name in OWNERS if name in table.c), None))
        if own is not None:
            owners[table.name] = own
            found.append((table, own, None))
            continue
        for key in table.foreign_keys:
            parent = key.column.table.name
            if parent in owners and parent not in ("accounts", "track_sessions", "enrollments"):
                found.append((table, owners[parent], key.parent))
                break
    yield from reversed(found)


def erase_rows(participant_id: UUID, now: datetime) -> None:
    """Delete and overwrite what goes at once. Needs an open transaction."""
    database.overwrite_deleted()
    for table, owner, through in personal():
        rule = RULES[table.name]
        if rule.what == "delete":
            _delete(table, owner, through, participant_id)
        elif rule.empties:
            affected(update(table).where(owner == participant_id).values(rule.empties))
            revocations.changed(table, [{owner.name: participant_id}], rule.empties)


def end_record(participant_id: UUID) -> None:
    """Delete what only the program's retention rule kept. Needs an open transaction."""
    database.overwrite_deleted()
    for table, owner, through in personal():
        if RULES[table.name].what == "retain":
            _delete(table, owner, through, participant_id)


def _delete(table: Table, owner: Column[Any], through: Column[Any] | None, participant_id: UUID) -> None:
    if through is None:
        affected(delete(table).where(owner == participant_id))
        revocations.gone(table, [{owner.name: participant_id}])
        return
    parents = db.session.scalars(select(owner.table.c.id).where(owner == participant_id)).all()
    affected(delete(table).where(through.in_(parents)))
    revocations.gone(table, [{through.name: one} for one in parents])
