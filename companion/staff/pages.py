"""The staff side: its blueprint, with every page on it."""

from companion.staff import (
    account,
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
    "account", "closures", "delivery", "desk", "door", "duty", "once", "pattern", "people", "person_changes", "person_days",
    "requests", "schedule", "staff", "today",
]  # fmt: skip
