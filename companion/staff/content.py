"""Takes a whole program file into the database: the program itself, its resources, its alumni groups and events.

The floors these live on must not know each other, so they are joined here, for the command line and the staff pages.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from companion.aftercare import service as aftercare
from companion.alumni import service as alumni
from companion.program import service as program
from companion.program.shapes import ProgramFile


@dataclass(frozen=True)
class LoadedContent:
    """How much a load changed. All zero when everything already was as the file says."""

    program_id: UUID
    program_changes: int
    meetings: int
    content_changes: int


def load_content(content: ProgramFile, now: datetime) -> LoadedContent:
    """Make the database say what the file says, from today on. Idempotent.

    Runs in the caller's one transaction, so a file is taken in whole or not at all. Raises Conflict.
    """
    loaded = program.load_program(content, now)
    parts = (
        aftercare.load_resources(loaded.program_id, content.resources, now),
        alumni.load_groups(loaded.program_id, content.alumni_groups, now),
        alumni.load_events(loaded.program_id, content.events, now),
    )
    changed = sum(part.added + part.changed + part.removed for part in parts)
    return LoadedContent(loaded.program_id, loaded.changes, loaded.meetings, changed)
