"""The database is held by another process for three seconds, for eight, and in `make chaos` for thirty: real locks, real
seconds."""

from __future__ import annotations

import subprocess
import time
from contextlib import contextmanager

import pytest

from companion.kernel.database import db
from tests.cast import NOW, ZONE
from tests.support import child

pytestmark = pytest.mark.databases("sqlite", "postgresql")

ADDRESS = "/api/v1/checkins/0190d2c0-0000-4000-8000-{:012d}"
ENTRY = {"recorded_at": NOW.isoformat(), "zone": ZONE, "local_day": NOW.date().isoformat(), "mood": 3}


@contextmanager
def held(seconds):
    """Another process has the database for so long, or until the end of the block."""
    url = db.engine.url.render_as_string(hide_password=False)
    with subprocess.Popen(
        child.command("tests.support.holder", url, seconds), stdout=subprocess.PIPE, text=True
    ) as other:
        try:
            assert other.stdout.readline() == "held\n"
            yield
        finally:
            other.kill()


def timed(call):
    began = time.monotonic()
    return call(), time.monotonic() - began


def test_three_seconds_are_waited_for(app, cast, signed_in):
    phone = signed_in(cast.mia)
    with held(3):
        answer, took = timed(lambda: phone.put(ADDRESS.format(1), json=ENTRY))
    assert answer.status_code == 201
    assert 2 < took < 6


@pytest.mark.parametrize("seconds", [8, pytest.param(30, marks=pytest.mark.chaos)])
def test_under_a_long_lock_a_phone_hears_within_six_seconds_that_it_has_to_come_back_and_reading_goes_on(
    app, cast, signed_in, seconds
):
    phone = signed_in(cast.mia)
    with held(seconds):
        answer, took = timed(lambda: phone.put(ADDRESS.format(1), json=ENTRY))
        assert (answer.status_code, answer.json["code"]) == (503, "database_busy")
        assert int(answer.headers["Retry-After"]) > 0
        assert took <= 6
        answer, took = timed(lambda: phone.get("/api/v1/checkins?start=2026-03-01&end=2026-03-10"))
        assert (answer.status_code, answer.json["items"]) == (200, [])
        assert took < 1
    assert phone.put(ADDRESS.format(1), json=ENTRY).status_code == 201
    assert phone.put(ADDRESS.format(1), json=ENTRY).json["outcome"] == "same"
