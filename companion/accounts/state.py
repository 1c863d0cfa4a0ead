"""Whether an account is open, silent for a while, or closed. Called through `service`; what features above end together with an
account is the business of `leaving`."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, update

from companion.accounts import rules, sign_ins
from companion.accounts.models import Account, Invitation
from companion.kernel import revocations
from companion.kernel.database import db
from companion.kernel.errors import Invalid, NotFound


def pause(participant_id: UUID, until: date | None) -> None:
    """Nothing is sent to this person before the day `until` of their own calendar; None ends that. Harmless to repeat.
    Raises NotFound for staff and for a closed account."""
    open_one = (Account.id == participant_id, Account.role == "participant", Account.disabled_at.is_(None))
    if _change(*open_one, paused_until=until) != 1:
        raise NotFound()


def close(account_id: UUID, reason: str | None, now: datetime) -> None:
    """Every sign-in of the account is dead from the next request on, its open code and its pause are gone. `reason` is one of
    `rules.CLOSED_BECAUSE`, None for staff. Raises NotFound when it is closed already, Invalid for another reason."""
    if reason is not None and reason not in rules.CLOSED_BECAUSE:
        raise Invalid("unknown_reason", "Say why with one of: " + ", ".join(rules.CLOSED_BECAUSE) + ".")
    alive = (Account.id == account_id, Account.disabled_at.is_(None))
    if _change(*alive, disabled_at=now, closed_reason=reason, paused_until=None) != 1:
        raise NotFound()
    unused = (Invitation.account_id == account_id, Invitation.used_at.is_(None))
    codes = db.session.scalars(delete(Invitation).where(*unused).returning(Invitation.id)).all()
    revocations.gone(Invitation, [{"id": one} for one in codes])
    sign_ins.end_others(None, account_id, now)


def reopen(account_id: UUID, now: datetime) -> None:
    """Open a closed account again; nobody is signed in to it. Raises NotFound for one that is open."""
    if _change(Account.id == account_id, Account.disabled_at.is_not(None), disabled_at=None, closed_reason=None) != 1:
        raise NotFound()
    # One that began in the moment in which the account was closed was dead and must not come to life.
    sign_ins.end_others(None, account_id, now)


def _change(*which: Any, **values: Any) -> int:
    change = update(Account).where(*which).values(**values).returning(Account.id)
    changed = db.session.scalars(change.execution_options(synchronize_session=False)).all()
    revocations.changed(Account, [{"id": one} for one in changed], values)
    return len(changed)
