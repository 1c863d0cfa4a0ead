"""A person's supporters, from the signed yes to the day the person withdraws it, and the links of their pages. Of a link, only
a hash is stored."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select, update

from companion.accounts import service as accounts
from companion.enrollment import service as enrollment
from companion.enrollment.service import EnrollmentView
from companion.kernel import crypto, data_keys, revocations, timezones
from companion.kernel.database import db
from companion.kernel.errors import Conflict, Invalid, NotFound
from companion.kernel.statements import affected, insert_ignore
from companion.supporters import consent, rules
from companion.supporters.models import SessionSupporter, Supporter
from companion.supporters.rules import NewSupporter, SupporterView

_TABLE = "supporters"


def offer(participant_id: UUID, language: str, now: datetime) -> dict[str, str] | None:
    """The sentences to agree to before a page is made; None for somebody who was never in a program."""
    home = enrollment.program_of(participant_id, now)
    return consent.text(home.name, language) if home else None


def supporters(participant_id: UUID) -> list[SupporterView]:
    """Those of this person, the oldest first; who was taken back is not among them."""
    return supporters_of([participant_id])


def supporters_of(participant_ids: Iterable[UUID]) -> list[SupporterView]:
    """The same for many people at once."""
    query = select(Supporter).where(Supporter.participant_id.in_(list(participant_ids)), Supporter.revoked_at.is_(None))
    rows = db.session.scalars(
        query.order_by(Supporter.created_at, Supporter.id).execution_options(populate_existing=True)
    ).all()
    data_keys.look_up(row.participant_id for row in rows)
    return [_view(row) for row in rows]


def supporter(participant_id: UUID, supporter_id: UUID) -> SupporterView:
    """One of this person's. NotFound for everybody else's, and for one that was taken back."""
    found = next((one for one in supporters(participant_id) if one.id == supporter_id), None)
    if found is None:
        raise NotFound
    return found


def add(participant_id: UUID, new: NewSupporter, now: datetime) -> bool:
    """Take a supporter in; whether they are new. The same id again changes nothing.

    Raises Conflict when it was taken back or says something else by now, when what was agreed to is not what is offered, for
    the eleventh, and without a program; Invalid without a signature.
    """
    current = enrollment.enrollment_now(participant_id, now)
    if _known(participant_id, new):
        return False
    shown = offer(participant_id, new.read_in, now)
    if shown is None or current is None:
        raise Conflict(rules.NO_PROGRAM, "This needs a program.")
    if new.shown != consent.mark(shown):
        raise Conflict(rules.OTHER_WORDING, "What you agreed to is not what is offered now. Look again.")
    if not new.signature:
        raise Invalid(rules.UNSIGNED, "Type your name to sign.")
    row = _row(participant_id, new, shown, current, now)
    accounts.hold(participant_id)
    if not insert_ignore(Supporter, [row], ["participant_id", "id"]):
        return False
    if _count(participant_id) > rules.MOST:
        raise Conflict(rules.FULL, f"There is room for {rules.MOST}.")
    return True


def make_link(participant_id: UUID, supporter_id: UUID, now: datetime) -> str:
    """A new link, which is told this once; the one before it is dead. Raises NotFound."""
    token = secrets.token_urlsafe(24)
    keys = {"participant_id": participant_id, "id": supporter_id}
    mine = (Supporter.participant_id == participant_id, Supporter.id == supporter_id, Supporter.revoked_at.is_(None))
    values = {"link_hash": _hash(token), "link_made_at": now}
    if affected(update(Supporter).where(*mine).values(**values)) != 1:
        raise NotFound
    # After an older copy came back neither the old link nor the new one is known to be the right one.
    revocations.changed(Supporter, [keys], {"link_hash": None, "link_made_at": None})
    return token


def end_all_links() -> None:
    """No link of before opens a page any more; who the supporters are stays."""
    linked = update(Supporter).where(Supporter.link_hash.is_not(None)).values(link_hash=None, link_made_at=None)
    ended = db.session.execute(linked.returning(Supporter.participant_id, Supporter.id)).all()
    keys = [{"participant_id": whose, "id": one} for whose, one in ended]
    revocations.changed(Supporter, keys, {"link_hash": None, "link_made_at": None})


def take_back(participant_id: UUID, supporter_id: UUID, now: datetime) -> None:
    """The page is gone with this transaction, and stays gone when an older copy of the database comes back. What was agreed
    to stays written down. Raises NotFound."""
    mine = (Supporter.participant_id == participant_id, Supporter.id == supporter_id, Supporter.revoked_at.is_(None))
    values: dict[str, Any] = {"revoked_at": now, "link_hash": None, "link_made_at": None}
    if affected(update(Supporter).where(*mine).values(**values)) != 1:
        raise NotFound
    revocations.changed(Supporter, [{"participant_id": participant_id, "id": supporter_id}], values)
    affected(
        delete(SessionSupporter).where(
            SessionSupporter.participant_id == participant_id, SessionSupporter.supporter_id == supporter_id
        )
    )


def take_back_all(participant_id: UUID, now: datetime) -> None:
    """The same for every page of this person."""
    for one in supporters(participant_id):
        take_back(participant_id, one.id, now)


def find(token: str) -> SupporterView | None:
    """Whose page this link opens; None for one that nobody has, or has any more."""
    row = db.session.scalars(select(Supporter).where(Supporter.link_hash == _hash(token))).one_or_none()
    return _view(row) if row else None


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _view(row: Supporter) -> SupporterView:
    try:
        name = data_keys.unseal(row.participant_id, _TABLE, row.id, "name", row.name_sealed)
    except data_keys.Erased:
        name = ""
    return SupporterView(row.participant_id, row.id, name, row.language, row.created_at, row.link_made_at)


def _known(participant_id: UUID, new: NewSupporter) -> bool:
    row = db.session.scalars(
        select(Supporter).where(Supporter.participant_id == participant_id, Supporter.id == new.id)
    ).one_or_none()
    if row is None:
        return False
    if row.revoked_at is not None:
        raise Conflict(rules.TAKEN_BACK, "This page was taken back. Make a new one.")
    if (_view(row).name, row.language) != (new.name, new.language):
        raise Conflict("other_supporter", "This was received with other content.")
    return True


def _count(participant_id: UUID) -> int:
    query = select(func.count()).where(Supporter.participant_id == participant_id, Supporter.revoked_at.is_(None))
    return db.session.scalar(query) or 0


def _row(
    participant_id: UUID, new: NewSupporter, shown: dict[str, str], current: EnrollmentView, now: datetime
) -> dict[str, object]:
    today = timezones.local_day(now, current.zone)
    whole = json.dumps(consent.signed(shown, new.signature, today, new.read_in), ensure_ascii=False)
    return {
        "participant_id": participant_id,
        "id": new.id,
        "language": new.language,
        "created_at": now,
        "wording": consent.VERSION,
        "name_sealed": data_keys.seal(participant_id, _TABLE, new.id, "name", new.name),
        "consent_sealed": crypto.seal(_TABLE, new.id, "consent", whole),
        "link_hash": None,
        "link_made_at": None,
        "revoked_at": None,
    }
