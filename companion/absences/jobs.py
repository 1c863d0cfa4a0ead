"""Background job: what was said of whole days follows the calendar."""

from __future__ import annotations

from datetime import datetime

from companion.absences import service
from companion.kernel.database import transaction


def follow_calendar(now: datetime) -> bool:
    """Cover what came into days somebody cannot come on. Only where something differs is anything locked or written."""
    with transaction():
        behind = service.behind(now)
    for whose, request_id in behind:
        with transaction():
            service.follow_calendar(whose, request_id, now)
    return False
