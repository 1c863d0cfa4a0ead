"""The audit log is append-only and shows when somebody touched it."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import IntegrityError

from companion.audit import service
from companion.audit.models import AuditEntry
from companion.kernel.database import db, transaction
from tests.cast import NOW

pytestmark = pytest.mark.databases("sqlite", "postgresql")


@pytest.fixture
def three_rows(app, cast):
    with transaction():
        for minute, action in enumerate(("opened", "enrolled", "completed")):
            service.record(cast.dana, action, cast.mia, "enrollment", NOW + timedelta(minutes=minute))
    return cast


def test_an_untouched_chain_holds(three_rows):
    assert service.first_broken_position() is None


def test_a_participant_can_read_who_looked_newest_first(three_rows):
    assert [entry.action for entry in service.looks_at(three_rows.mia)] == ["completed", "enrolled", "opened"]
    assert service.looks_at(three_rows.leo) == []


TAMPERING = [
    update(AuditEntry).where(AuditEntry.position == 2).values(action="nothing"),
    update(AuditEntry).where(AuditEntry.position == 2).values(actor_id=None),
    delete(AuditEntry).where(AuditEntry.position == 2),
]


@pytest.mark.parametrize("tamper", [*TAMPERING, delete(AuditEntry)])
def test_the_database_refuses_to_change_or_remove_a_row(three_rows, tamper):
    with pytest.raises(IntegrityError, match="append-only"), transaction():
        db.session.execute(tamper)
    assert len(service.looks_at(three_rows.mia)) == 3
    assert service.first_broken_position() is None


@pytest.mark.parametrize("app", ["postgresql"], indirect=True)
def test_the_table_cannot_be_emptied_in_one_go_either(three_rows):
    with pytest.raises(IntegrityError, match="append-only"), transaction():
        db.session.execute(text("TRUNCATE audit_entries"))


@pytest.mark.parametrize("tamper", TAMPERING)
def test_whoever_gets_around_the_database_is_found(three_rows, tamper):
    with transaction():
        _drop_triggers()
        db.session.execute(tamper)
    assert service.first_broken_position() == 2


def _drop_triggers():
    if db.engine.dialect.name == "postgresql":
        db.session.execute(text("DROP TRIGGER audit_entries_no_change ON audit_entries"))
        return
    for event in ("update", "delete"):
        db.session.execute(text(f"DROP TRIGGER audit_entries_no_{event}"))


def test_a_rolled_back_action_leaves_no_row(app, cast):
    with pytest.raises(RuntimeError, match="never mind"):
        _look_and_fail(cast)
    assert db.session.execute(select(AuditEntry)).first() is None


def _look_and_fail(cast):
    with transaction():
        service.record(cast.dana, "opened", cast.mia, "enrollment", NOW)
        raise RuntimeError("never mind")
