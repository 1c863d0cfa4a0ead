"""A longer past: two months of mornings that were easy and evenings that were not, and a walk that helped."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid5

from companion.checkins import service as checkins
from companion.checkins.rules import Entry, NewCheckin
from companion.kernel.database import transaction
from tests.journeys.house import House, Invited

DAYS = 60
OLD_WORD = "The old job"  # only in entries that no phone keeps by itself
WORD = "Rosa's kitchen"


def two_months(house: House, person: Invited) -> Invited:
    """Each day but every fifth: a morning with 3, an evening with 7, and half an hour later, after a walk, 3."""
    with house.inside(), transaction():
        for back in range(1, DAYS + 1):
            if back % 5 == 0:
                continue
            day = house.hours.today - timedelta(days=back)
            words = (WORD,) if back <= 30 else (OLD_WORD,)
            _write(person, day.replace(hour=9, minute=5), Entry(mood=4, craving=3, stress=2, sleep="good"))
            _write(person, day.replace(hour=19, minute=0), Entry(mood=2, craving=7, stress=6, triggers=words))
            _write(person, day.replace(hour=19, minute=40), Entry(mood=3, craving=3, stress=3, helped=("walking",)))
    return person


def _write(person: Invited, at: datetime, said: Entry) -> None:
    new = NewCheckin(uuid5(person.id, at.isoformat()), at, str(at.tzinfo), at.date(), said)
    checkins.record_checkin(person.id, new, at + timedelta(seconds=2))
