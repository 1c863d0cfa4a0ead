"""The `companion` command as people at a shell meet it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from flask import Flask
from flask.cli import ScriptInfo

from companion import cli, demo, demo_story, schema
from companion.accounts import service, totp
from companion.kernel import clock, settings
from companion.kernel.database import transaction
from tests.cast import NOW
from tests.latest import latest

Run = Callable[..., Result]


@pytest.fixture
def run(app: Flask) -> Run:
    def run(*words: str) -> Result:
        return CliRunner().invoke(cli.companion, list(words), obj=ScriptInfo(create_app=lambda: app))

    return run


@pytest.fixture
def demo_file(app: Flask) -> Iterator[Path]:
    path = Path(app.extensions["companion.config"].instance) / demo.FILE
    path.unlink(missing_ok=True)
    yield path
    path.unlink(missing_ok=True)


def _commands(group: click.Group, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    found = []
    for name, command in group.commands.items():
        found.append((*path, name))
        if isinstance(command, click.Group):
            found += _commands(command, (*path, name))
    return found


@pytest.mark.parametrize("words", _commands(cli.companion), ids=" ".join)
def test_every_command_explains_itself(words: tuple[str, ...]) -> None:
    result = CliRunner().invoke(cli.companion, [*words, "--help"])
    assert result.exit_code == 0
    assert len(result.output.splitlines()) > 3


@pytest.mark.parametrize("words", [path for path in _commands(cli.companion) if path[-1] == "list"], ids=" ".join)
def test_every_list_can_be_read_by_a_program(words: tuple[str, ...], run: Run) -> None:
    result = run(*words, "--json")
    assert result.exit_code == 0
    json.loads(result.stdout)


def test_what_is_promised_to_people_outside_is_there() -> None:
    names = {" ".join(path) for path in _commands(cli.companion)}
    promised = {"web", "worker", "serve", "demo", "db upgrade", "db check", "program check", "program load"}
    promised |= {"staff create", "participant invite", "push test", "reminders run", "vapid", "openapi"}
    assert promised <= names


def test_an_unknown_word_is_asked_wrongly(run: Run) -> None:
    assert run("nonsense").exit_code == 2


def test_the_openapi_document_can_be_printed(run: Run) -> None:
    assert json.loads(run("openapi").stdout)["openapi"].startswith("3.1")


def test_a_database_at_the_newest_version_is_said_to_be_so(run: Run) -> None:
    assert run("db", "check").output == "The database is up to date.\n"


def test_bringing_it_up_to_date_again_changes_nothing(run: Run) -> None:
    epoch = settings.server_epoch()
    assert run("db", "upgrade").output == "The database is up to date.\n"
    assert settings.server_epoch() == epoch


def test_the_demo_has_somebody_in_each_phase_and_everybody_on_staff(run: Run, demo_file: Path) -> None:
    assert run("demo").exit_code == 0
    accounts = json.loads(demo_file.read_text())["accounts"]
    assert [row["phase"] for row in accounts if row["phase"]] == ["intake", "active", "step_down", "completed"]
    assert [row["role"] for row in accounts if not row["phase"]] == ["counselor", "coordinator", "admin"]


def test_the_demo_file_has_the_shape_that_outsiders_rely_on(run: Run, demo_file: Path) -> None:
    run("demo")
    content = json.loads(demo_file.read_text())
    assert set(content) == {"address", "accounts"}
    names = ["key", "role", "phase", "activation_code", "activation_url", "sign_in_name", "passphrase", "totp_secret"]
    assert all(list(row) == names for row in content["accounts"])


def test_the_demo_file_is_for_its_owner_only(run: Run, demo_file: Path) -> None:
    run("demo")
    assert demo_file.stat().st_mode & 0o077 == 0


def test_loading_the_demo_again_changes_nothing(run: Run, demo_file: Path) -> None:
    run("demo")
    before = demo_file.read_text(), len(service.everyone(["participant"]))
    run("demo")
    assert (demo_file.read_text(), len(service.everyone(["participant"]))) == before


def test_a_code_that_was_used_up_is_renewed_and_the_others_are_kept(run: Run, demo_file: Path) -> None:
    run("demo")
    before = {row["key"]: row["activation_code"] for row in json.loads(demo_file.read_text())["accounts"]}
    with transaction():
        service.activate(before["active"], clock.now())
    run("demo")
    after = {row["key"]: row["activation_code"] for row in json.loads(demo_file.read_text())["accounts"]}
    assert {key for key in before if before[key] != after[key]} == {"active"}


def test_a_lost_demo_file_is_written_with_new_secrets_that_work(run: Run, demo_file: Path) -> None:
    run("demo")
    demo_file.unlink()
    run("demo")
    admin = next(row for row in json.loads(demo_file.read_text())["accounts"] if row["key"] == "admin")
    assert service.proof_for(admin["sign_in_name"], admin["passphrase"], staff=True) is not None


def test_the_night_before_day_one_comes_again_tomorrow_for_somebody_new(run: Run, demo_file: Path) -> None:
    run("demo")
    tomorrow = NOW + demo_story._DAY
    with clock.fixed(tomorrow):
        run("demo")
        part = demo_story.parts(tomorrow)[0]
        found = latest(service.UUID(settings.read(part.setting)))
    assert found is not None
    assert found.phase == "intake"
    assert found.starts_on == tomorrow.date() + demo_story._DAY


def test_the_demo_stays_out_of_production(app: Flask, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    import dataclasses

    production = dataclasses.replace(app.extensions["companion.config"], production=True)
    monkeypatch.setitem(app.extensions, "companion.config", production)
    with pytest.raises(demo.DemoRefused, match="COMPANION_PRODUCTION=0"):
        demo.load(NOW)


def test_the_authenticator_code_of_a_demo_account_can_be_printed(run: Run) -> None:
    secret = totp.new_secret()
    with clock.fixed(NOW):
        assert run("totp", secret).output.strip() == totp.code_at(secret, NOW)


def test_expected_failures_are_one_sentence_and_status_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise schema.NotAtHead("The database is empty; run: companion db upgrade")

    monkeypatch.setattr(cli, "companion", refuse)
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 1
    assert capsys.readouterr().err == "The database is empty; run: companion db upgrade\n"
