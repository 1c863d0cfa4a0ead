"""Why a reminder was or was not sent, in plain words for the operator. Says nothing about why a person is in a program."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from companion.absences import service as absences
from companion.accounts import service as accounts
from companion.kernel.database import db
from companion.push import service as push
from companion.reminders import rules, settings
from companion.reminders.candidates import zone_of
from companion.reminders.models import Occurrence

KINDS = {
    rules.SOON: "shortly before a visit",
    rules.TOMORROW: "the evening before a visit",
    rules.CHANGED: "a change of a visit",
    rules.PROMPT: "the daily prompt",
    rules.CHECKUP: "a check-up day",
    rules.AFTERCARE: "a plan to finish",
    rules.ALUMNI: "a group day",
    rules.MILESTONE: "a day to remember",
    rules.CALL: "somebody asked for a call, or wanted staff told",
}
WHY = {
    "account_closed": "the account was closed",
    "already_done": "it had already been done",
    "cancelled": "the visit was canceled",
    "consent_withdrawn": "the person switched this notice off",
    "changed_again": "it changed again, and the newer message counts",
    "enough_today": "six had already gone out that day",
    "moved": "the visit was moved",
    "no_phone": "no phone of this person could be reached",
    "not_completed": "the program is not over yet",
    "not_due": "it is no longer due that day",  # also in a week of silence: why is nobody's business
    "not_expected": "the person was no longer expected there",
    "not_waiting": "somebody had already taken it, or it was closed",
    "on_leave": "the person was on leave",
    "once_a_week": "after a week without an entry it comes only once a week",
    "said_away": "the person said they would not be there",
    "paused": "the person had paused reminders",
    "parked": "its data could not be read three times",
    "quiet": "it fell into quiet hours",
    "superseded": "a newer one of the same kind was also due",
    "switched_off": "the person switched this kind off",
    "too_close": "another one had gone out within ten minutes",
    "too_late": "it was too late to send it",
    "unknown": "the process ended while it was being sent, and missing one is better than repeating it",
    "gone": "the push service no longer knows the phone",
    "restored": "an older copy of the database was restored, and it may have been sent before",
    "refused": "the push service refused it",
    "doubted": "the push service refused it, and whether the phone or our keys are the reason is not known yet",
    "unsigned": "no worker had the key that this phone was told",
    "too_big": "the push service rejected it as too long",
    "redirected": "the push service redirected it, which is not followed",
    "unexpected": "the push service gave an unknown answer",
    "later": "the push service asked to wait until it was too late",
    "unreachable": "the push service could not be reached",
    "unanswered": "the push service did not answer",
    "not_tried": "the push service was paused until it was too late",
    "bad_row": "the phone's address or keys are damaged",
}


@dataclass(frozen=True)
class Explained:
    """One reminder and what became of it. `said` is the whole story in one sentence."""

    kind: str
    state: str
    outcome: str | None
    due_at: datetime
    sent_at: datetime | None
    said: str


def explain(participant_id: UUID, since: datetime) -> list[Explained]:
    """What was planned for this person since then and what became of it, the latest first."""
    names = ("kind", "state", "outcome", "due_at", "sent_at", "attempts")
    query = select(Occurrence.id, *(getattr(Occurrence, name) for name in names))
    mine = (Occurrence.participant_id == participant_id, Occurrence.due_at >= since)
    rows = list(db.session.execute(query.where(*mine).order_by(Occurrence.due_at.desc(), Occurrence.id)))
    shown = push.shown_occurrences(row.id for row in rows)
    return [
        Explained(row.kind, row.state, row.outcome, row.due_at, row.sent_at, sentence(row, shown=row.id in shown))
        for row in rows
    ]


def standing(participant_id: UUID, now: datetime) -> list[str]:
    """What holds for all reminders of this person: whether a phone can be reached, what is switched off, and which visits
    are left out because they said they will not be there."""
    person = accounts.people([participant_id]).get(participant_id)
    if person is None:
        return ["No such account."]
    said = ["The account is closed: nothing is sent."] if person.disabled_at else []
    if person.paused_until is not None:
        said.append(f"Paused by the person: nothing is sent before {person.paused_until}.")
    said.append(_phones([phone.state for phone in push.subscriptions_of(participant_id)]))
    wishes = settings.wishes([participant_id], words=False)[participant_id]
    off = [about for kind, about in KINDS.items() if not wishes.wants(kind)]
    said += [f"Switched off: {', '.join(off)}."] if off else []
    away = dict.fromkeys(one.meets_on.isoformat() for one in absences.own(participant_id, now.date()))
    said += [f"Not reminded of visits they said they cannot attend: {', '.join(away)}."] if away else []
    quiet = f"{wishes.quiet_from:%H:%M} to {wishes.quiet_until:%H:%M}"
    zone = person.zone or f"{zone_of(person, now)}, because no phone reported its time zone"
    return [*said, f"Quiet hours: {quiet} in {zone}."]


def _phones(states: Sequence[str]) -> str:
    if not states:
        return "No phone was ever connected."
    return "Phones: " + ", ".join(f"{states.count(state)} {state}" for state in dict.fromkeys(states)) + "."


def sentence(row: object, *, shown: bool) -> str:
    """One reminder's story. `row` has kind, state, outcome and attempts."""
    state, outcome, attempts = (getattr(row, name) for name in ("state", "outcome", "attempts"))
    why = WHY.get(outcome or "", outcome or "")
    if state == rules.SENT:
        return "Sent; the phone showed it." if shown else "Sent; the phone has not confirmed that it showed it."
    if state == rules.PLANNED:
        return "Waiting until it is due." if attempts == 0 else f"Tried {attempts} times; waiting to retry."
    if state == rules.SENDING:
        return "Being sent right now."
    if state == rules.EXPIRED:
        return f"Not sent: {why or WHY['too_late']}."
    if state == rules.FAILED:
        return f"Not delivered: {why}."
    return f"Set aside: {why}." if state == rules.DEAD_LETTERED else f"Not sent: {why}."
