"""Lists where somebody is signed in, so that they can tell their devices apart and end a sign-in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select, update

from companion.accounts.models import SignIn
from companion.kernel.database import db
from companion.kernel.errors import NotFound
from companion.kernel.statements import affected


@dataclass(frozen=True)
class SignInView:
    """`name` is what its owner calls it. `added` is set where neither `name` nor `device` tells it from another one; `number`
    (2, 3, …) on those that came after another one that is called the same and opened the same way."""

    id: UUID
    device: str
    name: str | None
    kind: str
    platform: str | None
    browser: str | None
    added_by: str | None
    installed: bool
    created_at: datetime
    last_seen_at: datetime
    added: datetime | None = None
    number: int | None = None


_SHOWN: list[Any] = [
    SignIn.id,
    SignIn.device,
    SignIn.name,
    SignIn.kind,
    SignIn.platform,
    SignIn.browser,
    SignIn.added_by,
    SignIn.installed,
    SignIn.created_at,
    SignIn.last_seen_at,
]


def of_account(account_id: UUID, now: datetime) -> list[SignInView]:
    """The sign-ins of an account that are not over, most recently used first; also one that was not used for so long that
    it has to sign in again, because messages still reach it and it can be ended here."""
    alive = (SignIn.ended_at.is_(None), SignIn.expires_at > now)
    query = select(*_SHOWN).where(SignIn.account_id == account_id, *alive)
    rows = list(db.session.execute(query.order_by(SignIn.last_seen_at.desc(), SignIn.id)))
    called = Counter(row.name or row.device for row in rows)
    numbers = _numbers(rows)
    return [replace(SignInView(*row), added=_added(row, called), number=numbers.get(row.id)) for row in rows]


def _numbers(rows: Sequence[Any]) -> dict[UUID, int]:
    """Sign-in → its number, for all but the first of those that would read the same."""
    seen, numbers = Counter[tuple[str, bool]](), dict[UUID, int]()
    for row in sorted(rows, key=lambda row: (row.created_at, row.id)):
        read_as = (row.name, False) if row.name else (row.device, row.installed)
        seen[read_as] += 1
        if seen[read_as] > 1:
            numbers[row.id] = seen[read_as]
    return numbers


def _added(row: Any, called: Counter[str]) -> datetime | None:
    return row.created_at if called[row.name or row.device] > 1 else None


def is_installed(sign_in_id: UUID) -> bool:
    """Whether the app was opened from the home screen under this sign-in."""
    return bool(db.session.scalar(select(SignIn.installed).where(SignIn.id == sign_in_id)))


def note_installed(sign_in_id: UUID) -> None:
    """The app was opened from the home screen. Nothing takes that back: Android has one sign-in for it and the browser."""
    db.session.execute(update(SignIn).where(SignIn.id == sign_in_id).values(installed=True))


def rename(sign_in_id: UUID, account_id: UUID, name: str | None, now: datetime) -> None:
    """What the person calls the device; None for what it says of itself. Raises NotFound for a sign-in that is not
    theirs, or is over."""
    mine = (
        SignIn.id == sign_in_id,
        SignIn.account_id == account_id,
        SignIn.ended_at.is_(None),
        SignIn.expires_at > now,
    )
    if affected(update(SignIn).where(*mine).values(name=name)) == 0:
        raise NotFound()
