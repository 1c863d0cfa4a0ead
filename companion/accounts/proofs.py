"""Proof that whoever holds a sign-in is still the person it belongs to. A cookie can be copied and a phone can lie open on a
table, so what changes the ways in, or gives something away for good, asks for proof younger than ten minutes.

Staff prove themselves with passphrase and digits, or with a passkey; participants with a passphrase, a passkey or a recovery
card. Somebody who has neither passphrase nor passkey has nothing that could be asked for: for them the phone answers, with a
secret it was given when a code opened it and that travels with no other request, so that a copied cookie is not enough. A
phone that has none (its storage was cleared, or it came in before there was one) takes a new code from the program instead.
See docs/decisions/0021-fresh-proof.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, exists, or_, select, update

from companion.accounts import authenticators, invitations, recovery_card, service, sign_ins, throttle
from companion.accounts.models import Account, Passkey, SignIn
from companion.accounts.sign_ins import Principal
from companion.audit import service as audit
from companion.kernel.database import db, transaction
from companion.kernel.errors import Forbidden, Unauthenticated
from companion.kernel.statements import affected

FRESH_FOR = timedelta(minutes=10)
_CLOCKS_APART = timedelta(minutes=1)  # between two machines that answer for one database


class ProofNeeded(Forbidden):
    """What was asked for needs proof younger than ten minutes. Nothing was changed."""

    def __init__(self) -> None:
        super().__init__("proof_needed", "Show once more that it is you, or sign in again. Then repeat it.")


@dataclass(frozen=True)
class Shown:
    """What somebody shows, one of these. A passkey is (answer of the browser, ticket of the question)."""

    passphrase: str | None = None
    passkey: tuple[dict[str, Any], UUID] | None = None
    card: str | None = None
    code: str | None = None
    phone_secret: str | None = None


@dataclass(frozen=True)
class Looked:
    """What was shown, as far as it is looked at before a transaction is open."""

    shown: Shown
    passphrase: service.Proof | None
    challenge: bytes | None


def is_fresh(caller: Principal, now: datetime) -> bool:
    """Whether this caller proved within ten minutes who they are."""
    return caller.proved_at is not None and -_CLOCKS_APART <= now - caller.proved_at < FRESH_FOR


def look(shown: Shown, account_id: UUID, now: datetime) -> Looked:
    """The slow part of checking, with no transaction open. A passkey's question is used up, also by a wrong answer.

    Raises TooMany, Invalid("passkey_not_accepted").
    """
    throttle.proof(account_id, now)
    proof = service.proof_of(account_id, shown.passphrase) if shown.passphrase is not None else None
    challenge = None
    if shown.passkey is not None:
        with transaction():
            challenge = authenticators.take_challenge(shown.passkey[1], now)
    return Looked(shown, proof, challenge)


def accept(looked: Looked, account_id: UUID, now: datetime) -> str | None:
    """How this shows that it is the person of this account: passphrase, passkey or recovery_card; None if it does not. A card
    is used up, so whoever gets None rolls back: it may be somebody else's.

    Raises Invalid("passkey_not_accepted").
    """
    shown = looked.shown
    if looked.passphrase is not None:
        return "passphrase" if service.hold_passphrase(looked.passphrase) else None
    if shown.passkey is not None and looked.challenge is not None:
        owner = authenticators.finish_sign_in(shown.passkey[0], looked.challenge, now, staff=False)
        return "passkey" if owner == account_id else None
    if shown.card is not None and recovery_card.redeem(shown.card, now) == account_id:
        return "recovery_card"
    return None


def accept_on(looked: Looked, caller: Principal, now: datetime) -> str | None:
    """The same for a confirmed phone, and noted there. It may also show a code, or its own secret.

    Raises Unauthenticated when this sign-in ended meanwhile, Invalid.
    """
    if looked.shown.phone_secret is not None:
        kept = SignIn.phone_secret_hash == sign_ins.hash_of(looked.shown.phone_secret)
        return "phone" if _note(caller, now, kept, _nothing_else_to_ask(caller)) else None
    how = accept(looked, caller.account_id, now) or _by_code(looked.shown.code, caller, now)
    if how is not None:
        note(caller, now)
    return how


def _by_code(code: str | None, caller: Principal, now: datetime) -> str | None:
    if code is None:
        return None
    service.hold(caller.account_id)  # whoever sets a passphrase or adds a passkey meanwhile waits
    if not db.session.scalar(select(_nothing_else_to_ask(caller))):
        return None
    if invitations.redeem(code, now) != caller.account_id:
        return None
    audit.record(None, "code_used", caller.account_id, "", now)  # by whoever held it, as where it opens a phone
    return "code"


def of_staff(caller: Principal, passphrase: str, digits: str, now: datetime) -> bool:
    """Whether this is the passphrase of this member of staff with the digits of right now; noted if so. No transaction may
    be open. Raises TooMany, Unauthenticated."""
    throttle.proof(caller.account_id, now)
    proof = service.proof_of(caller.account_id, passphrase)
    if proof is None:
        return False
    with transaction():
        right = service.hold_passphrase(proof) and authenticators.use_totp(caller.account_id, digits, now)
        if right:
            note(caller, now)
    return right


def note(caller: Principal, now: datetime) -> None:
    """Whoever holds this sign-in has just proved who they are. Raises Unauthenticated when it ended meanwhile."""
    if not _note(caller, now):
        raise Unauthenticated()


def _note(caller: Principal, now: datetime, *which: ColumnElement[bool]) -> bool:
    mine = (SignIn.id == caller.sign_in_id, SignIn.account_id == caller.account_id, SignIn.ended_at.is_(None), *which)
    noting = update(SignIn).where(*mine).values(proved_at=now)
    return affected(noting.execution_options(synchronize_session=False)) == 1


def give_phone_secret(caller: Principal) -> str:
    """A new secret for the phone that holds this sign-in; the one before it counts no more."""
    secret = sign_ins.new_secret()
    mine = update(SignIn).where(SignIn.id == caller.sign_in_id, SignIn.ended_at.is_(None))
    db.session.execute(mine.values(phone_secret_hash=sign_ins.hash_of(secret)))
    return secret


def _nothing_else_to_ask(caller: Principal) -> ColumnElement[bool]:
    """SQL: this person has neither passphrase nor passkey; or has lost them, as two members of staff confirmed for this phone."""
    key = exists().where(Passkey.account_id == caller.account_id)
    passphrase = exists().where(Account.id == caller.account_id, Account.passphrase_hash.is_not(None))
    by_staff = exists().where(SignIn.id == caller.sign_in_id, SignIn.unconfirmed_since.is_not(None))
    return or_(~key & ~passphrase, by_staff)
