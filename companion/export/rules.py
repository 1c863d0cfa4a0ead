"""What a person's own copy leaves out, and how a spreadsheet cell never becomes a formula. Pure decisions."""

from __future__ import annotations

import re
from typing import Any

OWNERS = ("participant_id", "account_id")
"""Columns that say whose a row is."""

_LETS_IN = re.compile(
    r"_hash$|^token|^totp|^passphrase|^credential_id$|^public_key$|^sign_count$|^challenge$|^endpoint|^p256dh$"
)
_MACHINERY = frozenset(
    {
        "push_subscriptions.auth",
        "push_subscriptions.vapid_key_id",
        "deliveries.topic",
        "audit_entries.chain",
        "audit_entries.position",
        "reminder_plans.stamp",
        "checkins.fingerprint_sealed",
        "calendar_feeds.shown",
        "data_keys.id",
        "data_keys.wrapped",
        "care_team_members.unseen",
        "former_care_team_members.unseen",
    }
)

_SPREAD: dict[str, tuple[str, ...]] = {"checkins": ("habits", "triggers", "helped"), "log_cards": ()}
"""Tables with answers that stood in columns once, and which of these are lists."""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def kept_back(table: str, column: str) -> bool:
    """Whether a column never leaves: it would let somebody in, or it is machinery that says nothing about the person."""
    return bool(_LETS_IN.search(column)) or column.startswith("claimed_") or f"{table}.{column}" in _MACHINERY


def safe_cell(text: str) -> str:
    """`text` so that no spreadsheet takes it for a formula; an apostrophe in front is shown by none of them.

    Leading blanks count too: some programs trim before they look.
    """
    return f"'{text}" if text.startswith(FORMULA_STARTS) or text.lstrip().startswith(FORMULA_STARTS) else text


def spread(table: str, said: dict[str, Any]) -> dict[str, Any]:
    """A row whose document is told as the columns it stood in before it was sealed: the copy reads the same."""
    if table not in _SPREAD or not isinstance(said["content"] or {}, dict):
        return said
    empty: dict[str, Any] = {name: [] for name in _SPREAD[table] if said.get(name) is None}
    content = dict(said["content"] or {})
    moved = {name: content.pop(name) for name in (*said, *_SPREAD[table]) if name in content and said.get(name) is None}
    told = {**said, **empty, **moved, "content": content}
    return told if content else {name: value for name, value in told.items() if name != "content"}


def plain_name(column: str) -> str:
    """A column's name without what only the database needs to know."""
    return column.removesuffix("_sealed")
