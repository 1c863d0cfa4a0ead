"""A whole installation on a file system of its own that then runs full: what works, what is refused, and whether it mends
itself. Run inside `unshare`, where it may mount at FOLDER; prints what happened as JSON."""

from __future__ import annotations

import dataclasses
import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select, text

from companion import config, schema
from companion.accounts import sign_ins
from companion.app import create_app
from companion.kernel import clock, ids
from companion.kernel.database import db, transaction
from companion.push import service as push
from companion.push import subscriptions
from companion.push.post import post_office
from companion.reminders import jobs
from companion.reminders.models import Occurrence
from tests.cast import NOW, ZONE, assemble
from tests.conftest import SameOriginClient
from tests.push.sink import Phone, Sink, running

SIZE = "40m"
ADDRESS = "/api/v1/checkins/0190d2c0-0000-4000-8000-{:012d}"
DAY = (NOW - timedelta(days=1)).date().isoformat()  # yesterday, so that tonight's question is still open
LONG = {"recorded_at": NOW.isoformat(), "zone": ZONE, "local_day": DAY, "mood": 3, "note": "x" * 280}


def main(folder: Path) -> dict[str, Any]:
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder)], check=True)
    with running() as sink, clock.fixed(NOW):
        settings = config.load({"COMPANION_INSTANCE": str(folder), "COMPANION_PUSH_ALLOWED_HOSTS": sink.host})
        app = create_app(dataclasses.replace(settings, argon2_memory_kib=64, argon2_time=1))
        app.test_client_class = SameOriginClient
        with app.app_context():
            schema.upgrade()
            app.extensions["companion.push"] = post_office(app.extensions["companion.config"])
            return walk(app, sink, folder)


def walk(app: Any, sink: Sink, folder: Path) -> dict[str, Any]:
    phone = person(app, sink)
    found: dict[str, Any] = {"before": put(phone, 1)}
    filler = fill(folder)
    db.session.remove()
    db.engine.dispose()
    answers = [put(phone, number) for number in range(2, 400)]
    found["while full"] = sorted(set(answers))
    found["saved while full"] = answers.count(201)
    found["reading"] = phone.get(f"/api/v1/checkins?start={DAY}&end={DAY}").status_code
    found["kept"] = len(phone.get(f"/api/v1/checkins?start={DAY}&end={DAY}").json["items"])
    found["help"] = phone.get("/help").status_code
    jobs.send_due(NOW)
    found["sent while full"], found["state while full"] = len(sink.arrived), state()
    filler.unlink()
    found["after"] = put(phone, 999)
    jobs.send_due(NOW + timedelta(seconds=1))
    found["sent after"], found["state after"] = len(sink.arrived), state()
    return found


def person(app: Any, sink: Sink) -> Any:
    """Mia on her phone, with a reminder that is due now."""
    cast, keys = assemble(NOW), Phone().keys
    post = app.extensions["companion.push"]
    with transaction():
        token = sign_ins.begin(cast.mia, "participant", "phone", NOW)
        new = push.NewSubscription(sink.url(201), keys["p256dh"], keys["auth"], "phone", post.key_id_for(None))
        saved = push.subscribe(cast.mia, new, post, NOW)
        push.activate(cast.mia, subscriptions.new_token(saved.id, NOW), NOW)
        db.session.execute(text("DELETE FROM deliveries"))
        until = NOW + timedelta(hours=1)
        db.session.add(
            Occurrence(
                id=ids.new_id(), participant_id=cast.mia, kind="checkin_prompt", source="day", slot="evening",
                local_date=NOW.date(), state="planned", due_at=NOW, closes_at=until, expires_at=until,
            )
        )  # fmt: skip
    browser = app.test_client()
    with browser.session_transaction() as session:
        session.update(_user_id=token, _fresh=True, _permanent=True)
    return browser


def put(phone: Any, number: int) -> int:
    return int(phone.put(ADDRESS.format(number), json=LONG).status_code)


def fill(folder: Path) -> Path:
    """Until the file system has no byte left."""
    filler = folder / "filler"
    for size in (1 << 20, 1 << 12, 1):
        with filler.open("ab", buffering=0) as file:
            try:
                while True:
                    file.write(os.urandom(1) * size)
            except OSError:
                continue
    return filler


def state() -> str:
    db.session.rollback()
    return str(db.session.scalars(select(Occurrence.state)).one())


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]))))
