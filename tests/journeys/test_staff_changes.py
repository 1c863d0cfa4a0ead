"""Staff move a meeting: the phone is told at once, gives nothing away, and shows what changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from sqlalchemy import text

from companion.kernel.database import db, transaction
from tests.journeys import desk
from tests.journeys.conftest import NewPhone
from tests.journeys.house import House
from tests.journeys.phone import Phone
from tests.journeys.test_main import send_what_is_due, turn_reminders_on

TITLE = "Mindful close"


@pytest.fixture
def moved_back(house: House) -> Iterator[None]:
    """The calendar is everybody's: what a test changed in it is undone."""
    before = house.ask("SELECT id, starts_at, ends_at FROM track_sessions")
    yield
    change = "UPDATE track_sessions SET starts_at = :s, ends_at = :e, changed_at = NULL, previous_starts_at = NULL WHERE id = :id"
    with house.inside(), transaction():
        for session_id, starts, ends in before:
            db.session.execute(text(change), {"id": session_id, "s": starts, "e": ends})


@pytest.mark.usefixtures("moved_back")
def test_a_moved_meeting_reaches_the_phone_and_says_so_without_saying_what(
    house: House, activated: Callable[..., Phone], new_phone: NewPhone
) -> None:
    phone = activated(house.invite("Mia"))
    turn_reminders_on(phone, house)
    page = new_phone(viewport=desk.SIZE, is_mobile=False, has_touch=False).page
    desk.sign_in(page, house, house.employ("Cora"))
    starts = house.hours.next_starts + timedelta(minutes=180)
    preview = desk.move(page, house, TITLE, starts, starts + timedelta(minutes=30))

    shown = send_what_is_due(house, phone, 2)
    assert shown["title"] in preview, "staff saw beforehand what the lock screen says"
    assert shown["title"] in [each["title"] for each in phone.notifications()]

    phone.open("/")
    was = house.hours.next_starts + timedelta(minutes=90)
    phone.sees(re.compile(rf"Moved from .*{was.hour % 12 or 12}:{was:%M}"))
    phone.page.get_by_role("link", name=TITLE).first.tap()
    phone.page.get_by_role("heading", name=TITLE).wait_for()
    phone.sees("What changed")


@pytest.mark.usefixtures("moved_back")
def test_a_tap_on_the_notification_opens_the_right_screen(
    house: House, activated: Callable[..., Phone], new_phone: NewPhone
) -> None:
    phone = activated(house.invite("Mia"))
    turn_reminders_on(phone, house)
    tag = phone.notifications()[0]["tag"]
    phone.open("/")
    worker = next(each for each in phone.context.service_workers if each.url.startswith(phone.origin))
    worker.evaluate(
        """async (tag) => {
            const [shown] = await self.registration.getNotifications({tag});
            self.dispatchEvent(new NotificationEvent('notificationclick', {notification: shown}));
        }""",
        tag,
    )
    phone.page.wait_for_url("**/settings/reminders")
    phone.page.get_by_role("heading", name="Reminders", level=1).wait_for()
