"""Loads the program part of a program file: what is new, edited or gone counts from today on, and the calendar follows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from companion.enrollment import service as enrollment
from companion.kernel import timezones
from companion.kernel.database import db
from companion.program import service as program
from companion.program.service import ProgramFile
from companion.schedule import calendar, journal
from companion.schedule.calendar import Settled


@dataclass(frozen=True)
class Loaded:
    """What a load came to: the program, how many things it changed (0 for the same file again), and which meetings."""

    program_id: UUID
    changes: int
    settled: Settled

    @property
    def meetings(self) -> int:
        return len(self.settled.changes)


def load_program(content: ProgramFile, now: datetime) -> Loaded:
    """Make the database say what the file says, from today on. Past meetings and hand-changed ones stay.

    Idempotent. Conflict when the file leaves out a track somebody is still in; then nothing may be kept of it.
    """
    program_id, changes = program.save_program(content)
    calendar.one_at_a_time(program_id)
    today = timezones.local_day(now, content.zone)
    changes += program.save_closures(program_id, content)
    changes += program.save_tracks(program_id, content, today, enrollment.is_in_use)
    if changes:
        journal.close(program_id, now)
    db.session.flush()
    return Loaded(program_id, changes, calendar.settle(program_id, now, remember=True))
