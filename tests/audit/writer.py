"""One of several processes that write into the audit log of one database at the same time."""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from companion.app import create_app
from companion.audit import service
from companion.kernel.database import transaction
from tests.cast import NOW
from tests.support.databases import config_for


def write(url: str, instance: Path, actor: UUID, about: UUID) -> None:
    app = create_app(config_for(instance, url))
    sys.stdin.read()
    with app.app_context():
        for _ in range(25):
            with transaction(wait=60):
                service.record(actor, "enrolled", about, "", NOW)
                service.record_daily(actor, "listed", [about], NOW - timedelta(hours=1), NOW)


if __name__ == "__main__":
    write(sys.argv[1], Path(sys.argv[2]), UUID(sys.argv[3]), UUID(sys.argv[4]))
