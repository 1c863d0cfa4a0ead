"""What every test may ask for: an application on a fresh database, the cast, and somebody signed in.

The clock stands at `cast.NOW` wherever there is an application; a test that needs another hour says
`with clock.fixed(instant):`.

A test with an application runs on SQLite. It runs on PostgreSQL as well where its module (or the test itself) says
`pytest.mark.databases("sqlite", "postgresql")`, and that is said by whatever touches

* locks: FOR UPDATE, SKIP LOCKED, advisory locks, a busy database, two people at one thing in the same moment
* jobs that claim their work, and everything that may be killed half-way
* INSERT … ON CONFLICT, constraints and partial unique indexes, column lengths, numbers and texts that one engine refuses
* JSON, arrays, ids and blobs in columns; instants, days and zones that are stored, compared or counted in SQL
* unions, aggregates, EXISTS, subqueries, SQL text written by hand, the order of rows
* migrations, restored backups, and errors of the database in the logs

Pages, sentences, policies, payload shapes and input that is refused before any statement are the same on both. That no
line of the product is run on SQLite alone is checked by `--same-lines`, see `tests/support/lines.py`.
"""

from __future__ import annotations

import contextvars
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

import hypothesis
import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck

from companion.kernel import clock
from companion.kernel.database import db, transaction
from tests.cast import NOW, Cast, assemble
from tests.support.ground import Ground
from tests.support.lines import Lines
from tests.support.throwaway_postgres import MEMORY, roomy_memory

if TYPE_CHECKING:
    from tests.support.databases import Store

SignedIn = Callable[[UUID], FlaskClient]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--same-lines", action="store_true", help="fail when a line that sends a statement ran on SQLite alone"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Temporary folders lie in memory where there is room: SQLite waits for the disk at each commit, thirty times a test."""
    if roomy_memory() and "PYTEST_DEBUG_TEMPROOT" not in os.environ:
        os.environ["PYTEST_DEBUG_TEMPROOT"] = str(MEMORY)
    # How long examples take says how busy the machine is.
    hypothesis.settings.register_profile("any-machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
    hypothesis.settings.load_profile("any-machine")
    if config.getoption("--same-lines"):
        config.pluginmanager.register(Lines())


class SameOriginClient(FlaskClient):
    """A browser on the app's own pages; pass `headers` with Sec-Fetch-Site to be someone else."""

    def open(self, *args: Any, **kwargs: Any) -> Any:
        if args and isinstance(args[0], str):
            headers = dict(kwargs.pop("headers", None) or {})
            headers.setdefault("Sec-Fetch-Site", "same-origin")
            kwargs["headers"] = headers
            kwargs.setdefault("buffered", True)  # read to the end and closed, as a browser does
        # Outside the test's own application context: otherwise every request would share one `g`, and who is signed in.
        return contextvars.Context().run(super().open, *args, **kwargs)


@pytest.fixture(scope="session")
def _stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Store]]:
    from tests.support import databases  # building the application is left to the tests that want one

    made: dict[str, Store] = {}

    def store(kind: str) -> Store:
        if kind not in made:
            made[kind] = databases.KINDS[kind](tmp_path_factory.mktemp(kind))
        return made[kind]

    yield store
    for each in made.values():
        each.close()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """One test for each database it is to run on; a `parametrize("app", …)` of its own stands."""
    own = [mark for mark in metafunc.definition.iter_markers("parametrize") if mark.args and mark.args[0] == "app"]
    if "app" in metafunc.fixturenames and not own:
        mark = metafunc.definition.get_closest_marker("databases")
        metafunc.parametrize("app", mark.args if mark else ["sqlite"], indirect=True)


CAST = Ground("cast", lambda: {"cast": assemble(NOW)})


@pytest.fixture
def ground(request: pytest.FixtureRequest) -> Ground | None:
    """What lies in the database when the test begins; a folder whose tests begin with more has its own."""
    return CAST if "cast" in request.fixturenames else None


@pytest.fixture
def app(request: pytest.FixtureRequest, ground: Ground | None, _stores: Callable[[str], Store]) -> Iterator[Flask]:
    """The application on a fresh, migrated database."""
    store = _stores(request.param)
    store.app.test_client_class = SameOriginClient
    with clock.fixed(NOW):
        store.app.extensions["tests.laid"] = store.lay(ground)
        with store.app.app_context():
            yield store.app
            db.session.remove()
            db.engine.dispose()


@pytest.fixture
def laid(app: Flask) -> dict[str, Any]:
    """What the ground gives to the fixtures of these names."""
    given: dict[str, Any] = app.extensions["tests.laid"]
    return given


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser that is not signed in."""
    return app.test_client()


@pytest.fixture
def cast(laid: dict[str, Any]) -> Cast:
    """Mia and Leo in a program, Ana after hers, Dana who looks after Mia, Omar who does not, Ruth the admin."""
    found: Cast = laid["cast"]
    return found


@pytest.fixture
def signed_in(app: Flask) -> SignedIn:
    """`signed_in(cast.mia)` is a browser in which Mia is signed in."""
    from companion.accounts import service, sign_ins

    def sign_in(account_id: UUID) -> FlaskClient:
        with transaction():
            role = service.get_person(account_id).role
            token = sign_ins.begin(account_id, role, "test browser", clock.now())
        browser = app.test_client()
        with browser.session_transaction() as session:
            session.update(_user_id=token, _fresh=True, _permanent=True)
        return browser

    return sign_in


@pytest.fixture
def repository() -> Path:
    """The root of the checkout."""
    return Path(__file__).resolve().parent.parent
