"""What was turned off stays off after an older copy of the database came back."""

import pytest

from companion import schema
from companion.kernel import revocations
from companion.kernel.database import db, transaction
from companion.sharing import service
from companion.sharing.rules import CHECKINS
from tests.cast import NOW
from tests.kernel.test_restored import copies, journal
from tests.sharing.choices import share, turn_off

pytestmark = pytest.mark.databases("sqlite", "postgresql")

__all__ = ["copies", "journal"]


def test_a_consent_taken_back_after_the_backup_stays_taken_back(maple, cast, signed_in, copies):
    phone = signed_in(cast.mia)
    share(phone, CHECKINS, "entries")
    copy = copies.take()
    turn_off(phone, CHECKINS)
    copies.restore(copy)
    assert service.grant(cast.mia, CHECKINS, NOW) is not None, "the copy knows nothing of the no"
    schema.catch_up()
    db.session.rollback()
    assert service.grant(cast.mia, CHECKINS, NOW) is None


def test_without_the_revocation_log_every_consent_is_suspended_until_it_is_given_again(maple, cast, signed_in, journal):
    phone = signed_in(cast.mia)
    share(phone, CHECKINS, "entries")
    with transaction():
        revocations.alive()
    journal.unlink()
    assert "1 consents suspended" in schema.upgrade(without_log=True)
    db.session.rollback()
    assert service.grant(cast.mia, CHECKINS, NOW) is None
    share(signed_in(cast.mia), CHECKINS, "entries")
    assert service.grant(cast.mia, CHECKINS, NOW) is not None
