"""What people wrote is under keys of their own: what an earlier version wrote is moved there, whenever that ends; the key of the
installation is replaced while everything runs; and what was erased reads as erased."""

from __future__ import annotations

import json
import os
import shutil
import signal
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import flask_migrate
import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import insert, select, text, update
from sqlalchemy.exc import DBAPIError

from companion import config, key_commands, schema, sealing
from companion.absences import service as absences
from companion.accounts import service as accounts
from companion.aftercare import service as aftercare
from companion.aftercare.rules import Answer
from companion.checkins import service as checkins
from companion.checkins.models import Checkin
from companion.checkins.rules import Entry, NewCheckin
from companion.export import tables
from companion.kernel import clock, crypto, data_keys, settings
from companion.kernel.crypto import SealError
from companion.kernel.database import Base, db, transaction
from companion.logbook import service as logbook
from companion.program.models import Program
from companion.reminders import service as reminders
from companion.reminders.rules import Wishes
from companion.safety import service as safety
from companion.sharing.models import Consent
from companion.supporters import service as supporters
from tests.cast import NOW, ZONE, Cast
from tests.conftest import SignedIn
from tests.policy.things import things
from tests.support import commands

pytestmark = pytest.mark.databases("sqlite", "postgresql")

LATER = NOW + timedelta(days=2)
SAID = Entry(2, 6, 4, 5, "poor", ("walk",), ("Alone",), ("Música", "Walking"), "The long canary evening")
CHECKIN, CHECKUP = UUID(int=1), UUID(int=2)
CANARIES = (
    "canary e",
    "First canary",
    "canary tea",
    "canary walk",
    "canary Sam",
    '"canary"',
    "poor",
    "breathing",
    "dbt_card",
)


@pytest.fixture
def keys(app: Flask, tmp_path: Path) -> Iterator[Path]:
    """The keys folder, for this test alone: keys that it makes are gone afterwards."""
    before = {name: app.extensions[name] for name in ("companion.crypto", "companion.config")}
    moved = replace(config.current(), instance=tmp_path)
    shutil.copytree(config.current().keys_folder, moved.keys_folder)
    app.extensions["companion.config"] = moved
    crypto.init_app(app, moved.keys_folder)
    yield moved.keys_folder
    app.extensions.update(before)


def wait(until: Any = NOW + timedelta(days=1)) -> None:
    """As after an upgrade from the version before."""
    with transaction():
        settings.put(data_keys.WAITS, until.isoformat())


def write(app: Flask, cast: Cast) -> None:
    """Mia's rows, one in each place where something of hers is sealed."""
    things(app, cast)
    with transaction():
        for revision, note in ((1, "First canary"), (2, SAID.note)):
            said = Entry(**vars(SAID) | {"note": note})
            checkins.record_checkin(cast.mia, NewCheckin(CHECKIN, NOW, ZONE, NOW.date(), said, revision), NOW)
        aftercare.record_checkup(cast.mia, Answer(CHECKUP, "call", None, NOW, NOW))
        reminders.save_wishes(cast.mia, Wishes(level="words", my_words="canary tea"), NOW)
        logbook.save_words(cast.mia, 0, {"lists": {"canary": []}}, NOW)
        safety.save_plan(cast.mia, 0, {"steps": {"alone": ["canary walk"]}}, NOW)
        aftercare.save_plan(cast.mia, 0, {"people": ["canary Sam"]}, NOW)


def said(cast: Cast) -> dict[str, Any]:
    """Everything of hers, as she reads it."""
    days = (NOW.date() - timedelta(days=1), NOW.date() + timedelta(days=9))
    db.session.rollback()
    return {
        "checkins": [(one.id, one.revision, one.entry) for one in checkins.list_checkins(cast.mia, *days)],
        "cards": [(one.kind, one.words) for one in logbook.list_cards(cast.mia, *days)],
        "absences": [one.reason for one in absences.own(cast.mia, days[0])],
        "checkups": [one.answer for one in aftercare.answers(cast.mia)],
        "words": logbook.read_words(cast.mia).content,
        "safety": safety.read_plan(cast.mia).content,
        "aftercare": aftercare.read_plan(cast.mia).content,
        "wishes": reminders.wishes_of(cast.mia).my_words,
        "supporters": [one.name for one in supporters.supporters(cast.mia)],
    }


def everything() -> str:
    """All rows of all tables, as somebody reads them who has the database and no key."""
    db.session.rollback()
    return "\n".join(repr(row) for table in Base.metadata.sorted_tables for row in db.session.execute(select(table)))


def finish(now: Any = LATER) -> None:
    while sealing.work(now):
        pass


def test_every_sealed_column_is_known(app: Flask) -> None:
    """Whoever adds one says whether it belongs to a person alone, or to the installation."""
    known = {(each.table, each.column) for each in (*sealing.OWN_PLACES, *sealing.SHARED_PLACES)}
    there = {
        (table.name, column.name)
        for table in Base.metadata.sorted_tables
        for column in table.c
        if column.name.endswith("_sealed")
    }
    of_the_version_before = {("checkins", "note_sealed"), ("checkins", "fingerprint_sealed")}
    assert there - of_the_version_before == known - {("data_keys", "wrapped")}


def test_nothing_somebody_said_is_in_the_clear(app: Flask, cast: Cast) -> None:
    write(app, cast)
    assert [word for word in CANARIES if word in everything()] == []
    assert set(db.session.scalars(text("SELECT reason FROM absences"))) == {None}
    assert db.session.execute(text("SELECT answer FROM checkups")).scalars().all() == [None]
    row = db.session.execute(select(Checkin.__table__).where(Checkin.id == CHECKIN)).one()._mapping
    assert {name for name, value in row.items() if value is not None} == {
        "id", "participant_id", "recorded_at", "zone", "local_day", "received_at", "changed_at", "late", "clock_doubt",
        "revision", "content_sealed",
    }  # fmt: skip
    assert sealing.own_words().left() == 0


def test_during_the_day_of_the_upgrade_everything_is_written_as_before_and_moved_after_it(
    app: Flask, cast: Cast
) -> None:
    wait()
    write(app, cast)
    before, copy = said(cast), tables.records(cast.mia)
    assert before["checkins"][-1] == (CHECKIN, 2, SAID)
    finish(NOW)
    assert sealing.own_words().left() > 0, "hosts of the version before may still write"
    assert db.session.execute(select(Checkin.mood).where(Checkin.id == CHECKIN)).scalar_one() == 2
    finish()
    assert sealing.own_words().left() == 0
    assert [word for word in CANARIES if word in everything()] == []
    assert said(cast) == before
    again = tables.records(cast.mia)
    assert {name: rows for name, rows in again.items() if name != "data_keys"} == copy
    assert settings.read(settings.SERVES) == "0026", "a program that cannot read this is refused"


def test_an_entry_that_was_moved_is_the_same_when_it_comes_again(app: Flask, cast: Cast) -> None:
    wait()
    write(app, cast)
    finish()
    with transaction():
        for revision, note, outcome in ((1, "First canary", "same"), (2, SAID.note, "same"), (2, "Other", "conflict")):
            new = NewCheckin(CHECKIN, NOW, ZONE, NOW.date(), Entry(**vars(SAID) | {"note": note}), revision)
            assert checkins.record_checkin(cast.mia, new, NOW).outcome == outcome
        third = NewCheckin(CHECKIN, NOW, ZONE, NOW.date(), Entry(mood=5), 3)
        assert checkins.record_checkin(cast.mia, third, NOW).outcome == "updated"
        assert checkins.record_checkin(cast.mia, third, NOW).outcome == "same"


def test_moving_can_end_anywhere_and_goes_on(app: Flask, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    wait()
    write(app, cast)
    before = said(cast)
    sealing.stop_waiting()
    monkeypatch.setattr(sealing, "BATCH", 1)
    steps = 0
    while sealing.own_words().step():  # a new one each time, as after a kill
        steps += 1
        assert said(cast) == before
    assert steps >= 10
    assert sealing.own_words().left() == 0


def test_what_changes_meanwhile_is_not_overwritten(app: Flask, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    wait()
    write(app, cast)
    sealing.stop_waiting()
    makes = sealing._make_keys

    def meanwhile(rows: list[Any]) -> None:
        makes(rows)
        if hasattr(rows[0], "mood"):
            with transaction():
                newer = NewCheckin(CHECKIN, NOW, ZONE, NOW.date(), Entry(mood=5), 3)
                assert checkins.record_checkin(cast.mia, newer, NOW).outcome == "updated"

    monkeypatch.setattr(sealing, "_make_keys", meanwhile)
    sweep = sealing.own_words()
    while sweep.step():
        pass
    assert said(cast)["checkins"][-1] == (CHECKIN, 3, Entry(mood=5))


def test_what_was_erased_reads_as_erased_everywhere(app: Flask, cast: Cast, signed_in: SignedIn) -> None:
    write(app, cast)
    mia = signed_in(cast.mia)
    with transaction():
        assert accounts.destroy_data_key(cast.mia, NOW)
    found = said(cast)
    assert {entry for _, _, entry in found["checkins"]} == {Entry()}
    assert (found["cards"], set(found["absences"]), found["checkups"]) == ([], {None}, [])
    assert (found["wishes"], found["supporters"]) == ("", [""])
    for path in ("checkins?start=2026-03-01&end=2026-03-31", "safety-plan", "aftercare-plan", "own-words", "checkups", "me/copy?form=html",
                 "me/copy?form=csv", "me/copy?form=json", "schedule", "days", "goals", "absences"):  # fmt: skip
        assert mia.get(f"/api/v1/{path}").status_code in (200, 404), path
    entry = {"recorded_at": NOW.isoformat(), "zone": ZONE, "local_day": NOW.date().isoformat(), "mood": 3}
    for path, body in ((f"checkins/{uuid4()}", entry), (f"checkins/{CHECKIN}", entry)):
        assert mia.put(f"/api/v1/{path}", json=body).status_code == 404
    copy = json.loads(mia.get("/api/v1/me/copy?form=json").get_data(as_text=True))["records"]
    assert copy["safety_plans"][0]["content"] == "(erased)"


def test_what_was_not_moved_yet_when_the_key_was_destroyed_is_gone_with_it(app: Flask, cast: Cast) -> None:
    wait()
    write(app, cast)
    with transaction():
        accounts.destroy_data_key(cast.mia, NOW)
    finish()
    assert {entry for _, _, entry in said(cast)["checkins"]} == {Entry()}
    assert sealing.own_words().left() == 0


def test_going_back_a_version_keeps_every_word(app: Flask, cast: Cast) -> None:
    write(app, cast)
    before = said(cast)
    copy = tables.records(cast.mia)
    db.session.remove()
    flask_migrate.downgrade(revision="0025")
    row = db.session.execute(text("SELECT * FROM checkins WHERE mood = 2")).mappings().one()
    assert (row["sleep"], row["craving"]) == ("poor", 6)
    assert crypto.unseal("checkins", CHECKIN, "note", row["note_sealed"]) == SAID.note
    assert db.session.execute(text("SELECT kind FROM log_cards")).scalars().all() == ["dbt_card"]
    assert "work" in db.session.execute(text("SELECT reason FROM absences")).scalars().all()
    assert db.session.execute(text("SELECT answer FROM checkups")).scalars().all() == ["call"]
    db.session.remove()
    flask_migrate.upgrade()
    assert data_keys.waits_until() is not None, "somebody is in it: hosts of before may be, too"
    assert said(cast) == before
    finish(clock.now() + timedelta(days=2))
    assert said(cast) == before
    assert tables.records(cast.mia)["checkins"] == copy["checkins"]


# The key of the installation


def a_consent(app: Flask, cast: Cast) -> UUID:
    """One of Mia's, in the words she agreed to."""
    id_ = uuid4()
    program_id = db.session.scalars(select(Program.id)).first()
    at = {"decided_at": NOW, "recorded_at": NOW, "expires_at": LATER}
    with transaction():
        sealed = crypto.seal("consents", id_, "text", "I agree")
        new = {
            "participant_id": cast.mia,
            "id": id_,
            "item": "checkins",
            "level": "summary",
            "version": 1,
            "wording": 1,
        }
        db.session.execute(insert(Consent).values(**new, **at, program_id=program_id, text_sealed=sealed))
    return id_


def test_of_a_consent_nothing_but_its_seal_is_renewed(app: Flask, cast: Cast, keys: Path) -> None:
    things(app, cast)
    id_ = a_consent(app, cast)
    ran("rotate")
    sealed = db.session.execute(select(Consent.text_sealed).where(Consent.id == id_)).scalar_one()
    assert sealed is not None
    assert sealed.startswith("2.")
    assert crypto.unseal("consents", id_, "text", sealed) == "I agree"
    for change in ("level = 'entries'", "expires_at = NULL", "version = 2", "wording = 2"):
        with pytest.raises(DBAPIError, match="append-only"), transaction():
            db.session.execute(text(f"UPDATE consents SET {change}"))
    with pytest.raises(DBAPIError, match="append-only"), transaction():
        db.session.execute(text("DELETE FROM consents"))


def ran(*arguments: str) -> str:
    done = CliRunner().invoke(key_commands.keys_cli, arguments, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def test_a_rotation_leaves_nothing_under_the_old_key_and_running_processes_notice(
    app: Flask, cast: Cast, keys: Path
) -> None:
    write(app, cast)
    before, process = said(cast), crypto._Keys(keys)
    assert process.newest(make=False).mark == "1."
    ran("rotate")
    assert settings.canary_key() == "2"
    assert json.loads(ran("status", "--json"))["keys"]["1"] == 0
    assert process.newest(make=False).mark == "2."
    assert said(cast) == before
    schema.check()
    ran("rotate")
    assert json.loads(ran("status", "--json"))["keys"] | {"3": 0} == {"1": 0, "2": 0, "3": 0}
    assert settings.canary_key() == "3"


def test_an_older_backup_opens_as_long_as_its_key_is_kept(app: Flask, cast: Cast, keys: Path) -> None:
    write(app, cast)
    before = said(cast)
    old = {row.participant_id: row.wrapped for row in db.session.execute(select(data_keys.DataKey.__table__))}
    ran("rotate")
    with transaction():
        for person, wrapped in old.items():
            db.session.execute(
                update(data_keys.DataKey).where(data_keys.DataKey.participant_id == person).values(wrapped=wrapped)
            )
    db.session.remove()
    assert said(cast) == before
    (keys / "data.key").unlink()
    crypto.init_app(app, keys)
    db.session.remove()
    with pytest.raises(SealError, match=r"key '1', which is not in .*keys; restore it from your key backup"):
        said(cast)


def test_a_rotation_that_was_ended_goes_on_with_the_same_key(app: Flask, cast: Cast, keys: Path) -> None:
    write(app, cast)
    sealing.begin_rotation(keys)
    assert "key 2" in ran("rotate")
    assert not (keys / "data-3.key").exists()
    assert json.loads(ran("status", "--json"))["keys"]["1"] == 0


def test_other_hosts_can_read_under_a_key_before_anybody_seals_under_it(app: Flask, cast: Cast, keys: Path) -> None:
    write(app, cast)
    elsewhere = keys.parent / "host" / "keys"
    assert "next-2.key" in ran("prepare")
    shutil.copytree(keys, elsewhere)
    other_host = crypto._Keys(elsewhere)
    assert other_host.newest(make=False).mark == "1."
    ran("rotate")
    sealed = crypto.seal("notes", CHECKIN, "text", "from the first host")
    assert sealed.startswith("2.")
    assert other_host.named("2").unseal("notes", CHECKIN, "text", sealed) == "from the first host"
    app.extensions["companion.config"] = replace(config.current(), instance=elsewhere.parent)
    crypto.init_app(app, elsewhere)
    ran("rotate")
    assert other_host.newest(make=False).mark == "2."


def test_a_rotation_waits_until_the_version_before_is_gone(app: Flask, keys: Path) -> None:
    wait()
    done = CliRunner().invoke(key_commands.keys_cli, ["rotate"])
    assert done.exit_code == 1
    assert "companion keys seal" in done.output
    assert "sealed" in ran("seal")
    assert "Sealing under key 2" in ran("rotate")


KILLED = """
from companion import sealing
sealing.BATCH, steps = 1, {step}
step = sealing.Sweep.step
def counted(self):
    global steps
    if self.mark != sealing.OWN_MARK:
        steps -= 1
        if steps == 0:
            os.kill(os.getpid(), signal.{signal})
    return step(self)
sealing.Sweep.step = counted
"""


@pytest.mark.parametrize("ended_by", ["SIGKILL", "SIGINT"])
def test_a_rotation_killed_at_every_step_ends_whole(app: Flask, cast: Cast, keys: Path, ended_by: str) -> None:
    write(app, cast)
    with transaction():
        for person in (cast.leo, cast.ana):
            data_keys.box(person)
    before = said(cast)
    db.session.remove()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COMPANION_")} | {
        "COMPANION_INSTANCE": str(keys.parent),
        "COMPANION_DATABASE_URL": config.current().database_url,
    }
    for step in ("1", "2", "3"):
        killed = KILLED.replace("{signal}", ended_by).replace("{step}", step)
        ended, _, error = commands.run(("keys", "rotate"), environment, killed)
        assert ended == (-signal.SIGKILL if ended_by == "SIGKILL" else 1), error
        assert "Traceback" not in error
        assert said(cast) == before
        db.session.remove()
    ended, _, error = commands.run(("keys", "rotate"), environment)
    assert ended == 0, error
    crypto.init_app(app, keys)
    assert said(cast) == before
    assert settings.canary_key() == "2"
    assert json.loads(ran("status", "--json"))["keys"]["1"] == 0


def test_people_go_on_writing_during_a_rotation(app: Flask, cast: Cast, keys: Path) -> None:
    write(app, cast)
    failed: list[BaseException] = []
    enough = threading.Event()

    def go_on() -> None:
        try:
            with app.app_context():
                while not enough.is_set():
                    person = (cast.mia, cast.leo, cast.ana)[len(failed) % 3]
                    with transaction():
                        new = NewCheckin(uuid4(), NOW, ZONE, NOW.date(), SAID)
                        assert checkins.record_checkin(person, new, NOW).outcome == "created"
                    checkins.list_checkins(person, NOW.date(), NOW.date())
                    db.session.remove()
        except BaseException as error:  # noqa: BLE001 - told by the test
            failed.append(error)

    writers = [threading.Thread(target=go_on) for _ in range(2)]
    for one in writers:
        one.start()
    for key_id in ("2", "3"):
        assert f"key {key_id}" in ran("rotate")
    enough.set()
    for one in writers:
        one.join()
    assert failed == []
    assert json.loads(ran("status", "--json"))["keys"]["1"] == 0
