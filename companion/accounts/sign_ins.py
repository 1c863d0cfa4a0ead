"""Sign-ins as rows, so that ending one is true everywhere at the next request.

Limits: participants 30 days idle and 180 days in all, because being thrown out at the wrong hour costs more than a
long sign-in on one's own locked phone; staff 15 minutes and 12 hours.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import bindparam, select, update

from companion.accounts.models import Account, CareTeamMember, SignIn
from companion.accounts.policies import STAFF_ROLES
from companion.kernel import ids, revocations
from companion.kernel.database import affected, db, fetch
from companion.kernel.errors import NotFound


@dataclass(frozen=True)
class Limits:
    idle: timedelta
    absolute: timedelta
    touch_every: timedelta


PARTICIPANT_LIMITS = Limits(timedelta(days=30), timedelta(days=180), timedelta(hours=1))
STAFF_LIMITS = Limits(timedelta(minutes=15), timedelta(hours=12), timedelta(minutes=1))


@dataclass(frozen=True)
class Who:
    """The account behind a request, for edges only."""

    account_id: UUID
    role: str
    sign_in_id: UUID
    language: str
    display_name: str
    last_seen_at: datetime

    @property
    def is_staff(self) -> bool:
        return self.role in STAFF_ROLES


@dataclass(frozen=True)
class SignInView:
    id: UUID
    device: str
    created_at: datetime
    last_seen_at: datetime


_sign_in, _account = SignIn.__table__.c, Account.__table__.c
_ALIVE = (
    select(
        _sign_in.account_id,
        _account.role,
        _sign_in.id,
        _account.language,
        _account.display_name,
        _sign_in.last_seen_at,
    )
    .join(Account.__table__, _account.id == _sign_in.account_id)
    .where(
        _sign_in.token_hash == bindparam("token_hash"),
        _sign_in.ended_at.is_(None),
        _sign_in.expires_at > bindparam("now"),
        _account.disabled_at.is_(None),
    )
)


def limits_for(role: str) -> Limits:
    return STAFF_LIMITS if role in STAFF_ROLES else PARTICIPANT_LIMITS


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def begin(account_id: UUID, role: str, device: str, now: datetime) -> str:
    """Sign an account in on one device; returns the token for its cookie. `device` is a short label such as 'Android phone'."""
    token = secrets.token_urlsafe(32)
    row = SignIn(
        id=ids.new_id(),
        account_id=account_id,
        token_hash=_hash(token),
        device=device[:60],
        created_at=now,
        last_seen_at=now,
        expires_at=now + limits_for(role).absolute,
    )
    db.session.add(row)
    db.session.flush()
    return token


def find(token: str, now: datetime) -> Who | None:
    """Who holds this token, or None if it is unknown, ended, idle too long, too old, or the account is disabled."""
    for row in fetch(_ALIVE, token_hash=_hash(token), now=now):  # at most one: the hash is unique
        if now - row.last_seen_at <= limits_for(row.role).idle:
            return Who(*tuple(row))
    return None


def needs_touch(who: Who, now: datetime) -> bool:
    return now - who.last_seen_at >= limits_for(who.role).touch_every


def touch(who: Who, now: datetime) -> None:
    """Note that this sign-in is in use."""
    db.session.execute(update(SignIn).where(SignIn.id == who.sign_in_id).values(last_seen_at=now))


def of_account(account_id: UUID, now: datetime) -> list[SignInView]:
    """The live sign-ins of an account, most recently used first."""
    query = select(SignIn.id, SignIn.device, SignIn.created_at, SignIn.last_seen_at)
    query = query.where(SignIn.account_id == account_id, SignIn.ended_at.is_(None), SignIn.expires_at > now)
    return [SignInView(*row) for row in db.session.execute(query.order_by(SignIn.last_seen_at.desc()))]


def end(sign_in_id: UUID, account_id: UUID, now: datetime) -> None:
    """End one of the account's own sign-ins. Raises NotFound for any other."""
    mine = (SignIn.id == sign_in_id, SignIn.account_id == account_id, SignIn.ended_at.is_(None))
    if affected(update(SignIn).where(*mine).values(ended_at=now)) == 0:
        raise NotFound()
    revocations.changed(SignIn, [{"id": sign_in_id}], {"ended_at": now})


def end_others(keep: UUID | None, account_id: UUID, now: datetime) -> None:
    """End every sign-in of the account but `keep`."""
    mine = [SignIn.account_id == account_id, SignIn.ended_at.is_(None)]
    if keep is not None:
        mine.append(SignIn.id != keep)
    ended = db.session.scalars(update(SignIn).where(*mine).values(ended_at=now).returning(SignIn.id)).all()
    revocations.changed(SignIn, [{"id": one} for one in ended], {"ended_at": now})


def is_on_care_team(staff_id: UUID, participant_id: UUID) -> bool:
    query = select(CareTeamMember.staff_id).where(
        CareTeamMember.staff_id == staff_id, CareTeamMember.participant_id == participant_id
    )
    return db.session.execute(query).first() is not None
