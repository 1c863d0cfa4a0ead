"""A phone passes from Mia to Leo, in every way one sign-in can end and another begin: nothing of hers is drawn for him, on
any screen, with the server out of reach from the moment he is in. The list of what is hers is kept by feature."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journeys.house import House, Invited
from tests.journeys.lives import live
from tests.journeys.offline import end_everywhere, held_back, out_of_reach, until
from tests.journeys.phone import Phone
from tests.journeys.test_shared_phone import PASSPHRASE, with_passphrase

Activated = Callable[..., Phone]
FEATURES = Path(__file__).resolve().parents[2] / "pwa" / "src" / "features"

# Feature → the screen that draws something of Mia's, and what.
HERS = {
    "absences": ("/schedule/{session}", "You said you can’t make it"),
    "account": ("/settings", "Mia"),
    "aftercare": ("/plan", "Swim on Saturdays"),
    "checkins": ("/history", "Urge 8"),
    "goals": ("/goals", "Walk before work"),
    "help": ("/help", "Rosa"),
    "insight": ("/insight", "Urge: usually"),
    "logbook": ("/log/words", "Pottery"),
    "recovery": ("/days", "Wine"),
    "safety": ("/plan", "I stop answering messages"),
    "schedule": ("/schedule", "Daytime, every day"),
}
# Feature → why nothing of a person's own stands on its screens, or where it is shown that it goes with them.
ELSEWHERE = {
    "alumni": "groups are the program's; the person's next one goes with `schedule` and `aftercare`",
    "app-lock": "test_app_lock.py: the lock is the person's, and is gone with them",
    "calls": "pwa/tests/offline/session.test.ts, over everything that is declared",
    "export": "a file, made by the server when it is asked for",
    "install": "the phone's own question",
    "reminders": "test_reminders.py: reminders end with the sign-in",
    "schedule-screens": "draws what `schedule` holds",
    "sharing": "pwa/tests/offline/session.test.ts, over everything that is declared",
    "supporters": "pwa/tests/sharing/supporters.test.ts",
    "today": "draws what `schedule`, `absences` and `recovery` hold",
    "urge": "test_urge.py: the ten minutes are the person's, and stop with them",
}


def test_every_feature_says_what_of_a_person_it_draws() -> None:
    folders = {folder.name for folder in FEATURES.iterdir() if folder.is_dir()}
    assert folders == set(HERS) | set(ELSEWHERE)


def walk_to(phone: Phone, path: str) -> str:
    """Go there inside the app, as a link does, without loading the page anew; returns what is drawn."""
    phone.page.evaluate(
        "(path) => { history.pushState({inside: true}, '', path); dispatchEvent(new PopStateEvent('popstate')); }", path
    )
    phone.page.locator("h1, .state-title").first.wait_for()
    phone.page.wait_for_load_state("networkidle")
    return phone.page.inner_text("body")


def fill_in(phone: Phone, name: str) -> None:
    """Sign in on the screen that stands there."""
    phone.page.get_by_label("Your name here").fill(name)
    phone.page.get_by_label("Passphrase", exact=True).fill(PASSPHRASE)
    phone.tap("button", "Sign in", exact=True)
    phone.page.wait_for_url(phone.origin + "/")


def sign_out(phone: Phone) -> None:
    walk_to(phone, "/settings")
    phone.tap("button", "Sign out", exact=True)
    phone.page.get_by_role("dialog").get_by_role("button", name="Sign out", exact=True).tap()
    phone.page.wait_for_url("**/welcome")


def same_page(phone: Phone, mia: Invited, house: House, leo: str) -> None:
    sign_out(phone)
    walk_to(phone, "/sign-in")
    out_of_reach(phone)
    fill_in(phone, leo)


def after_a_reload(phone: Phone, mia: Invited, house: House, leo: str) -> None:
    sign_out(phone)
    phone.open("/sign-in")
    out_of_reach(phone)
    fill_in(phone, leo)
    phone.page.reload()
    phone.settle()


def ended_elsewhere(phone: Phone, mia: Invited, house: House, leo: str) -> None:
    end_everywhere(house, mia.id)
    phone.page.evaluate("() => void dispatchEvent(new Event('online'))")
    walk_to(phone, "/schedule")
    phone.page.get_by_label("Passphrase", exact=True).wait_for()
    out_of_reach(phone)
    fill_in(phone, leo)


def in_another_tab(phone: Phone, mia: Invited, house: House, leo: str) -> None:
    first = phone.page
    walk_to(phone, "/plan")
    end_everywhere(house, mia.id)
    phone.page = phone.context.new_page()
    phone.open("/sign-in")
    out_of_reach(phone)
    fill_in(phone, leo)
    phone.page = first
    until(phone, lambda: "I stop answering messages" not in phone.page.inner_text("body"))


@pytest.mark.parametrize("way", [same_page, after_a_reload, ended_elsewhere, in_another_tab])
def test_nothing_of_the_first_person_is_drawn_for_the_second(
    house: House, activated: Activated, way: Callable[[Phone, Invited, House, str], None]
) -> None:
    mia, _ = with_passphrase(house, "Mia")
    live(house, mia)
    _leo, leos_name = with_passphrase(house, "Leo")
    phone = activated(mia)
    session = own_things(phone)
    for feature, (path, hers) in HERS.items():
        phone.open(path.format(session=session))
        phone.page.wait_for_load_state("networkidle")
        until(phone, lambda: hers in phone.page.inner_text("body"))  # noqa: B023 - asked at once
        assert hers in phone.page.inner_text("body"), f"{feature}: {path} does not draw {hers!r} for Mia herself"

    way(phone, mia, house, leos_name)
    drawn = {feature: walk_to(phone, path.format(session=session)) for feature, (path, _) in HERS.items()}
    crossed = [feature for feature, (_, hers) in HERS.items() if hers in drawn[feature]]
    assert crossed == []


def own_things(phone: Phone) -> str:
    """What `live` does not give: a word of her own, and a session she cannot come to, whose id is returned."""
    lists = {name: [] for name in ("habits", "triggers", "helped", "emotions", "targets", "skills")}
    lists["helped"] = [{"id": str(uuid.uuid4()), "name": "Pottery", "hidden": False, "was": []}]
    assert phone.api("PUT", "/own-words", {"lists": lists, "version": 0})["status"] == 200
    sessions = phone.api("GET", "/schedule")["body"]["sessions"]
    coming = next(one for one in reversed(sessions) if one["status"] == "scheduled" and one["kind"] != "break")
    told = {"session_id": coming["id"], "reason": None, "make_up": None, "said_at": coming["starts_at"]}
    assert phone.api("PUT", f"/absences/{uuid.uuid4()}", told)["status"] in (200, 201)
    return str(coming["id"])


def test_an_answer_that_comes_after_the_hand_over_is_dropped(house: House, activated: Activated) -> None:
    mia, _ = with_passphrase(house, "Mia")
    live(house, mia)
    _leo, leos_name = with_passphrase(house, "Leo")
    phone = activated(mia)
    phone.open("/")
    phone.page.wait_for_load_state("networkidle")  # else the plan fetched ahead is what the screen waits for
    with held_back(phone, "/safety-plan") as held:
        walk_to_without_waiting(phone, "/plan")
        until(phone, held)
        assert held()
        phone.page.evaluate(
            "() => fetch('/api/v1/sign-out', {method: 'POST', headers: {'Content-Type': 'application/json'}, body: '{}'})"
        )
        other = phone.context.new_page()
        first, phone.page = phone.page, other
        phone.open("/sign-in")
        fill_in(phone, leos_name)
    phone.offline()
    for page in (first, other):
        phone.page = page
        for path in ("/plan", "/help"):
            text = walk_to(phone, path)
            assert "I stop answering messages" not in text
            assert "Rosa" not in text


def walk_to_without_waiting(phone: Phone, path: str) -> None:
    phone.page.evaluate(
        "(path) => { history.pushState({inside: true}, '', path); dispatchEvent(new PopStateEvent('popstate')); }", path
    )


@pytest.mark.parametrize("early", [True, False], ids=["not sent yet", "sent, not answered"])
def test_what_is_on_its_way_at_the_hand_over_is_never_sent_for_the_second_person(
    house: House, activated: Activated, early: bool
) -> None:
    mia, mias_name = with_passphrase(house, "Mia")
    leo, leos_name = with_passphrase(house, "Leo")
    phone = activated(mia)
    phone.open("/log")
    with held_back(phone, "/checkins/batch", early=early) as held:
        phone.choose("Mood", "Good")
        phone.tap("button", "Save", exact=True)
        until(phone, held)
        assert held()
        end_everywhere(house, mia.id)
        other = phone.context.new_page()
        first, phone.page = phone.page, other
        phone.open("/sign-in")
        fill_in(phone, leos_name)
    phone.page = first
    phone.open("/history")
    phone.sees("Nothing here yet.")
    found = house.ask("SELECT participant_id FROM checkins WHERE participant_id IN (:a, :b)", a=mia.id, b=leo.id)
    assert found == ([] if early else [(mia.id.hex,)])
    end_everywhere(house, leo.id)
    phone.open("/sign-in")
    fill_in(phone, mias_name)
    phone.open("/history")
    phone.sees_saved()
    assert house.ask("SELECT count(*) FROM checkins WHERE participant_id = :a", a=mia.id) == [(1,)]
