"""The audit log is append-only, and rows are written with the commit they belong to, or not at all."""

from __future__ import annotations

import contextlib
import subprocess
from datetime import timedelta

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import IntegrityError

from companion.audit import keys, rules, service
from companion.audit.models import AuditEntry
from companion.kernel.crypto import SealError
from companion.kernel.database import db, transaction
from tests.audit.conftest import found
from tests.cast import NOW
from tests.support import child

pytestmark = pytest.mark.databases("sqlite", "postgresql")

TAMPERING = [
    update(AuditEntry).where(AuditEntry.position == 2).values(action="nothing"),
    update(AuditEntry).where(AuditEntry.position == 2).values(actor_id=None),
    delete(AuditEntry).where(AuditEntry.position == 2),
]


def actions():
    return list(db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.position)))


def test_a_participant_can_read_who_looked_newest_first(three_rows):
    found, more = service.looks_page(three_rows.mia, in_lists=False)
    assert ([entry.action for entry in found], more) == (["completed", "enrolled", "person_opened"], None)
    assert service.looks_page(three_rows.leo, in_lists=False) == ([], None)


@pytest.mark.parametrize("change", [*TAMPERING, delete(AuditEntry)])
def test_the_database_refuses_to_change_or_remove_a_row(three_rows, change):
    with pytest.raises(IntegrityError, match="append-only"), transaction():
        db.session.execute(change)
    assert len(actions()) == 3
    assert found() is None


@pytest.mark.parametrize("app", ["postgresql"], indirect=True)
def test_the_table_cannot_be_emptied_in_one_go_either(three_rows):
    with pytest.raises(IntegrityError, match="append-only"), transaction():
        db.session.execute(text("TRUNCATE audit_entries"))


def test_a_word_that_is_not_in_the_list_of_acts_is_refused(outside, cast):
    with pytest.raises(ValueError, match=r"rules\.ACTIONS"), transaction():
        service.record(cast.dana, "nothing_we_know", cast.mia, "", NOW)


def test_a_rolled_back_action_leaves_no_row(outside, cast):
    with pytest.raises(RuntimeError, match="never mind"):
        look_and_fail(cast)
    with transaction():
        service.record(cast.dana, "listed", cast.mia, "", NOW)
    assert actions() == ["listed"]


def look_and_fail(cast):
    with transaction():
        service.record(cast.dana, "person_opened", cast.mia, "", NOW)
        raise RuntimeError("never mind")


def test_a_savepoint_takes_back_its_own_rows_and_no_others(outside, cast):
    with transaction():
        service.record(cast.dana, "person_opened", cast.mia, "", NOW)
        with pytest.raises(RuntimeError, match="never mind"):
            move_and_fail(cast)
        with db.session.begin_nested():
            service.record(cast.dana, "completed", cast.mia, "", NOW)
    assert actions() == ["person_opened", "completed"]
    assert found() is None


def move_and_fail(cast):
    with db.session.begin_nested():
        service.record(cast.dana, "enrolled", cast.mia, "", NOW)
        with db.session.begin_nested():
            service.record(cast.dana, "moved", cast.mia, "", NOW)
        raise RuntimeError("never mind")


def test_what_is_noted_once_a_day_is_there_once_a_day(outside, cast):
    midnight = NOW - timedelta(hours=13)
    for _ in range(2):
        with transaction():
            service.record_daily(cast.dana, "listed", [cast.mia, cast.leo, cast.mia], midnight, NOW)
            service.record_daily(cast.dana, "people_listed", [None], midnight, NOW)
            service.record_daily(cast.cora, "listed", [cast.mia], midnight, NOW)
    assert actions() == ["listed", "listed", "people_listed", "listed"]
    with transaction():
        service.record_daily(cast.dana, "listed", [cast.mia], midnight + timedelta(days=1), NOW + timedelta(days=1))
    assert actions().count("listed") == 4
    assert service.in_lists(cast.cora, midnight) == {("listed", cast.mia)}


def test_the_key_lies_outside_the_database_for_its_owner_alone(three_rows, outside):
    key = outside / "keys" / "audit.key"
    assert (key.stat().st_mode & 0o777, len(key.read_bytes())) == (0o600, 32)
    assert set(map(rules.key_of, db.session.scalars(select(AuditEntry.chain)))) == {keys.id_of(key.read_bytes())}


def test_a_chain_whose_key_is_gone_does_not_go_on_with_another(three_rows, outside):
    (outside / "keys" / "audit.key").unlink()
    with pytest.raises(SealError, match="is missing; restore it"), transaction():
        service.record(three_rows.dana, "listed", three_rows.mia, "", NOW)
    with pytest.raises(SealError, match="not in the keys folder"):
        service.check_key()
    assert len(actions()) == 3


def test_several_processes_write_one_chain(app, outside, cast):
    settings = app.extensions["companion.config"]
    command = child.command("tests.audit.writer", settings.database_url, outside, cast.dana, cast.mia)
    db.session.remove()
    with contextlib.ExitStack() as stack:
        pipes = {"stdin": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        writers = [stack.enter_context(subprocess.Popen(command, **pipes)) for _ in range(3)]
        for one in writers:
            one.stdin.close()
        said = [one.stderr.read() for one in writers]
    assert [one.returncode for one in writers] == [0, 0, 0], said
    assert actions().count("enrolled") == 75
    assert actions().count("listed") == 1, "noted once a day, whoever was first"
    assert found() is None
    assert len(list((outside / "keys").glob("audit*.key"))) == 1
