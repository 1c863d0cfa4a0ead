"""Pausing and closing an account with everything that ends with it. Called by the person's phone, staff pages, and jobs.

Each function is one act in the transaction of its caller. The features keep what is theirs; the order in which they are asked is
here.
"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from companion.accounts import service as accounts
from companion.attention import service as attention
from companion.audit import service as audit
from companion.enrollment import service as enrollment
from companion.kernel import timezones
from companion.kernel.errors import Invalid
from companion.leaving import rules
from companion.reminders import service as reminders
from companion.schedule import service as schedule
from companion.supporters import service as supporters


def pause(participant_id: UUID, until: date, now: datetime) -> None:
    """Nothing is sent before the day `until`; schedule and log go on. Raises Invalid("pause_not_accepted") for a day that is
    not ahead or more than a year away."""
    if not rules.may_pause_until(until, _today(participant_id, now)):
        raise Invalid("pause_not_accepted", "Pick a day from tomorrow on, within a year.")
    accounts.pause(participant_id, until)
    audit.record(participant_id, "reminders_paused", participant_id, "", now)


def end_pause(participant_id: UUID, now: datetime) -> None:
    """Reminders come again. Harmless to repeat."""
    if accounts.get_person(participant_id).paused_until is not None:
        accounts.pause(participant_id, None)
        audit.record(participant_id, "reminders_resumed", participant_id, "", now)


def paused_until(participant_id: UUID, now: datetime) -> date | None:
    """The day on which reminders come again, while that lies ahead."""
    until = accounts.get_person(participant_id).paused_until
    return until if until is not None and until > _today(participant_id, now) else None


def close(participant_id: UUID, reason: str, by: UUID, now: datetime) -> None:
    """Close the account: sign-ins, push, open code, calendar address, supporters' pages and everything planned end with this
    transaction. What was stored stays. Of somebody who died, staff expect and are told nothing any more.

    Raises NotFound when it is closed already, Invalid for a reason nobody knows.
    """
    accounts.close(participant_id, reason, now)
    reminders.end_all(participant_id)
    reminders.close_feed(participant_id)
    supporters.take_back_all(participant_id, now)
    if reason == rules.DIED:
        attention.end_items(participant_id, by, now)
        schedule.end_enrollment(participant_id, _today(participant_id, now), now)
    audit.record(by, "account_closed", participant_id, reason, now)


def reopen(participant_id: UUID, by: UUID, now: datetime) -> None:
    """Open a closed account again. Nobody is signed in; a new code lets the person in, on a phone they confirm. Raises NotFound
    for one that is open."""
    accounts.reopen(participant_id, now)
    audit.record(by, "account_reopened", participant_id, "", now)


def _today(participant_id: UUID, now: datetime) -> date:
    zone = accounts.get_person(participant_id).zone or ""
    return timezones.local_day(now, zone if timezones.is_zone(zone) else enrollment.home_zone(participant_id))
