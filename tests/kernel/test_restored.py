"""An older copy of the database comes back: what was taken back since stays taken back, nothing is sent twice, and phones are
told to send again what was lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, text

from companion import schema
from companion.accounts import authenticators, invitations, service, sign_ins, totp
from companion.accounts.models import Account, SignIn
from companion.kernel import clock, data_keys, ids, revocation_files, revocations, settings
from companion.kernel.database import Base, db, transaction
from companion.kernel.errors import Invalid, NotFound, StorageFull
from companion.program import service as program
from companion.push import service as push
from companion.push.rules import HostPolicy
from companion.push.subscriptions import NewSubscription, subscribe
from companion.reminders.models import Occurrence
from tests.cast import NOW
from tests.push.sink import Phone

pytestmark = pytest.mark.databases("sqlite", "postgresql")

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def journal(app, tmp_path):
    """The file outside the database, empty as on a new machine."""
    before = app.extensions["companion.revocations"]
    revocations.init_app(app, tmp_path)
    yield tmp_path / revocation_files.FILE
    app.extensions["companion.revocations"] = before


class Copies:
    """Backups of the whole database, and their return. The file stays what it is."""

    def take(self):
        db.session.rollback()
        return {table.name: [dict(row) for row in rows(table)] for table in Base.metadata.sorted_tables}

    def restore(self, copy):
        db.session.remove()
        with transaction():
            if db.engine.dialect.name == "sqlite":
                db.session.execute(text("PRAGMA defer_foreign_keys=ON"))
                for (trigger,) in db.session.execute(text("SELECT name FROM sqlite_master WHERE type='trigger'")).all():
                    db.session.execute(text(f'DROP TRIGGER "{trigger}"'))
            else:
                db.session.execute(text("SET LOCAL session_replication_role = replica"))
            for table in reversed(Base.metadata.sorted_tables):
                db.session.execute(table.delete())
            for table in Base.metadata.sorted_tables:
                if copy[table.name]:
                    db.session.execute(table.insert(), copy[table.name])
        db.session.remove()


def rows(table):
    return db.session.execute(select(table)).mappings()


@pytest.fixture
def copies(journal):
    return Copies()


def signed_in_on_two_phones(cast):
    with transaction():
        return [sign_ins.begin(cast.mia, "participant", name, NOW) for name in ("old phone", "new phone")]


def test_a_sign_in_ended_after_the_backup_stays_ended_and_others_go_on(cast, copies):
    stolen, mine = signed_in_on_two_phones(cast)
    copy = copies.take()
    with transaction():
        sign_ins.end(sign_ins.find(stolen, NOW).sign_in_id, cast.mia, LATER)
    copies.restore(copy)
    assert sign_ins.find(stolen, LATER), "the copy itself knows nothing of it"
    assert "older copy" in schema.catch_up()
    assert sign_ins.find(stolen, LATER) is None
    assert sign_ins.find(mine, LATER)


def test_a_sign_in_begun_after_the_backup_is_worth_nothing(cast, copies):
    copy = copies.take()
    token, _ = signed_in_on_two_phones(cast)
    copies.restore(copy)
    schema.catch_up()
    assert sign_ins.find(token, LATER) is None


def test_whoever_was_shut_out_after_the_backup_stays_out(cast, copies):
    with transaction():
        token = sign_ins.begin(cast.dana, "counselor", "desk", NOW)
    copy = copies.take()
    with transaction():
        service.disable(cast.dana, LATER)
    copies.restore(copy)
    schema.catch_up()
    assert sign_ins.find(token, NOW) is None
    assert db.session.get(Account, cast.dana).disabled_at == LATER


def test_a_code_used_after_the_backup_lets_nobody_in_again(cast, copies):
    with transaction():
        code = service.invite(cast.leo, None, NOW)
    copy = copies.take()
    with transaction():
        service.activate(code, LATER)
    copies.restore(copy)
    assert invitations.is_waiting(cast.leo, code, LATER)
    schema.catch_up()
    with pytest.raises(Invalid), transaction():
        service.activate(code, LATER)


def test_what_somebody_wrote_and_had_erased_after_the_backup_stays_unreadable(cast, copies):
    """Also in a copy of before there was a key to destroy."""
    nothing_yet = copies.take()
    with transaction():
        words = data_keys.seal(cast.mia, "notes", cast.mia, "text", "The long evening")
    copy = copies.take()
    with transaction():
        service.destroy_data_key(cast.mia, LATER)
    copies.restore(copy)
    assert data_keys.unseal(cast.mia, "notes", cast.mia, "text", words)
    for each in (copy, nothing_yet):
        copies.restore(each)
        schema.catch_up()
        with pytest.raises(data_keys.Erased):
            data_keys.unseal(cast.mia, "notes", cast.mia, "text", words)
        with pytest.raises(data_keys.Erased), transaction():
            data_keys.box(cast.mia)


def test_a_code_replaced_after_the_backup_lets_nobody_in(cast, copies):
    with transaction():
        replaced = service.invite(cast.leo, None, NOW)
    copy = copies.take()
    with transaction():
        service.invite(cast.leo, None, NOW)
    copies.restore(copy)
    schema.catch_up()
    with pytest.raises(Invalid), transaction():
        service.activate(replaced, LATER)


def test_a_passphrase_replaced_after_the_backup_is_refused(cast, copies):
    with transaction():
        service.set_passphrase(cast.mia, "mia", "the one that was seen")
        service.set_passphrase(cast.leo, "leo", "the one that is kept")
    copy = copies.take()
    with transaction():
        mark = service.passphrase_mark(cast.mia)
        service.replace_passphrase(cast.mia, "mia", service.hash_for(cast.mia, "mia", "the one of afterwards"), mark)
    copies.restore(copy)
    assert service.proof_for("mia", "the one that was seen", staff=False), "the copy knows nothing of the change"
    schema.catch_up()
    assert service.proof_for("mia", "the one that was seen", staff=False) is None
    assert service.proof_for("leo", "the one that is kept", staff=False)


def test_a_first_passphrase_refuses_nothing_in_an_older_copy(cast, copies, journal):
    with transaction():
        service.replace_passphrase(cast.mia, "mia", service.hash_for(cast.mia, "mia", "some words of mine"), None)
    assert not journal.exists()


def test_an_authenticator_replaced_after_the_backup_is_refused(cast, copies):
    with transaction():
        lost = authenticators.set_totp(cast.dana)
    copy = copies.take()
    with transaction():
        authenticators.set_totp(cast.dana)
    copies.restore(copy)
    schema.catch_up()
    with transaction():
        assert not authenticators.use_totp(cast.dana, totp.code_at(lost, LATER), LATER)


def test_a_phone_switched_off_after_the_backup_stays_off(cast, copies):
    new = NewSubscription("https://fcm.googleapis.com/x", **Phone().keys, device="phone", vapid_key_id="1")
    with transaction():
        phone = subscribe(cast.mia, new, HostPolicy(), NOW).id
    copy = copies.take()
    with transaction():
        push.end(cast.mia, phone, LATER)
    copies.restore(copy)
    schema.catch_up()
    assert [one.state for one in push.subscriptions_of(cast.mia)] == ["gone"]


def test_a_phone_whose_sign_in_ended_after_the_backup_is_reached_by_nothing(cast, copies):
    """The copy shows it reachable, also under a sign-in that nothing was reached at any more when it ended."""
    stolen, mine = signed_in_on_two_phones(cast)
    first, second = (sign_ins.find(token, NOW).sign_in_id for token in (stolen, mine))
    new = NewSubscription("https://fcm.googleapis.com/x", **Phone().keys, device="phone", vapid_key_id="1")
    with transaction():
        subscribe(cast.mia, new, HostPolicy(), NOW, first)
    copy = copies.take()
    with transaction():
        subscribe(cast.mia, new, HostPolicy(), NOW, second)
    with transaction():
        sign_ins.end(first, cast.mia, LATER)
    copies.restore(copy)
    assert [one.state for one in push.subscriptions_of(cast.mia)] == ["unverified"]
    with clock.fixed(LATER):
        schema.catch_up()
    assert [one.state for one in push.subscriptions_of(cast.mia)] == ["gone"]


def test_staff_who_left_a_program_after_the_backup_do_not_see_it_again(cast, copies):
    from tests.program.builders import load, make_file

    maple = load(make_file(), NOW).program_id
    with transaction():
        program.assign_staff(maple, cast.cora)
    copy = copies.take()
    with transaction():
        program.unassign_staff(maple, cast.cora)
    copies.restore(copy)
    schema.catch_up()
    assert program.programs_of_staff(cast.cora) == []


def test_who_left_a_care_team_after_the_backup_is_off_it_and_the_person_reads_until_when(cast, copies, signed_in):
    copy = copies.take()
    with transaction():
        service.remove_from_care_teams(cast.dana, [cast.mia], cast.ruth, LATER, to=cast.omar)
        service.add_to_care_team(cast.mia, cast.omar, LATER)
    before = service.care_team_history(cast.mia)[1:]
    copies.restore(copy)
    assert service.is_on_care_team(cast.dana, cast.mia), "the copy itself knows nothing of it"
    schema.catch_up()
    assert not service.is_on_care_team(cast.dana, cast.mia)
    assert service.care_team_history(cast.mia) == before, "who took over since the backup is put on the team again"
    (dana,) = before
    with clock.fixed(LATER):
        read = signed_in(cast.mia).get("/api/v1/care-team").json["items"]
    assert [(one["name"], one["until"] is not None) for one in read] == [("Dana", True)]
    assert (dana.staff_id, dana.until) == (cast.dana, LATER)


def test_phones_hear_of_it_by_another_epoch_even_when_nothing_was_taken_back(cast, copies):
    with transaction():
        revocations.alive()
    copy, epoch = copies.take(), settings.server_epoch()
    with transaction():
        revocations.alive()
    copies.restore(copy)
    schema.catch_up()
    assert settings.server_epoch() not in {"", epoch}


def test_what_may_have_been_sent_since_the_backup_is_not_sent_again_and_what_lies_ahead_stays(cast, copies):
    for due in (NOW, LATER + timedelta(hours=1)):
        with transaction():
            db.session.add(reminder(cast.mia, due))
            revocations.alive()
    copy = copies.take()
    with transaction():
        revocations.alive()
    copies.restore(copy)
    with clock.fixed(LATER):
        schema.catch_up()
    found = db.session.execute(select(Occurrence.state, Occurrence.outcome).order_by(Occurrence.due_at))
    assert [tuple(row) for row in found] == [("expired", "restored"), ("planned", None)]


def reminder(whose, due):
    return Occurrence(
        id=ids.new_id(), participant_id=whose, kind="session_soon", source=str(ids.new_id()), local_date=due.date(),
        slot="s", state="planned", due_at=due, closes_at=due + timedelta(hours=3), expires_at=due + timedelta(hours=3),
    )  # fmt: skip


def test_a_database_that_is_no_older_than_the_file_is_left_alone(cast, copies):
    first, _ = signed_in_on_two_phones(cast)
    with transaction():
        sign_ins.end(sign_ins.find(first, NOW).sign_in_id, cast.mia, LATER)
    epoch = settings.server_epoch()
    for _ in range(3):
        assert schema.catch_up() is None
    assert settings.server_epoch() == epoch


def test_after_it_caught_up_it_is_as_new_as_the_file(cast, copies):
    copy = copies.take()
    with transaction():
        service.disable(cast.omar, LATER)
    copies.restore(copy)
    assert schema.catch_up()
    assert schema.catch_up() is None
    with transaction():
        service.disable(cast.dana, LATER)
    assert schema.catch_up() is None


def test_what_was_refused_is_not_written_down(cast, copies, journal):
    def both():
        service.disable(cast.omar, NOW)
        sign_ins.end(ids.new_id(), cast.mia, NOW)

    with pytest.raises(NotFound), transaction():
        both()
    assert not journal.exists()


def test_the_file_is_for_its_owner_and_holds_ids_and_instants_only(cast, copies, journal):
    token, _ = signed_in_on_two_phones(cast)
    with transaction():
        sign_ins.end_others(None, cast.mia, NOW)
        service.disable(cast.mia, NOW)
    said = journal.read_text()
    assert journal.stat().st_mode & 0o777 == 0o600
    for secret in (token, "Mia", "phone"):
        assert secret not in said
    assert said.count("\n") == 3


def test_a_line_torn_by_a_crash_spoils_neither_what_stands_before_nor_after(cast, copies, journal):
    copy = copies.take()
    with transaction():
        service.disable(cast.dana, NOW)
    with journal.open("a") as file:
        file.write('{"n":"torn","table":"acc')
    with transaction():
        service.disable(cast.omar, NOW)
    copies.restore(copy)
    schema.catch_up()
    assert db.session.get(Account, cast.dana).disabled_at == NOW
    assert db.session.get(Account, cast.omar).disabled_at == NOW


def test_a_file_that_cannot_be_written_refuses_the_change_and_says_there_is_no_room(cast, copies, app, tmp_path):
    (tmp_path / "no folder").write_text("a file stands where the folder was")
    app.extensions["companion.revocations"] = tmp_path / "no folder" / "file"
    with pytest.raises(StorageFull), transaction():
        service.disable(cast.dana, NOW)
    assert db.session.get(Account, cast.dana).disabled_at is None


def test_the_worker_leaves_a_mark_so_that_a_quiet_week_is_noticed_too(cast, copies, journal):
    from companion import worker

    copy = copies.take()
    worker.leave_a_mark(NOW)
    copies.restore(copy)
    assert schema.catch_up()
    assert db.session.execute(select(SignIn.id)).all() == []
