"""A backup of either database comes back as it was, and what was revoked since is revoked again."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from flask.cli import ScriptInfo
from sqlalchemy import select, text

from companion import cli, schema
from companion.accounts import service, sign_ins
from companion.audit import service as audit
from companion.backup import archive, postgres
from companion.backup.archive import BackupError
from companion.kernel import clock, running, settings
from companion.kernel.database import Base, db, transaction
from tests.cast import NOW, Cast

pytestmark = pytest.mark.databases("sqlite", "postgresql")

LATER = NOW + timedelta(hours=1)
Run = Callable[..., Result]


@pytest.fixture
def run(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """`companion …` with the settings of the application under test."""
    config = app.extensions["companion.config"]
    shutil.rmtree(config.instance / "before-restore", ignore_errors=True)  # of another test
    monkeypatch.setenv("COMPANION_INSTANCE", str(config.instance))
    monkeypatch.setenv("COMPANION_DATABASE_URL", config.database_url)

    def run(*words: object) -> Result:
        db.session.remove()
        db.engine.dispose()
        found = CliRunner().invoke(cli.companion, list(map(str, words)), obj=ScriptInfo(create_app=lambda: app))
        if isinstance(found.exception, BackupError | schema.NotAtHead):
            raise found.exception
        assert found.exit_code == 0, (found.output, found.exception)
        return found

    yield run
    db.session.remove()
    db.engine.dispose()


@pytest.fixture
def identity(tmp_path: Path) -> Path:
    path = tmp_path / "identity.txt"
    path.write_text(archive.make_identity()[0])
    return path


@pytest.fixture
def restore(run: Run, identity: Path, tmp_path: Path) -> tuple[object, ...]:
    """A backup of now, and the words that put it back."""
    public = str(archive.identity(identity).to_public())
    run("backup", "create", tmp_path / "a.age", "--to", public)
    return ("backup", "restore", tmp_path / "a.age", "--identity", identity, "--replace")


def everything() -> dict[str, list[tuple[object, ...]]]:
    db.session.rollback()
    return {
        table.name: sorted(map(tuple, db.session.execute(select(table))), key=str)
        for table in Base.metadata.sorted_tables
        if table.name != "settings"
    }


def test_everything_comes_back_as_it_was(app: Flask, cast: Cast, run: Run, identity: Path, tmp_path: Path) -> None:
    with transaction():
        audit.record(cast.dana, "person_opened", cast.mia, "awkward \\ \t text\nwith ñ", NOW)
    before, public = everything(), str(archive.identity(identity).to_public())
    run("backup", "create", tmp_path / "a.age", "--to", public)
    assert "is whole" in run("backup", "verify", tmp_path / "a.age", "--identity", identity).output
    with transaction():
        service.create_account("participant", "Somebody new", NOW)
    run("backup", "restore", tmp_path / "a.age", "--identity", identity, "--replace")
    assert everything() == before
    with pytest.raises(Exception, match=r"append-only|audit"), transaction():
        db.session.execute(text("DELETE FROM audit_entries"))


def test_what_was_revoked_after_the_backup_is_revoked_again(
    app: Flask, cast: Cast, run: Run, restore: tuple[object, ...]
) -> None:
    with transaction():
        token = sign_ins.begin(cast.mia, "participant", "phone", NOW)
    run(
        "backup",
        "create",
        Path(str(restore[2])).with_name("b.age"),
        "--to",
        str(archive.identity(restore[4]).to_public()),
    )
    epoch = settings.server_epoch()
    with transaction():
        service.disable(cast.omar, LATER)
        sign_ins.end(sign_ins.find(token, NOW).sign_in_id, cast.mia, LATER)
    said = run(*restore[:2], Path(str(restore[2])).with_name("b.age"), *restore[3:])
    assert "older copy" in said.output
    assert sign_ins.find(token, LATER) is None
    assert service.get_person(cast.omar).disabled_at == LATER
    assert settings.server_epoch() != epoch


def test_the_audit_log_goes_on_from_the_copy_and_says_so(
    app: Flask, cast: Cast, run: Run, restore: tuple[object, ...]
) -> None:
    with transaction():
        audit.record_each(cast.dana, "person_opened", [cast.mia] * 3, "", LATER)
    audit.mark_head(LATER)
    with clock.fixed(LATER + timedelta(minutes=1)):
        assert "rows after 0 were lost with the older copy" in run(*restore).output
    assert "older copy" in run("audit", "verify").output
    again = "rows, as they were written"
    assert again in run("audit", "verify").output
    audit.mark_head(LATER)
    assert again in run("audit", "verify").output, "what is noted from now on fits"


def test_a_copy_whose_audit_log_was_changed_is_named(
    app: Flask, cast: Cast, run: Run, tmp_path: Path, identity: Path
) -> None:
    with transaction():
        audit.record_each(cast.dana, "person_opened", [cast.mia] * 3, "", NOW)
    forged = (
        "INSERT INTO audit_entries SELECT 4, at, actor_id, action, participant_id, subject, chain FROM audit_entries"
    )
    with transaction():
        db.session.execute(text(f"{forged} WHERE position = 1"))
    run("backup", "create", tmp_path / "b.age", "--to", str(archive.identity(identity).to_public()))
    said = run("backup", "restore", tmp_path / "b.age", "--identity", identity, "--replace").output
    assert "not as it was written. Row 4 is not what was written" in said


def test_heads_come_along_from_where_they_are_written_and_never_replace_others(
    app: Flask, cast: Cast, run: Run, tmp_path: Path, identity: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heads, elsewhere = tmp_path / "shipped" / "heads.jsonl", tmp_path / "new" / "heads.jsonl"
    heads.parent.mkdir()
    heads.write_text("a head\n")
    monkeypatch.setenv("COMPANION_AUDIT_HEADS", str(heads))
    run("backup", "create", tmp_path / "b.age", "--to", str(archive.identity(identity).to_public()))
    words = ("backup", "restore", tmp_path / "b.age", "--identity", identity, "--replace")
    heads.write_text("a head\nand another\n")
    run(*words)
    assert heads.read_text() == "a head\nand another\n"
    monkeypatch.setenv("COMPANION_AUDIT_HEADS", str(elsewhere))
    run(*words)
    assert elsewhere.read_text() == "a head\n"
    assert elsewhere.stat().st_mode & 0o777 == 0o600


def test_a_backup_whose_audit_log_has_another_key_is_refused_before_anything_is_replaced(
    app: Flask, cast: Cast, run: Run, restore: tuple[object, ...]
) -> None:
    keys = app.extensions["companion.config"].keys_folder
    mine = (keys / "audit.key").read_bytes()
    before = everything()
    try:
        (keys / "audit.key").write_bytes(bytes(32))
        with pytest.raises(BackupError, match=r"key of the audit log.*KEYS-FILE"):
            run(*restore)
    finally:
        (keys / "audit.key").write_bytes(mine)
    assert everything() == before


def test_phones_are_asked_again_also_when_nothing_was_revoked_since(
    app: Flask, cast: Cast, run: Run, restore: tuple[object, ...]
) -> None:
    epoch = settings.server_epoch()
    run(*restore)
    assert settings.server_epoch() not in {"", epoch}


def test_what_was_there_is_kept_and_comes_back_too(
    app: Flask, cast: Cast, run: Run, restore: tuple[object, ...], identity: Path
) -> None:
    with transaction():
        newer = service.create_account("participant", "Somebody new", NOW)
    run(*restore)
    assert newer not in service.people([newer])
    (kept,) = (app.extensions["companion.config"].instance / "before-restore").iterdir()
    file = kept if kept.is_file() else next(kept.glob("*.sqlite3"))
    with clock.fixed(LATER):
        run("backup", "restore", file, "--identity", identity, "--replace")
    assert newer in service.people([newer])


def test_a_living_database_is_not_replaced_unasked_nor_under_a_running_server(
    app: Flask, cast: Cast, run: Run, restore: tuple[object, ...]
) -> None:
    before = everything()
    with pytest.raises(BackupError, match="--replace"):
        run(*restore[:-1])
    ended = running.mark(app.extensions["companion.config"].instance, "worker")
    with pytest.raises(BackupError, match=r"running here \(worker\); stop it first"):
        run(*restore)
    ended()
    assert everything() == before


def test_a_missing_log_is_asked_for_and_nothing_is_replaced_before(
    app: Flask, cast: Cast, run: Run, restore: tuple[object, ...], tmp_path: Path
) -> None:
    with transaction():
        service.disable(cast.omar, NOW)
    log = app.extensions["companion.revocations"]
    public = str(archive.identity(restore[4]).to_public())
    run("backup", "create", tmp_path / "c.age", "--to", public)
    with transaction():
        service.disable(cast.leo, NOW)
    elsewhere = log.rename(tmp_path / "log.jsonl")
    before = everything()
    again = ("backup", "restore", tmp_path / "c.age", *restore[3:])
    with pytest.raises(BackupError, match=r"--revocation-log FILE.*--without-revocation-log"):
        run(*again)
    assert everything() == before
    run(*again, "--revocation-log", elsewhere)
    assert service.get_person(cast.leo).disabled_at == NOW


def test_a_backup_of_a_version_that_is_not_known_is_refused_and_says_what_to_install(
    app: Flask, cast: Cast, run: Run, identity: Path, tmp_path: Path
) -> None:
    with transaction():
        db.session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    run("backup", "create", tmp_path / "a.age", "--to", str(archive.identity(identity).to_public()))
    with pytest.raises(BackupError, match=r"version 9999.*Install"):
        run("backup", "restore", tmp_path / "a.age", "--identity", identity, "--replace")


def test_an_upgrade_keeps_a_copy_or_says_that_it_does_not(app: Flask, run: Run, identity: Path) -> None:
    recipients = app.extensions["companion.config"].instance / "backup-recipients"
    if db.engine.dialect.name == "postgresql":
        assert "no copy was made first" in schema._copy_first()
        recipients.write_text(f"# nightly\n{archive.identity(identity).to_public()}\n")
    said = schema._copy_first()
    recipients.unlink(missing_ok=True)
    assert "was copied to" in said
    assert said.rstrip(".").endswith(".age" if db.engine.dialect.name == "postgresql" else ".sqlite3")


def test_no_table_has_a_counter_that_a_copy_of_its_rows_would_miss(app: Flask) -> None:
    if db.engine.dialect.name == "postgresql":
        assert db.session.execute(text("SELECT sequencename FROM pg_sequences")).all() == []
        raw = db.session.connection().connection.driver_connection
        assert set(postgres.tables(raw)) == set(Base.metadata.tables)
