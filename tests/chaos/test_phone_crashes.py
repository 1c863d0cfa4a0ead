"""Random crash points of the phone against a real server that is itself killed meanwhile: nothing that was said to
be saved is lost, doubled, out of order or under another person.

Two copies of the phone's whole offline engine, as two tabs have them, run in Node on one in-memory IndexedDB, are used by
two people in turn and lose power between two of their steps (pwa/tests/crash). `CRASH_SEED` repeats a run, `CRASH_POINTS`
changes its length.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import time
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Select, select, text

from companion import config
from companion.absences import service as absences
from companion.accounts import service as accounts
from companion.aftercare.models import Checkup
from companion.app import create_app
from companion.attention.models import AttentionItem
from companion.attention.rules import CALL_WANTED
from companion.checkins import service as checkins
from companion.kernel import clock
from companion.kernel.database import db, transaction
from companion.logbook import service as logbook
from companion.safety import service as safety
from hatch_build import node_and_npm
from tests import after_program
from tests.journeys.server import Server

ROOT = Path(__file__).resolve().parents[2]
POINTS = int(os.environ.get("CRASH_POINTS", "75"))
SEED = int(os.environ.get("CRASH_SEED", "20260310"))
LIMIT_SECONDS = 400 + 2 * POINTS
# How long it is up before it is killed, in times of what it needed to start: on a busy machine it would otherwise be killed
# before it had answered anything.
KILL_AFTER = (0.25, 1.25)
_CALLS = select(AttentionItem.source_id).where(AttentionItem.kind == CALL_WANTED)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    made = Server(tmp_path / "instance", "localhost")
    made.run("db", "upgrade")
    made.start()
    yield made
    made.stop()


def test_nothing_that_was_saved_is_lost_doubled_or_crossed(server: Server, tmp_path: Path) -> None:
    app = create_app(config.load(server.settings))
    with app.app_context():
        people, codes = _people()
    out = tmp_path / "out.json"
    phone = [_phone(server, one, code) for one, code in zip(people, codes, strict=True)]
    asked = {"CRASH_ORIGIN": server.origin, "CRASH_PEOPLE": json.dumps(phone)}
    counts = {
        "CRASH_OUT": str(out),
        "CRASH_POINTS": str(POINTS),
        "CRASH_SEED": str(SEED),
        "CRASH_SECONDS": str(LIMIT_SECONDS - 20),
    }
    kills = _walk({**asked, **counts}, server)
    said = json.loads(out.read_text())
    with app.app_context():
        _each_once()
        wrong = [fault for one in people for fault in _wrong(said["known"][str(one)], one)]
        db.session.remove()
        db.engine.dispose()
    written = Counter(what for known in said["known"].values() for what, items in known.items() for _ in items)
    print(f"{said['crashes']} crash points, {said['rounds']} rounds, {dict(written)}, {kills} server kills")
    assert said["crashes"] == POINTS
    assert kills >= 1
    assert not wrong, f"seed {SEED}"


def _people() -> tuple[list[UUID], list[str]]:
    """Two people in a program, with somebody who would hear that they want a call; and their codes."""
    now = clock.now()
    program_id = after_program.load(now)
    with transaction():
        people = [accounts.create_account("participant", name, now, "en") for name in ("Mia", "Leo")]
        counselor = accounts.create_account("counselor", "Dana", now, "en")
        for one in people:
            accounts.add_to_care_team(one, counselor, now)
        codes = [accounts.invite(one, None, now) for one in people]
    for one in people:
        after_program.enroll(one, program_id, now, now.date() - timedelta(days=7))
    return people, codes


def _phone(server: Server, who: UUID, code: str) -> dict[str, Any]:
    cookie, first = _sign_in(server, code), clock.now().date() + timedelta(days=2)
    path = f"/api/v1/schedule?start={first}&end={first + timedelta(days=21)}"
    request = urllib.request.Request(server.origin + path, headers={"Cookie": cookie})
    with urllib.request.urlopen(request, timeout=20) as answer:
        sessions = [one["id"] for one in json.load(answer)["sessions"]]
    assert sessions
    return {"id": str(who), "cookie": cookie, "sessions": sessions}


def _sign_in(server: Server, code: str) -> str:
    body = json.dumps({"code": code, "language": "en", "zone": "America/New_York"}).encode()
    headers = {"Content-Type": "application/json", "Origin": server.origin}
    request = urllib.request.Request(f"{server.origin}/api/v1/activate", body, headers, method="POST")
    with urllib.request.urlopen(request, timeout=20) as answer:
        return "; ".join(line.split(";")[0] for line in answer.headers.get_all("Set-Cookie"))


def _walk(settings: dict[str, str], server: Server) -> int:
    """Let the phone live and crash while the server is killed at random moments. Returns how often it was."""
    vitest = ROOT / "pwa" / "node_modules" / "vitest" / "vitest.mjs"
    command = [node_and_npm()[0], str(vitest), "run", "--config", "tests/crash/vitest.config.ts"]
    chance, kills, end = random.Random(SEED), 0, time.monotonic() + LIMIT_SECONDS
    starting = _restart(server)
    with subprocess.Popen(
        command, cwd=ROOT / "pwa", env={**os.environ, **settings}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as phone:  # fmt: skip
        try:
            while phone.poll() is None and time.monotonic() < end:
                try:
                    phone.wait(starting * chance.uniform(*KILL_AFTER))
                except subprocess.TimeoutExpired:
                    starting = _restart(server)
                    kills += 1
        finally:
            phone.kill()
        printed = phone.stdout.read() if phone.stdout else ""
    assert phone.returncode == 0, printed[-4000:]
    return kills


def _restart(server: Server) -> float:
    """Kill it, and start it again. Returns how many seconds that took."""
    began = time.monotonic()
    server.kill()
    server.start()
    return time.monotonic() - began


def _each_once() -> None:
    for table in ("checkins", "log_cards"):
        ids = [row[0] for row in db.session.execute(text(f"SELECT id FROM {table}"))]
        assert not [one for one, times in Counter(ids).items() if times > 1]


def _wrong(known: dict[str, Any], who: UUID) -> list[str]:
    """Whatever is not as this person last saved it. What was never said to be saved may be there or not."""
    return [
        *_wrong_entries(known["entries"], who),
        *_wrong_cards(known["cards"], who),
        *_wrong_absences(known["absences"], who),
        *_wrong_ids(known["calls"], _CALLS.where(AttentionItem.participant_id == who)),
        *_wrong_ids(known["checkups"], select(Checkup.id).where(Checkup.participant_id == who)),
        *_wrong_lines(known["lines"], who),
    ]


def _wrong_entries(known: dict[str, Any], who: UUID) -> list[str]:
    stored = {
        str(one.id): [one.revision, one.entry.mood, one.entry.note] for one in checkins.list_checkins(who, *_days())
    }

    def said(entry: dict[str, Any]) -> list[Any]:
        return [entry["revision"], entry["mood"], entry["note"]]

    return _differences(known, stored, said)


def _wrong_cards(known: dict[str, Any], who: UUID) -> list[str]:
    """The last revision, in its own words: an older one that came after it would have been refused, and shown."""
    cards = logbook.list_cards(who, date(2026, 3, 1), date(2026, 3, 31))
    stored = {str(one.id): [one.revision, list(one.words)] for one in cards}
    return _differences(known, stored, lambda revision: [revision, [f"version {revision}"]])


def _wrong_absences(known: dict[str, Any], who: UUID) -> list[str]:
    """What stands is the last that was said of a session, or nothing where that was taken back."""
    stored = {str(one.session_id): str(one.id) for one in absences.own(who, date(2026, 1, 1))}

    def wrong(session: str, about: dict[str, Any]) -> bool:
        allowed = [one["id"] if one["does"] == "tell" else None for one in (about["saved"], *about["perhaps"]) if one]
        there = stored.pop(session, None)
        return there not in allowed and not (there is None and about["saved"] is None)

    found = [f"absence from {session}: not as last said" for session, about in known.items() if wrong(session, about)]
    return found + [f"absence from {session}: nobody said so" for session in stored]


def _wrong_ids(known: dict[str, Any], query: Select[tuple[UUID]]) -> list[str]:
    """Under its own id, once, and nothing else."""
    stored = Counter(str(one) for one in db.session.scalars(query))
    saved = [each for each, about in known.items() if about["saved"]]
    return [
        *(f"{each}: lost" for each in saved if not stored[each]),
        *(f"{each}: {times} times" for each, times in stored.items() if times > 1),
        *(f"{each}: nobody wrote it here" for each in stored if stored[each] and each not in known),
    ]


def _differences(known: dict[str, Any], stored: dict[str, Any], said: Callable[[Any], Any]) -> list[str]:
    found = []
    for each, about in known.items():
        allowed = [said(one) for one in (about["saved"], *about["perhaps"]) if one]
        there = stored.pop(each, None)
        if there not in allowed and not (there is None and about["saved"] is None):
            found.append(f"{each}: {there} is none of {allowed}")
    return found + [f"{each}: nobody wrote it here" for each in stored]


def _wrong_lines(known: dict[str, bool], who: UUID) -> list[str]:
    """Each change takes out the lines from three rounds before it: the last one that was saved has to stand."""
    there = safety.read_plan(who).content["steps"]["alone"]
    saved = [line for line, was_saved in known.items() if was_saved]
    lost = [f"{line}: lost" for line in saved[-1:] if line not in there]
    doubled = [f"{line}: {times} times" for line, times in Counter(there).items() if times > 1]
    return lost + doubled + [f"{line}: nobody wrote it here" for line in there if line not in known]


def _days() -> tuple[date, date]:
    today = clock.now().date()
    return today - timedelta(days=2), today + timedelta(days=2)
