"""Random crash points of the phone against a real server that is itself killed meanwhile: nothing that was said to
be saved is lost, nothing is doubled.

The phone's own storage and sending code runs in Node on an in-memory IndexedDB and loses power between two of its steps
(pwa/tests/crash). `CRASH_SEED` repeats a run, `CRASH_POINTS` changes its length.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from companion import config
from companion.accounts import service as accounts
from companion.app import create_app
from companion.checkins import service as checkins
from companion.kernel import clock
from companion.kernel.database import db, transaction
from hatch_build import node_and_npm
from tests.journeys.server import Server

ROOT = Path(__file__).resolve().parents[2]
POINTS = int(os.environ.get("CRASH_POINTS", "150"))
SEED = int(os.environ.get("CRASH_SEED", "20260310"))
LIMIT_SECONDS = 400
KILL_EVERY = (0.5, 2.5)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    made = Server(tmp_path / "instance", "localhost")
    made.run("db", "upgrade")
    made.start()
    yield made
    made.stop()


def test_no_acknowledged_entry_is_lost_and_none_is_doubled(server: Server, tmp_path: Path) -> None:
    app = create_app(config.load(server.settings))
    with app.app_context(), transaction():
        mia = accounts.create_account("participant", "Mia", clock.now(), "en")
        code = accounts.invite(mia, None, clock.now())
    out = tmp_path / "out.json"
    asked = {"CRASH_ORIGIN": server.origin, "CRASH_COOKIE": _sign_in(server, code), "CRASH_OWNER": str(mia)}
    counts = {"CRASH_OUT": str(out), "CRASH_POINTS": str(POINTS), "CRASH_SEED": str(SEED)}
    kills = _walk({**asked, **counts}, server)
    said = json.loads(out.read_text())
    with app.app_context():
        stored = _stored(mia)
        db.session.remove()
        db.engine.dispose()
    print(
        f"{said['crashes']} crash points, {said['rounds']} rounds, {len(said['known'])} entries, {kills} server kills"
    )
    assert said["crashes"] == POINTS
    assert kills >= 1
    assert not _wrong(said["known"], stored), f"seed {SEED}"


def _sign_in(server: Server, code: str) -> str:
    body = json.dumps({"code": code, "language": "en", "zone": "America/New_York"}).encode()
    headers = {"Content-Type": "application/json", "Origin": server.origin}
    request = urllib.request.Request(f"{server.origin}/api/v1/activate", body, headers, method="POST")
    with urllib.request.urlopen(request, timeout=20) as answer:
        return str(answer.headers["Set-Cookie"]).split(";")[0]


def _walk(settings: dict[str, str], server: Server) -> int:
    """Let the phone live and crash while the server is killed at random moments. Returns how often it was."""
    vitest = ROOT / "pwa" / "node_modules" / "vitest" / "vitest.mjs"
    command = [node_and_npm()[0], str(vitest), "run", "--config", "tests/crash/vitest.config.ts"]
    chance, kills, end = random.Random(SEED), 0, time.monotonic() + LIMIT_SECONDS
    with subprocess.Popen(
        command, cwd=ROOT / "pwa", env={**os.environ, **settings}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as phone:  # fmt: skip
        try:
            while phone.poll() is None and time.monotonic() < end:
                try:
                    phone.wait(chance.uniform(*KILL_EVERY))
                except subprocess.TimeoutExpired:
                    server.kill()
                    kills += 1
                    server.start()
        finally:
            phone.kill()
        printed = phone.stdout.read() if phone.stdout else ""
    assert phone.returncode == 0, printed[-4000:]
    return kills


def _stored(participant_id: Any) -> dict[str, tuple[int, int | None, str | None]]:
    rows = db.session.execute(text("SELECT id FROM checkins")).all()
    assert not [one for one, times in Counter(row[0] for row in rows).items() if times > 1]
    day = clock.now().date()
    views = checkins.list_checkins(participant_id, day - timedelta(days=2), day + timedelta(days=2))
    assert len(views) == len(rows)
    return {str(view.id): (view.revision, view.entry.mood, view.entry.note) for view in views}


def _wrong(known: list[dict[str, Any]], stored: dict[str, Any]) -> list[str]:
    """Entries that are not as the person last saved them. One that was never said to be saved may be there or not."""
    found = []
    for about in known:
        allowed = [(one["revision"], one["mood"], one["note"]) for one in (about["saved"], *about["perhaps"]) if one]
        there = stored.pop(about["id"], None)
        if there not in allowed and not (there is None and about["saved"] is None):
            found.append(f"{about['id']}: {there} is none of {allowed}")
    return found + [f"{one}: nobody wrote it" for one in stored]
