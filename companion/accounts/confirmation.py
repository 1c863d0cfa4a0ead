"""Phones that are not confirmed. A new code for an account in use opens schedule, help and logging; what is kept from staff
opens when the person confirms the phone. Otherwise anybody on staff who can make a code could read a private log.

The person confirms with a passphrase, a passkey, a recovery card or another phone. When all of these are lost, two
different members of staff do, and the phone opens 24 hours after the second; nothing makes that shorter. Whoever of them leaves the
person before that counts no longer.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, delete, select, update

from companion.accounts.models import PhoneConfirmation, SignIn
from companion.audit import service as audit
from companion.kernel import revocations
from companion.kernel.database import db
from companion.kernel.errors import NotFound
from companion.kernel.statements import affected, insert_ignore

STAFF_NEEDED = 2
STAFF_DELAY = timedelta(hours=24)


@dataclass(frozen=True)
class UnconfirmedPhone:
    """`staff` are those who confirmed it so far; `opens_at` is None until there are enough of them."""

    id: UUID
    device: str
    added_at: datetime
    staff: tuple[UUID, ...]
    opens_at: datetime | None


def phones(participant_id: UUID, now: datetime) -> list[UnconfirmedPhone]:
    """The living sign-ins of this person that are not confirmed, the newest first."""
    query = select(SignIn.id, SignIn.device, SignIn.unconfirmed_since).where(
        SignIn.account_id == participant_id, *_unconfirmed(now)
    )
    rows = db.session.execute(query.order_by(SignIn.created_at.desc(), SignIn.id)).all()
    found = [_phone(row.id, row.device, row.unconfirmed_since) for row in rows]
    return [phone for phone in found if phone.opens_at is None or phone.opens_at > now]


@dataclass(frozen=True)
class AddedPhone:
    """A phone that a code for an account in use opened. Nobody has confirmed it."""

    id: UUID
    account_id: UUID
    added_at: datetime


def added(since: datetime, now: datetime) -> list[AddedPhone]:
    """Everybody's living sign-ins that were added after `since` and are not confirmed."""
    query = select(SignIn.id, SignIn.account_id, SignIn.unconfirmed_since)
    query = query.where(*_unconfirmed(now), SignIn.unconfirmed_since > since)
    rows = db.session.execute(query)
    return [AddedPhone(row.id, row.account_id, row.unconfirmed_since) for row in rows if row.unconfirmed_since]


def _phone(sign_in_id: UUID, device: str, added_at: datetime) -> UnconfirmedPhone:
    staff = _staff(sign_in_id)
    return UnconfirmedPhone(sign_in_id, device, added_at, tuple(staff), _opens_at(staff))


def is_unconfirmed(sign_in_id: UUID, participant_id: UUID, now: datetime) -> bool:
    """Whether this is a phone of theirs that is waiting to be confirmed."""
    return any(phone.id == sign_in_id for phone in phones(participant_id, now))


def has_confirmed_phone(participant_id: UUID, now: datetime) -> bool:
    """Whether another phone could confirm this one: a sign-in that is confirmed, not over, and was used in the last month."""
    confirmed = (SignIn.unconfirmed_since.is_(None), SignIn.ended_at.is_(None), SignIn.expires_at > now)
    query = select(SignIn.id).where(
        SignIn.account_id == participant_id, *confirmed, SignIn.last_seen_at > now - timedelta(days=30)
    )
    return db.session.execute(query).first() is not None


def confirm(sign_in_id: UUID, participant_id: UUID, how: str, now: datetime) -> None:
    """The person confirms one of their own phones. Harmless to repeat. Raises NotFound for a sign-in that is not theirs, or is
    over. `how` goes into the audit log."""
    mine = (SignIn.id == sign_in_id, SignIn.account_id == participant_id)
    if affected(update(SignIn).where(*mine, *_unconfirmed(now)).values(unconfirmed_since=None)) == 1:
        audit.record(participant_id, "phone_confirmed", participant_id, how, now)
    elif db.session.execute(select(SignIn.id).where(*mine, SignIn.ended_at.is_(None))).first() is None:
        raise NotFound()


def confirm_by_staff(sign_in_id: UUID, participant_id: UUID, staff_id: UUID, now: datetime) -> UnconfirmedPhone:
    """One member of staff has made sure who holds this phone. Repeating it counts once and moves nothing.

    Raises NotFound when the phone is not there, is over, or is confirmed.
    """
    # The row is locked, so that the phone is not confirmed, ended or counted by somebody else meanwhile.
    held = select(SignIn.id).where(SignIn.id == sign_in_id, SignIn.account_id == participant_id, *_unconfirmed(now))
    if db.session.execute(held.with_for_update()).first() is None:
        raise NotFound()
    row = {"sign_in_id": sign_in_id, "staff_id": staff_id, "confirmed_at": now}
    if len(_staff(sign_in_id)) < STAFF_NEEDED and insert_ignore(PhoneConfirmation, [row], ["sign_in_id", "staff_id"]):
        audit.record(staff_id, "phone_confirmed", participant_id, "staff", now)
    return next(phone for phone in phones(participant_id, now) if phone.id == sign_in_id)


def withdraw(staff_id: UUID, account_ids: Iterable[UUID] | None, now: datetime) -> None:
    """What this member of staff confirmed for these people (None: for anybody) counts no longer, unless the phone is open by it.

    Whoever confirms holds the account of that member of staff first, so that it is either seen here or refused there.
    """
    whose = [] if account_ids is None else [SignIn.account_id.in_(list(account_ids))]
    waiting = select(SignIn.id).join(PhoneConfirmation, PhoneConfirmation.sign_in_id == SignIn.id)
    waiting = waiting.where(PhoneConfirmation.staff_id == staff_id, *_unconfirmed(now), *whose).order_by(SignIn.id)
    for sign_in_id in db.session.scalars(waiting.with_for_update(of=SignIn)).all():
        if not opened_by_staff(sign_in_id, now):
            theirs = {"sign_in_id": sign_in_id, "staff_id": staff_id}
            db.session.execute(delete(PhoneConfirmation).filter_by(**theirs))
            revocations.gone(PhoneConfirmation, [theirs])


def opened_by_staff(sign_in_id: UUID, now: datetime) -> bool:
    """Whether enough members of staff confirmed this phone, long enough ago."""
    opens_at = _opens_at(_staff(sign_in_id))
    return opens_at is not None and opens_at <= now


def _staff(sign_in_id: UUID) -> dict[UUID, datetime]:
    """Who on staff confirmed it and when, in this order."""
    query = select(PhoneConfirmation.staff_id, PhoneConfirmation.confirmed_at)
    query = query.where(PhoneConfirmation.sign_in_id == sign_in_id).order_by(PhoneConfirmation.confirmed_at)
    return {row.staff_id: row.confirmed_at for row in db.session.execute(query)}


def _opens_at(staff: dict[UUID, datetime]) -> datetime | None:
    times = list(staff.values())  # the earliest first
    return times[STAFF_NEEDED - 1] + STAFF_DELAY if len(times) >= STAFF_NEEDED else None


def _unconfirmed(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (SignIn.unconfirmed_since.is_not(None), SignIn.ended_at.is_(None), SignIn.expires_at > now)
