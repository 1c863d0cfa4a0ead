"""Pausing, closing and erasing an account with everything that ends with it. Called by the person's phone, staff pages, and jobs.

Each function is one act in the transaction of its caller. The features keep what is theirs; the order in which they are asked is
here.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, delete, insert, select, update

from companion.accounts import service as accounts
from companion.attention import service as attention
from companion.audit import service as audit
from companion.enrollment import service as enrollment
from companion.kernel import ids, revocations, timezones
from companion.kernel.database import db
from companion.kernel.errors import Conflict, Invalid, NotFound
from companion.kernel.statements import affected, insert_ignore
from companion.leaving import erasure, rules
from companion.leaving.models import Erasure, LegalHold
from companion.program import service as program
from companion.reminders import service as reminders
from companion.schedule import service as schedule
from companion.supporters import service as supporters


def pause(participant_id: UUID, until: date, now: datetime) -> None:
    """Nothing is sent before the day `until`; schedule and log go on. Raises Invalid("pause_not_accepted") for a day that is
    not ahead or more than a year away."""
    if not rules.may_pause_until(until, _today(participant_id, now)):
        raise Invalid("pause_not_accepted", "Pick a day from tomorrow on, within a year.")
    accounts.pause(participant_id, until)
    audit.record(participant_id, "reminders_paused", participant_id, "", now)


def end_pause(participant_id: UUID, now: datetime) -> None:
    """Reminders come again. Harmless to repeat."""
    if accounts.get_person(participant_id).paused_until is not None:
        accounts.pause(participant_id, None)
        audit.record(participant_id, "reminders_resumed", participant_id, "", now)


def paused_until(participant_id: UUID, now: datetime) -> date | None:
    """The day on which reminders come again, while that lies ahead."""
    until = accounts.get_person(participant_id).paused_until
    return until if until is not None and until > _today(participant_id, now) else None


def close(participant_id: UUID, reason: str, by: UUID, now: datetime) -> None:
    """Close the account: sign-ins, push, open code, calendar address, supporters' pages and everything planned end with this
    transaction. What was stored stays. Of somebody who died, staff expect and are told nothing any more.

    Raises NotFound when it is closed already, Invalid for a reason nobody knows.
    """
    accounts.close(participant_id, reason, now)
    reminders.end_all(participant_id)
    reminders.close_feed(participant_id)
    supporters.take_back_all(participant_id, now)
    if reason == rules.DIED:
        attention.end_items(participant_id, by, now)
        schedule.end_enrollment(participant_id, _today(participant_id, now), now)
    audit.record(by, "account_closed", participant_id, reason, now)


def reopen(participant_id: UUID, by: UUID, now: datetime) -> None:
    """Open a closed account again. Nobody is signed in; a new code lets the person in, on a phone they confirm. Raises NotFound
    for one that is open, and for one that was erased."""
    accounts.reopen(participant_id, now)
    if erasure_of(participant_id).erased_at is not None:
        raise NotFound
    audit.record(by, "account_reopened", participant_id, "", now)


@dataclass(frozen=True)
class ErasureView:
    """When the person asked, when what they wrote was erased, and when the program's record of them went as well."""

    asked_at: datetime | None
    erased_at: datetime | None
    record_ended_at: datetime | None


@dataclass(frozen=True)
class Kept:
    """A closed account whose record has been kept long enough. `held` is why it stays all the same."""

    participant_id: UUID
    name: str
    closed_at: datetime
    until: datetime
    years: int
    erased: bool
    held: str | None


def ask_for_erasure(participant_id: UUID, now: datetime) -> None:
    """The person wants what they wrote to be erased; an admin carries it out. Harmless to repeat."""
    row = {"participant_id": participant_id, "asked_at": now, "erased_at": None, "record_ended_at": None}
    if insert_ignore(Erasure, [row], ["participant_id"]):
        audit.record(participant_id, "erasure_asked", participant_id, "", now)


def withdraw_erasure(participant_id: UUID, now: datetime) -> None:
    """They want it no longer. Harmless to repeat."""
    if affected(delete(Erasure).where(Erasure.participant_id == participant_id, Erasure.erased_at.is_(None))):
        audit.record(participant_id, "erasure_withdrawn", participant_id, "", now)


def erasure_of(participant_id: UUID) -> ErasureView:
    columns = (Erasure.asked_at, Erasure.erased_at, Erasure.record_ended_at)
    row = db.session.execute(select(*columns).where(Erasure.participant_id == participant_id)).first()
    return ErasureView(*row) if row else ErasureView(None, None, None)


def erasures_asked() -> dict[UUID, datetime]:
    """Who waits to be erased, and since when; the longest waiting first."""
    query = select(Erasure.participant_id, Erasure.asked_at).where(Erasure.erased_at.is_(None))
    return {row.participant_id: row.asked_at for row in db.session.execute(query.order_by(Erasure.asked_at))}


def erased() -> set[UUID]:
    """Everybody whose words are gone."""
    return set(db.session.scalars(select(Erasure.participant_id).where(Erasure.erased_at.is_not(None))))


def hold_reason(participant_id: UUID) -> str | None:
    """Why nothing of this person may be erased now; None when nothing stands against it."""
    standing = (LegalHold.participant_id == participant_id, LegalHold.lifted_at.is_(None))
    return db.session.scalar(select(LegalHold.reason).where(*standing))


def set_hold(participant_id: UUID, reason: str, by: UUID, now: datetime) -> None:
    """Nothing of this person is erased until it is lifted. A restored copy learns of it. Raises Invalid for another reason,
    Conflict("held_already")."""
    if reason not in rules.HOLD_REASONS:
        raise Invalid("unknown_reason", "Say why with one of: " + ", ".join(rules.HOLD_REASONS) + ".")
    accounts.hold(participant_id)  # whoever erases, or sets another, waits
    if hold_reason(participant_id) is not None:
        raise Conflict("held_already", "There is a legal hold already.")
    row = {"id": ids.new_id(), "participant_id": participant_id, "reason": reason, "set_by": by, "set_at": now}
    row |= {"lifted_by": None, "lifted_at": None}
    db.session.execute(insert(LegalHold).values(row))
    revocations.decided(LegalHold, row)
    audit.record(by, "legal_hold_set", participant_id, reason, now)


def lift_hold(participant_id: UUID, by: UUID, now: datetime) -> None:
    """Raises NotFound where there is none."""
    standing = (LegalHold.participant_id == participant_id, LegalHold.lifted_at.is_(None))
    values = {"lifted_by": by, "lifted_at": now}
    lifted = db.session.scalars(update(LegalHold).where(*standing).values(values).returning(LegalHold.id)).all()
    if not lifted:
        raise NotFound
    revocations.changed(LegalHold, [{"id": one} for one in lifted], values)
    audit.record(by, "legal_hold_lifted", participant_id, "", now)


def erase(participant_id: UUID, by: UUID | None, now: datetime) -> None:
    """Close the account, destroy the person's data key, and delete or overwrite what `erasure.RULES` says, in this
    transaction and in every older copy that is ever restored. Attendance stays until the program's retention ends.

    Raises Conflict("legal_hold"), NotFound for staff and for somebody erased already.
    """
    accounts.hold(participant_id)
    person = accounts.get_person(participant_id)
    if person.is_staff:
        raise NotFound
    if hold_reason(participant_id) is not None:
        raise Conflict("legal_hold", "A legal hold keeps this record.")
    if person.disabled_at is None:
        close(participant_id, "asked", by or participant_id, now)
    empty = {"participant_id": participant_id, "asked_at": None, "erased_at": None, "record_ended_at": None}
    insert_ignore(Erasure, [empty], ["participant_id"])
    _mark(participant_id, Erasure.erased_at.is_(None), erased_at=now)
    accounts.destroy_data_key(participant_id, now)
    erasure.erase_rows(participant_id, now)
    audit.record(by, "erased", participant_id, "", now)


def kept_years(participant_id: UUID) -> int | None:
    """For how many years after closing the account the person's programs keep their record; None where one has no rule."""
    years = _rules_of(participant_id)
    return None if not years or None in years else max(one for one in years if one is not None)


def kept_long_enough(now: datetime) -> list[Kept]:
    """Closed accounts whose record need not be kept any longer, the oldest first; also those under a legal hold."""
    over = set(db.session.scalars(select(Erasure.participant_id).where(Erasure.record_ended_at.is_not(None))))
    gone, found = erased(), []
    for person in accounts.everyone(["participant"]):
        if person.disabled_at is None or person.id in over:
            continue
        years = _rules_of(person.id)
        until = rules.kept_until(person.disabled_at, years)
        if until is None or until > now:
            continue
        longest, held = max(one for one in years if one is not None), hold_reason(person.id)
        found.append(Kept(person.id, person.display_name, person.disabled_at, until, longest, person.id in gone, held))
    return sorted(found, key=lambda one: (one.until, one.participant_id))


def end_record(participant_id: UUID, now: datetime) -> None:
    """The program's retention is over: erase what is left of this person but for what always stays. Raises as `erase`."""
    if erasure_of(participant_id).erased_at is None:
        erase(participant_id, None, now)
    accounts.hold(participant_id)
    if hold_reason(participant_id) is not None:
        raise Conflict("legal_hold", "A legal hold keeps this record.")
    _mark(participant_id, Erasure.record_ended_at.is_(None), record_ended_at=now)
    erasure.end_record(participant_id)
    audit.record(None, "record_ended", participant_id, "", now)


def _mark(participant_id: UUID, open_one: ColumnElement[bool], **when: datetime) -> None:
    """Note what was done, once. Raises NotFound when somebody did it before."""
    mine = Erasure.participant_id == participant_id
    change = update(Erasure).where(mine, open_one).values(**when).execution_options(synchronize_session=False)
    if affected(change) != 1:
        raise NotFound
    view = erasure_of(participant_id)
    row = {"participant_id": participant_id, **asdict(view)}
    revocations.decided(Erasure, row)  # for a copy of before anybody asked
    revocations.changed(Erasure, [{"participant_id": participant_id}], when)


def _rules_of(participant_id: UUID) -> list[int | None]:
    """What each program the person was ever in says about keeping records."""
    programs = {view.program_id for view in enrollment.enrollments(participant_id)}
    said = [program.get_program(one).retention for one in programs]
    return [one["closed_years"] if one else None for one in said]


def _today(participant_id: UUID, now: datetime) -> date:
    zone = accounts.get_person(participant_id).zone or ""
    return timezones.local_day(now, zone if timezones.is_zone(zone) else enrollment.home_zone(participant_id, now))
