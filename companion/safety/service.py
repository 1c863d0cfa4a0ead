"""The safety plan belongs to the person alone: no staff code reads it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from companion.kernel import versioned
from companion.kernel.versioned import Document
from companion.safety.crisis_lines import (
    crisis_lines_overdue_since,
    crisis_lines_reviewed_on,
    days_since_review,
    read_crisis_lines,
    review_reminder,
)
from companion.safety.models import SafetyPlan
from companion.safety.rules import empty_content

__all__ = [
    "crisis_lines_overdue_since",
    "crisis_lines_reviewed_on",
    "days_since_review",
    "read_crisis_lines",
    "read_plan",
    "review_reminder",
    "save_plan",
]


def read_plan(participant_id: UUID) -> Document:
    """The person's plan; an empty one at version 0 before the first save."""
    return versioned.read(SafetyPlan, participant_id, empty_content())


def save_plan(participant_id: UUID, based_on: int, content: dict[str, Any], now: datetime) -> Document:
    """Put `content` in place of version `based_on`. Repeating a save is harmless. Raises Conflict("stale_version")."""
    return versioned.save(SafetyPlan, participant_id, based_on, content, now)
