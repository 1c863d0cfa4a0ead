"""One's own account: what it shows, the passphrase for coming back, and the sign-ins one can end."""

from uuid import uuid4

import pytest

from companion.accounts import service
from companion.accounts.signed_in import of_account as signed_in_list
from companion.kernel.database import transaction
from tests.cast import NOW

pytestmark = pytest.mark.databases("sqlite", "postgresql")

FIRST, SECOND = "plums in the icebox", "a red wheelbarrow there"


def put(phone, passphrase=FIRST, name="mia.m", **more):
    body = {"sign_in_name": name, "passphrase": passphrase, **more}
    return phone.put("/api/v1/me/passphrase", json=body)


def test_me_says_who_is_signed_in(cast, signed_in):
    me = signed_in(cast.mia).get("/api/v1/me").json
    assert (me["display_name"], me["role"], me["has_passphrase"], me["passkey_count"]) == (
        "Mia",
        "participant",
        False,
        0,
    )
    assert me["server_epoch"]


def test_nobody_is_anybody_when_signed_out(client):
    for method, path in [
        ("get", "me"),
        ("patch", "me"),
        ("put", "me/passphrase"),
        ("get", "sign-ins"),
        ("get", "passkeys"),
    ]:
        assert getattr(client, method)(f"/api/v1/{path}", json={}).status_code == 401


def test_language_and_zone_can_be_changed(cast, signed_in):
    phone = signed_in(cast.mia)
    me = phone.patch("/api/v1/me", json={"language": "es", "zone": "Europe/Madrid"}).json
    assert (me["language"], me["zone"]) == ("es", "Europe/Madrid")
    assert phone.patch("/api/v1/me", json={}).json["language"] == "es"


@pytest.mark.parametrize("body", [{"role": "admin"}, {"language": "xx"}, {"zone": 5}, {"language": 1}])
def test_nothing_else_can(cast, signed_in, body):
    assert signed_in(cast.mia).patch("/api/v1/me", json=body).status_code == 422


def test_a_first_passphrase_needs_no_other(cast, signed_in):
    phone = signed_in(cast.mia)
    assert put(phone).status_code == 204
    me = phone.get("/api/v1/me").json
    assert (me["has_passphrase"], me["sign_in_name"]) == (True, "mia.m")


@pytest.mark.parametrize("current", [None, "wrong wrong wrong"])
def test_changing_it_asks_for_the_current_one(cast, signed_in, current):
    phone = signed_in(cast.mia)
    put(phone)
    answer = put(phone, SECOND, current=current)
    assert (answer.status_code, answer.json["code"]) == (422, "current_not_accepted")
    assert service.proof_of(cast.mia, FIRST)


def test_changing_it_ends_every_other_sign_in(cast, signed_in):
    phone, other = signed_in(cast.mia), signed_in(cast.mia)
    put(phone)
    assert other.get("/api/v1/me").status_code == 200
    assert put(phone, SECOND, current=FIRST).status_code == 204
    assert (phone.get("/api/v1/me").status_code, other.get("/api/v1/me").status_code) == (200, 401)


@pytest.mark.parametrize(
    ("passphrase", "name", "code"),
    [
        ("short", "mia.m", "passphrase_too_short"),
        ("password1234", "mia.m", "passphrase_too_common"),
        ("x y" * 400, "mia.m", "passphrase_too_long"),
        (FIRST, "m", "name_not_accepted"),
        (FIRST, "mia m", "name_not_accepted"),
    ],
)
def test_a_passphrase_or_name_that_will_not_do_says_why(cast, signed_in, passphrase, name, code):
    answer = put(signed_in(cast.mia), passphrase, name)
    assert (answer.status_code, answer.json["code"]) == (422, code)


def test_a_name_belongs_to_one_person(cast, signed_in):
    put(signed_in(cast.mia))
    answer = put(signed_in(cast.leo), name="MIA.M")
    assert (answer.status_code, answer.json["code"]) == (409, "name_taken")


def test_trying_out_names_is_slowed_down(cast, signed_in):
    phone = signed_in(cast.leo)
    assert [put(phone, name=f"m{n}").status_code for n in range(9)][-1] == 429


def test_sign_ins_are_listed_with_the_current_one_marked(cast, signed_in):
    phone = signed_in(cast.mia)
    signed_in(cast.mia), signed_in(cast.leo)
    items = phone.get("/api/v1/sign-ins").json["items"]
    assert len(items) == 2
    assert [item["current"] for item in items].count(True) == 1
    assert "token" not in str(items)


def test_one_of_them_can_be_ended(cast, signed_in):
    phone, other = signed_in(cast.mia), signed_in(cast.mia)
    target = next(item["id"] for item in phone.get("/api/v1/sign-ins").json["items"] if not item["current"])
    assert phone.delete(f"/api/v1/sign-ins/{target}").status_code == 204
    assert other.get("/api/v1/me").status_code == 401
    assert phone.delete(f"/api/v1/sign-ins/{target}").status_code == 404


def test_somebody_elses_sign_in_is_not_there(cast, signed_in):
    phone, _ = signed_in(cast.leo), signed_in(cast.mia)
    hers = signed_in_list(cast.mia, NOW)
    foreign, random = phone.delete(f"/api/v1/sign-ins/{hers[0].id}"), phone.delete(f"/api/v1/sign-ins/{uuid4()}")
    assert (foreign.status_code, foreign.data) == (random.status_code, random.data) == (404, foreign.data)
    assert signed_in_list(cast.mia, NOW)


def test_all_others_can_be_ended_at_once(cast, signed_in):
    phone, other, leos = signed_in(cast.mia), signed_in(cast.mia), signed_in(cast.leo)
    assert phone.post("/api/v1/sign-ins/end-others").status_code == 204
    assert [each.get("/api/v1/me").status_code for each in (phone, other, leos)] == [200, 401, 200]


def test_signing_out_twice_is_harmless(cast, signed_in):
    phone = signed_in(cast.mia)
    assert [phone.post("/api/v1/sign-out").status_code for _ in range(2)] == [204, 204]
    assert phone.get("/api/v1/me").status_code == 401


def test_a_care_team_is_made_of_staff_and_joining_twice_is_harmless(cast):
    with transaction():
        service.add_to_care_team(cast.mia, cast.dana, NOW)
    assert service.care_team(cast.mia) == [cast.dana]
    assert (service.caseload(cast.dana), service.caseload(cast.omar)) == ([cast.mia], [])
