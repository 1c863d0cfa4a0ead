"""What the backup commands refuse, and how they say it: one sentence, exit status 1, nothing changed."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from companion.backup import archive, making, reading
from companion.backup.archive import BackupError
from companion.kernel import running
from tests.support.databases import config_for
from tests.support.installation import Installation


def quiet(_size: int) -> None:
    """No terminal."""


@pytest.fixture
def keys(tmp_path: Path) -> tuple[Path, str]:
    private, public = archive.make_identity()
    path = tmp_path / "identity.txt"
    path.write_text(f"# mine\n{private}\n")
    return path, public


@pytest.fixture
def config(tmp_path: Path):
    (tmp_path / "instance" / "keys").mkdir(parents=True)
    (tmp_path / "instance" / "keys" / "data.key").write_bytes(os.urandom(32))
    with sqlite3.connect(tmp_path / "instance" / "companion.sqlite3") as connection:
        connection.execute("CREATE TABLE alembic_version (version_num TEXT)")
        connection.execute("INSERT INTO alembic_version VALUES ('0021')")
        connection.execute("CREATE TABLE notes (body TEXT)")
        connection.executemany("INSERT INTO notes VALUES (?)", [(os.urandom(40).hex(),) for _ in range(3000)])
    return config_for(tmp_path / "instance", "")


def made(config, public: str, name: str = "a.age", **more: bool) -> Path:
    path = config.instance.parent / name
    making.create(config, path, [public], quiet, **more)
    return path


def read(config, path: Path, identity: Path) -> reading.Backup:
    with reading.unpacked(config, path, archive.identity(identity), quiet) as backup:
        return backup


def test_a_backup_is_whole_and_for_its_owner_only(config, keys) -> None:
    path = made(config, keys[1])
    assert path.stat().st_mode & 0o777 == 0o600
    backup = read(config, path, keys[0])
    assert backup.rows == {"alembic_version": 1, "notes": 3000}
    assert backup.keys(config) == {"data.key": True}


def test_no_key_is_in_a_backup_of_the_database_nor_in_clear_in_that_of_the_keys(config, keys) -> None:
    secret = (config.keys_folder / "data.key").read_bytes()
    with reading.unpacked(config, made(config, keys[1]), archive.identity(keys[0]), quiet) as backup:
        assert not backup.files("keys")
        assert all(secret not in path.read_bytes() for path in backup.folder.rglob("*") if path.is_file())
    path = made(config, keys[1], "keys.age", keys=True)
    assert secret not in path.read_bytes()
    with reading.unpacked(config, path, archive.identity(keys[0]), quiet) as backup:
        assert [file.read_bytes() for file in backup.files("keys")] == [secret]


@pytest.mark.parametrize("damage", ["cut at the end", "cut in the middle", "one bit", "empty", "something else"])
def test_a_damaged_backup_is_refused(config, keys, damage: str) -> None:
    path = made(config, keys[1])
    data = bytearray(path.read_bytes())
    data = {
        "cut at the end": data[:-1],
        "cut in the middle": data[: len(data) // 2],
        "one bit": data[:-9000] + bytes([data[-9000] ^ 1]) + data[-8999:],
        "empty": bytearray(),
        "something else": bytearray(b"PK\3\4 nothing of ours"),
    }[damage]
    path.write_bytes(data)
    with pytest.raises(BackupError, match="damaged, cut off, or no backup"):
        read(config, path, keys[0])
    assert list((config.instance / ".backup").iterdir()) == []


def test_another_key_opens_nothing_and_says_so(config, keys, tmp_path: Path) -> None:
    path = made(config, keys[1])
    other = tmp_path / "other.txt"
    other.write_text(archive.make_identity()[0])
    with pytest.raises(BackupError, match="made for another one"):
        read(config, path, other)
    other.write_text("not a key")
    with pytest.raises(BackupError, match="no private key"):
        read(config, path, other)


def test_a_backup_overwrites_nothing_and_needs_somebody_it_is_for(config, keys) -> None:
    path = made(config, keys[1])
    before = path.read_bytes()
    with pytest.raises(BackupError, match="exists already"):
        made(config, keys[1])
    assert path.read_bytes() == before
    with pytest.raises(BackupError, match="keygen"):
        making.create(config, path.with_name("b.age"), [], quiet)
    with pytest.raises(BackupError, match="age1"):
        making.create(config, path.with_name("b.age"), ["age1nonsense"], quiet)


def test_a_place_that_cannot_be_written_is_said_in_one_sentence(config, keys) -> None:
    with pytest.raises(BackupError, match="cannot be written"):
        made(config, keys[1], "no folder/a.age")


def test_a_damaged_database_is_not_backed_up(config, keys) -> None:
    database = config.instance / "companion.sqlite3"
    data = bytearray(database.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 4096] = os.urandom(4096)
    database.write_bytes(data)
    with pytest.raises(BackupError, match="damaged"):
        made(config, keys[1])
    assert not (config.instance.parent / "a.age").exists()


def test_two_backups_at_once_do_not_get_in_each_others_way(config, keys) -> None:
    from companion.backup import place

    with place.workplace(config), pytest.raises(BackupError, match="wait until it has ended"):
        made(config, keys[1])


def test_a_process_that_was_killed_is_known_and_one_that_runs_or_ended_in_order_is_not(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from companion.kernel import running\n"
        "ended = running.mark(Path(sys.argv[1]), 'web'); print('up', flush=True)\n"
        "sys.stdin.read(); ended()"
    )
    started = [
        subprocess.Popen(
            [sys.executable, "-c", script, tmp_path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    for process in started:
        assert process.stdout.readline() == "up\n"
    assert running.alive(tmp_path) == ["web"]
    assert running.left_behind(tmp_path) == []
    started[0].communicate("")
    assert running.left_behind(tmp_path) == []
    started[1].kill()
    started[1].communicate()
    assert running.alive(tmp_path) == []
    assert [path.name for path in running.left_behind(tmp_path)] == [f"web-{started[1].pid}"]


@pytest.mark.slow
def test_a_damaged_sqlite_file_is_one_sentence_at_the_start_and_a_restore_mends_it(tmp_path: Path) -> None:
    home, identity, backup = Installation(tmp_path / "home"), tmp_path / "identity.txt", tmp_path / "a.age"
    home.run("db", "upgrade")
    home.run("participant", "invite", "Mia")
    home.run("backup", "create", backup, "--to", home.run("backup", "keygen", identity).strip())
    database = home.instance / "companion.sqlite3"
    whole = database.read_bytes()

    database.write_bytes(whole[:4096] + os.urandom(len(whole) - 4096))  # its first page is read by any start
    (home.instance / "running").mkdir(mode=0o700)
    (home.instance / "running" / "worker-1").touch(mode=0o600)  # as a power failure leaves it
    said = home.run("web", status=1)
    assert "is damaged" in said
    assert "companion backup restore" in said
    assert len(said.splitlines()) == 1

    database.write_bytes(b"this is no database at all" * 1000)
    assert "is damaged" in home.run("db", "check", status=1)
    home.run("backup", "restore", backup, "--identity", identity, "--replace")
    assert [row["display_name"] for row in json.loads(home.run("participant", "list", "--json"))] == ["Mia"]
    (kept,) = (home.instance / "before-restore").iterdir()
    assert (kept / "companion.sqlite3").read_bytes().startswith(b"this is no database")
