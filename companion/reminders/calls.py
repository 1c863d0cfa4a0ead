"""Tells staff that somebody asked for a call or said they cannot come: at once, and again while nobody has taken it; and,
once, that a notice somebody opted into is waiting. Only subscribed staff browsers are told; the sentence names nobody."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from companion.attention import service as attention
from companion.attention.rules import ASKED, CALL_WANTED, HIGH_CRAVING, ItemView, Step
from companion.push import service as push
from companion.reminders import occurrences, rules
from companion.reminders.rules import CALL_FOR, Planned


def wanted(now: datetime) -> list[tuple[UUID, Planned]]:
    """(member of staff, reminder) for every request nobody took yet, and every notice that is not old news. Reads only."""
    fresh = [one for one in attention.open_items([HIGH_CRAVING], now) if not one.late]
    waiting = attention.steps([*attention.open_items(ASKED, now), *fresh], now)
    found = [(one, step) for one, every in waiting for step in every if _its_hour(step, now)]
    told = [(whose, _planned(one, step)) for one, step in found for whose in attention.who_is_told(one, step, now)]
    reachable = push.reachable({whose for whose, _ in told}) if told else set()
    return [(whose, planned) for whose, planned in told if whose in reachable]


def plan(rows: list[tuple[UUID, Planned]]) -> int:
    """Write them down; returns how many are new. Needs an open transaction."""
    return occurrences.store(rows)


def _its_hour(step: Step, now: datetime) -> bool:
    """A step that nobody could be told of in its hour is not told late: the next one is."""
    return step.at <= now < step.at + CALL_FOR


def _planned(one: ItemView, step: Step) -> Planned:
    until = step.at + CALL_FOR
    return Planned(rules.CALL, str(one.id), one.raised_at.date(), _slot(one, step), step.at, until, until)


def _slot(one: ItemView, step: Step) -> str:
    if one.kind == CALL_WANTED:
        return step.name
    return f"{rules.NOTICE} {step.name}" if step.for_supervisors else rules.NOTICE
