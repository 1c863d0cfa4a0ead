"""Out of the database as a program file and in again, and a database without any program."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete

from companion.aftercare.models import Resource
from companion.alumni.models import AlumniEvent, AlumniGroup
from companion.kernel.database import db, transaction
from companion.program import files
from companion.program import service as program
from companion.program.models import Closure, Program, Segment, Track
from companion.program.schema import ProgramFile
from companion.schedule.models import ScheduleChange, TrackSession
from companion.staff.content.program_files import load_content, written
from tests.cast import NOW


def parsed(content: str) -> ProgramFile:
    return files.parse_file(content.encode(), "maple.yaml")


def loaded(content: ProgramFile, now: Any = NOW) -> tuple[int, int]:
    """(changes, meetings) of loading it."""
    with transaction():
        report = load_content(content, now)
    return report.changes, report.meetings


def exported(slug: str = "maple", now: Any = NOW) -> str:
    home = program.program_by_slug(slug)
    assert home is not None
    return written(home.id, now)


def emptied() -> None:
    """One database for all examples."""
    db.session.rollback()
    with transaction():
        for model in (
            ScheduleChange,
            TrackSession,
            Segment,
            Track,
            Closure,
            Resource,
            AlumniGroup,
            AlumniEvent,
            Program,
        ):
            db.session.execute(delete(model))
