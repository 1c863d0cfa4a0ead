"""What the hand-overs of `test_hand_overs.py` begin with: phones that are reached, a program with staff, and a way around the
database."""

from tests.audit.conftest import tamper
from tests.kernel.test_restored import copies, journal
from tests.push.conftest import _sink, post, sink, story
from tests.staff.conftest import at, maple

__all__ = ["_sink", "at", "copies", "journal", "maple", "post", "sink", "story", "tamper"]
