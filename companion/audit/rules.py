"""How each audit row is chained to the row before it."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from uuid import UUID

FIRST = "0" * 64


def link(
    before: str,
    position: int,
    at: datetime,
    actor_id: UUID | None,
    action: str,
    participant_id: UUID | None,
    subject: str,
) -> str:
    """SHA-256 (hex) over the previous link and every column of this row."""
    row = [
        before,
        position,
        at.astimezone(UTC).isoformat(timespec="microseconds"),
        str(actor_id),
        action,
        str(participant_id),
        subject,
    ]
    return hashlib.sha256(json.dumps(row, ensure_ascii=True).encode()).hexdigest()
