"""An older copy of the database comes back: a page that was taken back, or a link that was replaced, stays dead."""

from __future__ import annotations

import pytest

from companion import schema
from companion.kernel import revocations
from companion.kernel.database import transaction
from tests.kernel.test_restored import copies, journal
from tests.supporters.builders import link, linked

pytestmark = pytest.mark.databases("sqlite", "postgresql")

__all__ = ["copies", "journal"]


def test_a_page_taken_back_after_the_backup_stays_gone(phone, client, copies):
    own, path = linked(phone)
    copy = copies.take()
    phone.delete(f"/api/v1/supporters/{own}")
    copies.restore(copy)
    assert client.get(path).status_code == 200, "the copy itself knows nothing of it"
    schema.catch_up()
    assert client.get(path).status_code == 404
    assert phone.get("/api/v1/supporters").json["items"] == []


def test_a_link_replaced_after_the_backup_stays_dead_and_a_new_one_can_be_made(phone, client, copies):
    own, old = linked(phone)
    copy = copies.take()
    new = link(phone, own)
    copies.restore(copy)
    schema.catch_up()
    assert (client.get(old).status_code, client.get(new).status_code) == (404, 404)
    (one,) = phone.get("/api/v1/supporters").json["items"]
    assert one["link_made_at"] is None, "the phone says that there is no link"
    assert client.get(link(phone, own)).status_code == 200


def test_the_file_outside_the_database_holds_no_name_and_no_link(phone, journal):
    own, path = linked(phone, name="Quokkaname")
    phone.delete(f"/api/v1/supporters/{own}")
    written = journal.read_text()
    assert str(own) in written
    assert "Quokka" not in written
    assert path.removeprefix("/family/") not in written


def test_without_the_revocation_log_no_link_of_before_opens_a_page(phone, client, journal):
    _, path = linked(phone)
    with transaction():
        revocations.alive()
    journal.unlink()
    schema.upgrade(without_log=True)
    assert client.get(path).status_code == 404
