"""What a browser says of itself becomes words by which people tell their devices apart."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from companion.accounts import devices, service
from companion.accounts.devices import Device
from companion.kernel import clock
from companion.kernel.database import transaction
from tests.cast import NOW, Cast
from tests.conftest import SignedIn

pytestmark = pytest.mark.databases("sqlite", "postgresql")

KHTML = "(KHTML, like Gecko)"
CHROME = f"AppleWebKit/537.36 {KHTML} Chrome/130.0.0.0"
IOS = f"AppleWebKit/605.1.15 {KHTML}"
LINUX = f"Mozilla/5.0 (X11; Linux x86_64) {CHROME} Safari/537.36"
ANDROID = "Mozilla/5.0 (Linux; Android 10; K)"
MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)"

TABLE = [
    (f"{ANDROID} {CHROME} Mobile Safari/537.36", "phone", "Android", "Chrome"),
    (f"{ANDROID} {CHROME} Safari/537.36", "tablet", "Android", "Chrome"),
    (f"{ANDROID} {CHROME} Mobile Safari/537.36 EdgA/130.0", "phone", "Android", "Edge"),
    (f"{ANDROID} AppleWebKit/537.36 {KHTML} SamsungBrowser/26.0 Chrome/122.0.0.0 Mobile Safari/537.36",
     "phone", "Android", "Samsung Internet"),
    ("Mozilla/5.0 (Android 14; Mobile; rv:131.0) Gecko/131.0 Firefox/131.0", "phone", "Android", "Firefox"),
    ("Mozilla/5.0 (Android 14; Tablet; rv:131.0) Gecko/131.0 Firefox/131.0", "tablet", "Android", "Firefox"),
    (f"Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) {IOS} Version/17.5 Mobile/15E148 Safari/604.1",
     "phone", "iPhone", "Safari"),
    (f"Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) {IOS} Mobile/15E148", "phone", "iPhone", "Safari"),
    (f"Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) {IOS} CriOS/130.0 Mobile/15E148 Safari/604.1",
     "phone", "iPhone", "Chrome"),
    (f"Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) {IOS} FxiOS/131.0 Mobile/15E148 Safari/605.1.15",
     "phone", "iPhone", "Firefox"),
    (f"Mozilla/5.0 (iPad; CPU OS 16_4 like Mac OS X) {IOS} Version/16.4 Mobile/15E148 Safari/604.1",
     "tablet", "iPad", "Safari"),
    (f"{MAC} {IOS} Version/17.5 Safari/605.1.15", "computer", "Mac", "Safari"),
    (f"{MAC} {CHROME} Safari/537.36", "computer", "Mac", "Chrome"),
    (f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {CHROME} Safari/537.36 Edg/130.0", "computer", "Windows", "Edge"),
    ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:131.0) Gecko/20100101 Firefox/131.0",
     "computer", "Windows", "Firefox"),
    (LINUX, "computer", "Linux", "Chrome"),
    ("Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0", "computer", "Linux", "Firefox"),
    (f"Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) {CHROME} Safari/537.36", "computer", "Chromebook", "Chrome"),
    (f"Mozilla/5.0 (Windows NT 10.0) {CHROME} Safari/537.36 OPR/115.0", "computer", "Windows", "Opera"),
    ("curl/8.5", "unknown", None, None),
    ("", "unknown", None, None),
]  # fmt: skip


@pytest.mark.parametrize(("user_agent", "kind", "platform", "browser"), TABLE)
def test_a_device_is_called_what_a_person_would_call_it(
    user_agent: str, kind: str, platform: str | None, browser: str | None
) -> None:
    assert devices.read(user_agent, {}) == Device(kind, platform, browser)


def test_what_chromium_says_in_its_hints_is_truer_than_what_it_pretends() -> None:
    brands = '"Chromium";v="130", "Microsoft Edge";v="130", "Not?A_Brand";v="99"'
    hints = {"Sec-CH-UA": brands, "Sec-CH-UA-Platform": '"Android"', "Sec-CH-UA-Mobile": "?1"}
    assert devices.read(LINUX, hints) == Device("phone", "Android", "Edge")
    assert devices.read(LINUX, {"Sec-CH-UA-Platform": '"Plan 9"', "Sec-CH-UA": "x"}) == Device(
        "computer", "Linux", "Chrome"
    )


@pytest.mark.parametrize(
    ("user_agent", "hints", "model"),
    [
        (f"Mozilla/5.0 (Linux; Android 9; SM-A515F) {CHROME} Mobile Safari/537.36", {}, "SM-A515F"),
        (f"Mozilla/5.0 (Linux; Android 9; moto g(7) power Build/PPOS29) {CHROME} Mobile", {}, "moto g(7) power"),
        (f"Mozilla/5.0 (Linux; Android 13; Pixel 7 Build/TQ3A; wv) {CHROME} Mobile Safari/537.36", {}, "Pixel 7"),
        (f"Mozilla/5.0 (Linux; U; Android 8.1.0; es-us; Redmi 5) {CHROME} Mobile Safari/537.36", {}, "Redmi 5"),
        (f"{ANDROID} {CHROME} Mobile Safari/537.36", {}, None),
        (f"{ANDROID} {CHROME} Mobile Safari/537.36", {"Sec-CH-UA-Model": '"Pixel 7"'}, "Pixel 7"),
        (f"{ANDROID} {CHROME} Mobile Safari/537.36", {"Sec-CH-UA-Model": '""'}, None),
        (f"{ANDROID} {CHROME} Mobile Safari/537.36", {"Sec-CH-UA-Model": '"' + "x" * 25 + '"'}, None),
        (f"{ANDROID} {CHROME} Mobile Safari/537.36", {"Sec-CH-UA-Model": '"<b>"'}, None),
        ("Mozilla/5.0 (Android 14; Mobile; rv:131.0) Gecko/131.0 Firefox/131.0", {}, None),
        (f"{MAC} {IOS} Version/17.5 Safari/605.1.15", {"Sec-CH-UA-Model": '"x"'}, None),
    ],
)
def test_a_model_is_told_where_the_browser_names_it(user_agent: str, hints: dict[str, str], model: str | None) -> None:
    assert devices.read(user_agent, hints).model == model


def test_a_label_is_short_and_of_what_is_known() -> None:
    assert Device("phone", "Android", "Chrome").label == "Android · Chrome"
    assert Device("phone", "Android", "Chrome", "Pixel 7").label == "Android · Pixel 7 · Chrome"
    assert (Device("computer", "Linux").label, Device().label) == ("Linux", "")


def come_in(app: Flask, cast: Cast, user_agent: str) -> None:
    """Mia activates one more device."""
    with transaction():
        code = service.invite(cast.mia, None, clock.now())
    body = {"code": code, "zone": "America/Chicago"}
    answer = app.test_client().post("/api/v1/activate", json=body, headers={"User-Agent": user_agent})
    assert answer.status_code == 201


def test_two_of_a_kind_are_told_apart_by_when_they_came_or_by_a_name(
    app: Flask, cast: Cast, signed_in: SignedIn
) -> None:
    phone = signed_in(cast.mia)
    for hours in (1, 2):
        with clock.fixed(NOW + timedelta(hours=hours)):
            come_in(app, cast, LINUX)
    twins = [one for one in phone.get("/api/v1/sign-ins").json["items"] if one["platform"] == "Linux"]
    assert [(one["kind"], one["browser"], one["device"]) for one in twins] == [
        ("computer", "Chrome", "Linux · Chrome")
    ] * 2
    assert [one["added"] for one in twins] == ["2026-03-10T19:00:00.000Z", "2026-03-10T18:00:00.000Z"]
    path = f"/api/v1/sign-ins/{twins[0]['id']}"
    assert phone.patch(path, json={"name": "Kitchen"}).status_code == 204
    named = {one["name"]: one["added"] for one in phone.get("/api/v1/sign-ins").json["items"]}
    assert named == {"Kitchen": None, None: None}
    assert phone.patch(path, json={"name": ""}).status_code == 204
    assert {one["name"] for one in phone.get("/api/v1/sign-ins").json["items"]} == {None}


def test_what_would_read_the_same_is_numbered_by_when_it_was_added(app: Flask, cast: Cast, signed_in: SignedIn) -> None:
    phone = signed_in(cast.mia)
    for hours in (1, 2, 3):
        with clock.fixed(NOW + timedelta(hours=hours)):
            come_in(app, cast, LINUX)

    def numbers() -> list[tuple[str | None, int | None]]:
        items = phone.get("/api/v1/sign-ins").json["items"]
        return [(one["name"], one["number"]) for one in items if one["platform"] == "Linux"]

    assert numbers() == [(None, 3), (None, 2), (None, None)]
    third, second, first = (one for one in phone.get("/api/v1/sign-ins").json["items"] if one["platform"] == "Linux")
    phone.patch(f"/api/v1/sign-ins/{second['id']}", json={"name": "Kitchen"})
    assert numbers() == [(None, 2), ("Kitchen", None), (None, None)]
    phone.patch(f"/api/v1/sign-ins/{third['id']}", json={"name": "Kitchen"})
    assert numbers() == [("Kitchen", 2), ("Kitchen", None), (None, None)]
    phone.delete(f"/api/v1/sign-ins/{first['id']}")
    phone.delete(f"/api/v1/sign-ins/{second['id']}")
    assert numbers() == [("Kitchen", None)]


def test_the_app_on_the_home_screen_is_set_apart_from_the_browser_on_the_same_phone(
    app: Flask, cast: Cast, signed_in: SignedIn
) -> None:
    phone, other = signed_in(cast.mia), signed_in(cast.mia)
    assert phone.get("/api/v1/me").json["installed"] is False
    assert other.patch("/api/v1/me", json={"installed": True}).json["installed"] is True
    assert other.patch("/api/v1/me", json={"installed": False}).status_code == 422
    assert (phone.get("/api/v1/me").json["installed"], other.get("/api/v1/me").json["installed"]) == (False, True)
    items = phone.get("/api/v1/sign-ins").json["items"]
    assert {one["installed"]: one["number"] for one in items} == {False: None, True: None}


def test_how_one_came_in_is_written_down(app: Flask, cast: Cast, signed_in: SignedIn) -> None:
    phone = signed_in(cast.mia)
    come_in(app, cast, LINUX)
    phone.put("/api/v1/me/passphrase", json={"sign_in_name": "mia", "passphrase": "seven small red boats"})
    body = {"sign_in_name": "mia", "passphrase": "seven small red boats"}
    assert app.test_client().post("/api/v1/sign-in", json=body).status_code == 200
    assert {one["added_by"] for one in phone.get("/api/v1/sign-ins").json["items"]} == {None, "code", "passphrase"}


@pytest.mark.parametrize("name", ["x" * 41, 7, "two\nlines", "\x00"])
def test_a_name_is_one_short_line(cast: Cast, signed_in: SignedIn, name: object) -> None:
    phone = signed_in(cast.mia)
    [mine] = phone.get("/api/v1/sign-ins").json["items"]
    assert phone.patch(f"/api/v1/sign-ins/{mine['id']}", json={"name": name}).status_code == 422
    assert phone.get("/api/v1/sign-ins").json["items"] == [mine]


def test_nobody_names_somebody_elses_device_or_one_that_is_over(cast: Cast, signed_in: SignedIn) -> None:
    phone, other, leo = signed_in(cast.mia), signed_in(cast.mia), signed_in(cast.leo)
    hers = next(one["id"] for one in other.get("/api/v1/sign-ins").json["items"] if one["this_one"])
    assert leo.patch(f"/api/v1/sign-ins/{hers}", json={"name": "mine"}).status_code == 404
    other.post("/api/v1/sign-out")
    assert phone.patch(f"/api/v1/sign-ins/{hers}", json={"name": "mine"}).status_code == 404
