"""What a person's own lists may contain, and what the two optional cards of a track may say. Pure values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

LISTS = ("habits", "triggers", "helped", "emotions", "targets", "skills")
"""Words a person chooses from: in the log the first three, on the skills card the others."""
WORDS_PER_LIST = 40
WORD_LENGTH = 60
EARLIER_NAMES = 20

WEEKLY, SKILLS = "weekly_checkup", "dbt_card"
CARDS = (WEEKLY, SKILLS)
GROUPS = {WEEKLY: ("protective", "risk"), SKILLS: ("emotion", "target")}
MARK = (0, 4)
MARKS = 40
REVISIONS = 200

CREATED, SAME, UPDATED = "created", "same", "updated"

DAY_SLACK = timedelta(days=1)
"""A day further on than this after it was written cannot be meant."""


@dataclass(frozen=True)
class Mark:
    """One line of a card: how much of it, 0 to 4."""

    group: str
    name: str
    value: int


@dataclass(frozen=True)
class Card:
    """One version of a card as a phone sends it."""

    id: Any
    kind: str
    recorded_at: datetime
    local_day: date
    marks: tuple[Mark, ...]
    words: tuple[str, ...]
    revision: int = 1


def empty_words() -> dict[str, Any]:
    """The lists of somebody who has not named anything yet."""
    return {name: [] for name in LISTS}


def twice(words: list[str]) -> str | None:
    """The first word that stands twice, whatever its capitals; None when each stands once."""
    seen: set[str] = set()
    for word in words:
        if word.casefold() in seen:
            return word
        seen.add(word.casefold())
    return None


def fits(card: Card) -> bool:
    """Whether the groups are those of its kind, nothing stands twice, and it is about a day that can be meant."""
    known = all(mark.group in GROUPS[card.kind] for mark in card.marks)
    once = len({(mark.group, mark.name) for mark in card.marks}) == len(card.marks)
    return known and once and card.local_day <= card.recorded_at.date() + DAY_SLACK
