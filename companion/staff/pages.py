"""The staff side: its blueprint, with every page on it."""

from companion.staff import (
    account,
    attendance,
    closures,
    content_pages,
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
    supporters,
    today,
)
from companion.staff.frame import staff

__all__ = [
    "account", "attendance", "closures", "content_pages", "delivery", "desk", "door", "duty", "once", "pattern", "people",
    "person_changes", "person_days", "requests", "schedule", "staff", "supporters", "today",
]  # fmt: skip
