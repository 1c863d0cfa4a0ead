"""The same ground as on the staff pages: Mia and Leo in the evening track of Maple, Dana on Mia's care team."""

from tests.staff.conftest import at, ground, maple

__all__ = ["at", "ground", "maple"]
