"""The worker process: the one list of background jobs and their polling intervals.

APScheduler only triggers. Every job asks the database "what is due by now?", so nothing is lost when this process stops
and nothing doubles when several run. A watchdog ends the process when jobs stop running; the supervisor restarts it.
"""

from __future__ import annotations

import argparse
import gc
import logging
import os
import signal
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.interval import IntervalTrigger
from flask import Flask

from companion import config, metrics, sealing
from companion.absences import jobs as absences_jobs
from companion.app import create_app
from companion.attention import jobs as attention_jobs
from companion.audit import service as audit
from companion.enrollment import jobs as enrollment_jobs
from companion.kernel import checkpoints, clock, heartbeat, private_files, ratelimit, running
from companion.kernel.database import db, transaction
from companion.kernel.logs import log
from companion.kernel.processes import end_with_parent, on_hangup
from companion.leaving import jobs as leaving_jobs
from companion.push import jobs as push_jobs
from companion.reminders import jobs as reminders_jobs
from companion.schedule import jobs as schedule_jobs

WATCHDOG_SECONDS = 90.0
GRACE_SECONDS = 8.0
_PASSES_A_TICK = 500  # a job that always finds more still yields to its next interval and the watchdog

Step = Callable[[datetime], bool]


@dataclass(frozen=True)
class Job:
    """One step of background work and its polling interval in seconds. A step returns whether there may be more."""

    name: str
    step: Step
    every: int


def beat(now: datetime) -> bool:
    """Record that this process is alive."""
    with transaction():
        heartbeat.beat("worker", now)
    return False


def leave_a_mark(now: datetime) -> bool:
    """Note outside the database how far it got, so that a restored older copy is noticed."""
    with transaction():
        audit.mark_head_in_log(now)
    return False


def mark_audit_head(now: datetime) -> bool:
    """Note outside the database how far the audit log got, so that a tail that was cut off is noticed."""
    audit.mark_head(now)
    return False


def copy_log(now: datetime) -> bool:
    """Spare those who commit the copying of SQLite's log."""
    checkpoints.copy_log()
    return False


def forget_old_tries(now: datetime) -> bool:
    """Delete rate-limit buckets that have been full again for long."""
    with transaction():
        ratelimit.forget_before(now - timedelta(days=2))
    return False


JOBS: tuple[Job, ...] = (
    Job("heartbeat", beat, 10),
    Job("reminders_send_due", reminders_jobs.send_due, 1),
    Job("push_send_own", push_jobs.send_own, 1),
    Job("push_end_stranded", push_jobs.end_stranded, 600),
    Job("copy_log", copy_log, 5),
    Job("reminders_plan", reminders_jobs.plan, 15),
    Job("absences_follow_calendar", absences_jobs.follow_calendar, 30),
    Job("reminders_end_feeds", reminders_jobs.end_feeds, 300),
    Job("program_advance_phases", enrollment_jobs.advance_phases, 600),
    Job("program_write_out", schedule_jobs.write_out, 3600),
    Job("seal_rows", sealing.work, 60),
    Job("leaving_end_records", leaving_jobs.end_records, 86400),
    Job("leave_a_mark", leave_a_mark, 600),
    Job("mark_audit_head", mark_audit_head, 60),
    Job("audit_verify", attention_jobs.verify_audit, 600),
    Job("audit_watch_reading", attention_jobs.watch_reading, 300),
    Job("forget_old_tries", forget_old_tries, 3600),
)


class Polling(IntervalTrigger):
    """An interval that does not count what was missed. After the machine slept or the clock was set forward, APScheduler asks
    for each missed time in turn: 93,600 a day for a job of every second, during which it starts no other job."""

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime | None:
        """The next time of the grid after `now`; right after the previous one where the clock was set back."""
        if previous_fire_time is not None and previous_fire_time < now:
            previous_fire_time += (now - previous_fire_time) // self.interval * self.interval
        found: datetime | None = super().get_next_fire_time(previous_fire_time, now)
        return found


class Worker:
    """Runs the jobs inside one application until told to stop."""

    def __init__(self, app: Flask, jobs: tuple[Job, ...] = JOBS):
        self._app = app
        self._jobs = jobs
        self._stop = threading.Event()
        self.renewing = False
        self._last_pass = {job.name: clock.monotonic() for job in jobs}
        self._scheduler = BackgroundScheduler(
            timezone=UTC,
            jobstores={"default": MemoryJobStore()},
            executors={"default": ThreadPoolExecutor(max(1, len(jobs)))},
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )

    def start(self) -> None:
        """Start polling. Jobs that run every second do so at the whole second; the others run half a second later, out of their
        way."""
        second = clock.now().replace(microsecond=0) + timedelta(seconds=1)
        for job in self._jobs:
            first = second if job.every == 1 else second + timedelta(seconds=0.5)
            trigger = Polling(seconds=job.every, start_date=first, timezone=UTC)
            self._scheduler.add_job(self.tick, trigger, args=[job], id=job.name, next_run_time=first)
        self._scheduler.start()

    def tick(self, job: Job) -> None:
        """Repeat one job's step until it finds nothing more. An error is logged and ends this run only."""
        try:
            for _ in range(_PASSES_A_TICK):
                if self._stop.is_set() or not self._step(job):
                    break
                self._last_pass[job.name] = clock.monotonic()
        except Exception as error:  # noqa: BLE001 - whatever one step raises, the others and the next run go on
            log("worker").error("job_failed", job=job.name, kind=type(error).__name__, exc_info=True)
        self._last_pass[job.name] = clock.monotonic()

    def _step(self, job: Job) -> bool:
        with self._app.app_context():
            try:
                return job.step(clock.now())
            finally:
                db.session.remove()

    def late(self, at: float) -> list[str]:
        """Names of jobs that have not finished a pass in time, at the monotonic second `at`."""
        return [job.name for job in self._jobs if at - self._last_pass[job.name] > WATCHDOG_SECONDS + _slack(job)]

    def stop(self) -> None:
        """Request an end; safe in a signal handler."""
        self._stop.set()

    def renew(self) -> None:
        """Ask for an end after which this process begins anew; safe in a signal handler."""
        self.renewing = True
        self._stop.set()

    def watch(self, look_every: float = 1.0) -> int:
        """Wait for the end. 0 when asked to stop, 1 when jobs have stopped running."""
        while not self._stop.wait(look_every):
            late = self.late(clock.monotonic())
            if late:
                log("worker").error("watchdog", jobs=late)
                return 1
        return 0

    def finish(self) -> bool:
        """Wait for running steps to end; returns whether they did within the grace period."""
        self._stop.set()
        with self._app.app_context():
            push_jobs.drain()
        if not self._scheduler.running:
            return True
        waiter = threading.Thread(target=self._scheduler.shutdown, kwargs={"wait": True}, daemon=True)
        waiter.start()
        waiter.join(GRACE_SECONDS)
        return not waiter.is_alive()


def _slack(job: Job) -> float:
    """Jobs that run less often than the watchdog's limit get their own interval on top."""
    return float(job.every) if job.every > WATCHDOG_SECONDS / 2 else 0.0


def _lifeline() -> int | None:
    """The end of the supervisor's pipe that this process was given, if any."""
    read = argparse.ArgumentParser()
    read.add_argument("--lifeline", type=int)
    found: int | None = read.parse_known_args()[0].lifeline
    return found


def main() -> int:
    """Run until SIGTERM or SIGINT; exits non-zero when the watchdog finds that jobs have stopped running. SIGHUP without a
    terminal replaces this process with the program as it is on disk now."""
    # That a step is still running is no news, and what fails in one is logged above.
    logging.getLogger("apscheduler").setLevel(logging.CRITICAL)
    lifeline = _lifeline()
    settings = config.load()
    private_files.begin(settings.instance)
    app = create_app(settings)
    gc.freeze()  # what is there from the start stays: looking through it for garbage slowed every batch of reminders
    ended = running.mark(settings.instance, "worker")
    worker = Worker(app)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: worker.stop())
    on_hangup(worker.renew, worker.stop)
    if lifeline is not None:
        end_with_parent(lifeline)
    worker.start()
    if settings.metrics_port is not None:
        metrics.serve(app, settings.metrics_port)
    log("worker").info("started", jobs=[job.name for job in JOBS])
    status = worker.watch()
    finished = worker.finish() if status == 0 else False
    log("worker").info("ended", status=status, finished=finished)
    sys.stderr.flush()
    if finished:
        ended()
    if worker.renewing and status == 0:
        os.execv(sys.executable, [sys.executable, "-m", "companion.worker", *sys.argv[1:]])
    # A step that hangs must not keep the process: its thread would be joined for ever at interpreter exit.
    os._exit(status)


if __name__ == "__main__":
    sys.exit(main())
