"""The reviewed numbers to call or text at any hour, read from the data file that ships with the package, and how long
ago that review was."""

from __future__ import annotations

import json
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from companion.safety.rules import REVIEW_DAYS, review_overdue

FILE = Path(__file__).parent.parent / "starter" / "crisis_lines.json"


@lru_cache(maxsize=1)
def read_crisis_lines() -> dict[str, Any]:
    """`reviewed_on` and the `lines` in the order in which they are shown."""
    found: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return found


def crisis_lines_reviewed_on() -> date:
    """The day on which somebody last called or texted every number."""
    return date.fromisoformat(read_crisis_lines()["reviewed_on"])


def days_since_review(now: datetime) -> int:
    """Whole days; negative when the day of the review is still to come."""
    return (now.date() - crisis_lines_reviewed_on()).days


def crisis_lines_overdue_since(now: datetime) -> date | None:
    """The day of the last review if that is too long ago; None while it holds."""
    reviewed = crisis_lines_reviewed_on()
    return reviewed if review_overdue(reviewed, now.date()) else None


def review_reminder(now: datetime) -> str | None:
    """One sentence for whoever runs this, with what to do; None while the review holds."""
    if crisis_lines_overdue_since(now) is None:
        return None
    return (
        f"The crisis lines were last reviewed on {crisis_lines_reviewed_on()}, {days_since_review(now)} days ago; a review is "
        f"valid for {REVIEW_DAYS} days. Call or text each number in {FILE}, then set reviewed_on in that file to today's date."
    )
