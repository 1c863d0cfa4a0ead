"""What to remind of and when: kinds, windows, quiet hours, caps, and whether a reminder is still wanted. Pure.

Wall times belong to a time zone, instants are UTC. Minutes before a session are subtracted from the instant; days before and
clock times are local.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import zip_longest
from uuid import UUID

from companion.kernel.timezones import local_day, local_time, to_instant

SOON, TOMORROW, CHANGED = "session_soon", "session_tomorrow", "session_changed"
PROMPT, CHECKUP, AFTERCARE, ALUMNI, MILESTONE = "checkin_prompt", "checkup", "aftercare", "alumni", "milestone"
CALL = "call_request"
NOTICE = "notice"
"""Slot, or its beginning, of a message to staff about something other than a call; it has a sentence of its own."""

NEW_PHONE = "new phone"
"""Slot of the message to a person's phones that another one was added with a code. It is of the kind of calls, which a worker of the
version before knows and drops, and has a sentence of its own."""

MADE_UP = "0 made up"
"""Slot of the news that another meeting was confirmed for one they cannot be at. Of two that are due at once the later
slot counts, and any change of that meeting is later than its being confirmed."""

DROP, RESEND_ONCE, UNTIL_ACCEPTED = "drop", "resend_once", "until_accepted"
HIGH, NORMAL, LOW = "high", "normal", "low"


@dataclass(frozen=True)
class Kind:
    """How one kind is sent, and what happens when nobody knows whether it was."""

    name: str
    after_crash: str
    urgency: str
    capped: bool = True
    minds_quiet: bool = True


KINDS = {
    kind.name: kind
    for kind in (
        Kind(SOON, RESEND_ONCE, HIGH),
        Kind(TOMORROW, RESEND_ONCE, NORMAL),
        Kind(CHANGED, UNTIL_ACCEPTED, HIGH, capped=False, minds_quiet=False),
        Kind(PROMPT, DROP, NORMAL),
        Kind(CHECKUP, DROP, LOW),
        Kind(AFTERCARE, DROP, LOW),
        Kind(ALUMNI, DROP, LOW),
        Kind(MILESTONE, DROP, LOW),
        Kind(CALL, UNTIL_ACCEPTED, HIGH, capped=False, minds_quiet=False),
    )
}
SESSION_KINDS = frozenset({SOON, TOMORROW, CHANGED})

PLANNED, SENDING, SENT, SKIPPED, EXPIRED, FAILED, DEAD_LETTERED = (
    "planned",
    "sending",
    "sent",
    "skipped",
    "expired",
    "failed",
    "parked",
)
STATES = (PLANNED, SENDING, SENT, SKIPPED, EXPIRED, FAILED, DEAD_LETTERED)
SAID_AWAY = "said_away"
"""Why a reminder was left out: the person said they would not be there."""
OPEN = (PLANNED, SENDING)

HORIZON = timedelta(hours=48)
SOON_CLOSES = timedelta(minutes=2)
EVENING_FROM, EVENING_TO, EVENING_DEAD = time(18), time(21), time(22)
PROMPT_FOR = timedelta(hours=2)
AFTER_VISIT = timedelta(minutes=15)  # how long after the last session of a day its question comes
EVENING_QUIET_FROM = time(22)  # when the default quiet hours begin for the question after an evening visit
DAY_FROM = time(10)
LOW_FOR = timedelta(hours=12)
CALL_FOR = timedelta(hours=1)
SAME_VISIT = timedelta(minutes=30)  # a segment that follows this closely is part of a visit that has begun
A_DAY, APART = 6, timedelta(minutes=10)
CHANGE_WAITS = timedelta(hours=1)  # a change learned at night may wait for the morning only if there is time left then
GENTLE_AFTER, WEEKLY_AFTER = 3, 7


@dataclass(frozen=True)
class Wishes:
    """A person's standing wishes. Times are wall times in the zone their phone last reported."""

    session_soon: bool = True
    lead_minutes: int = 30
    session_tomorrow: bool = True
    checkin_prompt: bool = True
    prompt_time: time = time(20)
    checkups: bool = True
    groups: bool = False
    quiet_from: time = time(21)
    quiet_until: time = time(8)
    level: str = "private"
    my_words: str = ""

    def wants(self, kind: str) -> bool:
        """Whether the person has this kind switched on. A change of plan belongs to either session reminder."""
        return {
            SOON: self.session_soon,
            TOMORROW: self.session_tomorrow,
            CHANGED: self.session_soon or self.session_tomorrow,
            PROMPT: self.checkin_prompt,
            CHECKUP: self.checkups,
            AFTERCARE: self.checkups,
            ALUMNI: self.groups,
        }.get(kind, True)


@dataclass(frozen=True)
class Meeting:
    """A meeting as reminders need it. `zone` is the program's, `local_date` the day there."""

    id: UUID
    zone: str
    local_date: date
    starts_at: datetime
    ends_at: datetime
    on: bool
    changed_at: datetime | None
    previous_starts_at: datetime | None


@dataclass(frozen=True)
class Planned:
    """One occurrence to be: unique by (participant, kind, source, local_date, slot). It may be sent from `due_at` until
    `closes_at`; the message itself lives until `expires_at`."""

    kind: str
    source: str
    local_date: date
    slot: str
    due_at: datetime
    closes_at: datetime
    expires_at: datetime


def is_quiet(at: datetime, wishes: Wishes, zone: str) -> bool:
    """Whether `at` lies in the person's quiet hours. Equal ends mean no quiet hours."""
    return covers(wishes, local_time(at, zone))


def covers(wishes: Wishes, wall: time) -> bool:
    """Whether this wall time lies in the quiet hours."""
    start, end = wishes.quiet_from, wishes.quiet_until
    if start <= end:
        return start <= wall < end
    return wall >= start or wall < end


def after_quiet(at: datetime, wishes: Wishes, zone: str) -> datetime:
    """`at`, or the end of the quiet hours it lies in."""
    if not is_quiet(at, wishes, zone):
        return at
    day = local_day(at, zone)
    ends = (to_instant(day + timedelta(days=ahead), wishes.quiet_until, zone) for ahead in (0, 1))
    return next((end for end in ends if end > at), at)


def visits(meetings: Iterable[Meeting]) -> Iterator[Meeting]:
    """The meetings that begin a visit, earliest first: the first of the day, and whatever follows a longer gap. Nobody
    needs to be called to the workshop next door."""
    last_end: datetime | None = None
    for each in sorted((one for one in meetings if one.on), key=lambda one: (one.starts_at, str(one.id))):
        if last_end is None or each.starts_at - last_end > SAME_VISIT:
            yield each
        last_end = max(last_end, each.ends_at) if last_end else each.ends_at


def whole_visits(meetings: Iterable[Meeting]) -> Iterator[tuple[Meeting, datetime]]:
    """(first meeting, end of the last) of each visit, earliest first."""
    on = sorted((one for one in meetings if one.on), key=lambda one: (one.starts_at, str(one.id)))
    firsts = list(visits(on))
    for first, following in zip_longest(firsts, firsts[1:]):
        until = following.starts_at if following else datetime.max.replace(tzinfo=first.starts_at.tzinfo)
        yield first, max(one.ends_at for one in on if first.starts_at <= one.starts_at < until)


def session_occurrences(meetings: Sequence[Meeting], wishes: Wishes, zone: str) -> Iterator[Planned]:
    """Reminders of one person's meetings: shortly before each visit, and the evening before each day."""
    told: set[date] = set()
    for each in visits(meetings):
        slot = slot_of(each.starts_at)
        if wishes.session_soon:
            due = after_quiet(each.starts_at - timedelta(minutes=wishes.lead_minutes), wishes, zone)
            closes = each.starts_at - SOON_CLOSES
            if due < closes:
                yield Planned(SOON, str(each.id), each.local_date, slot, due, closes, each.starts_at)
        if wishes.session_tomorrow and each.local_date not in told:
            told.add(each.local_date)
            eve = each.local_date - timedelta(days=1)
            due = after_quiet(to_instant(eve, EVENING_FROM, each.zone), wishes, zone)
            closes, dead = to_instant(eve, EVENING_TO, each.zone), to_instant(eve, EVENING_DEAD, each.zone)
            if due < closes:
                yield Planned(TOMORROW, str(each.id), each.local_date, "evening", due, closes, dead)


def change_occurrences(meetings: Iterable[Meeting], wishes: Wishes, zone: str, since: datetime) -> Iterator[Planned]:
    """News about meetings that moved or were cancelled after `since`: from now on until the old start. Several changes
    made together are one piece of news, about the first of them: a new weekly pattern is not told week by week."""
    if not wishes.wants(CHANGED):
        return
    told: set[datetime] = set()
    for each in sorted(meetings, key=lambda one: (one.previous_starts_at or one.starts_at, str(one.id))):
        if each.changed_at is None or each.changed_at <= since:
            continue
        if each.changed_at in told:
            continue
        old = each.previous_starts_at or each.starts_at
        until = min(old, each.starts_at) if each.on else old
        due = each.changed_at
        morning = after_quiet(due, wishes, zone)
        if until - morning >= CHANGE_WAITS:
            due = morning
        if due < until:
            told.add(each.changed_at)
            yield Planned(CHANGED, str(each.id), each.local_date, slot_of(each.changed_at), due, until, until)


def made_up_occurrence(meeting: Meeting, wishes: Wishes, zone: str, now: datetime) -> Planned | None:
    """The news that this meeting was confirmed in place of another: once, after the quiet hours if there is time."""
    if not wishes.wants(CHANGED):
        return None
    morning = after_quiet(now, wishes, zone)
    due = morning if meeting.starts_at - morning >= CHANGE_WAITS else now
    until = meeting.starts_at
    return Planned(CHANGED, str(meeting.id), meeting.local_date, MADE_UP, due, until, until) if due < until else None


def last_ends(meetings: Iterable[Meeting], zone: str) -> dict[date, datetime]:
    """When the last meeting of each day ends. The days are those on which the meetings begin where the person is."""
    found: dict[date, datetime] = {}
    for each in meetings:
        if each.on:
            day = local_day(each.starts_at, zone)
            found[day] = max(found.get(day, each.ends_at), each.ends_at)
    return found


def prompt_occurrence(day: date, wishes: Wishes, zone: str, last_end: datetime | None = None) -> Planned | None:
    """The one question of a day: a quarter of an hour after the last session, so never during one, or at the chosen time on
    a day without any; for two hours, outside quiet hours. The default quiet hours begin an hour later after an evening
    visit, or people on evening tracks would never be asked; hours that somebody set themselves hold."""
    if not wishes.checkin_prompt:
        return None
    slot = to_instant(day, wishes.prompt_time, zone) if last_end is None else last_end + AFTER_VISIT
    quiet = wishes if last_end is None else prompt_quiet(wishes)
    due, closes = after_quiet(slot, quiet, zone), slot + PROMPT_FOR
    closes = min(closes, _next_quiet(due, quiet, zone))
    return Planned(PROMPT, "day", day, "evening", due, closes, closes) if due < closes else None


def prompt_quiet(wishes: Wishes) -> Wishes:
    """The quiet hours as they hold for the question after a visit."""
    if (wishes.quiet_from, wishes.quiet_until) != (Wishes.quiet_from, Wishes.quiet_until):
        return wishes
    return replace(wishes, quiet_from=EVENING_QUIET_FROM)


def _next_quiet(at: datetime, wishes: Wishes, zone: str) -> datetime:
    """When the quiet hours begin next after `at`, which lies outside them."""
    if wishes.quiet_from == wishes.quiet_until:
        return datetime.max.replace(tzinfo=at.tzinfo)
    day = local_day(at, zone)
    return next(
        begin
        for begin in (to_instant(day + timedelta(days=ahead), wishes.quiet_from, zone) for ahead in (0, 1, 2))
        if begin > at
    )


def day_occurrence(
    kind: str, source: str, day: date, wishes: Wishes, zone: str, not_after: datetime | None = None
) -> Planned | None:
    """Something for one day, from ten o'clock on, outside quiet hours and never after `not_after`."""
    if not wishes.wants(kind):
        return None
    due = after_quiet(to_instant(day, DAY_FROM, zone), wishes, zone)
    dead = min([due + LOW_FOR, to_instant(day + timedelta(days=1), time(0), zone), *([not_after] if not_after else [])])
    return Planned(kind, source, day, "day", due, dead, dead) if due < dead else None


def plan_hint_days(expected_end_on: date | None, completed_on: date | None) -> list[date]:
    """When somebody whose plan for after is still empty is pointed at it: a week before the program days end, and on the
    second day after them. Twice in all, whatever moves."""
    if completed_on is not None:
        return [completed_on + timedelta(days=2)]
    return [expected_end_on - timedelta(days=7)] if expected_end_on is not None else []


def slot_of(at: datetime) -> str:
    """How an instant is written in an occurrence's slot: a moved meeting gets another slot, so its old reminder dies."""
    return at.strftime("%Y%m%dT%H%M%S.%fZ")
