"""Rate limits for signing in. Token buckets refill continuously, so nobody is locked out for long by somebody else's attempts.

A stranger who tries somebody's name uses up mostly the bucket of their own address with that name; the bucket of the
name alone is wide, regains one attempt every ten seconds, and does not apply to passkeys or a new code from staff. A phone on
which this account was signed in before has a bucket of its own, and no other applies to it: however many strangers try
the name, from wherever, also from the same network, its owner comes back. Two visitors share nothing but an address.
"""

from __future__ import annotations

import ipaddress
from datetime import datetime
from uuid import UUID

from companion.accounts import rules
from companion.kernel.ratelimit import spend


def sign_in(sign_in_name: str, address: str | None, now: datetime, known_as: str | None = None) -> None:
    """Before a passphrase is checked. `known_as` is the phone's name, where it proved that this account was signed in on it.
    Commits on its own. Raises TooMany."""
    name, place = rules.sign_in_name(sign_in_name), _place(address)
    if known_as is not None:
        spend(f"sign-in|known|{known_as}|{name}", 8, 15, now)
        return
    spend(f"sign-in|{place}", 60, 2, now)
    spend(f"sign-in|{place}|{name}", 8, 15, now)
    spend(f"sign-in|name|{name}", 40, 10, now)


def activation(address: str | None, now: datetime) -> None:
    """Before a code is looked up. Wide enough for a first evening on one clinic's wireless network. Raises TooMany."""
    spend(f"activate|{_place(address)}", 20, 6, now)


def passkey(address: str | None, now: datetime) -> None:
    """Before a passkey challenge is made or answered. Raises TooMany."""
    spend(f"passkey|{_place(address)}", 60, 2, now)


def family_page(address: str | None, now: datetime) -> None:
    """Before the link of a page without an account is looked up. Wide enough for a whole waiting room. Raises TooMany."""
    spend(f"family|{_place(address)}", 60, 2, now)


def passphrase_change(account_id: UUID, now: datetime) -> None:
    """Before the current passphrase is checked and a name is tried out. Raises TooMany."""
    spend(f"passphrase|{account_id}", 8, 30, now)


def proof(account_id: UUID, now: datetime) -> None:
    """Before a phone is confirmed, or somebody who is signed in proves once more who they are. Raises TooMany."""
    spend(f"proof|{account_id}", 8, 30, now)


def _place(address: str | None) -> str:
    """One household or clinic: a whole IPv4 address, the first 64 bits of an IPv6 one."""
    try:
        ip = ipaddress.ip_address(address or "")
    except ValueError:
        return "unknown"
    return str(ip) if ip.version == 4 else str(ipaddress.ip_network((ip, 64), strict=False))
