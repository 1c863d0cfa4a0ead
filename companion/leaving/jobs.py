"""Background work of leaving: what programs need not keep any longer is erased."""

from __future__ import annotations

from datetime import datetime

from companion.kernel.database import transaction
from companion.kernel.errors import Conflict
from companion.kernel.logs import log
from companion.leaving import service


def end_records(now: datetime) -> bool:
    """Erase one person whose record has been kept long enough and is under no legal hold; whether there may be more."""
    ready = [one for one in service.kept_long_enough(now) if one.held is None]
    if not ready:
        return False
    try:
        with transaction():
            service.end_record(ready[0].participant_id, now)
    except Conflict:
        return True  # a hold was set in the meantime: the next look leaves them out
    log("leaving").info("record_ended", left=len(ready) - 1)
    return len(ready) > 1
