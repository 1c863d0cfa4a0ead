"""`companion doctor` on an installation that is well, and on one with each thing wrong that it looks for."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from flask.cli import ScriptInfo

from companion import cli, doctor, schema
from companion.config import ConfigError
from companion.kernel import clock, heartbeat
from companion.kernel.crypto import SealError
from companion.kernel.database import transaction
from companion.push import keys, told_keys
from tests.cast import NOW
from tests.push.sink import Sink, running

pytestmark = pytest.mark.databases("sqlite", "postgresql")

Examine = Callable[..., dict[str, doctor.Finding]]


@pytest.fixture
def examine(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Examine:
    """What was found, by name; settings may be changed first."""
    folder = app.extensions["companion.config"].keys_folder
    keys._load.cache_clear()
    with transaction():
        told_keys.write_down(folder)
        heartbeat.beat("worker", NOW)

    def examine(endpoint: str | None = None, **changes: Any) -> dict[str, doctor.Finding]:
        monkeypatch.setitem(app.extensions, "companion.config", replace(app.extensions["companion.config"], **changes))
        return {one.name: one for one in doctor.examine(lambda: app, endpoint)}

    return examine


@pytest.fixture
def same_clock(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """The database's clock is that of the test, which stands still: it is not asked."""
    monkeypatch.setattr(doctor, "_CLOCKS_DIFFER_AT_MOST", timedelta(days=36500))


@pytest.fixture
def sink() -> Iterator[Sink]:
    with running() as made:
        yield made


def test_all_is_well(examine: Examine, same_clock: None) -> None:
    found = examine()
    assert {name: one.said for name, one in found.items() if one.state == doctor.FAIL} == {}
    wanted = ["settings", "origin", "proxy", "contact", "disk", "database", "keys", "clock", "worker", "push"]
    assert list(found) == wanted


def test_a_proxy_that_is_not_trusted_and_a_number_for_a_name_are_warnings(examine: Examine) -> None:
    found = examine(origin="https://192.0.2.7")
    assert (found["proxy"].state, found["origin"].state) == (doctor.WARN, doctor.WARN)
    assert "COMPANION_TRUSTED_PROXIES" in found["proxy"].said


def test_a_worker_that_never_ran_or_is_gone_is_said(examine: Examine) -> None:
    with clock.fixed(NOW + timedelta(seconds=91)):
        assert examine()["worker"].state == doctor.FAIL
    with clock.fixed(NOW + timedelta(seconds=60)):
        assert examine()["worker"].state == doctor.OK


@pytest.mark.databases("postgresql")
def test_a_database_whose_clock_is_another_is_said(examine: Examine) -> None:
    """The test's own clock stands in March."""
    found = examine()["clock"]
    assert found.state == doctor.FAIL
    assert "The database's clock says" in found.said


def test_a_clock_before_the_last_sign_of_a_worker_is_said(examine: Examine) -> None:
    with clock.fixed(NOW - timedelta(minutes=5)):
        assert examine()["clock"].state == doctor.FAIL


def test_keys_that_others_can_read_are_said(app: Flask, examine: Examine) -> None:
    path = next(app.extensions["companion.config"].keys_folder.glob("vapid-*.key"))
    path.chmod(0o644)
    try:
        found = examine()["keys"]
    finally:
        path.chmod(0o600)
    assert found.state == doctor.FAIL
    assert path.name in found.said


def test_a_key_that_is_missing_and_one_that_is_another_are_said(app: Flask, examine: Examine, tmp_path: Path) -> None:
    folder = app.extensions["companion.config"].keys_folder
    with transaction():
        made = told_keys.rotate(folder)
    path = folder / keys.file_name(made.id)
    path.unlink()
    keys._load.cache_clear()
    assert (examine()["keys"].state, made.id in examine()["keys"].said) == (doctor.FAIL, True)
    keys.save(folder, keys.draft(made.id))
    try:
        assert "is not the one phones were told" in examine()["keys"].said
    finally:
        path.unlink()
        keys._load.cache_clear()


def test_a_folder_that_is_not_there_and_a_full_disk_are_said(
    examine: Examine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor.shutil, "disk_usage", lambda _: type("Usage", (), {"free": 1 << 20}))
    assert examine()["disk"].state == doctor.FAIL
    monkeypatch.undo()
    assert doctor._disk(replace(_settings(examine), instance=tmp_path / "none"), NOW)[0] == doctor.FAIL


def _settings(_: Examine) -> Any:
    from companion import config

    return config.current()


def test_a_database_of_another_version_is_said_and_what_needs_it_is_left_out(
    examine: Examine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def old() -> None:
        raise schema.NotAtHead("The database is empty; run: companion db upgrade")

    monkeypatch.setattr(schema, "check", old)
    found = examine()
    assert (found["database"].state, "push" in found) == (doctor.FAIL, False)


def test_a_named_endpoint_gets_the_message_and_a_refusal_is_said(examine: Examine, sink: Sink) -> None:
    hosts = (sink.host,)
    assert examine(sink.url(201), push_allowed_hosts=hosts)["push"].state == doctor.OK
    assert len(sink.arrived) == 1
    assert examine(sink.url(410), push_allowed_hosts=hosts)["push"].state == doctor.OK, "it read the signature"
    refused = examine(sink.url(403), push_allowed_hosts=hosts)["push"]
    assert (refused.state, "403" in refused.said) == (doctor.FAIL, True)
    assert examine("https://elsewhere.example/x")["push"].state == doctor.FAIL


@pytest.mark.parametrize(("error", "name"), [(ConfigError("PORT is 'x'"), "settings"), (SealError("data.key"), "keys")])
def test_an_application_that_cannot_be_made_is_a_finding(error: Exception, name: str) -> None:
    def build() -> Flask:
        raise error

    assert [(one.name, one.state, one.said) for one in doctor.examine(build)] == [(name, doctor.FAIL, str(error))]


def test_the_command_ends_with_0_or_1_and_speaks_json(app: Flask, examine: Examine, same_clock: None) -> None:
    def run(*words: str) -> Result:
        return CliRunner().invoke(cli.companion, ["doctor", *words], obj=ScriptInfo(create_app=lambda: app))

    well = run("--json")
    assert (well.exit_code, json.loads(well.stdout)["ok"]) == (0, True)
    with clock.fixed(NOW + timedelta(hours=1)):
        ill = run("--json")
        assert "fail worker" in run().stdout
    assert (ill.exit_code, json.loads(ill.stdout)["ok"]) == (1, False)
    assert set(json.loads(ill.stdout)["checks"][0]) == {"name", "state", "said"}
