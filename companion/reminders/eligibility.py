"""Whether claimed reminders may still be sent depends on current data, read after the claim and before anything is sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Table, bindparam, select

from companion.accounts import service as accounts
from companion.accounts.service import Person
from companion.enrollment import service as enrollment
from companion.enrollment.service import Record
from companion.kernel.statements import among, fetch
from companion.kernel.timezones import local_day
from companion.reminders import rules, settings
from companion.reminders.candidates import is_on_leave, is_paused, zone_of
from companion.reminders.models import CLAIMED_OR_DEAD, Occurrence
from companion.reminders.readers import readers_for
from companion.reminders.rules import KINDS, Wishes
from companion.reminders.verdicts import Context, Due

_T = cast(Table, Occurrence.__table__)
_SENT = select(_T.c.participant_id, _T.c.id, _T.c.sent_at).where(
    _T.c.kind.in_([kind.name for kind in KINDS.values() if kind.capped])
)
_SENT_LATELY = _SENT.where(
    among(_T.c.participant_id, "b_whose"), _T.c.sent_at > bindparam("b_since"), _T.c.sent_at <= bindparam("b_now")
)
# Whoever they are for: what is being sent at one moment by others is less than what one person was sent in a year.
_SENDING_AHEAD = _SENT.where(
    CLAIMED_OR_DEAD,
    _T.c.state == rules.SENDING,
    _T.c.claimed_by < bindparam("b_claim"),
    _T.c.claimed_at > bindparam("b_since"),
)


@dataclass(frozen=True)
class Sent:
    """A capped reminder that another row accounts for: it was sent, or is being sent ahead of ours."""

    occurrence_id: UUID
    at: datetime


class Eligibility:
    """The context for each reminder of one batch: what is common to all kinds, and what its reader adds."""

    def __init__(self, batch: Sequence[Due], claim: UUID, now: datetime):
        self._now = now
        whose = {due.participant_id for due in batch}
        self.people: dict[UUID, Person] = accounts.people(whose)
        self._wishes: dict[UUID, Wishes] = settings.wishes(whose)
        self._records = enrollment.records_of(whose)
        self._readers = readers_for(batch)
        self._sent = _sent(whose, claim, now)

    def context(self, due: Due) -> Context:
        """The current data for one occurrence. Raises when a row of this person cannot be read."""
        person = self.people[due.participant_id]
        zone, record = zone_of(person, self._now), self._records.get(person.id, Record())
        status = record.at(self._now)
        base: dict[str, Any] = {
            "wishes": self._wishes[person.id],
            "zone": zone,
            "active": person.disabled_at is None,
            "paused": is_paused(person, self._now),
            "on_leave": is_on_leave(record, self._now),
            "after": status is not None and status.after_since is not None,
        }
        return Context(**base, **self._readers[due.kind](due, person, self._now), **self._count(due, zone))

    def note(self, due: Due) -> None:
        """This one goes out now, so it counts for the person's next one in the same batch."""
        if KINDS[due.kind].capped:
            self._sent.setdefault(due.participant_id, []).append(Sent(due.id, self._now))

    def _count(self, due: Due, zone: str) -> dict[str, Any]:
        others = [sent.at for sent in self._sent.get(due.participant_id, []) if sent.occurrence_id != due.id]
        today = local_day(self._now, zone)
        return {
            "sent_today": sum(local_day(at, zone) == today for at in others),
            "last_sent_at": max(others, default=None),
        }


def _sent(whose: set[UUID], claim: UUID, now: datetime) -> dict[UUID, list[Sent]]:
    """What went out in the last day, and what is being sent right now under an earlier claim, by this worker or another:
    of two the earlier one goes first. Claims are numbered by time (UUID version 7)."""
    lately = fetch(_SENT_LATELY, b_whose=list(whose), b_now=now, b_since=now - timedelta(hours=26))
    ahead = fetch(_SENDING_AHEAD, b_claim=claim, b_since=now - timedelta(minutes=1))
    found: dict[UUID, dict[UUID, Sent]] = {}
    for row in (*lately, *ahead):
        found.setdefault(row.participant_id, {})[row.id] = Sent(row.id, row.sent_at or now)
    return {participant_id: list(sent.values()) for participant_id, sent in found.items()}
