"""Migrations expand first and contract a version later: a program of before goes on working beside the new one."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import flask_migrate
import pytest
from alembic.script import Script, ScriptDirectory
from flask import Flask
from sqlalchemy import Column, Integer, MetaData, String, Table, text

from companion import schema
from companion.kernel import settings
from companion.kernel.database import db, transaction

pytestmark = pytest.mark.databases("sqlite", "postgresql")

ROOT = Path(__file__).resolve().parents[2]
VERSIONS = Path("companion") / "migrations" / "versions"
SINCE = "0018"  # steps up to here are from before this was a rule


def found() -> MetaData:
    schema_now = MetaData()
    schema_now.reflect(db.engine)
    return schema_now


def taken_away(before: MetaData, after: MetaData) -> list[str]:
    """What a program that knows `before` misses in `after`, or cannot know that it has to fill."""
    missing = []
    for name, table in before.tables.items():
        now = after.tables.get(name)
        if now is None:
            missing.append(f"{name} is gone")
            continue
        missing += [f"{name}.{column.name} is gone" for column in table.columns if column.name not in now.columns]
        for column in now.columns:
            old = table.columns.get(column.name)
            must = not column.nullable and column.server_default is None
            if must and (old is None or old.nullable):
                missing.append(f"{name}.{column.name} has to be filled")
    return missing


def steps(app: Flask) -> list[Script]:
    """Those after `SINCE`, the oldest first."""
    line = [*ScriptDirectory(app.extensions["migrate"].directory).walk_revisions()][::-1]
    return line[[step.revision for step in line].index(SINCE) + 1 :]


def test_a_step_takes_nothing_away_from_the_program_of_before(app: Flask) -> None:
    db.session.remove()
    flask_migrate.downgrade(revision=SINCE)
    wrong = []
    for step in steps(app):
        before = found()
        flask_migrate.upgrade(revision=step.revision)
        if not hasattr(step.module, "contract_since"):
            wrong += [f"{step.revision}: {one}" for one in taken_away(before, found())]
    assert wrong == [], "expand first; take away a version later, in a step with contract_since"


def table(*columns: Column[object]) -> MetaData:
    made = MetaData()
    Table("t", made, Column("id", Integer, primary_key=True), *columns)
    return made


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (table(Column("a", String)), table(Column("b", String)), ["t.a is gone"]),
        (table(Column("a", String)), MetaData(), ["t is gone"]),
        (table(), table(Column("a", String, nullable=False)), ["t.a has to be filled"]),
        (table(Column("a", String)), table(Column("a", String, nullable=False)), ["t.a has to be filled"]),
        (table(), table(Column("a", String, nullable=False, server_default="x")), []),
        (table(), table(Column("a", String)), []),
        (MetaData(), table(Column("a", String, nullable=False)), []),
    ],
)
def test_what_counts_as_taking_away(before: MetaData, after: MetaData, said: list[str]) -> None:
    assert taken_away(before, after)[: len(said) or None] == said


def at_a_revision_of_tomorrow(serves: str) -> None:
    with transaction():
        db.session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        settings.put("schema_serves", serves)


def test_a_program_of_before_starts_on_a_newer_database_that_serves_it(app: Flask) -> None:
    at_a_revision_of_tomorrow(serves=steps(app)[-1].revision)
    schema.check()
    assert "serves it" in schema.upgrade()


def test_a_program_that_is_too_old_for_the_database_is_refused(app: Flask) -> None:
    at_a_revision_of_tomorrow(serves="9998")
    for start in (schema.check, schema.upgrade):
        with pytest.raises(schema.NotAtHead, match="Install the newer one again"):
            start()


def the_program_of_before(folder: Path) -> None:
    """The source of the commit before the newest migration came, as it was. Skips where this is no clone with its history."""

    def git(*arguments: str) -> bytes:
        return subprocess.run(["git", *arguments], cwd=ROOT, check=True, capture_output=True).stdout

    newest = max((ROOT / VERSIONS).glob("[0-9]*.py")).relative_to(ROOT)
    try:
        came = git("log", "--diff-filter=A", "--format=%H", "--", str(newest)).split()
        packed = git("archive", f"{came[-1].decode()}^" if came else "HEAD", "companion")
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("NO HISTORY HERE: the program of before could not be tried on the new schema")
    with tarfile.open(fileobj=io.BytesIO(packed)) as source:
        source.extractall(folder, filter="data")


# What phones, staff and the worker write most, in the words of the program of before.
USE = """
import json, sys
from companion import config, worker
from companion.kernel import clock
code = json.loads(sys.argv[1])["activation_code"]
from companion.app import create_app
app = create_app(config.load())
phone = app.test_client()
head = {"Sec-Fetch-Site": "same-origin"}
entry = {"recorded_at": clock.now().isoformat(), "zone": "UTC", "local_day": clock.now().date().isoformat(), "mood": 3}
calls = [
    ("post", "/api/v1/activate", {"code": code, "language": "en", "zone": "America/New_York"}),
    ("put", "/api/v1/me/passphrase", {"sign_in_name": "ana.b", "passphrase": "so sweet and so cold"}),
    ("post", "/api/v1/sign-in", {"sign_in_name": "ana.b", "passphrase": "so sweet and so cold"}),
    ("put", "/api/v1/checkins/0190d2c0-0000-4000-8000-000000000001", entry),
    ("post", "/api/v1/sign-out", {}),
]
said = [getattr(phone, how)(where, json=body, headers=head).status_code for how, where, body in calls]
for job in worker.JOBS:
    with app.app_context():
        job.step(clock.now())
print(said)
"""


def test_the_program_of_before_writes_into_the_schema_of_now(app: Flask, tmp_path: Path) -> None:
    the_program_of_before(tmp_path)
    assert max((tmp_path / VERSIONS).glob("[0-9]*.py")).name < max((ROOT / VERSIONS).glob("[0-9]*.py")).name
    with transaction():
        settings.prepare()
    instance = tmp_path / "instance"
    shutil.copytree(app.extensions["companion.config"].keys_folder, instance / "keys")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COMPANION_")} | {
        "COMPANION_INSTANCE": str(instance),
        "COMPANION_DATABASE_URL": app.extensions["companion.config"].database_url,
    }

    def run(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, *arguments], cwd=tmp_path, env=environment, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout

    invited = run("-m", "companion.cli", "participant", "invite", "Ana B", "--json")
    assert json.loads(run("-c", USE, invited).splitlines()[-1]) == [201, 204, 200, 201, 204]
