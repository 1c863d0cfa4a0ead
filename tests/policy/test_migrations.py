"""Migrations: one line of history, the same schema as the models, up and down with data in place, on both databases."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from uuid import UUID

import flask_migrate
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import MetaData

from companion import schema
from companion.accounts import service
from companion.kernel import clock, settings
from companion.kernel.database import Base, db, transaction
from tests.cast import Cast

pytestmark = pytest.mark.databases("sqlite", "postgresql")


def _directory(app: Flask) -> ScriptDirectory:
    return ScriptDirectory(app.extensions["migrate"].directory)


def _tables() -> set[str]:
    found = MetaData()
    found.reflect(db.engine)
    return set(found.tables) - {"alembic_version"}


def test_history_is_one_line(app: Flask) -> None:
    assert len(_directory(app).get_heads()) == 1


def test_the_schema_is_what_the_models_say(app: Flask) -> None:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_every_table_belongs_to_a_model(app: Flask) -> None:
    assert _tables() == set(Base.metadata.tables)


def test_down_and_up_again_with_people_in_it(app: Flask, cast: Cast) -> None:
    db.session.remove()
    flask_migrate.downgrade(revision="base")
    assert _tables() == set()
    flask_migrate.upgrade()
    with transaction():
        settings.prepare()
        again = service.create_account("participant", "Mia", clock.now())
    assert service.get_person(again).display_name == "Mia"


def test_every_step_but_the_first_goes_down_and_up_with_people_in_place(app: Flask, cast: Cast) -> None:
    db.session.remove()
    first = _directory(app).get_bases()[0]
    flask_migrate.downgrade(revision=first)
    flask_migrate.upgrade()
    assert {person.display_name for person in service.everyone(["participant"])} == {"Mia", "Leo", "Ana"}


def test_a_database_that_is_behind_is_refused_with_the_way_out(app: Flask) -> None:
    flask_migrate.downgrade(revision="base")
    with pytest.raises(schema.NotAtHead, match="companion db upgrade"):
        schema.check()


def test_a_new_database_gets_its_own_epoch(app: Flask) -> None:
    assert UUID(settings.server_epoch()).version == 7


def test_preparing_again_keeps_the_epoch(app: Flask) -> None:
    before = settings.server_epoch()
    with transaction():
        settings.prepare()
    assert settings.server_epoch() == before


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_foreign_keys_hold_after_migrating(app: Flask, cast: Cast) -> None:
    """SQLite needs them switched off while tables are rebuilt; PostgreSQL has them always."""
    with db.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []


def test_migrations_run_from_an_installed_command(tmp_path: Path) -> None:
    environment = {"COMPANION_INSTANCE": str(tmp_path), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(
        [sys.executable, "-m", "companion.cli", "db", "upgrade"],
        capture_output=True,
        text=True,
        env=environment,
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stderr
    assert "now at version" in done.stdout
