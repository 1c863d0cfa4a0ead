"""Activation codes that staff hand over: one live code per account, valid for one use within two weeks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select, update

from companion.accounts import rules
from companion.accounts.models import Account, Invitation
from companion.kernel import ids, revocations, statements
from companion.kernel.database import db
from companion.kernel.errors import Conflict, Invalid
from companion.kernel.statements import affected


def issue(account_id: UUID, created_by: UUID | None, now: datetime) -> str:
    """A new code for this account. An older one that was not used yet stops working, also one made at the same moment.
    Raises Conflict("account_closed")."""
    # Of two who make one at once the second waits here, and replaces what the first has committed by then.
    open_one = (Account.id == account_id, Account.disabled_at.is_(None))
    if db.session.execute(select(Account.id).where(*open_one).with_for_update(key_share=True)).first() is None:
        raise Conflict("account_closed", "This account is closed.")
    unused = (Invitation.account_id == account_id, Invitation.used_at.is_(None))
    replaced = db.session.scalars(delete(Invitation).where(*unused).returning(Invitation.id)).all()
    revocations.gone(Invitation, [{"id": one} for one in replaced])
    code = rules.new_code()
    row = Invitation(
        id=ids.new_id(),
        account_id=account_id,
        code_hash=rules.code_hash(code),
        created_by=created_by,
        created_at=now,
        expires_at=rules.code_expires_at(now),
        used_at=None,
    )
    db.session.add(row)
    db.session.flush()
    return code


def withdraw(made_by: UUID, account_ids: Iterable[UUID] | None) -> set[UUID]:
    """The open codes this member of staff made for these accounts (None: for any) stop working. Returns whose they were."""
    whose = [] if account_ids is None else [Invitation.account_id.in_(list(account_ids))]
    theirs = delete(Invitation).where(Invitation.created_by == made_by, Invitation.used_at.is_(None), *whose)
    gone = theirs.returning(Invitation.id, Invitation.account_id).execution_options(synchronize_session=False)
    rows = db.session.execute(gone).all()
    revocations.gone(Invitation, [{"id": row.id} for row in rows])
    return {row.account_id for row in rows}


def open_codes_of(made_by: UUID, account_ids: Iterable[UUID], now: datetime) -> set[UUID]:
    """Whose codes `withdraw` would end of those that still work."""
    live = (Invitation.created_by == made_by, Invitation.used_at.is_(None), Invitation.expires_at > now)
    query = select(Invitation.account_id).where(*live, statements.among(Invitation.account_id, "ids"))
    return set(db.session.scalars(query, {"ids": list(account_ids)}))


def redeem(typed: str, now: datetime) -> UUID:
    """Use a code up; returns whose it is. Wrong, used, replaced and expired ones are told apart by nobody.

    Raises Invalid("code_not_accepted").
    """
    code = rules.typed_code(typed)
    live = (
        Invitation.code_hash == rules.code_hash(code or ""),
        Invitation.used_at.is_(None),
        Invitation.expires_at > now,
        Invitation.account_id.in_(
            select(Account.id).where(Account.disabled_at.is_(None), Account.role == "participant")
        ),
    )
    if affected(update(Invitation).where(*live).values(used_at=now).execution_options(synchronize_session=False)) != 1:
        raise Invalid("code_not_accepted", "That code did not work. Check it, or ask for a new one.")
    query = select(Invitation.account_id, Invitation.id).where(Invitation.code_hash == rules.code_hash(code or ""))
    account_id, used = db.session.execute(query).one()
    revocations.changed(Invitation, [{"id": used}], {"used_at": now})
    return account_id


def end_all(now: datetime) -> None:
    """No code of before opens anything any more."""
    unused = update(Invitation).where(Invitation.used_at.is_(None)).values(used_at=now).returning(Invitation.id)
    ended = db.session.scalars(unused.execution_options(synchronize_session=False)).all()
    revocations.changed(Invitation, [{"id": one} for one in ended], {"used_at": now})


def waiting(account_ids: list[UUID], now: datetime) -> dict[UUID, datetime]:
    """Which of these accounts have a code that still works, and until when."""
    query = select(Invitation.account_id, Invitation.expires_at).where(
        Invitation.account_id.in_(account_ids), Invitation.used_at.is_(None), Invitation.expires_at > now
    )
    return {row.account_id: row.expires_at for row in db.session.execute(query)}


def is_waiting(account_id: UUID, code: str, now: datetime) -> bool:
    """Whether this very code would still let the account in."""
    query = select(Invitation.id).where(
        Invitation.account_id == account_id,
        Invitation.code_hash == rules.code_hash(code),
        Invitation.used_at.is_(None),
        Invitation.expires_at > now,
    )
    return db.session.execute(query).first() is not None
