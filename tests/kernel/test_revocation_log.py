"""A revocation log that is lost or damaged: nobody is served until somebody says how to go on."""

from __future__ import annotations

from datetime import timedelta

import pytest

from companion import schema
from companion.accounts import recovery_card, service, sign_ins
from companion.kernel import clock, heartbeat, revocation_files, revocations, settings
from companion.kernel.database import db, transaction
from companion.kernel.errors import Invalid, StorageFull
from tests.cast import NOW
from tests.kernel.test_restored import copies, journal

pytestmark = pytest.mark.databases("sqlite", "postgresql")

__all__ = ["copies", "journal"]


def disable(*accounts):
    for account in accounts:
        with transaction():
            service.disable(account, NOW)


def test_without_the_log_nobody_is_served_and_both_ways_on_are_named(cast, journal):
    disable(cast.omar)
    journal.unlink()
    with pytest.raises(schema.NotAtHead, match=r"missing.*Put it back, or .*--without-revocation-log"):
        schema.catch_up()


def test_a_database_that_was_never_written_with_a_log_needs_none(app, journal):
    assert schema.catch_up() is None


def test_a_log_without_its_newest_lines_is_refused(cast, journal):
    disable(cast.omar)
    older = journal.read_text()
    disable(cast.dana)
    journal.write_text(older)
    with pytest.raises(schema.NotAtHead, match="damaged"):
        schema.catch_up()


@pytest.mark.parametrize("damage", ["a line cut out", "a line changed", "the first line gone"])
def test_a_log_with_a_hole_is_refused_also_by_an_older_copy(cast, journal, copies, damage):
    disable(cast.cora)
    copy = copies.take()
    disable(cast.omar, cast.dana, cast.mia)
    lines = journal.read_text().splitlines(keepends=True)
    if damage == "a line changed":
        lines[1] = lines[1].replace(str(cast.omar), str(cast.leo))
    else:
        del lines[0 if damage == "the first line gone" else 2]
    journal.write_text("".join(lines))
    copies.restore(copy)
    with pytest.raises(schema.NotAtHead, match=r"damaged|missing"):
        schema.catch_up()


def test_a_crash_in_the_middle_of_a_line_is_no_hole(cast, journal):
    disable(cast.omar)
    with journal.open("a") as file:
        file.write('{"n":"torn","table":"acc')
    disable(cast.dana)
    assert revocation_files.is_whole(journal)
    assert schema.catch_up() is None


def test_lines_of_before_they_were_chained_are_taken_as_they_are(cast, journal):
    journal.write_text('{"n":"a"}\n{"n":"b"}\n')
    disable(cast.omar)
    assert revocation_files.is_whole(journal)


def test_a_log_that_disappears_while_the_server_runs_is_not_begun_anew(cast, journal):
    disable(cast.omar)
    journal.unlink()
    with pytest.raises(StorageFull), transaction():
        service.disable(cast.dana, NOW)
    assert not journal.exists()


def test_a_machine_that_joins_others_has_no_log_yet(app, cast, journal):
    disable(cast.omar)
    journal.unlink()
    with transaction():
        heartbeat.beat("worker", NOW)
    with clock.fixed(NOW + timedelta(seconds=30)):
        if db.engine.dialect.name == "sqlite":
            with pytest.raises(schema.NotAtHead):
                schema.catch_up()
        else:
            assert schema.catch_up() is None


def test_the_log_of_a_machine_that_is_no_more_is_read_beside_our_own(app, cast, journal, copies):
    copy = copies.take()
    disable(cast.omar)
    journal.rename(journal.with_name("taken-back-old.jsonl"))
    revocations.init_app(app, journal.parent)
    disable(cast.dana)
    copies.restore(copy)
    schema.catch_up()
    assert {whose for whose in (cast.omar, cast.dana) if service.get_person(whose).disabled_at} == {
        cast.omar,
        cast.dana,
    }
    assert schema.catch_up() is None


def test_going_on_without_the_log_ends_whatever_could_have_been_revoked(cast, journal):
    with transaction():
        token = sign_ins.begin(cast.mia, "participant", "phone", NOW)
        code, card = service.invite(cast.leo, None, NOW), recovery_card.make(cast.mia, NOW)
        revocations.alive()
    epoch = settings.server_epoch()
    journal.unlink()
    assert "1 sign-ins ended" in schema.upgrade(without_log=True)
    db.session.rollback()
    assert sign_ins.find(token, NOW) is None
    assert settings.server_epoch() != epoch
    for typed in (code, card):
        with pytest.raises(Invalid), transaction():
            service.activate(typed, NOW)
    assert schema.catch_up() is None, "the new log is the one from now on"


def test_going_on_with_a_damaged_log_puts_it_aside(cast, journal):
    disable(cast.omar)
    older = journal.read_text()
    disable(cast.dana)
    journal.write_text(older)
    schema.upgrade(without_log=True)
    assert schema.catch_up() is None
    assert [path.suffix for path in journal.parent.glob("taken-back.jsonl.*")] == [".damaged"]


def test_the_choice_is_not_asked_for_where_nothing_is_wrong(cast, journal):
    with transaction():
        token = sign_ins.begin(cast.mia, "participant", "phone", NOW)
    disable(cast.omar)
    schema.upgrade(without_log=True)
    assert sign_ins.find(token, NOW)
