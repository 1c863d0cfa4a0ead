"""Figures for the operator: counted in the database, without anybody in them, on this machine only."""

from __future__ import annotations

import socket
import urllib.request
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from prometheus_client import CollectorRegistry, generate_latest
from sqlalchemy import update

from companion import metrics, worker
from companion.config import ConfigError, load
from companion.kernel import clock, ids
from companion.kernel.database import db, transaction
from companion.push.models import Delivery, PushSubscription
from companion.reminders.models import Occurrence
from companion.safety import crisis_lines
from tests.cast import NOW, Cast

pytestmark = pytest.mark.databases("sqlite", "postgresql")

Remind = Callable[..., UUID]


def text(app: Flask) -> str:
    registry = CollectorRegistry()
    registry.register(metrics.Figures(app))
    return generate_latest(registry).decode()


@pytest.fixture
def remind(app: Flask, cast: Cast) -> Remind:
    """`remind("sent", late=3)`: Mia's phone had one due five minutes ago, accepted three seconds late."""
    phone = PushSubscription(
        id=ids.new_id(), participant_id=cast.mia, endpoint="https://fcm.googleapis.com/canary-endpoint",
        endpoint_hash="h", p256dh="canary-key", auth="a", vapid_key_id="001", device="canary-device", state="active",
        created_at=NOW, seen_at=NOW,
    )  # fmt: skip
    with transaction():
        db.session.add(phone)

    def add(state: str, outcome: str | None = None, late: float | None = None) -> UUID:
        due, occurrence = NOW - timedelta(minutes=5), ids.new_id()
        sent_at = None if late is None else due + timedelta(seconds=late)
        times = {"due_at": due, "expires_at": NOW + timedelta(hours=1), "sent_at": sent_at}
        with transaction():
            db.session.add(
                Occurrence(
                    id=occurrence,
                    participant_id=cast.mia,
                    kind="session_soon",
                    source=str(occurrence),
                    slot="s",
                    local_date=NOW.date(),
                    state=state,
                    outcome=outcome,
                    closes_at=NOW + timedelta(hours=1),
                    **times,
                )
            )
            if late is not None:
                db.session.add(
                    Delivery(
                        id=ids.new_id(),
                        occurrence_id=occurrence,
                        subscription_id=phone.id,
                        participant_id=cast.mia,
                        purpose="reminder",
                        state="sent",
                        outcome="accepted",
                        topic="t",
                        attempts=1,
                        **times,
                    )
                )
        return occurrence

    return add


def test_reminders_are_counted_by_kind_state_and_reason(app: Flask, remind: Remind) -> None:
    remind("sent", late=3)
    remind("skipped", "quiet")
    remind("expired", "too_late")
    said = text(app)
    assert 'companion_reminders_day{kind="session_soon",reason="none",state="sent"} 1.0' in said
    assert 'companion_reminders_day{kind="session_soon",reason="quiet",state="skipped"} 1.0' in said
    assert 'companion_reminders_day{kind="session_soon",reason="too_late",state="expired"} 1.0' in said
    assert 'companion_deliveries_day{reason="accepted",state="sent"} 1.0' in said


def test_lateness_is_a_histogram(app: Flask, remind: Remind) -> None:
    remind("sent", late=1.5)
    remind("sent", late=45)
    said = text(app)
    for bound, number in (("1.0", 0), ("2.0", 1), ("30.0", 1), ("60.0", 2), ("+Inf", 2)):
        assert f'companion_lateness_seconds_bucket{{le="{bound}"}} {number}.0' in said
    assert "companion_lateness_seconds_gsum 46.5" in said


def test_what_waits_and_what_was_set_aside_is_seen(app: Flask, remind: Remind) -> None:
    remind("planned")
    remind("parked", "parked")
    said = text(app)
    assert "companion_reminders_overdue 1.0" in said
    assert "companion_reminders_parked 1.0" in said


def test_phones_are_counted_by_state(app: Flask, remind: Remind) -> None:
    assert 'companion_push_subscriptions{state="active"} 1.0' in text(app)
    assert 'companion_push_subscriptions{state="gone"} 0.0' in text(app)


def test_the_age_of_the_heartbeat_grows_until_a_worker_is_back(app: Flask) -> None:
    assert "companion_worker_heartbeat_age_seconds +Inf" in text(app)
    worker.beat(NOW - timedelta(seconds=75))
    assert "companion_worker_heartbeat_age_seconds 75.0" in text(app)


def test_the_age_of_the_crisis_lines_review_is_told_in_days(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(crisis_lines.read_crisis_lines(), "reviewed_on", (NOW - timedelta(days=91)).date().isoformat())
    assert "companion_crisis_lines_review_age_days 91.0" in text(app)


def test_a_paused_push_service_is_named(app: Flask) -> None:
    from companion.push import service as push

    host = push.posted().sender.hosts.of("https://fcm.googleapis.com")
    host.bad(clock.monotonic(), wait=60)
    assert 'companion_push_host_paused{host="https://fcm.googleapis.com"} 1.0' in text(app)
    host.good()
    assert 'companion_push_host_paused{host="https://fcm.googleapis.com"} 0.0' in text(app)
    del app.extensions["companion.push"]


def test_a_push_service_that_refuses_everybody_is_named_by_every_worker(app: Flask, remind: Remind) -> None:
    """Read from what waits, so that it does not matter which worker was refused."""
    occurrence = remind("planned", late=0)
    waits = {"state": "planned", "outcome": "later", "http_status": 403, "claimed_at": NOW, "sent_at": None}
    with transaction():
        db.session.execute(update(Delivery).where(Delivery.occurrence_id == occurrence).values(**waits))
    assert 'companion_push_host_trouble{host="fcm.googleapis.com",why="refuses"} 1.0' in text(app)
    assert 'companion_push_subscriptions{state="active"} 1.0' in text(app), "nothing was deleted"


def test_no_person_phone_or_address_is_in_the_figures(app: Flask, cast: Cast, remind: Remind) -> None:
    occurrence = remind("sent", late=3)
    said = text(app)
    for secret in (str(cast.mia), cast.mia.hex, str(occurrence), "Mia", "canary"):
        assert secret not in said


def test_they_are_answered_on_this_machine_only_and_a_taken_port_stops_nobody(app: Flask) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert metrics.LOOPBACK == "127.0.0.1"
    assert metrics.serve(app, port) is True
    assert metrics.serve(app, port) is False
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=5) as answer:
        assert b"companion_reminders_overdue" in answer.read()


def test_they_are_off_until_a_port_is_chosen(tmp_path: Path) -> None:
    plain = {"COMPANION_INSTANCE": str(tmp_path)}
    assert load(plain).metrics_port is None
    assert load({**plain, "COMPANION_METRICS_PORT": "9464"}).metrics_port == 9464
    for wrong in ("0", "70000", "yes", "-1"):
        with pytest.raises(ConfigError, match="COMPANION_METRICS_PORT"):
            load({**plain, "COMPANION_METRICS_PORT": wrong})


def test_the_web_application_does_not_answer_with_them(client: FlaskClient) -> None:
    assert client.get("/metrics").status_code == 404
