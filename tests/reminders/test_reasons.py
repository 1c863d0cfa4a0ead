"""`companion reminders explain`: why a reminder was or was not sent, in words that need no manual."""

from __future__ import annotations

import json
import re
from pathlib import Path
from types import SimpleNamespace
from uuid import UUID, uuid4

import pytest
from flask import Flask

from companion.kernel import clock
from companion.kernel.database import db, transaction
from companion.push import rules as push_rules
from companion.push import service as push
from companion.push.models import Delivery
from companion.reminders import reasons, service
from companion.reminders.commands import explain
from companion.reminders.rules import KINDS, SOON, STATES
from companion.schedule import service as schedule
from companion.schedule.rules import SessionChange
from tests.cast import NOW
from tests.reminders.conftest import Owned, at
from tests.reminders.steps import first_session, pass_at, wish

pytestmark = pytest.mark.databases("sqlite", "postgresql")


def told(owned: Owned) -> str:
    db.session.rollback()
    return next(one.said for one in reversed(service.explain(owned.id, at(0))) if one.kind == SOON)


def test_what_arrived_and_what_nobody_confirmed(mia: Owned) -> None:
    pass_at(at(15, 30))
    assert told(mia) == "Sent; the phone has not confirmed that it showed it."
    with transaction():
        for delivery in db.session.scalars(db.select(Delivery.id)):
            push.reached(delivery, at(15, 30))
    assert told(mia) == "Sent; the phone showed it."


@pytest.mark.parametrize(
    ("happens", "said"),
    [
        ("cancelled", "Not sent: the visit was canceled."),
        ("no_phone", "Not sent: no phone of this person could be reached."),
        ("late", "Not sent: it was too late to send it."),
        ("waiting", "Waiting until it is due."),
    ],
)
def test_why_it_was_not_sent(mia: Owned, happens: str, said: str) -> None:
    pass_at(at(14))
    with transaction():
        if happens == "cancelled":
            schedule.change_session(first_session(mia).id, SessionChange(cancel=True), at(14))
        if happens == "no_phone":
            push.end_all(mia.id, at(14))
    if happens != "waiting":
        from companion.reminders import jobs

        while jobs.send_due(at(15, 59) if happens == "late" else at(15, 30)):
            pass
    assert told(mia) == said


def test_every_reason_has_its_words(repository: Path) -> None:
    """Whatever word the verdicts and the answers of push services use, somebody can read it."""
    source = (repository / "companion/reminders/verdicts.py").read_text()
    used = set(re.findall(r'(?:return|Verdict\(|due,|else) ?"([a-z_]+)"', source)) - {"later", "send"}
    used |= {
        push_rules.GONE_FOR_GOOD,
        push_rules.REFUSED,
        push_rules.TOO_BIG,
        push_rules.REDIRECTED,
        push_rules.BAD_ROW,
    }
    used |= {
        push_rules.UNEXPECTED,
        push_rules.UNANSWERED,
        "unknown",
        "no_phone",
        "superseded",
        "parked",
        *push_rules.RETRYABLE,
    }
    assert used <= set(reasons.WHY)
    assert set(reasons.KINDS) == set(KINDS)


@pytest.mark.parametrize("state", STATES)
def test_every_state_is_a_sentence(state: str) -> None:
    said = reasons.sentence(SimpleNamespace(state=state, outcome=None, attempts=0), shown=False)
    assert said.endswith(".")
    assert said[0].isupper()


def test_what_holds_for_all_of_them_comes_first(mia: Owned) -> None:
    wish(mia, checkin_prompt=False)
    assert service.standing(mia.id, NOW) == [
        "Phones: 1 active.",
        "Switched off: the daily prompt, a group day.",
        "Quiet hours: 21:00 to 08:00 in America/New_York.",
    ]
    assert service.standing(uuid4(), NOW) == ["No such account."]


def run(app: Flask, whose: UUID, *more: str) -> str:
    db.session.rollback()
    with clock.fixed(at(16)):
        result = app.test_cli_runner().invoke(explain, [str(whose), *more])
    assert result.exit_code == 0, result.output
    return str(result.output)


def test_the_command_says_it_for_people_and_for_programs(app: Flask, mia: Owned) -> None:
    pass_at(at(15, 30))
    text = run(app, mia.id)
    assert "Phones: 1 active." in text
    assert re.search(r"2026-03-10T19:30:00Z  session_soon +Sent;", text)
    found = json.loads(run(app, mia.id, "--json"))
    assert found["reminders"][-1]["said"].startswith("Sent")
    assert "Mia" not in text
    assert "Maple" not in text


def test_somebody_without_reminders_is_no_error(app: Flask, mia: Owned) -> None:
    assert "Nothing was planned" in run(app, uuid4())
