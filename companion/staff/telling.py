"""What a change would do, before anybody is told: the meeting afterwards, whom it concerns, and the exact sentences."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from companion.kernel.database import transaction
from companion.kernel.errors import NotFound
from companion.program import service as program
from companion.program.service import SessionChange, SessionView
from companion.reminders import planning, rules, wording
from companion.reminders import service as reminders
from companion.staff.words import LANGUAGES


@dataclass(frozen=True)
class Preview:
    """`texts` has, per language, what a lock screen shows at the levels private and silent."""

    after: SessionView
    told: int
    texts: dict[str, dict[str, str]]


class _Rehearsed(Exception):
    """Ends the rehearsal, so that nothing of it stays."""


def preview(session_id: UUID, change: SessionChange, now: datetime) -> Preview:
    """Makes the change, looks, and takes it back: what is shown is what will happen. Raises as `change_session` does."""
    seen: list[Preview] = []
    try:
        with transaction():
            program.change_session(session_id, change, now)
            seen.append(_look(session_id))
            raise _Rehearsed
    except _Rehearsed:
        return seen[0]


def tell(session_id: UUID, change: SessionChange, now: datetime) -> None:
    """Make the change and plan what phones are told, in the caller's transaction."""
    program.change_session(session_id, change, now)
    reminders.replan_session(session_id, now)


def _look(session_id: UUID) -> Preview:
    after = program.session_state(session_id)
    if after is None:
        raise NotFound()
    meeting = planning.as_meeting(after)
    texts = {
        language: {
            level: wording.say(rules.CHANGED, language, level, meeting=meeting).title
            for level in (wording.PRIVATE, wording.SILENT)
        }
        for language in LANGUAGES
    }
    return Preview(after, len(program.who_is_told(session_id)), texts)
