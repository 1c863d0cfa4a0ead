"""Reminder delivery: whether phones can be reached, in counts and plain words. Nobody is named here."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from uuid import UUID

from werkzeug.wrappers import Response

from companion.accounts import gate
from companion.accounts.gate import page
from companion.accounts.policies import COORDINATOR
from companion.enrollment import service as enrollment
from companion.kernel import clock, heartbeat, timezones
from companion.program.service import ProgramView
from companion.push import service as push
from companion.reminders import service as reminders
from companion.staff.core import scope
from companion.staff.core.layout import seen, show, staff

ALIVE_FOR = timedelta(minutes=1)
REASONS = ("no_phone", "not_needed", "own_wish", "enough", "address", "service", "doubt", "damaged")
_REASON_OF = {
    "no_phone": "no_phone",
    **dict.fromkeys(("switched_off", "quiet", "once_a_week"), "own_wish"),
    **dict.fromkeys(("enough_today", "too_close"), "enough"),
    **dict.fromkeys(("gone", "refused", "bad_row"), "address"),
    **dict.fromkeys(
        (
            "later",
            "unreachable",
            "unanswered",
            "not_tried",
            "redirected",
            "unexpected",
            "too_big",
            "doubted",
            "unsigned",
        ),
        "service",
    ),
    "unknown": "doubt",
    "parked": "damaged",
}
_SERVICES = {"googleapis.com": "google", "mozilla.com": "mozilla", "apple.com": "apple", "windows.com": "microsoft"}


@dataclass
class Day:
    """What became of the reminders that were due on one local day, until now."""

    on: date
    due: int = 0
    sent: int = 0
    arrived: int = 0
    late: int = 0
    waiting: int = 0
    not_sent: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Board:
    """One program: its people, their phones, today and yesterday."""

    program: ProgramView
    people: int
    reachable: int
    phones: dict[str, int]
    days: list[Day]


@page(staff, "/reminders", policy=COORDINATOR)
def delivery() -> Response:
    """Only people of programs the caller is assigned to are counted."""
    now = clock.now()
    mine = scope.programs(gate.who())
    seen(mine[0].zone if mine else "UTC", delivery_opened=[None])
    beat = heartbeat.last("worker")
    return show(
        "reminders/delivery.html",
        boards=[_board(each, now) for each in mine],
        beat=beat,
        alive=beat is not None and now - beat < ALIVE_FOR,
        paused=sorted({(_service(host), why) for host, why in push.struggling(now).items()}),
        zone=mine[0].zone if mine else "UTC",
        reasons=REASONS,
    )


def _board(home: ProgramView, now: datetime) -> Board:
    whose = set(enrollment.statuses_in(home.id, now))
    today = timezones.local_day(now, home.zone)
    days = [day_of(whose, on, home.zone, now) for on in (today, today - timedelta(days=1))]
    return Board(home, len(whose), push.people_reached_by_phone(whose), push.phones_by_state(whose), days)


def day_of(whose: Collection[UUID], on: date, zone: str, now: datetime) -> Day:
    """The counts of one local day, of what was due by now."""
    start, end = (timezones.to_instant(one, time(0), zone) for one in (on, on + timedelta(days=1)))
    day = Day(on, arrived=push.arrived(whose, start, min(end, now)))
    for count in reminders.occurrence_counts(start, min(end, now), whose):
        day.due += count.number
        if count.state == "sent":
            day.sent += count.number
        elif count.state == "expired":
            day.late += count.number
        elif count.state in ("planned", "sending"):
            day.waiting += count.number
        else:
            reason = _REASON_OF.get(count.outcome or "", "not_needed")
            day.not_sent[reason] = day.not_sent.get(reason, 0) + count.number
    return day


def _service(host: str) -> str:
    """The push service as people know it; "other" for what an operator added."""
    return next((name for domain, name in _SERVICES.items() if host.endswith(domain)), "other")
