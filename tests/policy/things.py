"""Mia's own rows, one for each id that appears in a path: what the route tests try to reach with other people's sign-ins."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

from flask import Flask
from sqlalchemy import insert
from werkzeug.routing import Rule

from companion.absences import service as absences
from companion.absences.rules import Days, Told
from companion.accounts import sign_ins
from companion.accounts.models import Passkey
from companion.attention import service as attention
from companion.attention.models import AuditFinding
from companion.attention.rules import KINDS
from companion.checkins import service as checkins
from companion.checkins.rules import Entry, NewCheckin
from companion.enrollment import lifecycle
from companion.kernel import ids
from companion.kernel.database import db, transaction
from companion.logbook import service as logbook
from companion.logbook.rules import Card
from companion.program import files
from companion.program import service as program
from companion.push import subscriptions
from companion.push.rules import HostPolicy
from companion.push.subscriptions import NewSubscription
from companion.reminders import service as reminders
from companion.schedule import edits, sessions
from companion.schedule.journal import ChangeContext
from companion.schedule.rules import SessionChange
from companion.sharing import duty
from companion.staff.content.program_files import load_content
from companion.supporters import consent
from companion.supporters import service as supporters
from companion.supporters.rules import NewSupporter
from tests.cast import NOW, ZONE, Cast
from tests.push.sink import Phone


@dataclass(frozen=True)
class Things:
    """Path argument → value. Where two routes use one name for different things, `by_rule` decides."""

    by_name: dict[str, Any]

    def values(self, rule: Rule) -> dict[str, Any]:
        return {name: self.by_name[name] for name in rule.arguments}


def things(app: Flask, cast: Cast) -> Things:
    """Give Mia one of each, commit, and say where they are."""
    with transaction():
        token = sign_ins.begin(cast.mia, "participant", "her phone", NOW)
        found = sign_ins.find(token, NOW)
        assert found is not None
        program_id, track_id = _program(app)
        lifecycle.enroll(cast.mia, track_id, NOW.date() - timedelta(days=10), NOW - timedelta(days=10))
        program.assign_staff(program_id, cast.dana)
        session = sessions.sessions_of(cast.mia, NOW.date(), NOW.date() + timedelta(days=7))[0]
        supporter_id = _supporter(cast.mia)
        by_name = {
            "participant_id": cast.mia,
            "sign_in_id": found.sign_in_id,
            "passkey_id": add_passkey(cast.mia),
            "checkin_id": _checkin(cast.mia),
            "checkup_id": ids.new_id(),
            "card_id": _card(cast.mia),
            "session_id": session.id,
            "track_id": track_id,
            "closure_id": edits.closures_from(program_id, NOW.date())[0].id,
            "change_id": _change(program_id, session.id, cast.dana),
            "program_id": program_id,
            "subscription_id": _phone(cast.mia),
            "item_id": _request(cast.mia),
            "finding_id": _finding(),
            "decision_id": ids.new_id(),
            "call_id": ids.new_id(),
            "absence_id": _absence(cast.mia, session.id),
            "days_id": _days(cast.mia),
            "duty_id": duty.add_duty(program_id, cast.dana, [0], time(9), time(17)),
            "account_id": cast.mia,
            "staff_id": cast.dana,
            "token": reminders.open_feed(cast.mia, NOW),
            "supporter_id": supporter_id,
            "link": supporters.make_link(cast.mia, supporter_id, NOW),
            "name": "nothing.png",
            "filename": "nothing.css",
            "kind": "pattern",
        }
    return Things(by_name)


def _program(app: Flask) -> tuple[UUID, UUID]:
    from companion.demo_programs import STARTER

    content = files.read_file(STARTER / "alder.yaml")
    program_id = load_content(content, NOW - timedelta(days=14)).program_id
    load_content(content, NOW)
    track = program.track_by_slug(program_id, "three-days")
    assert track is not None
    return program_id, track.id


def _change(program_id: UUID, session_id: UUID, staff_id: UUID) -> UUID:
    """Something staff changed in the calendar a moment ago."""
    return edits.edit_session(
        ChangeContext(program_id, staff_id, NOW), session_id, SessionChange(place="Garden")
    ).change_id


def _supporter(participant_id: UUID) -> UUID:
    """Somebody close to Mia, with a page."""
    shown = supporters.offer(participant_id, "en", NOW)
    assert shown is not None
    new = NewSupporter(ids.new_id(), "Sam", "en", "en", consent.mark(shown), "Mia Lindgren")
    supporters.add(participant_id, new, NOW)
    return new.id


def _phone(account_id: UUID) -> UUID:
    phone = Phone()
    new = NewSubscription(
        "https://fcm.googleapis.com/fcm/send/her-phone", **phone.keys, device="phone", vapid_key_id="1"
    )
    return subscriptions.subscribe(account_id, new, HostPolicy(), NOW).id


def _request(participant_id: UUID) -> UUID:
    """Something of Mia's that staff are asked to look at."""
    source = ids.new_id()
    attention.raise_item(participant_id, KINDS[0], source, NOW, NOW)
    return attention.items_for_staff([participant_id], NOW, [KINDS[0]])[0].id


def _finding() -> UUID:
    """Something in the audit log that an admin has to look into."""
    row = {"id": ids.new_id(), "kind": "audit_broken", "source": "a test", "number": 1, "found_at": NOW}
    db.session.execute(insert(AuditFinding).values(row))
    return row["id"]  # type: ignore[return-value]


def _absence(participant_id: UUID, session_id: UUID) -> UUID:
    """A meeting Mia said she cannot make."""
    told = Told(ids.new_id(), session_id, "work", None, NOW)
    absences.tell(participant_id, told, NOW)
    return told.id


def _days(participant_id: UUID) -> UUID:
    """Days Mia said she cannot come on."""
    tomorrow = NOW.date() + timedelta(days=1)
    told = Days(ids.new_id(), tomorrow, tomorrow + timedelta(days=7), "unwell", {}, NOW)
    absences.tell_days(participant_id, told, NOW)
    return told.id


def add_passkey(account_id: UUID, credential_id: bytes = b"c") -> UUID:
    row = {
        "id": ids.new_id(),
        "account_id": account_id,
        "credential_id": credential_id,
        "public_key": b"k",
        "sign_count": 0,
    }
    db.session.execute(insert(Passkey).values(**row, name="phone", created_at=NOW, last_used_at=None))
    return row["id"]


def _card(participant_id: UUID) -> UUID:
    card = Card(uuid4(), "dbt_card", NOW, NOW.date(), (), ("breathing",))
    logbook.keep_card(participant_id, card, NOW)
    return card.id


def _checkin(participant_id: UUID) -> UUID:
    at = datetime(2026, 3, 10, 16, 0, tzinfo=UTC)
    new = NewCheckin(uuid4(), at, ZONE, at.date(), Entry(mood=3, craving=4))
    return checkins.record_checkin(participant_id, new, at).id
