"""A backup or a restore that is killed, at any moment: what was there is there still, nothing is half-written, and doing it again
works."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import commands
from tests.support.installation import Installation
from tests.support.throwaway_postgres import ThrowawayPostgres

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def postgres() -> Iterator[ThrowawayPostgres]:
    with ThrowawayPostgres() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def home(request: pytest.FixtureRequest, tmp_path: Path) -> Installation:
    """An installation in which one person was invited."""
    (tmp_path / "home").mkdir()
    url = ""
    if request.param == "postgresql":
        server: ThrowawayPostgres = request.getfixturevalue("postgres")
        url = server.url(server.create())
    made = Installation(tmp_path / "home", url)
    made.run("db", "upgrade")
    made.run("participant", "invite", "Before")
    return made


@pytest.fixture
def identity(home: Installation, tmp_path: Path) -> Path:
    path = tmp_path / "identity.txt"
    (home.instance / "backup-recipients").write_text(home.run("backup", "keygen", path))
    return path


def people(home: Installation) -> list[str]:
    return [row["display_name"] for row in json.loads(home.run("participant", "list", "--json"))]


def nothing_is_left(home: Installation, backup: Path) -> None:
    assert [path.name for path in backup.parent.glob(f".{backup.name}*")] == []
    assert list((home.instance / ".backup").glob("*")) == []


@pytest.mark.parametrize(
    "at", ["companion.backup.archive:_Source.read", "companion.backup.making:_log_entries", "os:link"]
)
def test_a_backup_that_was_killed_is_no_backup_and_the_next_one_is(
    home: Installation, identity: Path, tmp_path: Path, at: str
) -> None:
    backup = tmp_path / "backup.age"
    home.run_killed(at, "backup", "create", backup)
    assert not backup.exists()
    home.run("backup", "create", backup)
    assert backup.stat().st_mode & 0o777 == 0o600
    nothing_is_left(home, backup)
    home.run("backup", "verify", backup, "--identity", identity)


def test_a_backup_that_is_interrupted_leaves_nothing(home: Installation, identity: Path, tmp_path: Path) -> None:
    backup = tmp_path / "backup.age"
    interrupted = (
        "import companion.backup.archive as a\nbefore = a._Source.read\n"
        "def read(self, size):\n    os.kill(os.getpid(), signal.SIGINT)\n    return before(self, size)\n"
        "a._Source.read = read"
    )
    ended, _, error = commands.run(("backup", "create", str(backup)), home.environment, interrupted)
    assert (ended, "Traceback" in error) == (1, False), error
    assert not backup.exists()
    nothing_is_left(home, backup)


@pytest.mark.parametrize("at", ["companion.backup.reading:_store", "companion.backup.restoring:_bring"])
def test_a_restore_that_was_killed_leaves_what_was_there(
    home: Installation, identity: Path, tmp_path: Path, at: str
) -> None:
    backup = tmp_path / "backup.age"
    home.run("participant", "invite", "Replaces nothing")  # a line in the log, so that there is one
    home.run("backup", "create", backup)
    home.run("participant", "invite", "After")
    restore = ("backup", "restore", backup, "--identity", identity, "--replace")
    if at.endswith("_store") and "postgresql" in home.database_url:
        at = "companion.backup.postgres:Loader.write"
    home.run_killed(at, *restore)
    assert "After" in people(home)
    home.run(*restore)
    assert "After" not in people(home)
    nothing_is_left(home, backup)


def test_a_restore_that_was_killed_when_it_was_in_place_is_finished_by_the_next_start(
    home: Installation, identity: Path, tmp_path: Path
) -> None:
    backup = tmp_path / "backup.age"
    home.run("backup", "create", backup)
    home.run("participant", "invite", "After")
    home.run_killed("companion.schema:upgrade", "backup", "restore", backup, "--identity", identity, "--replace")
    assert people(home) == ["Before"]
    assert "older copy" in home.run("db", "upgrade")
    assert "older copy" not in home.run("db", "upgrade")
