"""The aftercare plan, which the person owns; the resources of their program; the answers to check-ups."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from companion.accounts import service as accounts
from companion.aftercare import rules
from companion.aftercare.models import AftercarePlan, Checkup, Resource
from companion.aftercare.rules import Answer, Checkups, ResourceView
from companion.attention import service as attention
from companion.attention.rules import CALL_WANTED
from companion.enrollment import service as enrollment
from companion.enrollment.rules import COMPLETED
from companion.kernel import data_keys, versioned
from companion.kernel.database import db
from companion.kernel.errors import Conflict, Invalid, NotFound
from companion.kernel.listing import Mirrored, mirror
from companion.kernel.statements import insert_ignore
from companion.kernel.timezones import local_day
from companion.kernel.versioned import Document
from companion.program.service import ResourceItem

_ANSWERS_KEPT_ON_PHONES = 50
_RESOURCE = (
    Resource.id,
    Resource.title,
    Resource.about,
    Resource.language,
    Resource.tags,
    Resource.place,
    Resource.phone,
    Resource.url,
)
_ANSWER = (
    Checkup.id,
    Checkup.answer,
    Checkup.due_on,
    Checkup.answered_at,
    Checkup.received_at,
    Checkup.answer_sealed,
)


def read_plan(participant_id: UUID) -> Document:
    """The person's plan, begun before completion or not; an empty one at version 0. A caller on staff must be on the
    care team and records the look in the audit."""
    return versioned.read(AftercarePlan, participant_id, rules.empty_sections())


def save_plan(participant_id: UUID, based_on: int, sections: dict[str, list[str]], now: datetime) -> Document:
    """Put these sections in place of version `based_on`. Repeating a save is harmless. Raises Conflict("stale_version")."""
    return versioned.save(AftercarePlan, participant_id, based_on, sections, now)


def plan_is_begun(participant_id: UUID) -> bool:
    """Whether the person wrote anything into their plan. Says nothing about what."""
    return any(read_plan(participant_id).content.values())


def load_resources(program_id: UUID, items: Iterable[ResourceItem], now: datetime) -> Mirrored:
    """Make the program's resources say what its file says. Idempotent."""
    return mirror(Resource, {"program_id": program_id}, [item.model_dump() for item in items], now)


def resource_items(program_id: UUID) -> list[ResourceItem]:
    """The program's resources as its file says them, by slug."""
    rows = db.session.scalars(select(Resource).where(Resource.program_id == program_id).order_by(Resource.slug))
    return [
        ResourceItem.model_validate({name: getattr(row, name) for name in ResourceItem.model_fields}) for row in rows
    ]


def resources(
    participant_id: UUID, now: datetime, tag: str | None = None, language: str | None = None
) -> list[ResourceView]:
    """The resources of the person's own program, by title, narrowed down if asked; none without a program."""
    current = enrollment.enrollment_now(participant_id, now)
    if current is None:
        return []
    query = select(*_RESOURCE).where(Resource.program_id == current.program_id).order_by(Resource.title, Resource.slug)
    found = [ResourceView(**row) for row in db.session.execute(query).mappings()]
    return [one for one in found if (tag is None or tag in one.tags) and (language is None or one.language == language)]


def checkups(participant_id: UUID, now: datetime) -> Checkups:
    """Where the person stands with their check-ups, on the local day it is for them."""
    given = answers(participant_id)
    record = enrollment.record_of(participant_id)
    status = record.at(now)
    if status is None:
        return rules.checkups(None, now.date(), given)
    zone = accounts.get_person(participant_id).zone or status.now.zone
    found = rules.checkups(status.after_since, local_day(now, zone), given, completed=status.exit == COMPLETED)
    return replace(found, days=[day for day in found.days if _is_after(record, day)])


def _is_after(record: enrollment.Record, day: date) -> bool:
    """Whether the program is still over on that day: a return that is planned ends check-ups from its own day on."""
    status = record.on(day)
    return status is not None and status.after_since is not None


def answers(participant_id: UUID) -> list[Answer]:
    """The person's latest answers, newest first; what was erased is not among them."""
    query = select(*_ANSWER).where(Checkup.participant_id == participant_id)
    newest = query.order_by(Checkup.answered_at.desc(), Checkup.id).limit(_ANSWERS_KEPT_ON_PHONES)
    found = (_opened(participant_id, row) for row in db.session.execute(newest))
    return [answer for answer in found if answer is not None]


def record_checkup(participant_id: UUID, answer: Answer) -> tuple[Answer, bool]:
    """Keep the answer; a wish for a call goes before the staff in the same transaction. Returns what is kept and
    whether it is new.

    The same id with the same answer again changes nothing; with another one it raises Conflict. Raises Invalid for a
    check-up that is not due yet anywhere on earth.
    """
    if answer.due_on and answer.due_on > (answer.received_at + timedelta(hours=14)).date():
        raise Invalid("not_due_yet", "This check-up is not due yet.")
    row = vars(answer) | _sealed(participant_id, answer.id, answer.answer)
    if not insert_ignore(Checkup, [{"participant_id": participant_id, **row}], ["participant_id", "id"]):
        return _repeated(participant_id, answer), False
    if answer.answer == rules.CALL:
        attention.raise_item(participant_id, CALL_WANTED, answer.id, answer.answered_at, answer.received_at)
    return answer, True


def _repeated(participant_id: UUID, answer: Answer) -> Answer:
    query = select(*_ANSWER).where(Checkup.participant_id == participant_id, Checkup.id == answer.id)
    kept = _opened(participant_id, db.session.execute(query).one())
    if kept is None:
        raise NotFound
    if (kept.answer, kept.due_on) != (answer.answer, answer.due_on):
        raise Conflict("other_answer", "This answer was received with other content.")
    return kept


def sealed_values(row: Any) -> dict[str, Any]:
    """The columns that hold this stored answer, sealed under the person's key. Needs an open transaction."""
    return _sealed(row.participant_id, row.id, row.answer)


def _sealed(participant_id: UUID, checkup_id: UUID, answer: str) -> dict[str, Any]:
    key = data_keys.box(participant_id)
    if key is None:
        return {"answer": answer, "answer_sealed": None}
    return {"answer": None, "answer_sealed": key.seal("checkups", checkup_id, "answer", answer)}


def _opened(participant_id: UUID, row: Any) -> Answer | None:
    """None for one that was erased."""
    *known, sealed = row
    if sealed is None:
        return Answer(*known)
    try:
        answer = data_keys.unseal(participant_id, "checkups", row.id, "answer", sealed)
    except data_keys.Erased:
        return None
    return replace(Answer(*known), answer=answer)
