"""The drill: a backup is made, life goes on, and the backup comes back, on the same machine and on a new one. What was taken back
since stays taken back, seen over HTTP, and phones are asked for what the copy does not know.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from tests.support.installation import Answer, Browser, Installation
from tests.support.throwaway_postgres import ThrowawayPostgres

OLD, NEW = "seven quiet rivers", "eleven slow trains"


@pytest.fixture(scope="module")
def postgres() -> Iterator[ThrowawayPostgres]:
    with ThrowawayPostgres() as server:
        yield server


def words(passphrase: str) -> dict[str, str]:
    return {"sign_in_name": "mia.drill", "passphrase": passphrase}


def invite(home: Installation) -> str:
    """Somebody in a program, as an operator brings her; her code."""
    home.run("program", "load", "companion/starter/alder.yaml")
    roster = home.instance / "roster.csv"
    roster.write_text(f"name,starts_on\nMia,{datetime.now(UTC).date()}\n")
    said = home.run("program", "import", "roster", roster, "--program", "alder", "--track", "three-days")
    roster.unlink()
    found = re.search(r"code=([0-9A-Z]+)", said)
    assert found, said
    return found[1]


@dataclass
class Life:
    """One person of the demo with two phones, and what they do before and after the backup."""

    home: Installation
    mine: Browser = field(default_factory=Browser)
    lost: Browser = field(default_factory=Browser)
    later: Browser = field(default_factory=Browser)
    entry: str = field(default_factory=lambda: str(uuid4()))
    card: str = ""
    epoch: str = ""
    server: str = ""

    def ask(self, phone: Browser, method: str, path: str, body: object = None) -> Answer:
        return phone.ask(self.server, method, f"/api/v1{path}", body)

    def ok(self, phone: Browser, method: str, path: str, body: object = None) -> Answer:
        answer = self.ask(phone, method, path, body)
        assert answer.status < 300, (path, answer)
        return answer

    def before(self) -> None:
        self.ok(self.mine, "POST", "/activate", {"code": invite(self.home)})
        self.ok(self.mine, "PUT", "/me/passphrase", words(OLD))
        self.ok(self.lost, "POST", "/sign-in", words(OLD))
        self.card = self.ok(self.mine, "POST", "/me/recovery-card").json["code"]
        item = next(one for one in self.sharing(self.mine) if one["item"] == "checkins")
        level = next(one for one in item["levels"] if one["level"] == "entries")
        self.ok(self.mine, "PUT", f"/sharing/decisions/{uuid4()}", {
            "item": "checkins", "level": "entries", "based_on": item["version"], "shown": level["shown"],
            "language": "en", "signature": "Mia L.",
        })  # fmt: skip
        self.epoch = self.ok(self.mine, "GET", "/me").json["server_epoch"]

    def after(self) -> None:
        change = words(NEW) | {"current": OLD}
        self.ok(self.mine, "PUT", "/me/passphrase", change)  # ends the other phone as well
        assert self.ask(self.lost, "GET", "/me").status == 401
        self.ok(self.mine, "PUT", f"/sharing/decisions/{uuid4()}", {"item": "checkins", "level": "nothing"})
        self.ok(self.mine, "POST", "/me/recovery-card")
        self.ok(self.later, "POST", "/sign-in", words(NEW))
        assert self.save_entry() == 201

    def save_entry(self) -> int:
        now = datetime.now(UTC)
        body = {"recorded_at": now.isoformat(), "local_day": str(now.date()), "zone": "UTC", "mood": 3}
        return self.ask(self.mine, "PUT", f"/checkins/{self.entry}", body).status

    def sharing(self, phone: Browser) -> list[dict[str, object]]:
        found: list[dict[str, object]] = self.ok(phone, "GET", "/sharing").json["items"]
        return found

    def is_as_it_should_be(self) -> None:
        """What was taken back is, what was not goes on, and what the copy lost is taken again."""
        assert self.ask(self.lost, "GET", "/me").status == 401, "the sign-in that was ended"
        assert self.ask(self.later, "GET", "/me").status == 401, "the sign-in of the gap"
        me = self.ok(self.mine, "GET", "/me").json
        assert me["server_epoch"] not in {"", self.epoch}, "phones are told to send again"
        for passphrase in (OLD, NEW):
            answer = self.ask(Browser(), "POST", "/sign-in", words(passphrase))
            assert answer.status == 422, "the passphrase that was replaced, and the one nobody knows any more"
        assert self.ask(Browser(), "POST", "/activate", {"code": self.card}).status == 422, "the replaced card"
        assert {one["level"] for one in self.sharing(self.mine)} == {"nothing"}, "the consent that was withdrawn"
        assert self.save_entry() == 201, "acknowledged since the backup, and asked for again"

    def ended_for_everybody(self) -> None:
        for phone in (self.mine, self.lost, self.later):
            assert self.ask(phone, "GET", "/me").status == 401
        assert self.ask(Browser(), "POST", "/activate", {"code": self.card}).status == 422


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_what_was_taken_back_after_the_backup_stays_so_on_this_machine_and_on_a_new_one(
    engine: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    def installation(name: str) -> Installation:
        (tmp_path / name).mkdir()
        if engine == "sqlite":
            return Installation(tmp_path / name)
        server: ThrowawayPostgres = request.getfixturevalue("postgres")
        return Installation(tmp_path / name, server.url(server.create()))

    home = installation("old")
    identity, backup, keys = tmp_path / "identity.txt", tmp_path / "backup.age", tmp_path / "keys.age"
    home.run("db", "upgrade")
    public = home.run("backup", "keygen", identity).strip()
    life = Life(home)
    with home.serving() as life.server:
        life.before()
        home.run("backup", "create", backup, "--to", public)  # while it serves
        home.run("backup", "create", keys, "--keys", "--to", public)
        life.after()
        refused = home.run("backup", "restore", backup, "--identity", identity, "--replace", status=1)
        assert "stop it first" in refused
    assert "is whole" in home.run("backup", "verify", backup, "--identity", identity)
    log = tmp_path / "newest-log.jsonl"
    shutil.copy(home.instance / "taken-back.jsonl", log)

    assert "--replace" in home.run("backup", "restore", backup, "--identity", identity, status=1)
    assert "What was here before" in home.run("backup", "restore", backup, "--identity", identity, "--replace")
    with home.serving() as life.server:
        life.is_as_it_should_be()

    new = installation("new")
    restore = ("backup", "restore", backup, "--identity", identity)
    assert "keys first" in new.run(*restore, status=1)
    new.run("backup", "restore", keys, "--identity", identity)
    ways_on = new.run(*restore, status=1)
    assert "--revocation-log FILE" in ways_on
    assert "--without-revocation-log" in ways_on
    new.run(*restore, "--revocation-log", log)
    with new.serving() as life.server:
        life.is_as_it_should_be()

    third = installation("without")
    third.run("backup", "restore", keys, "--identity", identity)
    assert "consents suspended" in third.run(*restore, "--without-revocation-log")
    with third.serving() as life.server:
        life.ended_for_everybody()
