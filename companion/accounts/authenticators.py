"""Second factors: the secret of an authenticator app, and passkeys with their single-use challenges."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select, update

from companion.accounts import passkeys, totp
from companion.accounts.models import Account, Challenge, Passkey
from companion.accounts.policies import STAFF_ROLES
from companion.audit import service as audit
from companion.kernel import crypto, ids, revocations
from companion.kernel.database import db
from companion.kernel.errors import Conflict, Invalid, NotFound
from companion.kernel.logs import log
from companion.kernel.statements import affected, insert_ignore

REGISTER, SIGN_IN = "register", "sign_in"
MOST_PASSKEYS = 10
_CHALLENGE_LIFETIME = timedelta(minutes=5)


@dataclass(frozen=True)
class PasskeyView:
    id: UUID
    name: str
    created_at: datetime
    last_used_at: datetime | None


def set_totp(account_id: UUID) -> str:
    """Give an account a new authenticator secret, sealed at rest; returns it, for the one time it is shown."""
    secret = totp.new_secret()
    sealed = crypto.seal("accounts", account_id, "totp", secret)
    change = update(Account).where(Account.id == account_id).values(totp_sealed=sealed, totp_last_step=0)
    if affected(change.execution_options(synchronize_session=False)) != 1:
        raise NotFound()
    revocations.changed(Account, [{"id": account_id}], {"totp_sealed": None})  # an older copy has the one of before
    return secret


def use_totp(account_id: UUID, typed: str, now: datetime) -> bool:
    """Whether this is the authenticator's code right now; a code is good once, also for two requests at the same time."""
    query = select(Account.totp_sealed, Account.totp_last_step).where(Account.id == account_id)
    row = db.session.execute(query).one_or_none()
    if row is None or row.totp_sealed is None:
        return False
    secret = crypto.unseal("accounts", account_id, "totp", row.totp_sealed)
    step = totp.accepted_step(secret, typed, now, row.totp_last_step)
    if step is None:
        return False
    unused = update(Account).where(Account.id == account_id, Account.totp_last_step < step).values(totp_last_step=step)
    return affected(unused.execution_options(synchronize_session=False)) == 1


def clock_off(account_id: UUID, typed: str, now: datetime) -> int | None:
    """After a refusal of the right passphrase: see `totp.minutes_off`. For the log and the page, never to let anybody in."""
    sealed = db.session.execute(select(Account.totp_sealed).where(Account.id == account_id)).scalar_one_or_none()
    if sealed is None:
        return None
    minutes = totp.minutes_off(crypto.unseal("accounts", account_id, "totp", sealed), typed, now)
    if minutes is not None:
        log("authenticators").warning("authenticator_clock_off", minutes=minutes)
    return minutes


def begin_registration(account_id: UUID, name: str, now: datetime) -> dict[str, Any]:
    """Options for a new passkey; an older question to the same account is forgotten. Raises Conflict at ten passkeys."""
    known = _known_to(account_id)
    db.session.execute(delete(Challenge).where(Challenge.account_id == account_id, Challenge.purpose == REGISTER))
    _, challenge = _ask(account_id, REGISTER, now)
    return passkeys.registration_options(account_id, name, known, challenge)


def _known_to(account_id: UUID) -> list[bytes]:
    """The account's passkeys; nobody else adds one until this transaction is over. Raises Conflict at ten."""
    db.session.execute(select(Account.id).where(Account.id == account_id).with_for_update(key_share=True))
    known = list(db.session.execute(select(Passkey.credential_id).where(Passkey.account_id == account_id)).scalars())
    if len(known) >= MOST_PASSKEYS:
        raise Conflict("too_many_passkeys", "Remove a passkey you no longer use first.")
    return known


def finish_registration(account_id: UUID, credential: dict[str, Any], name: str, now: datetime) -> PasskeyView:
    """Keep the passkey the browser made. Raises Invalid("passkey_not_accepted"), Conflict("passkey_known"), Conflict at ten."""
    _known_to(account_id)
    asked = (Challenge.account_id == account_id, Challenge.purpose == REGISTER, Challenge.expires_at > now)
    waiting = db.session.execute(select(Challenge.id).where(*asked)).scalars().first()
    new = passkeys.checked_registration(credential, _answered(waiting, REGISTER, now))
    row = {
        "id": ids.new_id(),
        "account_id": account_id,
        "name": name,
        "created_at": now,
        "last_used_at": None,
        **vars(new),
    }
    if not insert_ignore(Passkey, [row], ["credential_id"]):
        raise Conflict("passkey_known", "That passkey is in use already.")
    audit.record(account_id, "passkey_added", account_id, "", now)
    return PasskeyView(row["id"], name, now, None)


def begin_sign_in(now: datetime) -> tuple[UUID, dict[str, Any]]:
    """A ticket and options that name nobody. Stale questions are swept away on the way."""
    db.session.execute(delete(Challenge).where(Challenge.expires_at <= now))
    ticket, challenge = _ask(None, SIGN_IN, now)
    return ticket, passkeys.sign_in_options(challenge)


def take_challenge(ticket: UUID, now: datetime) -> bytes:
    """The challenge behind a ticket, gone from now on even if the answer turns out wrong. Commit before checking.

    Raises Invalid("passkey_not_accepted").
    """
    return _answered(ticket, SIGN_IN, now)


def finish_sign_in(credential: dict[str, Any], challenge: bytes, now: datetime, *, staff: bool) -> UUID:
    """Whose passkey answered. Unknown, disabled and other-side accounts all raise Invalid("passkey_not_accepted")."""
    side = Account.role.in_(STAFF_ROLES) if staff else Account.role == "participant"
    columns = (Passkey.id, Passkey.account_id, Passkey.public_key, Passkey.sign_count)
    query = select(*columns).join(Account, Account.id == Passkey.account_id)
    query = query.where(
        Passkey.credential_id == passkeys.credential_id_of(credential), side, Account.disabled_at.is_(None)
    )
    row = db.session.execute(query.with_for_update()).one_or_none()
    if row is None:
        raise passkeys.refused()
    count = passkeys.checked_sign_in(credential, challenge, row.public_key, row.sign_count)
    db.session.execute(update(Passkey).where(Passkey.id == row.id).values(sign_count=count, last_used_at=now))
    return UUID(str(row.account_id))


def owner_of(credential: dict[str, Any]) -> UUID | None:
    """Whose passkey this says it is; not whether that is true."""
    try:
        named = passkeys.credential_id_of(credential)
    except Invalid:
        return None
    return db.session.execute(select(Passkey.account_id).where(Passkey.credential_id == named)).scalar_one_or_none()


def passkeys_of(account_id: UUID) -> list[PasskeyView]:
    """Oldest first."""
    query = select(Passkey.id, Passkey.name, Passkey.created_at, Passkey.last_used_at)
    query = query.where(Passkey.account_id == account_id).order_by(Passkey.created_at, Passkey.id)
    return [PasskeyView(*row) for row in db.session.execute(query)]


def passkey_count(account_id: UUID) -> int:
    query = select(func.count()).select_from(Passkey).where(Passkey.account_id == account_id)
    return db.session.execute(query).scalar_one()


def remove_passkey(passkey_id: UUID, account_id: UUID, now: datetime) -> None:
    """Raises NotFound for a passkey of anybody else."""
    if affected(delete(Passkey).where(Passkey.id == passkey_id, Passkey.account_id == account_id)) != 1:
        raise NotFound()
    revocations.gone(Passkey, [{"id": passkey_id}])
    audit.record(account_id, "passkey_removed", account_id, "", now)


def remove_passkeys(account_id: UUID, keep: Collection[UUID], now: datetime, by: UUID | None) -> None:
    """Remove every passkey of this account but these; whoever adds one meanwhile waits."""
    db.session.execute(select(Account.id).where(Account.id == account_id).with_for_update(key_share=True))
    gone = delete(Passkey).where(Passkey.account_id == account_id, Passkey.id.not_in(keep)).returning(Passkey.id)
    removed = db.session.scalars(gone).all()
    revocations.gone(Passkey, [{"id": one} for one in removed])
    if removed:
        audit.record(by, "passkey_removed", account_id, str(len(removed)), now)


def _ask(account_id: UUID | None, purpose: str, now: datetime) -> tuple[UUID, bytes]:
    row = Challenge(
        id=ids.new_id(),
        account_id=account_id,
        purpose=purpose,
        challenge=secrets.token_bytes(32),
        expires_at=now + _CHALLENGE_LIFETIME,
    )
    db.session.add(row)
    db.session.flush()
    return row.id, row.challenge


def _answered(challenge_id: UUID | None, purpose: str, now: datetime) -> bytes:
    """Take the challenge out; of two answers at the same time, one gets it."""
    waiting = (Challenge.id == challenge_id, Challenge.purpose == purpose, Challenge.expires_at > now)
    challenge = db.session.execute(select(Challenge.challenge).where(*waiting)).scalar_one_or_none()
    if challenge is None or affected(delete(Challenge).where(Challenge.id == challenge_id)) != 1:
        raise Invalid("passkey_not_accepted", "That took too long. Try again.")
    return bytes(challenge)
