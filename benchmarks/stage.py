"""A migrated database with people in it: programs from the starter files, participants, phones, reminders to come."""

from __future__ import annotations

import dataclasses
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from flask import Flask
from sqlalchemy import insert, select, text

import companion
from benchmarks.senders import phone_keys
from companion.accounts.models import Account, SignIn
from companion.config import Config
from companion.enrollment.models import Enrollment
from companion.kernel import ids
from companion.kernel.database import db, transaction
from companion.program import files
from companion.program.models import Track
from companion.push.models import PushSubscription
from companion.push.post import Post, post_office
from companion.reminders.models import Occurrence
from companion.schedule import service as schedule
from tests.support.databases import KINDS

STARTER = Path(companion.__file__).parent / "starter"
CHUNK = 1000
HALF_A_YEAR = timedelta(days=180)


@contextmanager
def stage(kind: str, number: int = 1) -> Iterator[list[Flask]]:
    """`number` applications on fresh, migrated databases of one kind."""
    with tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True) as folder:
        stores = []
        try:
            for each in range(number):
                place = Path(folder) / str(each)
                place.mkdir()
                stores.append(KINDS[kind](place))
                stores[-1].lay()
            yield [store.app for store in stores]
        finally:
            for store in stores:
                with store.app.app_context():
                    db.session.remove()
                    db.engine.dispose()
                store.close()


def settings_of(app: Flask) -> Config:
    found: Config = app.extensions["companion.config"]
    return found


def put(model: Any, rows: Sequence[dict[str, Any]]) -> None:
    """Insert many rows, quickly; needs an open transaction."""
    for start in range(0, len(rows), CHUNK):
        db.session.connection().execute(insert(model.__table__), list(rows[start : start + CHUNK]))


def add_people(number: int, now: datetime, zone: str = "America/New_York") -> list[UUID]:
    """Participants who have signed in."""
    people = [ids.new_id() for _ in range(number)]
    common = {"role": "participant", "display_name": "Somebody", "language": "en", "zone": zone, "totp_last_step": 0}
    with transaction():
        put(Account, [{"id": one, "created_at": now, "activated_at": now, **common} for one in people])
    return people


def add_phones(people: Sequence[UUID], url: Any, post: Post, now: datetime) -> None:
    """One active phone each; `url(number)` is its push address."""
    key, own = post.key_id_for(None), phone_keys()
    common = {"vapid_key_id": key, "device": "phone", "state": "active", "created_at": now, "seen_at": now, **own}
    there = {
        "device": "phone",
        "kind": "phone",
        "created_at": now,
        "last_seen_at": now,
        "expires_at": now + HALF_A_YEAR,
    }
    signed_in = [
        {"id": ids.new_id(), "account_id": one, "token_hash": f"{n:064x}", **there} for n, one in enumerate(people)
    ]
    rows = [
        {"id": ids.new_id(), "participant_id": one, "sign_in_id": signed_in[n]["id"], "endpoint": url(n),
         "endpoint_hash": f"{n:064x}", **common}
        for n, one in enumerate(people)
    ]  # fmt: skip
    with transaction():
        put(SignIn, signed_in)
        put(PushSubscription, rows)


def enroll(people: Sequence[UUID], now: datetime) -> None:
    """Load the starter programs and spread the people over their tracks."""
    with transaction():
        for path in sorted(STARTER.glob("*.yaml")):
            schedule.load_program(files.parse_file(path.read_bytes(), path.name), now)
    tracks = list(db.session.scalars(select(Track.id).order_by(Track.slug, Track.id)))
    began = (now - timedelta(days=14)).date()
    rows = [
        {"id": ids.new_id(), "participant_id": one, "track_id": tracks[n % len(tracks)], "starts_on": began,
         "own_days": [], "phase": "active", "hides_craving": False, "created_at": now}
        for n, one in enumerate(people)
    ]  # fmt: skip
    with transaction():
        put(Enrollment, rows)


def add_prompts(people: Sequence[UUID], dues: Sequence[datetime], now: datetime, day: Any) -> None:
    """One evening prompt each, due when `dues` says, open for two hours."""
    rows = [
        {"id": ids.new_id(), "participant_id": one, "kind": "checkin_prompt", "source": "day", "local_date": day,
         "slot": "evening", "state": "planned", "settled": False, "due_at": due, "closes_at": due + timedelta(hours=2),
         "expires_at": due + timedelta(hours=2), "attempts": 0, "recoveries": 0}
        for one, due in zip(people, dues, strict=True)
    ]  # fmt: skip
    with transaction():
        put(Occurrence, rows)


def open_post(app: Flask, *hosts: str) -> Post:
    """Let the application push to these test hosts."""
    post = post_office(dataclasses.replace(settings_of(app), push_allowed_hosts=hosts))
    app.extensions["companion.push"] = post
    return post


_COLUMNS = "id, participant_id, kind, source, local_date, slot, state, settled, due_at, closes_at, expires_at, attempts, recoveries"
_SQLITE = f"""
INSERT INTO occurrences ({_COLUMNS})
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :count)
SELECT printf('%032x', i), :whose, 'milestone', 'future', '2099-01-01', printf('%08d', i), 'planned', 0, at, at, at, 0, 0
FROM (SELECT i, strftime('%Y-%m-%d %H:%M:%S.000000', :base, '+' || (i % 172800) || ' seconds') AS at FROM n)
"""
_POSTGRES = f"""
INSERT INTO occurrences ({_COLUMNS})
SELECT lpad(to_hex(i), 32, '0')::uuid, :whose, 'milestone', 'future', '2099-01-01', lpad(i::text, 8, '0'), 'planned',
       false, at, at, at, 0, 0
FROM (SELECT i, CAST(:base AS timestamptz) + (i % 172800) * interval '1 second' AS at FROM generate_series(1, :count) AS i) AS n
"""


def add_future(count: int, whose: UUID, base: datetime) -> None:
    """Reminders to come, spread over the two days after `base`; made by the database, so a million take seconds."""
    if db.engine.dialect.name == "sqlite":
        db.session.remove()
        connection = sqlite3.connect(str(db.engine.url.database), isolation_level=None)
        connection.execute("PRAGMA synchronous=OFF")
        values = {"count": count, "whose": whose.hex, "base": f"{base:%Y-%m-%d %H:%M:%S}"}
        connection.execute(_SQLITE, values)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        return
    with transaction():
        db.session.execute(text(_POSTGRES), {"count": count, "whose": whose, "base": base})
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE occurrences"))
