"""The staff side: its blueprint, with every page on it."""

from companion.staff import (
    account,
    attendance,
    closures,
    delivery,
    desk,
    door,
    duty,
    once,
    pattern,
    people,
    person_changes,
    person_days,
    requests,
    schedule,
    today,
)
from companion.staff.frame import staff

__all__ = [
<<<<<<< companion/staff/pages.py
    "account", "attendance", "closures", "delivery", "desk", "door", "once", "pattern", "people", "person_changes", "person_days",
    "schedule", "staff", "today",
=======
    "account", "closures", "delivery", "desk", "door", "duty", "once", "pattern", "people", "person_changes", "person_days",
    "requests", "schedule", "staff", "today",
>>>>>>> /tmp/sharing.new
]  # fmt: skip
