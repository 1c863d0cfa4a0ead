"""The running installation together with a way behind its counter: make people, look into the database."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pyotp
from sqlalchemy import select, text

from companion import config
from companion.accounts import authenticators, service
from companion.app import create_app
from companion.checkins import versions
from companion.checkins.models import Checkin
from companion.checkins.rules import Entry
from companion.enrollment import service as enrollment
from companion.kernel import clock
from companion.kernel.database import db, transaction
from companion.program import service as program
from companion.schedule import service as schedule
from tests.journeys import program as maple
from tests.journeys.program import Hours
from tests.journeys.server import Server
from tests.journeys.sink import Sink


@dataclass(frozen=True)
class Invited:
    """A participant who holds a code and nothing else yet."""

    id: UUID
    name: str
    code: str


@dataclass(frozen=True)
class StaffMember:
    id: UUID
    sign_in_name: str
    passphrase: str
    totp_secret: str

    def code(self) -> str:
        """What their authenticator shows now."""
        return pyotp.TOTP(self.totp_secret).at(int(clock.now().timestamp()))


class House:
    """One server, one program, any number of people."""

    def __init__(self, folder: Path):
        self.sink = Sink()
        self.hours = Hours.around(clock.now())
        self.server = Server(folder / "instance", self.sink.host)
        self.server.run("db", "upgrade")
        maple.write(folder / "maple.yaml", self.hours)
        self.server.run("program", "load", str(folder / "maple.yaml"))
        self.server.start()
        self._app = create_app(config.load(self.server.settings))

    @property
    def origin(self) -> str:
        return self.server.origin

    def close(self) -> None:
        self.server.stop()
        self.sink.close()

    @contextmanager
    def inside(self) -> Iterator[None]:
        """The application on the same database, for services and looks into tables."""
        with self._app.app_context():
            yield
            db.session.remove()
            db.engine.dispose()

    def ask(self, query: str, **values: object) -> list[tuple[object, ...]]:
        """Rows of a plain SQL question. Ids are stored as 32 hexadecimal digits."""
        plain = {name: value.hex if isinstance(value, UUID) else value for name, value in values.items()}
        with self.inside():
            return [tuple(row) for row in db.session.execute(text(query), plain)]

    def entries(self, person_id: UUID) -> list[tuple[Any, Entry]]:
        """This person's check-ins, oldest first: each row, and what it says when opened."""
        mine = select(Checkin.__table__).where(Checkin.participant_id == person_id).order_by(Checkin.recorded_at)
        with self.inside():
            return [(row, versions.entry(row)) for row in db.session.execute(mine)]

    def open_doors(self) -> None:
        """Give everybody their tries back: in the tests all of them come from one address."""
        with self.inside(), transaction():
            db.session.execute(text("DELETE FROM rate_buckets"))

    def invite(self, name: str, *, starts_in: int = -10, completed: bool = False, language: str = "en") -> Invited:
        """Somebody enrolled `starts_in` days from today, perhaps done already, with a code in their hand."""
        now = clock.now()
        today = self.hours.today.date()
        with self.inside(), transaction():
            person = service.create_account("participant", name, now, language)
            enrollment.enroll(person, self._track_id(), today + timedelta(days=starts_in), now)
            if completed:
                schedule.complete_enrollment(person, today, now)
            return Invited(person, name, service.invite(person, None, now))

    def employ(
        self, name: str, role: str = "coordinator", looks_after: UUID | None = None, language: str = "en"
    ) -> StaffMember:
        """Somebody on staff of this program, with passphrase and authenticator."""
        now = clock.now()
        passphrase = f"quiet {secrets.token_hex(4)} harbor lamp"
        with self.inside(), transaction():
            person = service.create_account(role, name, now, language)
            sign_in_name = f"{name.lower()}.{secrets.token_hex(2)}"
            service.set_passphrase(person, sign_in_name, passphrase)
            secret = authenticators.set_totp(person)
            program.assign_staff(self._program_id(), person)
            if looks_after is not None:
                service.add_to_care_team(looks_after, person, now)
        return StaffMember(person, sign_in_name, passphrase, secret)

    def look_after(self, person: UUID, staff_id: UUID) -> None:
        """Put somebody on staff on a person's care team."""
        with self.inside(), transaction():
            service.add_to_care_team(person, staff_id, clock.now())

    def _program_id(self) -> UUID:
        found = program.program_by_slug(maple.SLUG)
        assert found is not None
        return found.id

    def _track_id(self) -> UUID:
        found = program.track_by_slug(self._program_id(), maple.TRACK)
        assert found is not None
        return found.id
