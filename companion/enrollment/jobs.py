"""Background step: phases follow the days."""

from __future__ import annotations

from datetime import datetime

from companion.enrollment import service
from companion.kernel.database import transaction


def advance_phases(now: datetime) -> bool:
    """Intake becomes active on the first day, active becomes step-down when fewer days begin."""
    with transaction():
        service.advance_phases(now)
    return False
