"""Who may call a route. Each route carries exactly one of these policies; `accounts.gate` enforces it before the view runs."""

from __future__ import annotations

from enum import Enum


class Proof(Enum):
    """Whether a route asks, besides its policy, for proof younger than ten minutes that whoever calls is still the person
    this sign-in belongs to; see `accounts.proofs`. `FRESH_PROOF_FOR_SOME`: for some of what it does; the view itself calls
    `gate.require_fresh_proof`."""

    NONE = "none"
    FRESH_PROOF = "always"
    FRESH_PROOF_FOR_SOME = "for some of what it does"


NO_PROOF, FRESH_PROOF, FRESH_PROOF_FOR_SOME = Proof.NONE, Proof.FRESH_PROOF, Proof.FRESH_PROOF_FOR_SOME


class Policy(Enum):
    PUBLIC = "anyone, signed in or not"
    SIGNED_IN = "anyone signed in, also on a phone that is not confirmed"
    CONFIRMED = "anyone signed in, on a confirmed phone"
    ANY_PHONE = "a participant on their own record, also on a phone that is not confirmed"
    PARTICIPANT = "a participant, in or after a program, on their own record, on a confirmed phone"
    STAFF = "anyone on staff"
    CARE_TEAM = "staff on the care team of the participant named in the path"
    COORDINATOR = "a coordinator or an admin"
    ADMIN = "an admin"


PUBLIC, SIGNED_IN, CONFIRMED = Policy.PUBLIC, Policy.SIGNED_IN, Policy.CONFIRMED
ANY_PHONE, PARTICIPANT = Policy.ANY_PHONE, Policy.PARTICIPANT
STAFF, CARE_TEAM, COORDINATOR, ADMIN = Policy.STAFF, Policy.CARE_TEAM, Policy.COORDINATOR, Policy.ADMIN

ROLES = ("participant", "counselor", "coordinator", "admin")
STAFF_ROLES = frozenset(ROLES) - {"participant"}

ALLOWED_ROLES: dict[Policy, frozenset[str]] = {
    SIGNED_IN: frozenset(ROLES),
    CONFIRMED: frozenset(ROLES),
    ANY_PHONE: frozenset({"participant"}),
    PARTICIPANT: frozenset({"participant"}),
    STAFF: STAFF_ROLES,
    CARE_TEAM: STAFF_ROLES,
    COORDINATOR: frozenset({"coordinator", "admin"}),
    ADMIN: frozenset({"admin"}),
}

# All that a phone may do that was opened by a new code for an account in use, until the person confirms it: schedule, help,
# logging, reminders. Every other mark is closed to it. See `accounts.confirmation`.
OPEN_TO_UNCONFIRMED = frozenset({PUBLIC, SIGNED_IN, ANY_PHONE})
