"""A phone nobody is signed in on receives nothing: however a sign-in ends, what it was reached at ends with it, at once."""

from __future__ import annotations

import ast
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from threading import Barrier, Thread
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import select, update

from companion.accounts import service as accounts
from companion.accounts import sign_ins
from companion.accounts.models import SignIn
from companion.kernel import clock, database
from companion.kernel.database import db, transaction
from companion.kernel.errors import Unauthenticated
from companion.push import jobs, service
from companion.push.models import Delivery, PushSubscription
from tests.cast import NOW
from tests.conftest import SignedIn
from tests.push.sink import Phone
from tests.push.story import Story
from tests.push.test_subscribing import subscribe

pytestmark = pytest.mark.databases("sqlite", "postgresql")

Road = Callable[["Story"], Any]


def stranded() -> list[str]:
    """Subscriptions that are not over although their sign-in is."""
    db.session.rollback()
    dead = select(SignIn.id).where(SignIn.ended_at.is_not(None))
    query = select(PushSubscription.device).where(
        PushSubscription.state != "gone", PushSubscription.sign_in_id.in_(dead)
    )
    return list(db.session.scalars(query))


def in_one(do: Callable[[], Any]) -> None:
    with transaction():
        do()


def change_passphrase(story: Story) -> None:
    body = {"sign_in_name": "mia.m", "passphrase": "plums in the icebox"}
    assert story.mine.put("/api/v1/me/passphrase", json=body).status_code == 204
    again = body | {"passphrase": "a red wheelbarrow", "current": "plums in the icebox"}
    assert story.mine.put("/api/v1/me/passphrase", json=again).status_code == 204


def a_lost_phone(story: Story) -> None:
    """What staff do in one step with a new code, see staff/person_changes.py."""
    in_one(lambda: sign_ins.end_others(None, story.cast.mia, NOW))


ROADS: dict[str, tuple[Road, str, int]] = {
    "she signs out": (lambda s: s.mine.post("/api/v1/sign-out"), "mia", 1),
    "she ends it from her other phone": (lambda s: s.other.delete(f"/api/v1/sign-ins/{s.id_of(s.mine)}"), "mia", 1),
    "she ends all others": (lambda s: s.mine.post("/api/v1/sign-ins/end-others"), "mia", 1),
    "she changes her passphrase": (change_passphrase, "mia", 1),
    "staff hear that it is lost": (a_lost_phone, "mia", 2),
    "her account is closed": (lambda s: in_one(lambda: accounts.disable(s.cast.mia, NOW)), "mia", 2),
    "a member of staff signs out": (lambda s: s.desk.post("/staff/sign-out"), "dana", 1),
    "a member of staff ends all others": (lambda s: s.desk.post("/staff/account/end-others"), "dana", 1),
    "a member of staff leaves": (lambda s: in_one(lambda: accounts.disable(s.cast.dana, NOW)), "dana", 2),
}


@pytest.fixture
def no_tokens(app: Flask) -> Any:
    app.config["WTF_CSRF_ENABLED"] = False
    yield
    app.config["WTF_CSRF_ENABLED"] = True


@pytest.mark.parametrize("road", ROADS)
def test_however_a_sign_in_ends_its_subscription_ends_with_it(story: Story, road: str, no_tokens: None) -> None:
    walk, who, number = ROADS[road]
    walk(story)
    whose = getattr(story.cast, who)
    active = [("active", None)] * (2 - number)
    assert story.states(whose) == active + [("gone", "signed_out")] * number
    assert stranded() == []
    others = story.cast.dana if who == "mia" else story.cast.mia
    assert story.states(others) == [("active", None)] * 2, "nobody else's end"


def test_only_one_module_ends_sign_ins_and_in_one_place(repository: Path) -> None:
    """A new road cannot forget it: whoever wants to end a sign-in finds only this door."""
    writes = []
    for path in sorted((repository / "companion").rglob("*.py")):
        if "versions" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            called = isinstance(node, ast.Call) and ast.unparse(node)
            if called and called.startswith(("update(SignIn)", "delete(SignIn)")) and "." not in called:
                writes.append(path.name)
    known = ["confirmation.py", *["proofs.py"] * 2, *["sign_ins.py"] * 3, *["signed_in.py"] * 2]
    assert sorted(writes) == known, (
        "confirm; note and give_phone_secret; touch, _end and, for everybody, end_all; rename and note_installed"
    )


def test_what_was_on_its_way_to_it_is_not_sent(story: Story) -> None:
    assert story.mine.post("/api/v1/push/test").json == {"phones": 2}
    story.mine.post("/api/v1/sign-out")
    jobs.send_own(NOW)
    assert [one.path.rsplit("/", 1)[1] for one in story.sink.arrived] == ["other"]
    db.session.rollback()
    outcomes = db.session.execute(select(Delivery.state, Delivery.outcome).where(Delivery.purpose == "test"))
    assert sorted(map(tuple, outcomes)) == [("sent", "accepted"), ("skipped", "signed_out")]


@pytest.mark.parametrize(("who", "after"), [("mia", timedelta(days=180)), ("dana", timedelta(days=180))])
def test_a_sign_in_that_is_over_by_its_age_is_sent_nothing_and_its_subscription_ends(
    story: Story, who: str, after: timedelta
) -> None:
    whose, late = getattr(story.cast, who), NOW + after
    with transaction():
        want = service.Want(uuid4(), whose, "t" * 32, late, late + timedelta(hours=1))
        assert service.devices_for([want], late) == []
    assert story.states(whose) == [("gone", "signed_out")] * 2


def test_what_locks_the_pages_of_staff_ends_no_messages(story: Story) -> None:
    """Somebody waits for a call; who is away from the desk, or at home, has to hear of it."""
    for later in (NOW + timedelta(minutes=20), NOW + timedelta(days=3)):
        assert len(service.devices_for([service.Want(uuid4(), story.cast.dana, "t", later, later)], later)) == 2


def test_who_opens_the_app_for_nothing_else_still_hears_of_a_monthly_check_up(story: Story) -> None:
    later = NOW + timedelta(days=100)
    with transaction():
        want = service.Want(uuid4(), story.cast.mia, "t" * 32, later, later + timedelta(hours=1))
        assert len(service.devices_for([want], later)) == 2


def test_a_sign_in_in_daily_use_carries_messages_for_as_long_as_it_lasts(story: Story) -> None:
    for day in range(0, 180, 20):
        with clock.fixed(NOW + timedelta(days=day)):
            assert story.mine.get("/api/v1/push/status").json["state"] == "active"
    last = NOW + timedelta(days=180)
    jobs.end_stranded(last - timedelta(minutes=1))
    assert ("active", None) in story.states(story.cast.mia)
    jobs.end_stranded(last)
    assert story.states(story.cast.mia) == [("gone", "signed_out")] * 2


def test_what_is_about_to_leave_when_she_signs_out_stays(story: Story) -> None:
    want = service.Want(uuid4(), story.cast.mia, "t" * 32, NOW, NOW + timedelta(hours=1))
    devices = service.devices_for([want], NOW)
    assert len(devices) == 2
    story.mine.post("/api/v1/sign-out")
    with transaction():
        assert len(service.mark_sending(devices, uuid4(), NOW)) == 1


def test_the_worker_ends_what_nobody_said_was_over(story: Story) -> None:
    assert jobs.end_stranded(NOW + timedelta(days=179)) is False
    assert story.states(story.cast.mia) == [("active", None)] * 2
    jobs.end_stranded(NOW + timedelta(days=180))
    assert story.states(story.cast.mia) == [("gone", "signed_out")] * 2


def nameless(story: Story, seen_at: Any = NOW) -> None:
    """Mia's phones as they stood before subscriptions knew their sign-in."""
    with transaction():
        mine = update(PushSubscription).where(PushSubscription.participant_id == story.cast.mia)
        db.session.execute(mine.values(sign_in_id=None, seen_at=seen_at))


def test_an_older_row_goes_on_while_a_sign_in_of_its_time_lives_and_ends_with_the_last(story: Story) -> None:
    nameless(story)
    story.mine.post("/api/v1/sign-out")
    assert story.states(story.cast.mia) == [("active", None)] * 2, "nobody knows which of the two phones it was"
    story.other.post("/api/v1/sign-out")
    assert story.states(story.cast.mia) == [("gone", "signed_out")] * 2


def test_a_sign_in_that_came_after_an_older_row_was_last_seen_does_not_keep_it(
    story: Story, signed_in: SignedIn
) -> None:
    nameless(story)
    with clock.fixed(NOW + timedelta(hours=1)):
        signed_in(story.cast.mia)
    for phone in (story.mine, story.other):
        phone.post("/api/v1/sign-out")
    assert story.states(story.cast.mia) == [("gone", "signed_out")] * 2


def test_an_older_row_belongs_to_its_phone_from_its_next_start_on(story: Story) -> None:
    nameless(story)
    assert subscribe(story.mine, story.phones["mine"], story.sink.url(201, "mine")).json["state"] == "active"
    story.mine.post("/api/v1/sign-out")
    assert story.states(story.cast.mia) == [("active", None), ("gone", "signed_out")]


def test_signing_in_again_on_the_same_phone_is_reached_at_once(story: Story, signed_in: SignedIn) -> None:
    """The address proved itself an hour ago; only the sign-in had ended."""
    story.mine.post("/api/v1/sign-out")
    again = signed_in(story.cast.mia)
    assert again.get("/api/v1/push/status").json["state"] == "none"
    assert subscribe(again, story.phones["mine"], story.sink.url(201, "mine")).json["state"] == "active"
    assert jobs.send_own(NOW) is False
    assert story.sink.arrived == []


def test_the_next_person_on_the_phone_has_to_prove_it_anew(story: Story, signed_in: SignedIn) -> None:
    story.mine.post("/api/v1/sign-out")
    leo = signed_in(story.cast.leo)
    saved = subscribe(leo, story.phones["mine"], story.sink.url(201, "mine")).json
    assert (saved["state"], saved["last_reached_at"]) == ("unverified", None)


def test_a_message_planned_for_mia_does_not_reach_leo_who_has_the_phone_now(story: Story, signed_in: SignedIn) -> None:
    story.mine.post("/api/v1/push/test")
    subscribe(signed_in(story.cast.leo), story.phones["mine"], story.sink.url(201, "mine"))
    jobs.send_own(NOW)
    to_it = [story.phones["mine"].read_json(one.body) for one in story.sink.bodies_for("mine")]
    assert [one["notification"]["title"] for one in to_it] == ["Reminders are on for this phone"], "Leo's own, no test"


def test_a_phone_that_registers_while_its_sign_in_is_ended_is_turned_away(story: Story) -> None:
    """The gate let it in a moment before; the row it would add would have nobody behind it."""
    new = service.NewSubscription(story.sink.url(201, "late"), **Phone().keys, device="x", vapid_key_id="001")
    mine = UUID(story.id_of(story.mine))
    with transaction():
        sign_ins.end(mine, story.cast.mia, NOW)
    with pytest.raises(Unauthenticated), transaction():
        service.subscribe(story.cast.mia, new, story.post, NOW, mine)
    assert stranded() == []


def test_registering_and_signing_out_in_the_same_moment_leave_nothing_behind(story: Story) -> None:
    mine, together = UUID(story.id_of(story.mine)), Barrier(2)
    new = service.NewSubscription(story.sink.url(201, "race"), **Phone().keys, device="x", vapid_key_id="001")

    def run(do: Callable[[], Any]) -> None:
        with story.app.app_context():
            together.wait()
            try:
                in_one(do)
            except Unauthenticated:
                pass
            finally:
                database.db.session.remove()

    deeds = (
        lambda: service.subscribe(story.cast.mia, new, story.post, NOW, mine),
        lambda: sign_ins.end(mine, story.cast.mia, NOW),
    )
    threads = [Thread(target=run, args=[deed]) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert stranded() == []
