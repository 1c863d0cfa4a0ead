"""Loads a whole program file into the database and exports it again: the program itself, its resources, its alumni groups and
events.

The packages these belong to must not import each other, so they are combined here, for the command line and the staff pages.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pydantic import ValidationError

from companion.aftercare import service as aftercare
from companion.alumni import service as alumni
from companion.kernel.errors import Conflict
from companion.program import service as program
from companion.program.service import ProgramFile, program_part
from companion.schedule import service as schedule
from companion.schedule.service import Settled


@dataclass(frozen=True)
class LoadedContent:
    """How much a load changed. All zero when everything already was as the file says."""

    program_id: UUID
    program_changes: int
    content_changes: int
    settled: Settled

    @property
    def changes(self) -> int:
        return self.program_changes + self.content_changes

    @property
    def meetings(self) -> int:
        return len(self.settled.changes)


def load_content(content: ProgramFile, now: datetime) -> LoadedContent:
    """Make the database say what the file says, from today on. Idempotent.

    Runs in the caller's one transaction, so a file is taken in whole or not at all. Raises Conflict.
    """
    loaded = schedule.load_program(content, now)
    parts = (
        aftercare.load_resources(loaded.program_id, content.resources, now),
        alumni.load_groups(loaded.program_id, content.alumni_groups, now),
        alumni.load_events(loaded.program_id, content.events, now),
    )
    changed = sum(part.added + part.changed + part.removed for part in parts)
    return LoadedContent(loaded.program_id, loaded.changes, changed, loaded.settled)


def standing(program_id: UUID, now: datetime) -> ProgramFile:
    """The program file as the database stands, from today on: loaded again it changes nothing.

    Raises NotFound; Conflict for something that was once put into the database and cannot be said in a file.
    """
    parts = {
        "resources": aftercare.resource_items(program_id),
        "alumni_groups": alumni.group_items(program_id),
        "events": alumni.event_items(program_id),
    }
    try:
        return ProgramFile.model_validate(program_part(program_id, now) | parts)
    except ValidationError as error:
        where = " and ".join(".".join(map(str, each["loc"])) + ": " + each["msg"] for each in error.errors()[:3])
        raise Conflict("not_sayable", f"This cannot be written as a program file: {where}") from error


def written(program_id: UUID, now: datetime) -> str:
    """`standing` as text. Raises as it does."""
    return program.to_yaml(standing(program_id, now))
