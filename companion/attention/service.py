"""Raises attention items and works on them. The caller decides who may see whose and passes the participants in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, or_, select

from companion.accounts import service as accounts
from companion.attention import rules
from companion.attention.findings import audit_health, close_finding, last_verified, open_findings
from companion.attention.models import AttentionItem
from companion.attention.rules import (
    CALL_WANTED,
    CLOSED,
    HIGH_CRAVING,
    OPEN,
    UNTAKEN,
    ItemView,
    Step,
)
from companion.attention.transitions import (
    acknowledge_item,
    arrange_item,
    close_item,
    end_items,
    open_item,
    record_step,
    release_items,
    steps_done,
    withdraw_item,
)
from companion.enrollment import service as enrollment
from companion.kernel import statements
from companion.kernel.database import db
from companion.kernel.errors import NotFound, TooMany
from companion.kernel.ids import new_id
from companion.kernel.statements import insert_ignore
from companion.program import service as program
from companion.program.rules import Closed
from companion.program.service import ProgramView
from companion.sharing import service as sharing

__all__ = [
    "acknowledge_item",
    "arrange_item",
    "ask_for_call",
    "audit_health",
    "call_offered",
    "close_finding",
    "close_item",
    "end_items",
    "escalated",
    "get_item",
    "is_open",
    "items_for_staff",
    "last_verified",
    "may_be_told",
    "open_findings",
    "open_item",
    "open_items",
    "own_requests",
    "raise_item",
    "record_step",
    "release_items",
    "steps",
    "steps_done",
    "take_back_call",
    "team_is_there",
    "waits",
    "who_is_told",
    "withdraw_item",
]

_SHOWN: list[Any] = [
    AttentionItem.id,
    AttentionItem.participant_id,
    AttentionItem.kind,
    AttentionItem.source_id,
    AttentionItem.state,
    AttentionItem.asked_at,
    AttentionItem.raised_at,
    AttentionItem.acknowledged_by,
    AttentionItem.acknowledged_at,
    AttentionItem.attempts,
    AttentionItem.changed_at,
    AttentionItem.closed_reason,
    AttentionItem.closed_by,
]


def raise_item(participant_id: UUID, kind: str, source_id: UUID, asked_at: datetime, now: datetime) -> bool:
    """Raise it for staff; returns whether it is new. The same source never raises twice, not even after it was closed."""
    row = {"id": new_id(), "participant_id": participant_id, "kind": kind, "source_id": source_id, "state": OPEN}
    unique = ["participant_id", "kind", "source_id"]
    return insert_ignore(AttentionItem, [row | {"asked_at": asked_at, "raised_at": now}], unique) == 1


def is_open(participant_id: UUID, kind: str, source_id: UUID) -> bool:
    """Whether staff were asked to look at this and have not closed it."""
    mine = (AttentionItem.participant_id == participant_id, AttentionItem.kind == kind)
    wanted = (*mine, AttentionItem.source_id == source_id, AttentionItem.state != CLOSED)
    return db.session.execute(select(AttentionItem.id).where(*wanted)).first() is not None


def ask_for_call(participant_id: UUID, source_id: UUID, asked_at: datetime, now: datetime) -> bool:
    """The person's own wish for a call; whether it is new. Raises TooMany when more of theirs wait than tell anything."""
    accounts.hold(participant_id)  # before looking: of two at once the second counts the first
    mine = (AttentionItem.participant_id == participant_id, AttentionItem.kind == CALL_WANTED)
    if db.session.execute(select(AttentionItem.id).where(*mine, AttentionItem.source_id == source_id)).first():
        return False
    waiting = select(func.count()).select_from(AttentionItem).where(*mine, AttentionItem.state.in_(UNTAKEN))
    if (db.session.scalar(waiting) or 0) >= rules.WAITING_AT_MOST:
        raise TooMany(600, "waiting_already", "The team has your request.")
    return raise_item(participant_id, CALL_WANTED, source_id, asked_at, now)


def take_back_call(participant_id: UUID, source_id: UUID, at: datetime, now: datetime) -> None:
    """The person no longer wants this call. Harmless to repeat. A request that still waits on a phone, or is on its way, finds
    its own end when it arrives and reaches nobody."""
    ended = {"state": CLOSED, "closed_by": participant_id, "closed_at": now, "closed_reason": rules.NO_LONGER_NEEDED}
    row = {"id": new_id(), "participant_id": participant_id, "kind": CALL_WANTED, "source_id": source_id, **ended}
    row |= {"asked_at": at, "raised_at": now, "changed_at": now}
    if not insert_ignore(AttentionItem, [row], ["participant_id", "kind", "source_id"]):
        withdraw_item(participant_id, CALL_WANTED, source_id, now)


def call_offered(participant_id: UUID, now: datetime) -> bool:
    """Whether anybody with an open account would see a request of this person: their care team, whoever is on duty in
    their program, or those who coordinate it."""
    home = enrollment.program_of(participant_id, now)
    staff = set(accounts.care_team(participant_id))
    if home is not None:
        if sharing.anybody_on_duty(home.id):
            return True
        staff |= set(program.staff_of(home.id))
    found = accounts.people(staff)
    team = set(accounts.care_team(participant_id))
    return any(
        one.disabled_at is None and (one.id in team or one.role in ("coordinator", "admin")) for one in found.values()
    )


def team_is_there(participant_id: UUID, now: datetime) -> bool | None:
    """Whether somebody of the person's program answers one of its phones at this instant; None when its phones state
    no hours."""
    of = enrollment.program_of(participant_id, now)
    return of.anybody_answers(program.closures(of.id), now) if of else None


def own_requests(participant_id: UUID, since: datetime) -> list[ItemView]:
    """The person's wishes for a call: what is not closed, and what was raised since then; the newest first."""
    mine = (AttentionItem.participant_id == participant_id, AttentionItem.kind == CALL_WANTED)
    shown = or_(AttentionItem.state != CLOSED, AttentionItem.raised_at >= since)
    query = select(*_SHOWN).where(*mine, shown).order_by(AttentionItem.asked_at.desc(), AttentionItem.id).limit(20)
    return [ItemView(**row) for row in db.session.execute(query).mappings()]


def items_for_staff(
    participant_ids: Iterable[UUID], now: datetime, kinds: Iterable[str] = rules.KINDS
) -> list[ItemView]:
    """What is not closed yet for these participants, the longest waiting first. What somebody no longer wants told is
    not there."""
    query = select(*_SHOWN).where(
        statements.among(AttentionItem.participant_id, "whose"),
        AttentionItem.state != CLOSED,
        AttentionItem.kind.in_(list(kinds)),
    )
    return _still_told(query.params(whose=list(participant_ids)), now)


def open_items(kinds: Iterable[str], now: datetime) -> list[ItemView]:
    """Everything of these kinds that nobody took yet, the longest waiting first, as far as it still may be told."""
    wanted = (AttentionItem.kind.in_(list(kinds)), AttentionItem.state.in_(UNTAKEN))
    return _still_told(select(*_SHOWN).where(*wanted), now)


def waits(item_id: UUID) -> bool:
    """Whether nobody took it yet."""
    waiting = (AttentionItem.id == item_id, AttentionItem.state.in_(UNTAKEN))
    return db.session.execute(select(AttentionItem.id).where(*waiting)).first() is not None


def may_be_told(item_id: UUID, staff_id: UUID, now: datetime) -> bool:
    """Whether this member of staff may still hear of it: a notice needs the consent it was raised under, and whoever has left
    the care team or the program hears of nothing."""
    found = _still_told(select(*_SHOWN).where(AttentionItem.id == item_id), now)
    if not found:
        return False
    of = enrollment.program_of(found[0].participant_id, now)
    duty = {one.staff_id for one in sharing.duty_of_program(of.id)} if of else set()
    above = set() if found[0].kind == HIGH_CRAVING else _above(of)
    return staff_id in duty | above or accounts.is_on_care_team(staff_id, found[0].participant_id)


def who_is_told(item: ItemView, step: Step, now: datetime) -> set[UUID]:
    """The person's care team and whoever is on duty; later, for what somebody asked for, also those who coordinate their program, or
    everybody who coordinates anything while they are in none. A notice goes no further than it was switched on for."""
    of = enrollment.program_of(item.participant_id, now)
    team = set(accounts.care_team(item.participant_id)) | (sharing.on_duty(of.id, now) if of else set())
    if item.kind == HIGH_CRAVING:
        return set() if step.for_supervisors else team
    return team if team and not step.for_supervisors else team | _above(of)


def _above(of: ProgramView | None) -> set[UUID]:
    found = {person.id for person in accounts.everyone(["coordinator"]) if person.disabled_at is None}
    return found & set(program.staff_of(of.id)) if of else found


def _still_told(query: Select[Any], now: datetime) -> list[ItemView]:
    """A notice counts only under the consent it was raised under, and only as long as that is in force."""
    rows = db.session.execute(query.order_by(AttentionItem.raised_at, AttentionItem.id)).mappings()
    found = [ItemView(**row) for row in rows]
    told = sharing.tells_high_craving({one.participant_id for one in found if one.kind == HIGH_CRAVING}, now)
    return [
        one
        for one in found
        if one.kind != HIGH_CRAVING or (one.participant_id in told and told[one.participant_id].since <= one.raised_at)
    ]


def steps(items: Iterable[ItemView], now: datetime) -> list[tuple[ItemView, list[Step]]]:
    """When each item is told to whom if nobody takes it: at once, after four working hours of the person's program, after
    twelve hours. Four statements however many items there are."""
    every = list(items)
    if not every:
        return []
    home = {one.id: one for one in program.programs()}
    latest = enrollment.statuses({item.participant_id for item in every}, now)
    of = {whose: home[status.now.program_id] for whose, status in latest.items()}
    closed = program.all_closures()
    return [(item, _steps(item, of.get(item.participant_id), closed)) for item in every]


def _steps(item: ItemView, of: ProgramView | None, closed: dict[UUID, list[Closed]]) -> list[Step]:
    since, needed = item.raised_at, rules.SUPERVISOR_AFTER
    supervisor = of.after_open_hours(closed.get(of.id, ()), since, needed) if of else since + needed
    return [
        Step(rules.AT_ONCE, since),
        Step(rules.SUPERVISOR, supervisor),
        Step(rules.OVERDUE, since + rules.OVERDUE_AFTER),
    ]


def escalated(items: Iterable[ItemView], now: datetime) -> dict[UUID, str]:
    """Item → the latest step beyond the first that it reached before somebody took it, or by now."""
    found: dict[UUID, str] = {}
    for item, all_steps in steps(items, now):
        by = item.acknowledged_at or now
        reached = [step for step in all_steps if step.for_supervisors and step.at <= by]
        if reached:
            found[item.id] = max(reached, key=lambda step: step.at).name
    return found


def get_item(item_id: UUID, participant_ids: Iterable[UUID], now: datetime) -> ItemView:
    """One item, closed ones included. Raises NotFound for one of anybody outside `participant_ids`, and for a notice that
    may no longer be told."""
    wanted = (AttentionItem.id == item_id, statements.among(AttentionItem.participant_id, "whose"))
    found = _still_told(select(*_SHOWN).where(*wanted).params(whose=list(participant_ids)), now)
    if not found:
        raise NotFound
    return found[0]
