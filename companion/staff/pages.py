"""The staff side: its blueprint, with every page on it."""

from companion.staff import account, delivery, door, people, person_changes, schedule, today
from companion.staff.frame import staff

__all__ = ["account", "delivery", "door", "people", "person_changes", "schedule", "staff", "today"]
