"""Accounts: who somebody is, how they get in, who looks after them. Flushes, never commits."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Executable, Select, Update, func, select, update
from sqlalchemy.exc import IntegrityError

from companion.accounts import care_team as team
from companion.accounts import confirmation, invitations, passphrases, recovery_card, rules, sign_ins, state, ways_in
from companion.accounts.care_team import Membership
from companion.accounts.care_team import News as News
from companion.accounts.confirmation import AddedPhone, UnconfirmedPhone
from companion.accounts.models import Account
from companion.accounts.policies import ROLES, STAFF_ROLES
from companion.accounts.ways_in import WaysIn
from companion.audit import service as audit
from companion.kernel import data_keys, ids, revocations, statements, timezones
from companion.kernel.database import db
from companion.kernel.errors import Conflict, Invalid, NotFound
from companion.kernel.statements import affected, fetch
from companion.outside import words


@dataclass(frozen=True)
class Person:
    """Who somebody is, without anything that lets one in."""

    id: UUID
    role: str
    display_name: str
    sign_in_name: str | None
    language: str
    zone: str | None
    activated_at: datetime | None
    disabled_at: datetime | None
    has_passphrase: bool
    closed_reason: str | None
    paused_until: date | None

    @property
    def is_staff(self) -> bool:
        return self.role in STAFF_ROLES


_PERSON = (
    Account.id,
    Account.role,
    Account.display_name,
    Account.sign_in_name,
    Account.language,
    Account.zone,
    Account.activated_at,
    Account.disabled_at,
    Account.passphrase_hash.is_not(None),
    Account.closed_reason,
    Account.paused_until,
)
_PEOPLE = select(*_PERSON).where(statements.among(Account.id, "ids"))
_NAMES = select(Account.id, Account.display_name).where(statements.among(Account.id, "ids"))


def create_account(role: str, display_name: str, now: datetime, language: str = "en") -> UUID:
    """A new account that nobody can enter yet. Raises Invalid for an unknown role or an empty name."""
    name = words.name(display_name)
    if role not in ROLES or not 1 <= len(name) <= 80:
        raise Invalid("account_not_accepted", f"A role is one of {', '.join(ROLES)}; a name has 1 to 80 characters.")
    row = Account(id=ids.new_id(), role=role, display_name=name, language=language, created_at=now)
    db.session.add(row)
    db.session.flush()
    return row.id


def get_person(account_id: UUID) -> Person:
    """Raises NotFound."""
    found = people([account_id])
    if account_id not in found:
        raise NotFound()
    return found[account_id]


def hold(account_id: UUID) -> None:
    """Whoever else counts what this person has, before adding to it, waits until this transaction is over."""
    db.session.execute(select(Account.id).where(Account.id == account_id).with_for_update(key_share=True))


def people(account_ids: Iterable[UUID]) -> dict[UUID, Person]:
    """Those of these accounts that exist."""
    wanted = list(account_ids)
    found = db.session.execute(_PEOPLE, {"ids": wanted}) if wanted else ()
    return {person.id: person for person in (Person(*row) for row in found)}


def names(account_ids: Iterable[UUID]) -> dict[UUID, str]:
    """What those of these accounts that exist are called."""
    return {row.id: row.display_name for row in fetch(_NAMES, ids=list(account_ids))}


def participants() -> set[UUID]:
    """Every participant, open or not."""
    return set(db.session.scalars(select(Account.id).where(Account.role == "participant")))


def people_called(sign_in_names: Iterable[str]) -> list[Person]:
    """Those who sign in under one of these names."""
    wanted = [rules.sign_in_name(name) for name in sign_in_names]
    return _persons(select(*_PERSON).where(Account.sign_in_name.in_(wanted)))


def account_called(sign_in_name: str) -> UUID | None:
    """Whose sign-in name this is, if anybody's. Never let a caller who is not signed in learn it."""
    name = rules.sign_in_name(sign_in_name)
    return db.session.execute(select(Account.id).where(Account.sign_in_name == name)).scalar_one_or_none()


def everyone(roles: Iterable[str]) -> list[Person]:
    """All accounts with one of these roles, by name."""
    query = select(*_PERSON).where(Account.role.in_(list(roles)))
    return _persons(query.order_by(func.lower(Account.display_name), Account.id))


def zones(role: str, only: UUID | None = None) -> list[tuple[str, str | None, str | None]]:
    """(bare id, zone, bare day until which it is paused) of all open accounts with this role."""
    query = statements.bare(Account.id, Account.zone, Account.paused_until)
    query = query.where(Account.role == role, Account.disabled_at.is_(None))
    if only is not None:
        query = query.where(Account.id == only)
    return [(row[0], row[1], row[2]) for row in statements.rows(query)]


def invite(account_id: UUID, invited_by: UUID | None, now: datetime) -> str:
    """A code that lets a participant in once, on a first phone or a new one. Raises NotFound for staff or nobody."""
    if get_person(account_id).is_staff:
        raise NotFound()
    return invitations.issue(account_id, invited_by, now)


@dataclass(frozen=True)
class Activation:
    """Whose code it was, and whether what it opens is confirmed, see `confirmation`."""

    account_id: UUID
    confirmed: bool


def activate(code: str, now: datetime) -> Activation:
    """Use a code from staff, or the person's own recovery card. History, passphrase and other sign-ins stay as they are.

    The first code of an account opens all of it, and so does the card. A later code opens an unconfirmed phone.
    Raises Invalid("code_not_accepted").
    """
    card_of = recovery_card.redeem(code, now)
    if card_of is not None:
        audit.record(card_of, "recovery_card_used", card_of, "", now)
        return Activation(card_of, confirmed=True)
    account_id = invitations.redeem(code, now)
    first = (Account.id == account_id, Account.activated_at.is_(None))
    is_first = affected(update(Account).where(*first).values(activated_at=now)) == 1
    audit.record(None, "code_used", account_id, "", now)  # by whoever held it; the person reads it among the looks
    return Activation(account_id, confirmed=is_first)


def phones_added(since: datetime, now: datetime) -> list[AddedPhone]:
    """See `confirmation.added`."""
    return confirmation.added(since, now)


def phone_waits(sign_in_id: UUID, participant_id: UUID, now: datetime) -> bool:
    """See `confirmation.is_unconfirmed`."""
    return confirmation.is_unconfirmed(sign_in_id, participant_id, now)


def unconfirmed_phones(participant_id: UUID, now: datetime) -> list[UnconfirmedPhone]:
    """See `confirmation.phones`."""
    return confirmation.phones(participant_id, now)


def confirm_phone_by_staff(sign_in_id: UUID, participant_id: UUID, staff_id: UUID, now: datetime) -> UnconfirmedPhone:
    """See `confirmation.confirm_by_staff`."""
    return confirmation.confirm_by_staff(sign_in_id, participant_id, staff_id, now)


def ways_in_of(account_id: UUID, now: datetime) -> WaysIn:
    """See `ways_in.of_account`."""
    return ways_in.of_account(account_id, now)


def end_ways_in(account_id: UUID, keep: Collection[UUID], now: datetime, by: UUID) -> WaysIn:
    """See `ways_in.end`."""
    return ways_in.end(account_id, keep, now, by)


def report_zone(account_id: UUID, zone: str | None, now: datetime) -> None:
    """Note the IANA zone the phone is in. A phone that does not know leaves what stands there. Raises Invalid("unknown_zone")."""
    if zone is None:
        return
    timezones.zone(zone)
    _change(update(Account).where(Account.id == account_id).values(zone=zone))


def choose_language(account_id: UUID, language: str) -> None:
    _change(update(Account).where(Account.id == account_id).values(language=language))


def passphrase_mark(account_id: UUID) -> str | None:
    """Which passphrase the account has now, for `replace_passphrase`; None without one. Read it before checking one."""
    return db.session.execute(select(Account.passphrase_hash).where(Account.id == account_id)).scalar_one_or_none()


class Proof(NamedTuple):
    """Who showed that they know their passphrase, and which one it was, for `hold_passphrase`."""

    account_id: UUID
    passphrase_hash: str


def proof_of(account_id: UUID, passphrase: str) -> Proof | None:
    """The same as `proof_for` of somebody who is signed in. As slow for an account without a passphrase."""
    mark = passphrase_mark(account_id)
    right = passphrases.matches(mark, passphrase)
    return Proof(account_id, mark) if mark is not None and right else None


def proof_for(sign_in_name: str, passphrase: str, *, staff: bool) -> Proof | None:
    """Whose name and passphrase these are, on the staff side or not; None tells nothing about why.

    One hash is checked whether or not the name exists. Call it with no transaction open: it takes a while.
    """
    row = db.session.execute(_by_name(sign_in_name, staff)).one_or_none()
    right = passphrases.matches(row.passphrase_hash if row else None, passphrase)
    return Proof(row.id, row.passphrase_hash) if row and row.passphrase_hash and right else None


def hold_passphrase(proof: Proof) -> bool:
    """Whether that is still the account's passphrase; if so, whoever changes it waits until this transaction is over, and
    ends what it began."""
    same = (Account.id == proof.account_id, Account.passphrase_hash == proof.passphrase_hash)
    # Not a shared lock: two who hold it and then use the same digits would each wait for the other.
    return db.session.execute(select(Account.id).where(*same).with_for_update(key_share=True)).first() is not None


def note_failed_sign_in(sign_in_name: str, how: str, now: datetime, *, staff: bool) -> None:
    """Write down that somebody tried to get in under this name, and with what. A name nobody has is written down as well, so
    that it takes as long. Needs an open transaction."""
    row = db.session.execute(_by_name(sign_in_name, staff)).one_or_none()
    note_failed_proof(row.id if row else None, how, now)


def note_failed_proof(account_id: UUID | None, how: str, now: datetime) -> None:
    """The same for an account that is known."""
    audit.record(None, "sign_in_failed", account_id, how, now)


def hash_for(account_id: UUID, sign_in_name: str, passphrase: str) -> str:
    """The hash for `set_passphrase`, after checking name and passphrase against the rules. No transaction may be open.

    Raises Invalid with the code of the rule, Conflict("name_taken").
    """
    name = rules.sign_in_name(sign_in_name)
    if not rules.is_sign_in_name(name):
        raise Invalid(
            "name_not_accepted", "Use 3 to 40 letters or digits; dots, dashes and underscores may stand between."
        )
    problem = rules.passphrase_problem(passphrase, name)
    if problem:
        raise Invalid(problem, _WHY[problem])
    _refuse_taken(name, account_id)
    return passphrases.hashed(passphrase)


_WHY = {
    "passphrase_too_short": f"Use at least {rules.PASSPHRASE_MIN} characters. A few words work well.",
    "passphrase_too_long": "That is longer than we can keep.",
    "passphrase_too_common": "That one is easy to guess. A few words of your own work well.",
}


def replace_passphrase(account_id: UUID, sign_in_name: str, passphrase_hash: str, mark: str | None) -> None:
    """Store a name and what `hash_for` made in place of the passphrase that `passphrase_mark` told.

    Raises Conflict("name_taken"), Conflict("passphrase_changed") when somebody else replaced it since.
    """
    before = Account.passphrase_hash.is_(None) if mark is None else Account.passphrase_hash == mark
    if _store(sign_in_name, passphrase_hash, account_id, before) != 1:
        raise Conflict("passphrase_changed", "Your passphrase was changed a moment ago. It is that one now.")
    if mark is not None:
        _refuse_in_older_copies(account_id)


def _store(sign_in_name: str, passphrase_hash: str, account_id: UUID, *which: ColumnElement[bool]) -> int:
    name = rules.sign_in_name(sign_in_name)
    _refuse_taken(name, account_id)
    change = update(Account).where(Account.id == account_id, *which)
    change = change.values(sign_in_name=name, passphrase_hash=passphrase_hash)
    try:
        return affected(change.execution_options(synchronize_session=False))
    except IntegrityError as error:  # two people chose it in the same moment
        raise _taken() from error


def set_passphrase(account_id: UUID, sign_in_name: str, passphrase: str) -> None:
    """Check, hash and store in one go, whatever was there: for commands. A web request uses `hash_for` before it opens its transaction."""
    _store(sign_in_name, hash_for(account_id, sign_in_name, passphrase), account_id)
    _refuse_in_older_copies(account_id)


def _refuse_in_older_copies(account_id: UUID) -> None:
    """An older copy of the database has the passphrase of before, which somebody else may know. Ours is in no log: after a
    restore the account has none."""
    revocations.changed(Account, [{"id": account_id}], {"passphrase_hash": None})


def free_name(display_name: str) -> str:
    """A sign-in name nobody has, made from how somebody is called."""
    wanted = rules.name_from(display_name)
    query = select(Account.sign_in_name).where(Account.sign_in_name.startswith(wanted))
    taken = set(db.session.execute(query).scalars())
    return next(name for name in (wanted, *(f"{wanted}.{n}" for n in range(2, 10_000))) if name not in taken)


def disable(account_id: UUID, now: datetime) -> None:
    """Close the account of somebody on staff. Raises NotFound. That of a participant is closed by `leaving.close`."""
    state.close(account_id, None, now)
    audit.record(None, "account_closed", account_id, "", now)


def close(participant_id: UUID, reason: str, now: datetime) -> None:
    """See `state.close`. Called by `leaving`, which ends in the same transaction what features above have for the person."""
    state.close(participant_id, reason, now)


def reopen(participant_id: UUID, now: datetime) -> None:
    """See `state.reopen`."""
    state.reopen(participant_id, now)


def pause(participant_id: UUID, until: date | None) -> None:
    """See `state.pause`."""
    state.pause(participant_id, until)


def destroy_data_key(participant_id: UUID, now: datetime) -> bool:
    """For erasure: what this person wrote, in any table, is unreadable for good, and reads as erased. Whether there was
    anything to destroy. See `kernel.data_keys`; their rows are the caller's to delete, the audit row to write."""
    return data_keys.destroy(participant_id, now)


def end_all_access(now: datetime) -> int:
    """End every sign-in, code, and recovery card of everybody, because nobody knows which of them were revoked. Passphrases
    and passkeys stay. Returns how many sign-ins ended."""
    invitations.end_all(now)
    recovery_card.end_all()
    return sign_ins.end_all(now)


def add_to_care_team(
    participant_id: UUID, staff_id: UUID, now: datetime, by: UUID | None = None, *, tell: bool = False
) -> bool:
    """Whether they were not on it already. Raises NotFound unless it is a participant and somebody on staff whose account is
    open."""
    staff = get_person(staff_id)
    if get_person(participant_id).is_staff or not staff.is_staff or staff.disabled_at is not None:
        raise NotFound()
    return team.add(participant_id, staff_id, by, now, tell=tell)


def remove_from_care_teams(
    staff_id: UUID, participant_ids: Iterable[UUID] | None, by: UUID | None, now: datetime, *, to: UUID | None = None
) -> list[UUID]:
    """See `care_team.end`."""
    return team.end(staff_id, participant_ids, by, now, to=to)


def withdraw_codes(made_by: UUID, account_ids: Iterable[UUID] | None) -> set[UUID]:
    """See `invitations.withdraw`."""
    return invitations.withdraw(made_by, account_ids)


def withdraw_confirmations(staff_id: UUID, account_ids: Iterable[UUID] | None, now: datetime) -> None:
    """See `confirmation.withdraw`."""
    confirmation.withdraw(staff_id, account_ids, now)


def care_team(participant_id: UUID) -> list[UUID]:
    """Staff who look after this participant."""
    return team.members(participant_id)


def care_team_history(participant_id: UUID) -> list[Membership]:
    """See `care_team.history`."""
    return team.history(participant_id)


def is_on_care_team(staff_id: UUID, participant_id: UUID) -> bool:
    """Whether this member of staff looks after this participant at this moment."""
    return team.is_member(staff_id, participant_id)


def looked_after(participant_ids: Iterable[UUID]) -> set[UUID]:
    """Those of these participants who have a care team."""
    return team.looked_after(participant_ids)


def caseload(staff_id: UUID) -> list[UUID]:
    """Participants this member of staff looks after."""
    return team.caseload(staff_id)


def caseloads(participant_ids: Iterable[UUID]) -> dict[UUID, list[UUID]]:
    """See `care_team.caseloads`."""
    return team.caseloads(participant_ids)


def caseload_news(staff_id: UUID) -> News:
    """See `care_team.news`."""
    return team.news(staff_id)


def caseload_news_read(staff_id: UUID, before: datetime) -> None:
    """See `care_team.told`."""
    team.told(staff_id, before)


def _persons(query: Executable) -> list[Person]:
    return [Person(*row) for row in db.session.execute(query)]


def _by_name(sign_in_name: str, staff: bool) -> Select[UUID, str | None]:
    side = Account.role.in_(STAFF_ROLES) if staff else Account.role == "participant"
    name = rules.sign_in_name(sign_in_name)
    return select(Account.id, Account.passphrase_hash).where(
        Account.sign_in_name == name, side, Account.disabled_at.is_(None)
    )


def _refuse_taken(name: str, account_id: UUID) -> None:
    if db.session.execute(select(Account.id).where(Account.sign_in_name == name, Account.id != account_id)).first():
        raise _taken()


def _taken() -> Conflict:
    return Conflict("name_taken", "Somebody has that name already. Add a letter or a number.")


def _change(statement: Update) -> None:
    affected(statement.execution_options(synchronize_session=False))
