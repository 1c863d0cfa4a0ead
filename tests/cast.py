"""The people of the tests. Everyone keeps a name, so that a test reads as a story.

Mia is in a program. Leo is too; they must never see each other. Ana completed hers. Dana is Mia's counselor, Omar is
on staff but on nobody's care team, Cora coordinates, Ruth is the admin.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from companion.accounts import service
from companion.kernel.database import transaction

NOW = datetime(2026, 3, 10, 17, 0, tzinfo=UTC)  # a Tuesday, 1 pm in New York, two days after its spring change
ZONE = "America/New_York"


@dataclass(frozen=True)
class Cast:
    """Account ids. A participant's id is their account's."""

    mia: UUID
    leo: UUID
    ana: UUID
    dana: UUID
    omar: UUID
    cora: UUID
    ruth: UUID


_ROLES = {
    "mia": "participant",
    "leo": "participant",
    "ana": "participant",
    "dana": "counselor",
    "omar": "counselor",
    "cora": "coordinator",
    "ruth": "admin",
}


def assemble(now: datetime = NOW) -> Cast:
    """Create everyone, commit, and put Dana on Mia's care team."""
    with transaction():
        people = {name: service.create_account(role, name.capitalize(), now) for name, role in _ROLES.items()}
        cast = Cast(**people)
        service.add_to_care_team(cast.mia, cast.dana, now)
        for participant in (cast.mia, cast.leo, cast.ana):
            service.report_zone(participant, ZONE, now)
    return cast
