"""Storage guard: checks in advance whether a result can be recorded, and retries recording what has happened."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from sqlalchemy.exc import OperationalError

from companion.kernel import clock
from companion.kernel.database import db, transaction
from companion.kernel.errors import Unavailable

SPARE_BYTES = 8 * 1024 * 1024  # a claim, what is decided about it and its outcome take a small part of this

PATIENCE = 40.0


def keep(action: Callable[[], object]) -> None:
    """Do this in a transaction of its own, again and again while the database is locked or full, up to `PATIENCE` seconds:
    for what cannot be taken back. `action` must be harmless to repeat. Raises what the last try raised."""
    until = clock.monotonic() + PATIENCE
    while True:
        try:
            with transaction():
                action()
            return
        except (OperationalError, Unavailable):
            if clock.monotonic() >= until:
                raise
            clock.pause(0.1)


def enough(spare: int | None = None) -> bool:
    """Whether the database still has this much room. On SQLite: in its file system and under its own page limit.
    PostgreSQL keeps its disk elsewhere, and says so by refusing the claim."""
    if db.engine.dialect.name != "sqlite":
        return True
    wanted = SPARE_BYTES if spare is None else spare
    file = db.engine.url.database
    if file and file != ":memory:":
        disk = os.statvfs(Path(file).resolve().parent)
        if disk.f_bavail * disk.f_frsize < wanted:
            return False
    size, most, count, free = (
        db.session.connection().exec_driver_sql(f"PRAGMA {name}").scalar_one()
        for name in ("page_size", "max_page_count", "page_count", "freelist_count")
    )
    return bool((most - count + free) * size >= wanted)
