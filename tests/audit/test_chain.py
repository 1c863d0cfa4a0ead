"""The audit log is append-only and shows when somebody touched it."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, select, update

from companion.audit import service
from companion.audit.models import AuditEntry
from companion.kernel.database import db, transaction
from tests.cast import NOW


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


@pytest.mark.parametrize(
    "tamper",
    [
        update(AuditEntry).where(AuditEntry.position == 2).values(action="nothing"),
        update(AuditEntry).where(AuditEntry.position == 2).values(actor_id=None),
        delete(AuditEntry).where(AuditEntry.position == 2),
    ],
)
def test_a_changed_or_removed_row_is_found(three_rows, tamper):
    with transaction():
        db.session.execute(tamper)
    assert service.first_broken_position() == 2


def test_a_rolled_back_action_leaves_no_row(app, cast):
    with pytest.raises(RuntimeError, match="never mind"):
        _look_and_fail(cast)
    assert db.session.execute(select(AuditEntry)).first() is None


def _look_and_fail(cast):
    with transaction():
        service.record(cast.dana, "opened", cast.mia, "enrollment", NOW)
        raise RuntimeError("never mind")
