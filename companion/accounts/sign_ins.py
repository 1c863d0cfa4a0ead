"""Sign-ins as rows, so that ending one takes effect everywhere at the next request.

Limits: participants 30 days idle and 180 days in total, because being signed out at the wrong moment costs more than a
long sign-in on one's own locked phone; staff 15 minutes and 12 hours.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from flask import Flask, current_app
from sqlalchemy import ColumnElement, and_, bindparam, exists, or_, select, update

from companion.accounts import confirmation
from companion.accounts.devices import Device
from companion.accounts.models import Account, SignIn
from companion.accounts.policies import STAFF_ROLES
from companion.audit import service as audit
from companion.kernel import data_keys, ids, revocations
from companion.kernel.data_keys import DataKey
from companion.kernel.database import db
from companion.kernel.errors import NotFound, Unauthenticated
from companion.kernel.statements import fetch


@dataclass(frozen=True)
class Limits:
    idle: timedelta
    absolute: timedelta
    touch_every: timedelta


PARTICIPANT_LIMITS = Limits(timedelta(days=30), timedelta(days=180), timedelta(hours=1))
STAFF_LIMITS = Limits(timedelta(minutes=15), timedelta(hours=12), timedelta(minutes=1))


@dataclass(frozen=True)
class Principal:
    """The account behind a request, for request handlers only."""

    account_id: UUID
    role: str
    sign_in_id: UUID
    language: str
    display_name: str
    last_seen_at: datetime
    confirmed: bool = True
    proved_at: datetime | None = None

    @property
    def is_staff(self) -> bool:
        return self.role in STAFF_ROLES


AddedBy = Literal["code", "passphrase", "passkey"]

_EXTENSION = "companion.sign_ins"
_sign_in, _account, _data_key = SignIn.__table__.c, Account.__table__.c, DataKey.__table__.c
_ALIVE = (
    select(
        _sign_in.account_id,
        _account.role,
        _sign_in.id,
        _account.language,
        _account.display_name,
        _sign_in.last_seen_at,
        _sign_in.unconfirmed_since,
        _sign_in.proved_at,
        _data_key.id.label("key_id"),
        _data_key.wrapped,
    )
    .join(Account.__table__, _account.id == _sign_in.account_id)
    .outerjoin(DataKey.__table__, _data_key.participant_id == _sign_in.account_id)
    .where(
        _sign_in.token_hash == bindparam("token_hash"),
        _sign_in.ended_at.is_(None),
        _sign_in.expires_at > bindparam("now"),
        _account.disabled_at.is_(None),
    )
)


def limits_for(role: str) -> Limits:
    return STAFF_LIMITS if role in STAFF_ROLES else PARTICIPANT_LIMITS


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def init_app(app: Flask, also_ends: Callable[[UUID | None, datetime], object]) -> None:
    """`also_ends(account_id, now)` runs in the transaction of every ending: features above, which accounts does not know,
    end there what no living sign-in stands behind any more."""
    app.extensions[_EXTENSION] = also_ends


def new_secret() -> str:
    """256 bits nobody guesses. Only the hash is stored."""
    return secrets.token_urlsafe(32)


def begin(
    account_id: UUID,
    role: str,
    device: Device | str,
    now: datetime,
    added_by: AddedBy | None = None,
    *,
    confirmed: bool = True,
    phone_secret: str | None = None,
) -> str:
    """Sign an account in on one device; returns the token for its cookie. A text stands for a device that says only that.

    What brought somebody in counts as proof that it is they, except a code that opens an unconfirmed phone. For `phone_secret`
    see `accounts.proofs`.
    """
    token = new_secret()
    on = device if isinstance(device, Device) else Device()
    row = SignIn(
        id=ids.new_id(),
        account_id=account_id,
        token_hash=hash_of(token),
        device=(device if isinstance(device, str) else device.label)[:60],
        kind=on.kind,
        platform=on.platform,
        browser=on.browser,
        added_by=added_by,
        created_at=now,
        last_seen_at=now,
        expires_at=now + limits_for(role).absolute,
        unconfirmed_since=None if confirmed else now,
        proved_at=now if confirmed else None,
        phone_secret_hash=None if phone_secret is None else hash_of(phone_secret),
    )
    db.session.add(row)
    db.session.flush()
    audit.record(account_id, "signed_in", account_id, added_by or "", now)
    return token


def find(token: str, now: datetime) -> Principal | None:
    """Who holds this token, or None if it is unknown, ended, idle too long, too old, or the account is disabled."""
    for row in fetch(_ALIVE, token_hash=hash_of(token), now=now):  # at most one: the hash is unique
        if now - row.last_seen_at <= limits_for(row.role).idle:
            data_keys.note(row.account_id, row.key_id, row.wrapped)  # most requests need it: one statement less
            confirmed = row.unconfirmed_since is None or confirmation.opened_by_staff(row.id, now)
            return Principal(
                account_id=row.account_id,
                role=row.role,
                sign_in_id=row.id,
                language=row.language,
                display_name=row.display_name,
                last_seen_at=row.last_seen_at,
                confirmed=confirmed,
                proved_at=row.proved_at,
            )
    return None


def needs_touch(who: Principal, now: datetime) -> bool:
    return now - who.last_seen_at >= limits_for(who.role).touch_every


def touch(who: Principal, now: datetime) -> None:
    """Note that this sign-in is in use."""
    db.session.execute(update(SignIn).where(SignIn.id == who.sign_in_id).values(last_seen_at=now))


def end(sign_in_id: UUID, account_id: UUID, now: datetime) -> None:
    """End one of the account's own sign-ins. Raises NotFound for any other."""
    if not _end([SignIn.id == sign_in_id], account_id, now, account_id):
        raise NotFound()


def end_others(keep: UUID | None, account_id: UUID, now: datetime) -> None:
    """End every sign-in of the account but `keep`."""
    end_except([] if keep is None else [keep], account_id, now, account_id if keep else None)


def end_except(keep: Collection[UUID], account_id: UUID, now: datetime, by: UUID | None) -> None:
    """End every sign-in of the account but these. `by` is who does it, for the audit log."""
    _end([SignIn.id.not_in(keep)], account_id, now, by)


def end_all(now: datetime) -> int:
    """End every sign-in of everybody; returns how many ended."""
    alive = update(SignIn).where(SignIn.ended_at.is_(None)).values(ended_at=now).returning(SignIn.id)
    ended = db.session.scalars(alive.execution_options(synchronize_session=False)).all()
    revocations.changed(SignIn, [{"id": one} for one in ended], {"ended_at": now})
    current_app.extensions[_EXTENSION](None, now)
    audit.record(None, "sign_ins_ended", None, str(len(ended)), now)
    return len(ended)


def _end(which: Sequence[ColumnElement[bool]], account_id: UUID, now: datetime, by: UUID | None) -> int:
    """Every road on which a sign-in ends leads through here, and with it goes what belonged to it; returns how many ended."""
    alive = (SignIn.account_id == account_id, SignIn.ended_at.is_(None), *which)
    ended = db.session.scalars(update(SignIn).where(*alive).values(ended_at=now).returning(SignIn.id)).all()
    revocations.changed(SignIn, [{"id": one} for one in ended], {"ended_at": now})
    current_app.extensions[_EXTENSION](account_id, now)
    if ended:
        audit.record(by, "sign_ins_ended", account_id, str(len(ended)), now)
    return len(ended)


def hold(sign_in_id: UUID, account_id: UUID, now: datetime) -> None:
    """Whoever ends this sign-in waits until this transaction is over, and ends what it adds. Raises Unauthenticated when
    somebody was first."""
    alive = (
        SignIn.id == sign_in_id,
        SignIn.account_id == account_id,
        SignIn.ended_at.is_(None),
        SignIn.expires_at > now,
    )
    if db.session.execute(select(SignIn.id).where(*alive).with_for_update()).first() is None:
        raise Unauthenticated()


def stands_behind(sign_in_id: Any, account_id: Any, seen_at: Any, *, begun: Any) -> ColumnElement[bool]:
    """SQL: whether a sign-in stands behind a row of these columns that was not ended and began after `begun`: see
    `messages_since`. A row that names none, because it is older than the column, is held by any such
    sign-in of its account that was there when the row was last seen.
    """
    one = SignIn.__table__.alias()
    alive = (one.c.ended_at.is_(None), one.c.created_at > begun)
    named = exists().where(one.c.id == sign_in_id, *alive)
    some = exists().where(one.c.account_id == account_id, one.c.created_at <= seen_at, *alive)
    return or_(named, and_(sign_in_id.is_(None), some))


def messages_since(now: datetime) -> datetime:
    """The instant after which a sign-in must have begun to carry messages: 180 days, for everybody.

    Not being used for thirty days locks the pages but ends no messages: check-ups come monthly and then quarterly, and
    somebody who opens the app for nothing else would hear of none of them. The minutes and hours of staff lock their pages
    only, too: whoever is away from the desk has to hear that somebody waits for a call.
    """
    return now - PARTICIPANT_LIMITS.absolute
