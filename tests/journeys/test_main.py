"""The main job, end to end, on one phone: code → today → log → reminder → completion → alumni, in one account."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import Any

from playwright.sync_api import expect

from tests.journeys import desk
from tests.journeys.conftest import NewPhone
from tests.journeys.house import House, Invited
from tests.journeys.lives import live
from tests.journeys.phone import Phone
from tests.journeys.program import ASK_FOR, EVENT, GROUP, NEXT_MEETING, RESOURCE
from tests.journeys.rfc8291 import vapid_claims

TELLING = re.compile(
    r"recover|sober|addict|craving|relapse|mood|therap|group|iop|treatment|clinic|discharge|medicat|counselor|maple"
    r"|coping|garden|dana|mia\b|recuper|sobri|adic|antojo|recaíd|ánimo|terapia|grupo|tratamiento|clínica|medicamento",
    re.IGNORECASE,
)


def activate(phone: Phone, person: Invited) -> None:
    phone.open(f"/welcome#code={person.code}")
    phone.tap("button", "Open", exact=True)
    phone.sees(f"Hello, {person.name}")
    phone.tap("button", "Later", exact=True)
    phone.sees(NEXT_MEETING)
    phone.sees(re.compile(r"This week · \d of \d days"))
    phone.ready_offline()


def log_without_a_network(phone: Phone, house: House, person: Invited) -> None:
    phone.offline()
    phone.tap("link", "Log", exact=True)
    phone.choose("Mood", "Good")
    phone.choose("Urge", "4")
    phone.tap("button", "Save")
    phone.sees("On this phone")
    assert arrived(house, person) == []
    phone.offline(False)
    phone.sees_saved()
    assert arrived(house, person) == [(4, 4)]


def arrived(house: House, person: Invited) -> list[tuple[object, ...]]:
    """Today's entries on the server."""
    today = [said for row, said in house.entries(person.id) if row.local_day == house.hours.today.date()]
    return [(said.mood, said.craving) for said in today]


def send_what_is_due(house: House, phone: Phone, count: int) -> dict[str, Any]:
    """One pass of the worker; the newest message that reached this phone's push service, read by its receiver."""
    house.server.run("reminders", "run", "--once")
    message = house.sink.wait_for(phone.push_path, count)[-1]
    assert message.headers["Content-Encoding"] == "aes128gcm"
    assert vapid_claims(message.headers["Authorization"])["aud"] == house.sink.address
    plaintext = phone.receiver.decrypt(message.body)
    phone.deliver_push(plaintext)
    content: dict[str, Any] = json.loads(plaintext)
    assert not gives_away(content), plaintext
    return content["notification"]


def gives_away(message: dict[str, Any]) -> re.Match[str] | None:
    """The first word in a push that tells what it is about. Random ids are left out: chance spells words in them."""
    shown = message["notification"]
    assert re.fullmatch(r"[\w-]{20,}", shown["tag"])
    assert shown["data"].keys() <= {"delivery", "activate"}
    words = {**message, "notification": {**shown, "tag": "", "data": {}}}
    return TELLING.search(json.dumps(words, ensure_ascii=False))


def turn_reminders_on(phone: Phone, house: House) -> None:
    phone.open("/settings/reminders")
    phone.tap("button", "Turn on reminders")
    phone.sees("Checking that reminders reach this phone")
    shown = send_what_is_due(house, phone, 1)
    assert phone.notifications()[0]["title"] == shown["title"]
    phone.sees("Reminders are on")


def be_reminded(phone: Phone, house: House) -> None:
    """The next meeting is less than an hour away; the usual half hour has not begun."""
    phone.choose("How long before", "1 hour")
    phone.sees("Saved")
    shown = send_what_is_due(house, phone, 2)
    assert shown["title"] in [each["title"] for each in phone.notifications()]
    assert re.search(r"\d{1,2}:\d\d", shown["title"] + shown.get("body", "")), "a time one can rely on"
    phone.open("/settings/reminders")
    phone.sees(re.compile("Last reminder reached this phone"))


def complete(new_phone: NewPhone, house: House, person: Invited) -> None:
    staff = house.employ("Cora")
    page = new_phone(viewport=desk.SIZE, is_mobile=False, has_touch=False).page
    desk.sign_in(page, house, staff)
    desk.complete(page, house, person.id)
    looks = house.ask("SELECT count(*) FROM audit_entries WHERE participant_id = :id", id=person.id)
    assert looks[0][0] != 0, "looking at a record and completing it are written down"


def entries(phone: Phone, house: House) -> list[dict[str, Any]]:
    """Everything the server has of this person."""
    days = f"start={house.hours.today - timedelta(days=30):%Y-%m-%d}&end={house.hours.today:%Y-%m-%d}"
    found: list[dict[str, Any]] = phone.api("GET", f"/checkins?{days}")["body"]["items"]
    return found


def find_what_comes_after(phone: Phone) -> None:
    phone.open("/")
    phone.sees("this app are still yours")
    phone.sees(GROUP)
    phone.sees(EVENT)
    phone.tap("link", "Groups", exact=True)
    phone.sees(re.compile(f"ask for {ASK_FOR}"))
    phone.tap("link", "My plan", exact=True)
    phone.sees("Thursdays at 5 with Priya, Mill Street")
    expect(phone.page.get_by_role("link", name="212-555-0123")).to_have_attribute("href", "tel:2125550123")
    phone.sees("A walk around the reservoir")
    phone.open("/plan?after")  # where "Something is ready for you" leads
    expect(phone.page.get_by_role("heading", name="After the program")).to_be_in_viewport()
    phone.open("/after")
    phone.sees(RESOURCE)


def test_one_phone_from_the_code_to_the_time_after(house: House, new_phone: NewPhone) -> None:
    mia = live(house, house.invite("Mia"))
    phone = new_phone()
    activate(phone, mia)
    log_without_a_network(phone, house, mia)
    turn_reminders_on(phone, house)
    be_reminded(phone, house)
    account = phone.api("GET", "/me")["body"]["id"]
    written = entries(phone, house)
    assert len(written) == 11

    complete(new_phone, house, mia)
    find_what_comes_after(phone)
    assert phone.api("GET", "/me")["body"]["id"] == account
    assert entries(phone, house) == written, "completion loses nothing"
    phone.open("/history")
    expect(phone.page.get_by_text("Saved to your account").first).to_be_visible()
