"""A program with family meetings and something for families, and what a phone and a desk send about supporters."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from companion.aftercare import service as aftercare
from companion.kernel.database import transaction
from companion.program import files
from companion.schedule import service as schedule
from companion.schedule.journal import ChangeContext, Made
from companion.schedule.rules import SessionView
from companion.supporters import service
from companion.supporters.rules import SupporterKey
from tests.cast import NOW
from tests.program.builders import EVENINGS, load, text

SATURDAY = date(2026, 3, 14)
FAMILY = """\
      - {days: [sat], starts: 10:00, ends: 11:30, kind: family_session, title: Quokka family therapy, place: Garden room, with: Priya}
      - {days: [fri], starts: 18:00, ends: 19:00, kind: couples_session, title: Couples therapy, place: Group room, join_url: https://meet.example.org/two}
"""
RESOURCES = """\
resources:
  - {slug: evenings, title: Evenings for families, about: Tea and company., tags: [family], place: 14 Mill Street, phone: +1 212 555 0133, url: https://www.example.org/families}
  - {slug: noches, title: Noches para familias, about: Té y compañía., language: es, tags: [family], phone: +1 212 555 0134}
  - {slug: rehab, title: Maple recovery kitchen, about: Open daily., tags: [family], phone: +1 212 555 0135}
  - {slug: walk, title: Sunday walk, about: For families in recovery., tags: [family], place: North gate}
  - {slug: rooms, title: Rooms to let, about: Quiet house., tags: [housing], phone: +1 212 555 0136}
"""


def load_families(now: datetime = NOW) -> UUID:
    """The program of the tests, with a family meeting each Saturday, one for couples each Friday, and resources."""
    content = files.parse_file((text(EVENINGS + FAMILY) + RESOURCES).encode(), "maple.yaml")
    program_id = load(content, now).program_id
    with transaction():
        aftercare.load_resources(program_id, content.resources, now)
    return program_id


def meeting(person: UUID, day: date = SATURDAY) -> SessionView:
    """The person's only family or couples meeting on this day."""
    return next(one for one in schedule.sessions_of(person, day, day) if one.kind.endswith("_session"))


def body(phone: FlaskClient, **changes: Any) -> dict[str, Any]:
    """What the phone sends for a new supporter, signed under the sentences it was shown."""
    read_in = changes.get("read_in", "en")
    offered = phone.get(f"/api/v1/supporters?language={read_in}").json["consent"]
    shown = offered["shown"] if offered else ""
    return {"name": "Sam", "language": "en", "read_in": read_in, "shown": shown, "signature": "Mia Lindgren"} | changes


def add(phone: FlaskClient, supporter_id: UUID | None = None, **changes: Any) -> tuple[UUID, TestResponse]:
    own = supporter_id or uuid4()
    return own, phone.put(f"/api/v1/supporters/{own}", json=body(phone, **changes))


def linked(phone: FlaskClient, **changes: Any) -> tuple[UUID, str]:
    """(supporter, path of their page)."""
    own, answer = add(phone, **changes)
    assert answer.status_code == 201, answer.text
    return own, link(phone, own)


def link(phone: FlaskClient, supporter_id: UUID) -> str:
    answer = phone.post(f"/api/v1/supporters/{supporter_id}/link", json={})
    assert answer.status_code == 201, answer.text
    address: str = answer.json["address"]
    return "/family/" + address.rsplit("/family/", 1)[1]


def invite(program_id: UUID, staff: UUID, session_id: UUID, *keys: tuple[UUID, UUID], now: datetime = NOW) -> Made:
    """Staff invite exactly these supporters, given as (person, supporter)."""
    with transaction():
        seen = schedule.session_state(session_id)
        assert seen is not None
        desk = ChangeContext(program_id, staff, now)
        return service.invite(desk, session_id, {SupporterKey(*one) for one in keys}, seen.changed_at)
