"""Erasing somebody: every personal table has a rule, nothing of what they wrote is left, a hold stops it, a restored copy is
erased again, and programs end what they need not keep any longer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import insert, select, update

from companion import schema
from companion.accounts import service as accounts
from companion.accounts.models import Account
from companion.audit import service as audit
from companion.enrollment.models import Enrollment
from companion.kernel import clock, data_keys, ids
from companion.kernel.database import Base, db, transaction
from companion.kernel.errors import Conflict, NotFound
from companion.leaving import erasure, jobs, rules
from companion.leaving import service as leaving
from companion.program.models import Program
from companion.schedule.models import Attendance
from companion.schedule.service import sessions_of
from tests.cast import NOW, Cast
from tests.kernel.test_restored import Copies, copies, journal
from tests.policy.things import things
from tests.staff.desk import Desk

__all__ = ["copies", "journal"]
pytestmark = pytest.mark.databases("sqlite", "postgresql")

At = Callable[[UUID], Desk]
SignedIn = Callable[[UUID], FlaskClient]
ASK = "/api/v1/me/erasure"


def erase(whose: UUID, by: UUID) -> None:
    with transaction():
        leaving.erase(whose, by, NOW)


def left(whose: UUID) -> set[str]:
    """The tables in which this person has a row."""
    db.session.rollback()
    found = set()
    for table, owner, through in erasure.personal():
        query = select(table).where(owner == whose)
        if through is not None:
            query = select(table).where(through.in_(select(owner.table.c.id).where(owner == whose)))
        if db.session.execute(query).first() is not None:
            found.add(table.name)
    return found


def attended(cast: Cast) -> None:
    session = sessions_of(cast.mia, NOW.date(), NOW.date())[0]
    row = {"session_id": session.id, "participant_id": cast.mia, "status": "present"}
    db.session.execute(insert(Attendance).values(**row, marked_by=cast.dana, marked_at=NOW))


@pytest.fixture
def lived(app: Flask, cast: Cast) -> UUID:
    """Mia with a row in nearly every table; the id of her program."""
    program_id: UUID = things(app, cast).by_name["program_id"]
    with transaction():
        attended(cast)
        data_keys.seal(cast.mia, "checkins", cast.mia, "note", "hers")
        accounts.set_passphrase(cast.mia, "mia.m", "plums in the icebox")
    return program_id


def test_every_personal_table_has_a_rule_and_what_stays_says_why(app: Flask) -> None:
    named = {table.name for table, _, _ in erasure.personal()}
    assert named == set(erasure.RULES), "a new table needs a rule in leaving/erasure.py"
    assert [name for name, rule in erasure.RULES.items() if rule.what != "delete" and not rule.why] == []


def test_tables_that_hang_on_a_personal_one_are_found(app: Flask) -> None:
    """Whatever refers to a person's row is either theirs, or of staff or the program."""
    theirs = {table.name for table, _, _ in erasure.personal()}
    staff = {"duties", "schedule_changes", "staff_assignments", "phone_confirmations", "audit_findings"}
    refers = {
        table.name
        for table in Base.metadata.sorted_tables
        for key in table.foreign_keys
        if key.column.table.name in theirs - {"track_sessions"}
    }
    assert refers - theirs - staff == set()


def test_nothing_of_what_she_wrote_is_left_and_attendance_is(cast: Cast, lived: UUID) -> None:
    before = left(cast.mia)
    assert {"checkins", "log_cards", "supporters", "sign_ins", "attention_items", "attendances"} <= before
    erase(cast.mia, cast.ruth)
    kept = {name for name, rule in erasure.RULES.items() if rule.what != "delete"}
    assert left(cast.mia) <= kept
    assert "attendances" in left(cast.mia)
    mine = db.session.get(Account, cast.mia)
    assert mine is not None
    assert (mine.display_name, mine.sign_in_name, mine.passphrase_hash) == ("–", None, None)
    assert mine.disabled_at == NOW
    with pytest.raises(data_keys.Erased):
        data_keys.box(cast.mia)
    assert [entry.action for entry in audit.looks_at(cast.mia)][:2] == ["erased", "account_closed"]


def test_nobody_else_loses_anything(cast: Cast, lived: UUID) -> None:
    before = {whose: left(whose) for whose in (cast.leo, cast.ana)}
    erase(cast.mia, cast.ruth)
    assert {whose: left(whose) for whose in (cast.leo, cast.ana)} == before
    assert accounts.get_person(cast.leo).display_name == "Leo"


def test_the_bytes_leave_the_file(app: Flask, cast: Cast, lived: UUID) -> None:
    if db.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL frees them with VACUUM")
    erase(cast.mia, cast.ruth)
    with db.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    assert b"Mia" not in Path(str(db.engine.url.database)).read_bytes()


def test_once_erased_it_is_neither_erased_again_nor_opened(cast: Cast, lived: UUID) -> None:
    erase(cast.mia, cast.ruth)
    for act in (lambda: erase(cast.mia, cast.ruth), lambda: reopen(cast.mia, cast.ruth)):
        with pytest.raises(NotFound):
            act()
    with pytest.raises(Conflict), transaction():
        accounts.invite(cast.mia, cast.ruth, NOW)


def reopen(whose: UUID, by: UUID) -> None:
    with transaction():
        leaving.reopen(whose, by, NOW)


def test_a_restored_copy_is_erased_before_anybody_is_served(cast: Cast, copies: Copies, lived: UUID) -> None:
    copy = copies.take()
    erase(cast.mia, cast.ruth)
    gone = left(cast.mia)
    copies.restore(copy)
    assert accounts.get_person(cast.mia).display_name == "Mia", "the copy itself knows nothing of it"
    assert schema.catch_up() is not None
    assert left(cast.mia) == gone
    assert accounts.get_person(cast.mia).display_name == "–"
    assert leaving.erasure_of(cast.mia).erased_at == NOW
    with pytest.raises(data_keys.Erased):
        data_keys.box(cast.mia)


def test_a_hold_set_after_the_backup_still_holds(cast: Cast, copies: Copies, lived: UUID) -> None:
    copy = copies.take()
    with transaction():
        leaving.set_hold(cast.mia, "court", cast.ruth, NOW)
    copies.restore(copy)
    schema.catch_up()
    assert leaving.hold_reason(cast.mia) == "court"
    with pytest.raises(Conflict):
        erase(cast.mia, cast.ruth)


def test_the_person_asks_reads_what_stays_and_takes_it_back(lived: UUID, cast: Cast, signed_in: SignedIn) -> None:
    keep_records(lived, 7)
    mia = signed_in(cast.mia)
    assert mia.post(ASK, json={}).status_code == 422
    answer = mia.post(ASK, json={"confirmed": True}).json
    assert (answer["erasure_asked_at"], answer["closed_years"]) == ("2026-03-10T17:00:00.000Z", 7)
    assert mia.post(ASK, json={"confirmed": True}).json == answer
    assert list(leaving.erasures_asked()) == [cast.mia]
    assert mia.delete(ASK).json["erasure_asked_at"] is None
    db.session.rollback()
    assert leaving.erasures_asked() == {}
    assert signed_in(cast.dana).post(ASK, json={"confirmed": True}).status_code == 403


def test_a_hold_is_said_to_the_person(lived: UUID, cast: Cast, signed_in: SignedIn) -> None:
    with transaction():
        leaving.set_hold(cast.mia, "claim", cast.ruth, NOW)
    assert signed_in(cast.mia).get("/api/v1/me/account").json["held_because"] == "claim"
    assert signed_in(cast.leo).get("/api/v1/me/account").json["held_because"] is None


def test_an_admin_sees_the_wish_and_carries_it_out(maple: UUID, cast: Cast, at: At, signed_in: SignedIn) -> None:
    signed_in(cast.mia).post(ASK, json={"confirmed": True})
    ruth, path = at(cast.ruth), f"/staff/people/{cast.mia}/erase"
    assert "1 person asked to be erased." in ruth.open("/staff/").text
    assert "Asked to be erased" in ruth.open("/staff/people").text
    assert "asked to be erased" not in at(cast.cora).open("/staff/").text
    page = ruth.open(path).text
    assert "This goes, and nobody can bring it back" in page
    assert "Which sessions they came to" in page
    assert ruth.send(path).status_code == 422, "not without having read it"
    answer = ruth.send(path, checked="y")
    assert "Erased for good" in answer.text
    assert "Tell them in person what stays." in answer.text
    assert "Mia" not in ruth.open("/staff/people").text
    assert "was erased" in ruth.open(f"/staff/people/{cast.mia}").text


def test_a_hold_stops_the_admin_until_it_is_lifted(maple: UUID, cast: Cast, at: At) -> None:
    ruth, path = at(cast.ruth), f"/staff/people/{cast.mia}"
    assert ruth.send(f"{path}/hold", reason="because").status_code == 422
    assert "Reason: a court order or subpoena." in ruth.send(f"{path}/hold", reason="court").text
    assert ruth.send(f"{path}/hold", reason="law").status_code == 422
    assert ruth.send(f"{path}/erase", checked="y").status_code == 422
    assert accounts.get_person(cast.mia).display_name == "Mia"
    assert "The legal hold is lifted." in ruth.send(f"{path}/hold/lift").text
    assert ruth.send(f"{path}/hold/lift").status_code == 404
    assert ruth.send(f"{path}/erase", checked="y").status_code == 200
    assert accounts.get_person(cast.mia).display_name == "–"


@pytest.mark.parametrize("name", ["dana", "cora"])
def test_nobody_but_an_admin_erases_or_holds(maple: UUID, cast: Cast, at: At, name: str) -> None:
    desk = at(getattr(cast, name))
    for path in ("erase", "hold", "hold/lift"):
        assert desk.send(f"/staff/people/{cast.mia}/{path}", checked="y", reason="court").status_code == 403
    assert accounts.get_person(cast.mia).display_name == "Mia"


def keep_records(program_id: UUID, years: int | None) -> None:
    said = {"closed_years": years, "state": "NY"} if years else None
    with transaction():
        db.session.execute(update(Program).where(Program.id == program_id).values(retention=said))


@pytest.fixture
def over(lived: UUID, cast: Cast) -> Iterator[Any]:
    """Mia closed her account two years ago, her program keeps records for one."""
    keep_records(lived, 1)
    with transaction():
        leaving.close(cast.mia, rules.OWN_WISH, cast.mia, NOW)
    with clock.fixed(NOW + timedelta(days=730)):
        yield clock.now()


def test_what_a_program_need_not_keep_any_longer_is_erased_by_the_worker(cast: Cast, over: Any) -> None:
    assert jobs.end_records(over) is False
    kept = {name for name, rule in erasure.RULES.items() if rule.what == "stay"}
    assert left(cast.mia) <= kept
    assert leaving.kept_long_enough(over) == []
    assert jobs.end_records(over) is False


def test_a_dry_run_says_who_and_why_and_erases_nothing(app: Flask, cast: Cast, over: Any) -> None:
    result = app.test_cli_runner().invoke(args=["retention", "run", "--dry-run"], cli=cli())
    assert f"{cast.mia}  Mia: everything; closed 2026-03-10, kept 1 year, over since 2027-03-10" in result.output
    assert accounts.get_person(cast.mia).display_name == "Mia"
    result = app.test_cli_runner().invoke(args=["retention", "run"], cli=cli())
    assert result.exit_code == 0
    assert accounts.get_person(cast.mia).display_name == "–"


def cli() -> Any:
    from companion.cli import companion

    return companion


def test_a_legal_hold_outlives_the_programs_rule(app: Flask, cast: Cast, over: Any) -> None:
    with transaction():
        leaving.set_hold(cast.mia, "law", cast.ruth, over)
    assert jobs.end_records(over) is False
    assert accounts.get_person(cast.mia).display_name == "Mia"
    said = app.test_cli_runner().invoke(args=["retention", "run", "--dry-run"], cli=cli()).output
    assert "Stays: legal hold (law)" in said


def test_before_its_time_and_without_a_rule_nothing_ends(cast: Cast, lived: UUID, over: Any) -> None:
    assert leaving.kept_long_enough(NOW + timedelta(days=300)) == []
    keep_records(lived, None)
    assert leaving.kept_long_enough(over) == []


def test_somebody_erased_before_loses_the_attendance_when_the_time_is_over(cast: Cast, over: Any) -> None:
    erase(cast.mia, cast.ruth)
    assert {"attendances", "enrollments"} <= left(cast.mia)
    assert jobs.end_records(over) is False
    assert {"attendances", "enrollments"} & left(cast.mia) == set()
    assert db.session.scalar(select(Enrollment.id).where(Enrollment.participant_id == cast.leo)) is None


def test_an_open_account_is_never_erased_by_a_rule(cast: Cast, lived: UUID) -> None:
    keep_records(lived, 1)
    assert leaving.kept_long_enough(NOW + timedelta(days=9000)) == []
    assert ids.new_id()
