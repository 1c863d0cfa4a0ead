"""The starter programs as the demo runs them: with dates that suit the day on which it is started.

The files carry the dates of one real year. In a demo, their closed days would empty the very week somebody looks at, and
their events would soon be over; here one day is closed some weeks ahead, and a past event is repeated a year later.
"""

from __future__ import annotations

import hashlib
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import UUID

from companion.alumni import service as alumni
from companion.kernel import settings
from companion.kernel.timezones import local_day
from companion.program import service as program
from companion.program.service import ClosureItem, EventItem, ProgramFile
from companion.schedule import service as schedule
from companion.staff.content.program_files import load_content

STARTER = Path(__file__).parent / "starter"
_HISTORY = timedelta(days=80)  # calendars are written out from this long ago, so that past weeks have their meetings
_YEAR = timedelta(weeks=52)  # whole weeks: a Saturday event stays one
_TUESDAY = 1


def load_programs(now: datetime) -> dict[str, UUID]:
    """The starter programs by slug, their calendars written out from today. Files that have not changed since the last load
    are left alone, and so is whatever staff changed in the demo; only events that are over come again."""
    loaded: dict[str, UUID] = {}
    for number, path in enumerate(sorted(STARTER.glob("*.yaml"))):
        mark = f"demo_dated_{path.stem}_{hashlib.sha256(path.read_bytes()).hexdigest()[:16]}"
        known = settings.read(mark)
        loaded[path.stem] = UUID(known) if known else _load(path, number, now)
        settings.ensure(mark, str(loaded[path.stem]))
        _events_again(loaded[path.stem], now)
    schedule.write_out_sessions(now)  # the worker does it hourly, too late for a demo that slept for months
    return loaded


def _load(path: Path, number: int, now: datetime) -> UUID:
    content = program.read_file(path)
    content = _dated(content, number, local_day(now, content.zone))
    if program.program_by_slug(content.slug) is None:
        load_content(content, now - _HISTORY)
    return load_content(content, now).program_id


def _dated(content: ProgramFile, number: int, today: date) -> ProgramFile:
    """One closed Tuesday, in another week for each program: nobody's next session is ever more than three days away."""
    soon = today + timedelta(weeks=3 + number)
    tuesday = soon + timedelta(days=(_TUESDAY - soon.weekday()) % 7)
    closed = ClosureItem.model_validate({"from": tuesday, "note": "Staff training"})
    return content.model_copy(update={"closures": [closed], "events": [_ahead(item, today) for item in content.events]})


def _ahead(item: EventItem, today: date) -> EventItem:
    on = item.on
    while on < today:
        on += _YEAR
    return item.model_copy(update={"on": on})


def _events_again(program_id: UUID, now: datetime) -> None:
    today = local_day(now, program.get_program(program_id).zone)
    there = alumni.event_items(program_id)
    alumni.load_events(program_id, [_ahead(item, today) for item in there], now)
