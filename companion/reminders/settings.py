"""A person's reminder settings. Nobody else reads them; custom lock-screen sentences are encrypted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Row, Table, select, update

from companion.kernel import data_keys, statements
from companion.kernel.statements import affected, fetch, insert_ignore
from companion.reminders.models import ReminderSettings
from companion.reminders.rules import Wishes

_PLANNED_FROM = (
    "session_soon",
    "lead_minutes",
    "session_tomorrow",
    "checkin_prompt",
    "prompt_time",
    "checkups",
    "groups",
    "quiet_from",
    "quiet_until",
)
_PLAIN = (*_PLANNED_FROM, "level")
_T = cast(Table, ReminderSettings.__table__)
_WISHES = select(_T.c.participant_id, _T.c.my_words_sealed, *(_T.c[name] for name in _PLAIN)).where(
    statements.among(_T.c.participant_id, "b_whose")
)


def wishes_of(participant_id: UUID) -> Wishes:
    """What the person wants; the defaults if they never said."""
    return wishes([participant_id])[participant_id]


def wishes(participant_ids: Iterable[UUID], *, words: bool = True) -> dict[UUID, Wishes]:
    """Everybody's wishes, in one statement. Without `words` the sealed ones stay sealed and empty: when is decided
    without knowing what. Raises crypto.SealError when somebody's cannot be opened."""
    wanted = list(participant_ids)
    found = dict.fromkeys(wanted, Wishes())
    rows = fetch(_WISHES, b_whose=wanted)
    if words:
        data_keys.look_up(row.participant_id for row in rows if row.my_words_sealed)
    return found | {row.participant_id: _view(row, words) for row in rows}


def stamps(only: UUID | None = None) -> dict[str, str]:
    """Bare id of a person → what plans are made from, as a text that changes with it; of those who ever said something."""
    query = statements.bare(ReminderSettings.participant_id, *(_T.c[name] for name in _PLANNED_FROM))
    if only is not None:
        query = query.where(ReminderSettings.participant_id == only)
    return {row[0]: str(row[1:]) for row in statements.rows(query)}


def save_wishes(participant_id: UUID, new: Wishes, now: datetime) -> None:
    """Put these in place of what was. Repeating it changes nothing."""
    values: dict[str, Any] = asdict(new)
    words = values.pop("my_words")
    sealed = _seal(participant_id, words) if words else None
    values |= {"my_words_sealed": sealed, "changed_at": now}
    if not insert_ignore(ReminderSettings, [{"participant_id": participant_id, **values}], ["participant_id"]):
        mine = update(ReminderSettings).where(ReminderSettings.participant_id == participant_id)
        affected(mine.values(**values).execution_options(synchronize_session=False))


def _view(row: Row[Any], words: bool) -> Wishes:
    sealed = row.my_words_sealed if words else None
    own = _unseal(row.participant_id, sealed) if sealed else ""
    return Wishes(**{name: getattr(row, name) for name in _PLAIN}, my_words=own)


def _seal(participant_id: UUID, words: str) -> str:
    return data_keys.seal(participant_id, "reminder_settings", participant_id, "my_words", words)


def _unseal(participant_id: UUID, sealed: str) -> str:
    try:
        return data_keys.unseal(participant_id, "reminder_settings", participant_id, "my_words", sealed)
    except data_keys.Erased:
        return ""
