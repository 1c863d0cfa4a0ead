"""Sends what is due. Claim in one statement and commit; check against current data; mark a few and commit; send them with no
transaction open; record; and so on with the next few.

No order of these steps is exactly-once, so after a crash the kind decides: some are repeated with the same topic, which
replaces the first, and some are dropped.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from sqlalchemy import func, update

from companion.kernel.logs import log
from companion.kernel.statements import affected
from companion.push import service as push
from companion.push.service import Answer, Device, Notice, Outgoing, Post, Want
from companion.reminders import claims, rules, wording
from companion.reminders.claims import Ending
from companion.reminders.eligibility import Eligibility
from companion.reminders.models import Occurrence, stands
from companion.reminders.rules import (
    DEAD_LETTERED,
    DROP,
    EXPIRED,
    FAILED,
    KINDS,
    PLANNED,
    RESEND_ONCE,
    SENT,
    SKIPPED,
)
from companion.reminders.verdicts import SEND, Context, Due, Verdict, newest_only, still_wanted

STALE_AFTER = timedelta(seconds=45)
SOONEST_RETRY = timedelta(seconds=10)
POISON_WAIT, POISON_TRIES = timedelta(minutes=5), 3
REPEATS_AT_MOST = 3  # once after each crash that left it in doubt; a phone shows a repeat in place of the first
CLAIMS_AT_MOST = 30  # a reminder whose worker died this often is suspected to be the reason
_log = log("reminders")


@dataclass
class Batch:
    """What one pass holds: the claimed occurrences, what is to be sent for them, and what was decided about the rest."""

    claim: UUID
    due: list[Due]
    messages: list[Outgoing] = field(default_factory=list)
    devices: list[Device] = field(default_factory=list)
    urgency: dict[UUID, str] = field(default_factory=dict)
    notices: dict[UUID, Notice] = field(default_factory=dict)

    @cached_property
    def by_id(self) -> dict[UUID, Due]:
        """The claimed occurrences by their ids."""
        return {due.id: due for due in self.due}


def sweep(now: datetime) -> None:
    """Close what is too late for, and decide about claims whose worker is gone. Needs an open transaction."""
    claims.close_late(now)
    _recover(now)


def claim_due(claim: UUID, limit: int, now: datetime) -> Batch:
    """Take up to `limit` due occurrences, the longest waiting first; no other worker gets them. Needs an open
    transaction, which the caller commits before anything else."""
    return Batch(claim, claims.claim_due(claim, limit, now))


def decide(batch: Batch, post: Post, now: datetime) -> None:
    """Check each claimed occurrence against current data: end what is no longer wanted, and write the messages for the
    rest. Needs an open transaction. None of them may be sent before `mark_sending`."""
    eligibility = Eligibility(batch.due, batch.claim, now)
    kept, superseded = newest_only(batch.due)
    verdicts = {due.id: Verdict("superseded") for due in superseded}
    wants = []
    for due in kept:
        verdict, notice = _judge(due, eligibility, now)
        if notice is None:
            verdicts[due.id] = verdict
            continue
        eligibility.note(due)
        batch.notices[due.id], batch.urgency[due.id] = notice, KINDS[due.kind].urgency
        not_on = UUID(due.source) if due.slot == rules.NEW_PHONE else None
        wants.append(Want(due.id, due.participant_id, notice.tag, due.due_at, due.expires_at, not_on))
    batch.devices = push.devices_for(wants, now)
    reachable = {device.occurrence_id for device in batch.devices}
    verdicts |= {want.occurrence_id: Verdict("no_phone") for want in wants if want.occurrence_id not in reachable}
    claims.record_endings(
        batch.claim, ((due.id, _after_verdict(due, verdicts[due.id])) for due in batch.due if due.id in verdicts)
    )
    batch.messages = [
        push.outgoing(device, batch.notices[device.occurrence_id], batch.urgency[device.occurrence_id], post, now)
        for device in batch.devices
    ]


def next_few(batch: Batch, limit: int) -> Batch:
    """Take the messages of whole occurrences out of the batch, about as many as leave at once: what a crash leaves in
    doubt stays small. Empty when nothing is left to send."""
    devices, cut = batch.devices, min(limit, len(batch.devices))
    while 0 < cut < len(devices) and devices[cut].occurrence_id == devices[cut - 1].occurrence_id:
        cut += 1
    wanted = dict.fromkeys(device.occurrence_id for device in devices[:cut])
    few = Batch(batch.claim, [batch.by_id[one] for one in wanted], batch.messages[:cut], devices[:cut])
    batch.messages, batch.devices = batch.messages[cut:], devices[cut:]
    return few


def mark_sending(batch: Batch, now: datetime) -> None:
    """Mark these messages as being sent. What somebody else took over is left out. Needs an open transaction, committed
    before sending."""
    held = claims.still_claimed({device.occurrence_id for device in batch.devices}, batch.claim)
    ours = push.mark_sending([device for device in batch.devices if device.occurrence_id in held], batch.claim, now)
    batch.messages = [message for message in batch.messages if message.delivery_id in ours]
    batch.devices = [device for device in batch.devices if device.delivery_id in ours]


def release(batch: Batch) -> None:
    """Put what was claimed and not begun back into the queue. Needs an open transaction."""
    claims.release({device.occurrence_id for device in batch.devices}, batch.claim)


def finish(batch: Batch, answers: Mapping[UUID, Answer], now: datetime) -> None:
    """Record what came of it, deliveries and occurrences together. Needs an open transaction."""
    drop = {due.id for due in batch.due if KINDS[due.kind].after_crash == DROP}
    retryable = [device for device in batch.devices if not _unknown_and_dropped(device, answers, drop)]
    closes = {due.id: due.closes_at for due in batch.due}
    again = push.worth_another_try(retryable, answers, now)
    by_id = {device.delivery_id: device for device in batch.devices}
    again = {one: _in_time(at, answers[one], closes[by_id[one].occurrence_id], now) for one, at in again.items()}
    again = {one: at for one, at in again.items() if at < closes[by_id[one].occurrence_id]}
    push.record(answers, batch.claim, now, again)
    outcomes: dict[UUID, list[tuple[Answer, datetime | None]]] = {}
    for device in batch.devices:
        outcomes.setdefault(device.occurrence_id, []).append(
            (answers[device.delivery_id], again.get(device.delivery_id))
        )
    claims.record_endings(
        batch.claim, ((due.id, _after_sending(due, outcomes[due.id], now)) for due in batch.due if due.id in outcomes)
    )


def _in_time(at: datetime, answer: Answer, closes_at: datetime, now: datetime) -> datetime:
    """Come back sooner where little of the window is left: a push service that is well again is found within a twentieth of
    it, however long it was ill. A time that was named to us stands."""
    return at if answer.retry_at is not None else min(at, now + max(SOONEST_RETRY, (closes_at - now) / 20))


def _judge(due: Due, eligibility: Eligibility, now: datetime) -> tuple[Verdict, Notice | None]:
    try:
        context = eligibility.context(due)
        verdict = still_wanted(due, context, now)
        if verdict.what != SEND:
            return verdict, None
        return verdict, notice_for(due, context, eligibility.people[due.participant_id].language, now)
    except Exception as error:  # noqa: BLE001 - a row that cannot be read must not stop the others
        _log.error("reminder_not_readable", occurrence_kind=due.kind, kind=type(error).__name__, attempts=due.attempts)
        if due.attempts >= POISON_TRIES:
            return Verdict(DEAD_LETTERED), None
        return Verdict("later", now + POISON_WAIT), None


def notice_for(due: Due, context: Context, language: str, now: datetime) -> Notice:
    """The sentence for this person, under a topic that a later word about the same thing replaces."""
    family = "session" if due.kind in rules.SESSION_KINDS else due.kind
    topic = push.opaque_topic(family, due.participant_id, due.source)
    wishes, meeting = context.wishes, context.meeting
    if meeting is not None and context.told is not None:
        meeting = replace(meeting, starts_at=context.told)
    kind = next((slot for slot in (rules.NOTICE, rules.NEW_PHONE) if due.slot.startswith(slot)), due.kind)
    said = wording.say(kind, language, wishes.level, wishes.my_words, meeting, context.silent_days, now=now)
    return Notice(said.title, language, said.path, topic)


def _unknown_and_dropped(device: Device, answers: Mapping[UUID, Answer], drop: set[UUID]) -> bool:
    """The request left but no answer came, for a kind of which one missed is better than one repeated."""
    return device.occurrence_id in drop and answers[device.delivery_id].outcome == push.UNANSWERED


def _after_verdict(due: Due, verdict: Verdict) -> Ending:
    if verdict.what == "later" and verdict.again_at is not None and verdict.again_at < due.closes_at:
        return Ending(PLANNED, None, due.sent_at, verdict.again_at)
    if due.sent_at is not None:
        return Ending(SENT, verdict.what, due.sent_at)
    state = DEAD_LETTERED if verdict.what == DEAD_LETTERED else EXPIRED if verdict.what == "too_late" else SKIPPED
    return Ending(state, verdict.what, None)


def _after_sending(due: Due, results: Sequence[tuple[Answer, datetime | None]], now: datetime) -> Ending:
    """Taken by one phone is sent; while another phone may still take it, the occurrence stays planned for that."""
    accepted = any(answer.outcome == push.ACCEPTED for answer, _ in results)
    retries = [at for _, at in results if at is not None]
    sent_at = now if accepted else due.sent_at
    if retries:
        return Ending(PLANNED, None, sent_at, min(retries))
    if sent_at is not None:
        return Ending(SENT, None, sent_at)
    return Ending(FAILED, results[0][0].outcome, None)


_PLAIN: dict[str, Any] = {"synchronize_session": False}


def _recover(now: datetime) -> None:
    """A claim older than any send can take belongs to a worker that is gone. A wall clock that was set back must not
    keep such a claim alive, hence the second condition. What had not been marked as leaving did not leave: it goes back
    into the queue whatever its kind, unless it brings down whoever takes it."""
    rows = claims.stale(now - STALE_AFTER, now + STALE_AFTER)
    if not rows:
        return
    taken, doubt = push.taken_occurrences(row.id for row in rows), push.in_doubt(row.id for row in rows)
    found: dict[str, list[UUID]] = {"taken": [], "untouched": [], "parked": [], "repeated": [], "dropped": []}
    for row in rows:
        found[_fate(row, taken, doubt, now)].append(row.id)
    _log.warning("claims_recovered", **{fate: len(ids) for fate, ids in found.items()})
    _put(found["untouched"], PLANNED)
    for fate, delivery_state, state, values in (
        ("taken", "failed", SENT, {"sent_at": func.coalesce(Occurrence.sent_at, Occurrence.claimed_at)}),
        ("parked", "failed", DEAD_LETTERED, {"outcome": DEAD_LETTERED}),
        ("repeated", "planned", PLANNED, {"recoveries": Occurrence.recoveries + 1}),
        ("dropped", "failed", SKIPPED, {"outcome": "unknown"}),
    ):
        push.release(found[fate], delivery_state)
        _put(found[fate], state, **values)


def _fate(row: Any, taken: set[UUID], doubt: set[UUID], now: datetime) -> str:
    if row.id not in doubt and row.attempts < CLAIMS_AT_MOST:
        return "untouched"
    if row.id in taken:
        return "taken"
    if row.attempts >= CLAIMS_AT_MOST:
        return "parked"
    return "repeated" if _may_repeat(row, now) else "dropped"


def _may_repeat(row: Any, now: datetime) -> bool:
    after_crash = KINDS[row.kind].after_crash
    if after_crash == DROP or row.closes_at <= now:
        return False
    return after_crash != RESEND_ONCE or row.recoveries < REPEATS_AT_MOST


def _put(ids: Iterable[UUID], state: str, **values: Any) -> None:
    wanted = list(ids)
    if wanted:
        changed = update(Occurrence).where(Occurrence.id.in_(wanted)).values(**stands(state), **values, claimed_by=None)
        affected(changed.execution_options(**_PLAIN))
