"""Prometheus metrics for the operator, on an address of their own that only this machine can reach.

They are counted in the database when they are requested, so that every worker reports the same and nothing has to be summed;
only the circuit breakers are this process's own. Labels are kinds, states, reasons, and push services: never a person, a
phone, or an address.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from flask import Flask
from prometheus_client import CollectorRegistry, start_http_server
from prometheus_client.core import GaugeHistogramMetricFamily, GaugeMetricFamily
from prometheus_client.registry import Collector

from companion.attention import service as attention
from companion.audit import service as audit
from companion.kernel import clock, heartbeat
from companion.kernel.database import db
from companion.kernel.logs import log
from companion.push import service as push
from companion.reminders import service as reminders
from companion.safety import service as safety

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
LATENESS = (1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 120.0, 300.0, 900.0, 3600.0)
LOOPBACK = "127.0.0.1"

Family = GaugeMetricFamily | GaugeHistogramMetricFamily


class Figures(Collector):
    """All figures, counted anew each time."""

    def __init__(self, app: Flask):
        self._app = app

    def describe(self) -> Iterator[Family]:
        """Nothing in advance: registering must not touch the database."""
        return iter(())

    def collect(self) -> Iterator[Family]:
        now = clock.now()
        with self._app.app_context():
            try:
                yield from _reminders(now)
                yield from _deliveries(now)
                yield _lateness(now)
                yield from _health(now)
                yield _crisis_lines(now)
                yield from _audit(now)
            finally:
                db.session.remove()


def serve(app: Flask, port: int) -> bool:
    """Serve metrics on 127.0.0.1:`port` from a thread of its own. False when another worker on this machine has the port: it
    reports the same, and reminders continue without it."""
    registry = CollectorRegistry()
    registry.register(Figures(app))
    try:
        start_http_server(port, addr=LOOPBACK, registry=registry)
    except OSError as error:
        log("metrics").warning("port_taken", port=port, kind=type(error).__name__)
        return False
    return True


def _reminders(now: datetime) -> Iterator[Family]:
    day = _gauge("reminders_day", "Reminders due in the last 24 hours", "kind", "state", "reason")
    for one in reminders.occurrence_counts(now - DAY, now):
        day.add_metric([one.kind, one.state, one.outcome or "none"], one.number)
    yield day
    yield _single("reminders_overdue", "Reminders due and not done", reminders.overdue(now))
    yield _single(
        "reminders_parked", "Reminders dead-lettered because they cannot be read or sent", reminders.dead_lettered()
    )


def _deliveries(now: datetime) -> Iterator[Family]:
    day = _gauge("deliveries_day", "Deliveries due in the last 24 hours", "state", "reason")
    for (state, reason), number in push.outcomes(now - DAY, now).items():
        day.add_metric([state, reason], number)
    yield day
    phones = _gauge("push_subscriptions", "Phones by whether they can be reached", "state")
    for state, number in push.counts().items():
        phones.add_metric([state], number)
    yield phones


def _lateness(now: datetime) -> Family:
    seconds = push.lateness(now - HOUR, now)
    buckets = [(str(bound), sum(one <= bound for one in seconds)) for bound in LATENESS] + [("+Inf", len(seconds))]
    name, about = "companion_lateness_seconds", "From due to accepted by the push service, in the last hour"
    return GaugeHistogramMetricFamily(name, about, buckets=buckets, gsum_value=sum(seconds))


def _health(now: datetime) -> Iterator[Family]:
    beat = heartbeat.last("worker")
    age = (now - beat).total_seconds() if beat else float("inf")
    yield _single("worker_heartbeat_age_seconds", "Seconds since a worker last reported that it is alive", age)
    hosts = push.posted().sender.hosts.known()
    paused = _gauge("push_host_paused", "1 while this process sends nothing to a push service", "host")
    limit = _gauge("push_host_at_once", "Messages this process sends to a push service at a time", "host")
    for host in hosts:
        paused.add_metric([host.name], float(host.paused_until > clock.monotonic()))
        limit.add_metric([host.name], host.limit)
    trouble = _gauge(
        "push_host_trouble", "1 while messages wait for a push service that refuses or is silent", "host", "why"
    )
    for name, why in push.struggling(now).items():
        trouble.add_metric([name, why], 1)
    yield from (paused, limit, trouble)


def _crisis_lines(now: datetime) -> Family:
    about = "Days since somebody last reviewed the crisis lines; a review is valid for 90"
    return _single("crisis_lines_review_age_days", about, safety.days_since_review(now))


def _audit(now: datetime) -> Iterator[Family]:
    yield _single("audit_rows", "Rows of the audit log", audit.count())
    last = attention.last_verified()
    age = (now - last.at).total_seconds() if last else float("inf")
    yield _single("audit_verified_age_seconds", "Seconds since the whole audit log was last verified", age)
    broken = last is not None and last.broken is not None
    yield _single("audit_broken", "1 when the audit log was not as it was written", float(broken))
    yield _single("audit_findings_open", "Findings that no admin has closed", len(attention.open_findings()))


def _gauge(name: str, about: str, *labels: str) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"companion_{name}", about, labels=labels)


def _single(name: str, about: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"companion_{name}", about, value=value)
