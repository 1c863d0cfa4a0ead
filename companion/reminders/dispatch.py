"""Sends what is due. Claim in one statement and commit; look at the truth; mark a few and commit; send them with no
transaction open; record; and so on with the next few.

No order of these steps is exactly-once, so after a crash the kind decides: some are repeated with the same topic, which
replaces, and some are dropped.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, case, func, or_, select, update

from companion.kernel.database import Instant, affected, db
from companion.kernel.logs import log
from companion.push import service as push
from companion.push.service import Answer, Device, Notice, Outgoing, Post, Want
from companion.reminders import rules, wording
from companion.reminders.models import Occurrence
from companion.reminders.rules import (
    DROP,
    EXPIRED,
    FAILED,
    KINDS,
    PARKED,
    PLANNED,
    RESEND_ONCE,
    SENDING,
    SENT,
    SKIPPED,
)  # fmt: skip
from companion.reminders.truth import Truth
from companion.reminders.verdicts import SEND, Due, Facts, Verdict, newest_only, still_wanted

STALE_AFTER = timedelta(seconds=45)
POISON_WAIT, POISON_TRIES = timedelta(minutes=5), 3
REPEATS_AT_MOST = 3  # once after each crash that left it in doubt; a phone shows a repeat in place of the first
CLAIMS_AT_MOST = 30  # a reminder whose worker died this often is suspected to be the reason
_CLAIMED = tuple(getattr(Occurrence, name) for name in Due.__dataclass_fields__)
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


def anything_due(now: datetime) -> bool:
    """One cheap read that tells whether a pass is worth a write."""
    waiting = (Occurrence.state.in_((PLANNED, SENDING)), Occurrence.due_at <= now)
    return db.session.execute(select(Occurrence.id).where(*waiting).limit(1)).first() is not None


def sweep(now: datetime) -> None:
    """Close what is too late for, and decide about claims whose worker is gone. Needs an open transaction."""
    late = (Occurrence.state == PLANNED, Occurrence.due_at <= now, Occurrence.closes_at <= now)
    ended = case((Occurrence.sent_at.is_not(None), SENT), else_=EXPIRED)
    affected(update(Occurrence).where(*late).values(state=ended, outcome="too_late").execution_options(**_PLAIN))
    _recover(now)


def claim_due(claim: UUID, limit: int, now: datetime) -> Batch:
    """Take up to `limit` due occurrences, the longest waiting first; no other worker gets them. Needs an open
    transaction, which the caller commits before anything else."""
    waiting = (Occurrence.state == PLANNED, Occurrence.due_at <= now, Occurrence.closes_at > now)
    ids = (
        select(Occurrence.id).where(*waiting).order_by(Occurrence.due_at).limit(limit).with_for_update(skip_locked=True)
    )
    taken = {"state": SENDING, "claimed_by": claim, "claimed_at": now, "attempts": Occurrence.attempts + 1}
    statement = update(Occurrence).where(Occurrence.id.in_(ids)).values(taken).returning(*_CLAIMED)
    rows = db.session.execute(statement.execution_options(**_PLAIN))
    return Batch(claim, sorted((Due(*row) for row in rows), key=lambda due: (due.due_at, str(due.id))))


def decide(batch: Batch, post: Post, now: datetime) -> None:
    """Look at the truth for each claimed occurrence: settle what is no longer wanted, and open deliveries for the rest.
    Needs an open transaction. None of them may be sent before `take_off`."""
    truth = Truth(batch.due, batch.claim, now)
    kept, superseded = newest_only(batch.due)
    verdicts = {due.id: Verdict("superseded") for due in superseded}
    wants = []
    for due in kept:
        verdict, notice = _judge(due, truth, now)
        if notice is None:
            verdicts[due.id] = verdict
            continue
        truth.note(due)
        batch.notices[due.id], batch.urgency[due.id] = notice, KINDS[due.kind].urgency
        wants.append(Want(due.id, due.participant_id, notice.tag, due.due_at, due.expires_at))
    batch.devices = push.open_deliveries(wants, batch.claim, now)
    reachable = {device.occurrence_id for device in batch.devices}
    verdicts |= {want.occurrence_id: Verdict("no_phone") for want in wants if want.occurrence_id not in reachable}
    _settle(batch, [_after_verdict(due, verdicts[due.id]) for due in batch.due if due.id in verdicts])
    batch.messages = [
        push.outgoing(device, batch.notices[device.occurrence_id], batch.urgency[device.occurrence_id], post, now)
        for device in batch.devices
    ]


def next_few(batch: Batch, room: int) -> Batch:
    """Take the messages of whole occurrences out of the batch, about as many as leave at once: what a crash leaves in
    doubt stays small. Empty when nothing is left to send."""
    wanted: set[UUID] = set()
    for position, device in enumerate(batch.devices):
        if position >= room and device.occurrence_id not in wanted:
            break
        wanted.add(device.occurrence_id)
    few = Batch(batch.claim, [due for due in batch.due if due.id in wanted])
    few.devices = [device for device in batch.devices if device.occurrence_id in wanted]
    chosen = {device.delivery_id for device in few.devices}
    few.messages = [message for message in batch.messages if message.delivery_id in chosen]
    batch.devices = [device for device in batch.devices if device.occurrence_id not in wanted]
    batch.messages = [message for message in batch.messages if message.delivery_id not in chosen]
    return few


def take_off(batch: Batch, now: datetime) -> None:
    """Mark these messages as being sent. What somebody else took over is left out. Needs an open transaction, committed
    before sending."""
    ours = push.take_off([message.delivery_id for message in batch.messages], batch.claim, now)
    batch.messages = [message for message in batch.messages if message.delivery_id in ours]
    batch.devices = [device for device in batch.devices if device.delivery_id in ours]


def hand_back(batch: Batch) -> None:
    """Put what was claimed and not begun back into the line. Needs an open transaction."""
    rest = {device.occurrence_id for device in batch.devices}
    held = (Occurrence.id.in_(rest), Occurrence.claimed_by == batch.claim, Occurrence.state == SENDING)
    changed = update(Occurrence).where(*held).values(state=PLANNED, claimed_by=None)
    affected(changed.execution_options(**_PLAIN))


def finish(batch: Batch, answers: Mapping[UUID, Answer], now: datetime) -> None:
    """Record what came of it, deliveries and occurrences together. Needs an open transaction."""
    drop = {due.id for due in batch.due if KINDS[due.kind].after_crash == DROP}
    retryable = [device for device in batch.devices if not _unknown_and_dropped(device, answers, drop)]
    closes = {due.id: due.closes_at for due in batch.due}
    again = push.worth_another_try(retryable, answers, now)
    by_id = {device.delivery_id: device for device in batch.devices}
    again = {one: at for one, at in again.items() if at < closes[by_id[one].occurrence_id]}
    push.record(answers, batch.claim, now, again)
    outcomes: dict[UUID, list[tuple[Answer, datetime | None]]] = {}
    for device in batch.devices:
        outcomes.setdefault(device.occurrence_id, []).append(
            (answers[device.delivery_id], again.get(device.delivery_id))
        )
    _settle(batch, [_after_sending(due, outcomes[due.id], now) for due in batch.due if due.id in outcomes])


def _judge(due: Due, truth: Truth, now: datetime) -> tuple[Verdict, Notice | None]:
    try:
        facts = truth.facts(due)
        verdict = still_wanted(due, facts, now)
        if verdict.what != SEND:
            return verdict, None
        return verdict, notice_for(due, facts, truth.people[due.participant_id].language)
    except Exception as error:  # noqa: BLE001 - a row that cannot be read must not stop the others
        _log.error("reminder_not_readable", occurrence_kind=due.kind, kind=type(error).__name__, attempts=due.attempts)
        if due.attempts >= POISON_TRIES:
            return Verdict(PARKED), None
        return Verdict("later", now + POISON_WAIT), None


def notice_for(due: Due, facts: Facts, language: str) -> Notice:
    """The sentence for this person, under a topic that a later word about the same thing replaces."""
    family = "session" if due.kind in rules.SESSION_KINDS else due.kind
    topic = push.opaque_topic(family, due.participant_id, due.source)
    wishes = facts.wishes
    said = wording.say(due.kind, language, wishes.level, wishes.my_words, facts.meeting, facts.silent_days)
    return Notice(said.title, language, said.path, topic)


def _unknown_and_dropped(device: Device, answers: Mapping[UUID, Answer], drop: set[UUID]) -> bool:
    """The request left but no answer came, for a kind of which one missed is better than one repeated."""
    return device.occurrence_id in drop and answers[device.delivery_id].outcome == push.UNANSWERED


def _after_verdict(due: Due, verdict: Verdict) -> dict[str, Any]:
    if verdict.what == "later" and verdict.again_at is not None and verdict.again_at < due.closes_at:
        return _row(due, PLANNED, None, verdict.again_at)
    if due.sent_at is not None:
        return _row(due, SENT, verdict.what)
    return _row(
        due, PARKED if verdict.what == PARKED else EXPIRED if verdict.what == "too_late" else SKIPPED, verdict.what
    )


def _after_sending(due: Due, results: Sequence[tuple[Answer, datetime | None]], now: datetime) -> dict[str, Any]:
    """Taken by one phone is sent; while another phone may still take it, the occurrence stays planned for that."""
    accepted = any(answer.outcome == push.ACCEPTED for answer, _ in results)
    retries = [at for _, at in results if at is not None]
    sent_at = now if accepted else due.sent_at
    if retries:
        return _row(due, PLANNED, None, min(retries), sent_at)
    if sent_at is not None:
        return _row(due, SENT, None, None, sent_at)
    return _row(due, FAILED, results[0][0].outcome)


def _row(
    due: Due, state: str, outcome: str | None, due_at: datetime | None = None, sent_at: datetime | None = None
) -> dict[str, Any]:
    return {
        "b_id": due.id, "b_state": state, "b_outcome": outcome, "b_due_at": due_at or due.due_at,
        "b_sent_at": sent_at or due.sent_at,
    }  # fmt: skip


def _settle(batch: Batch, rows: Sequence[dict[str, Any]]) -> None:
    """One statement for many rows. A claim that was taken over in the meantime changes nothing."""
    if not rows:
        return
    table: Any = Occurrence.__table__
    statement = (
        update(table)
        .where(table.c.id == bindparam("b_id"), table.c.claimed_by == batch.claim, table.c.state == SENDING)
        .values(
            state=bindparam("b_state"), outcome=bindparam("b_outcome"), due_at=bindparam("b_due_at", type_=Instant()),
            sent_at=bindparam("b_sent_at", type_=Instant()),
        )
    )  # fmt: skip
    db.session.connection().execute(statement, list(rows))


_PLAIN: dict[str, Any] = {"synchronize_session": False}


def _recover(now: datetime) -> None:
    """A claim older than any send can take belongs to a worker that is gone. A wall clock that was set back must not
    keep such a claim alive, hence the second condition. What had not been marked as leaving did not leave: it goes back
    into the line whatever its kind, unless it brings down whoever takes it."""
    stale = or_(Occurrence.claimed_at <= now - STALE_AFTER, Occurrence.claimed_at > now + STALE_AFTER)
    query = select(Occurrence.id, Occurrence.kind, Occurrence.recoveries, Occurrence.attempts, Occurrence.closes_at)
    rows = db.session.execute(query.where(Occurrence.state == SENDING, stale).with_for_update(skip_locked=True)).all()
    if not rows:
        return
    taken, doubt = push.taken_occurrences(row.id for row in rows), push.in_doubt(row.id for row in rows)
    found: dict[str, list[UUID]] = {"taken": [], "untouched": [], "parked": [], "repeated": [], "dropped": []}
    for row in rows:
        found[_fate(row, taken, doubt, now)].append(row.id)
    _log.warning("claims_recovered", **{fate: len(ids) for fate, ids in found.items()})
    _put(found["untouched"], {"state": PLANNED})
    for fate, delivery_state, values in (
        ("taken", "failed", {"state": SENT, "sent_at": func.coalesce(Occurrence.sent_at, Occurrence.claimed_at)}),
        ("parked", "failed", {"state": PARKED, "outcome": PARKED}),
        ("repeated", "planned", {"state": PLANNED, "recoveries": Occurrence.recoveries + 1}),
        ("dropped", "failed", {"state": SKIPPED, "outcome": "unknown"}),
    ):
        push.release(found[fate], delivery_state)
        _put(found[fate], values)


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


def _put(ids: Iterable[UUID], values: Mapping[str, Any]) -> None:
    wanted = list(ids)
    if wanted:
        changed = update(Occurrence).where(Occurrence.id.in_(wanted)).values({**values, "claimed_by": None})
        affected(changed.execution_options(**_PLAIN))
