"""Long without a network, answers that never came, a server that forgot, a phone from before: nothing is lost or doubled."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, timedelta

from playwright.sync_api import Route
from sqlalchemy import text

from companion.kernel.database import db, transaction
from tests.journeys.house import House
from tests.journeys.offline import held, log, stored, until, write_like_it
from tests.journeys.phone import Phone

Activated = Callable[..., Phone]


def test_three_weeks_without_a_network_and_a_hundred_entries_arrive_in_three_requests(
    house: House, activated: Activated
) -> None:
    mia = house.invite("Mia", starts_in=-40)
    phone = activated(mia, own_browser=True)
    phone.offline()
    log(phone, "Okay", "3")
    phone.sees("On this phone")
    first = house.hours.today - timedelta(days=21)
    moments = [first + timedelta(hours=5 * count) for count in range(99)]
    write_like_it(phone, moments)
    phone.restart(offline=True)
    phone.open("/history")
    sent: list[str] = []
    phone.page.on(
        "request", lambda one: sent.append(one.method) if "/checkins" in one.url and one.method != "GET" else None
    )
    phone.offline(False)
    until(phone, lambda: len(stored(house, mia)) == 100)
    rows = stored(house, mia, "recorded_at, late")
    assert len(rows) == 100
    assert len(sent) <= 3
    assert [str(at)[:16] for at, _ in rows[:99]] == [f"{at.astimezone(UTC):%Y-%m-%d %H:%M}" for at in moments]
    assert [bool(late) for at, late in rows[:70]] == [True] * 70
    assert not rows[-1][1]


def test_an_answer_lost_after_the_server_stored_it_leaves_one_entry(house: House, activated: Activated) -> None:
    mia = house.invite("Mia")
    phone = activated(mia)
    lost: list[int] = []

    def lose_the_first(route: Route) -> None:
        if lost:
            route.continue_()
            return
        own = {**route.request.headers, "origin": house.origin, "sec-fetch-site": "same-origin"}
        lost.append(route.fetch(headers=own).status)
        route.abort("connectionreset")

    phone.context.route("**/api/v1/checkins/batch", lose_the_first)
    log(phone, "Good", "2")
    until(phone, lambda: bool(lost))
    assert stored(house, mia) == [(4,)]
    phone.sees("On this phone")
    assert [one["state"] for one in held(phone)] == ["waiting"]
    phone.page.evaluate("() => void dispatchEvent(new Event('online'))")
    phone.sees_saved()
    assert lost == [200]
    assert stored(house, mia) == [(4,)]


def test_a_server_restored_from_a_backup_is_given_again_what_it_lost(house: House, activated: Activated) -> None:
    mia = house.invite("Mia")
    phone = activated(mia)
    log(phone, "Good", "2")
    phone.sees_saved()
    with house.inside(), transaction():
        db.session.execute(text("DELETE FROM checkins WHERE participant_id = :id"), {"id": mia.id.hex})
        db.session.execute(text("UPDATE settings SET value = 'another' WHERE name = 'server_epoch'"))
    assert stored(house, mia) == []
    phone.open("/history")
    phone.page.evaluate("() => void dispatchEvent(new Event('online'))")
    until(phone, lambda: bool(stored(house, mia)))
    assert stored(house, mia) == [(4,)]


def test_entries_an_older_app_left_on_the_phone_are_taken(house: House, activated: Activated) -> None:
    mia = house.invite("Mia")
    phone = activated(mia)
    phone.offline()
    log(phone, "Good", "2")
    phone.sees("On this phone")
    newer = ("confidence", "sleep", "habits", "triggers", "helped", "note")
    write_like_it(phone, [house.hours.today - timedelta(hours=1)], newer)
    phone.offline(False)
    phone.sees_saved()
    until(phone, lambda: len(stored(house, mia)) == 2)
    assert stored(house, mia) == [(4,), (4,)]
    phone.open("/history")
    assert phone.page.locator("article.log-entry").count() == 2
