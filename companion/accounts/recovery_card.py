"""A recovery card: a code the person prints or photographs, to come back by when the phone is lost. It works once and does not
expire; a new card replaces the one before.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select, update

from companion.accounts import rules
from companion.accounts.models import Account, RecoveryCard
from companion.audit import service as audit
from companion.kernel import ids, revocations
from companion.kernel.database import db


def make(account_id: UUID, now: datetime) -> str:
    """A new card for this account; the one before stops working. Only the hash of its code is stored."""
    # The account's row is locked, so that of two requests at once the second replaces the card of the first.
    db.session.execute(select(Account.id).where(Account.id == account_id).with_for_update())
    before = delete(RecoveryCard).where(RecoveryCard.account_id == account_id).returning(RecoveryCard.id)
    revocations.gone(RecoveryCard, [{"id": one} for one in db.session.scalars(before).all()])
    code = rules.new_card_code()
    hashed = rules.code_hash(code)
    db.session.add(RecoveryCard(id=ids.new_id(), account_id=account_id, code_hash=hashed, created_at=now, used_at=None))
    db.session.flush()
    audit.record(account_id, "recovery_card_made", account_id, "", now)
    return code


def redeem(typed: str, now: datetime) -> UUID | None:
    """Use a card up; returns whose it is, or None if it is no card that works."""
    code = rules.typed_card_code(typed)
    if code is None:
        return None
    unused = (
        RecoveryCard.code_hash == rules.code_hash(code),
        RecoveryCard.used_at.is_(None),
        RecoveryCard.account_id.in_(select(Account.id).where(Account.disabled_at.is_(None))),
    )
    using = update(RecoveryCard).where(*unused).values(used_at=now).returning(RecoveryCard.id, RecoveryCard.account_id)
    used = db.session.execute(using.execution_options(synchronize_session=False)).one_or_none()
    if used is None:
        return None
    revocations.changed(RecoveryCard, [{"id": used.id}], {"used_at": now})
    return UUID(str(used.account_id))


def end_all() -> None:
    """No card of before opens anything any more."""
    ended = db.session.scalars(delete(RecoveryCard).returning(RecoveryCard.id)).all()
    revocations.gone(RecoveryCard, [{"id": one} for one in ended])


def is_usable(account_id: UUID) -> bool:
    """Whether this account has a card that was not used yet."""
    unused = (RecoveryCard.account_id == account_id, RecoveryCard.used_at.is_(None))
    return db.session.execute(select(RecoveryCard.id).where(*unused)).first() is not None
