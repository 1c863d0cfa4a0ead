"""What a safety plan consists of, and how much of it fits. Pure values; the six steps keep their order."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Literal

STEPS = ("warning_signs", "alone", "distraction", "people_help", "professionals", "surroundings")
"""Signs it is getting hard, what I can do alone, people and places that take my mind off it, people I can ask for
help, professionals and agencies, making my surroundings safer."""

PersonKind = Literal["family", "friend", "peer", "sponsor", "professional", "other"]

LINES_PER_STEP = 20
LINE_LENGTH = 200
PEOPLE = 20

REVIEW_DAYS = 90
"""Days that a review of the crisis lines holds. After that whoever runs this is told, and the release check fails; the
numbers are shown as before, and nothing refuses to build or to start."""


def empty_content() -> dict[str, Any]:
    """The plan of somebody who has not written anything yet."""
    return {"steps": {step: [] for step in STEPS}, "people": []}


def review_overdue(reviewed_on: date, today: date) -> bool:
    """Whether the crisis lines have to be called and looked at again."""
    return today - reviewed_on > timedelta(days=REVIEW_DAYS)
