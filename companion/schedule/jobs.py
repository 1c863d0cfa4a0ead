"""Background job: write sessions ahead of time."""

from __future__ import annotations

from datetime import datetime

from companion.kernel.database import transaction
from companion.schedule import service


def write_out(now: datetime) -> bool:
    """Write out the meetings of the coming weeks, and forget what nobody can undo any more. Hourly is plenty: the horizon
    is eight weeks away."""
    with transaction():
        service.write_out_sessions(now)
        service.forget_undone(now)
    return False
