"""Who may call a route. Each route carries exactly one of these policies; `accounts.gate` enforces it before the view runs."""

from __future__ import annotations

from enum import Enum


class Policy(Enum):
    PUBLIC = "anyone, signed in or not"
    SIGNED_IN = "anyone signed in"
    PARTICIPANT = "a participant, in or after a program, on their own record"
    STAFF = "anyone on staff"
    CARE_TEAM = "staff on the care team of the participant named in the path"
    COORDINATOR = "a coordinator or an admin"
    ADMIN = "an admin"


PUBLIC, SIGNED_IN, PARTICIPANT = Policy.PUBLIC, Policy.SIGNED_IN, Policy.PARTICIPANT
STAFF, CARE_TEAM, COORDINATOR, ADMIN = Policy.STAFF, Policy.CARE_TEAM, Policy.COORDINATOR, Policy.ADMIN

ROLES = ("participant", "counselor", "coordinator", "admin")
STAFF_ROLES = frozenset(ROLES) - {"participant"}

ALLOWED_ROLES: dict[Policy, frozenset[str]] = {
    SIGNED_IN: frozenset(ROLES),
    PARTICIPANT: frozenset({"participant"}),
    STAFF: STAFF_ROLES,
    CARE_TEAM: STAFF_ROLES,
    COORDINATOR: frozenset({"coordinator", "admin"}),
    ADMIN: frozenset({"admin"}),
}
