"""An installation with one person whose phone a push service of the test receives for, and its worker as a real process."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from datetime import time as time_of_day
from pathlib import Path
from uuid import UUID

from flask import Flask
from sqlalchemy import select

from companion import config, schema
from companion.accounts import service as accounts
from companion.accounts import sign_ins
from companion.app import create_app
from companion.kernel import heartbeat, ids
from companion.kernel.database import db, transaction
from companion.push import service as push
from companion.push import subscriptions
from companion.push.models import Delivery
from companion.reminders import service as reminders
from companion.reminders.models import Occurrence
from companion.reminders.rules import Wishes
from tests.push.sink import Phone, Sink

ROOT = Path(__file__).resolve().parents[2]
FAKETIME = next(iter(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1")), None)
WATCHDOG = 15
# As `companion worker`; the second with a watchdog that a test can wait for.
START = "import sys; from companion import worker; sys.exit(worker.main())"
WATCHED = f"import sys; from companion import worker; worker.WATCHDOG_SECONDS = {WATCHDOG}; sys.exit(worker.main())"


class Installation:
    """An instance folder with Mia in it, whose phone a push service of the test receives for."""

    def __init__(self, folder: Path, sink: Sink):
        self.settings = {
            "COMPANION_INSTANCE": str(folder),
            "COMPANION_PUSH_ALLOWED_HOSTS": sink.host,
            "COMPANION_ORIGIN": "http://localhost:8000",
        }
        self.sink, self.clock_file = sink, folder / "clock"
        self.app: Flask = create_app(config.load(self.settings))
        self.log = folder / "log"
        with self.inside():
            schema.upgrade()
            self.mia = self._mia()

    @contextmanager
    def inside(self) -> Iterator[None]:
        with self.app.app_context():
            yield
            db.session.remove()
            db.engine.dispose()

    def _mia(self) -> UUID:
        now, keys, post = datetime.now(UTC), Phone().keys, self.app.extensions["companion.push"]
        with transaction():
            mia = accounts.create_account("participant", "Mia", now)
            far = (
                (now + timedelta(hours=12)).time().replace(second=0, microsecond=0)
            )  # her own evening is not in the way
            wishes = Wishes(quiet_from=time_of_day(0), quiet_until=time_of_day(0), prompt_time=far)
            reminders.save_wishes(mia, wishes, now)
            new = push.NewSubscription(self.sink.url(201), keys["p256dh"], keys["auth"], "p", post.key_id_for(None))
            sign_ins.begin(mia, "participant", "phone", now)
            saved = push.subscribe(mia, new, post, now)
            push.activate(mia, subscriptions.new_token(saved.id, now), now)
            db.session.query(Delivery).delete()
        return mia

    def due(self, at: datetime, lasts: timedelta) -> UUID:
        """An evening's question of Mia's that may be sent for so long."""
        row = Occurrence(
            id=ids.new_id(), participant_id=self.mia, kind="checkin_prompt", source="day", slot=str(at)[:32],
            local_date=at.date(), state="planned", due_at=at, closes_at=at + lasts, expires_at=at + lasts,
        )  # fmt: skip
        with self.inside(), transaction():
            db.session.add(row)
            return row.id

    def state(self, occurrence: UUID) -> str | None:
        with self.inside():
            return db.session.scalar(select(Occurrence.state).where(Occurrence.id == occurrence))

    def beat(self) -> datetime | None:
        with self.inside():
            return heartbeat.last("worker")

    def step_the_clock(self, by: str) -> None:
        """Set the wall clock of processes under libfaketime, while they run."""
        draft = self.clock_file.with_suffix(".new")
        draft.write_text(by)
        draft.replace(self.clock_file)

    @contextmanager
    def worker(self, start: str = START) -> Iterator[subprocess.Popen[bytes]]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("COMPANION_")}
        shifted = {}
        if self.clock_file.exists():
            shifted = {
                "LD_PRELOAD": str(FAKETIME), "FAKETIME_TIMESTAMP_FILE": str(self.clock_file), "FAKETIME_NO_CACHE": "1",
                "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            }  # fmt: skip
        with self.log.open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-c", start], cwd=ROOT, env=kept | self.settings | shifted, stdout=log, stderr=log
            )
        try:
            yield process
        finally:
            process.kill()
            process.wait()

    def wait(self, until: Callable[[], object], what: str, seconds: float = 90) -> None:
        end = time.monotonic() + seconds
        while not until():
            assert time.monotonic() < end, f"{what}; the worker said: {self.log.read_text()[-2000:]}"
            time.sleep(0.1)
