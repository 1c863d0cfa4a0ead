"""Maple and its people, as the staff pages know them, and a push service that only listens."""

from tests.reminders.conftest import _sink, post, sink, states
from tests.staff.conftest import at, ground, maple

__all__ = ["_sink", "at", "ground", "maple", "post", "sink", "states"]
