"""Only the person makes a supporter, under sentences they signed, gets the link once, and takes it back at once."""

from __future__ import annotations

from uuid import uuid4

import pytest
from sqlalchemy import select

from companion.accounts import service as accounts
from companion.kernel import crypto
from companion.kernel.database import db, transaction
from companion.sharing import consent as law
from companion.supporters import rules, service
from companion.supporters.models import Supporter
from tests.cast import NOW
from tests.schedule.test_at_once import at_once
from tests.supporters.builders import add, body, invite, link, linked, meeting

pytestmark = pytest.mark.databases("sqlite", "postgresql")

URL = "/api/v1/supporters"


def listed(phone):
    return phone.get(URL).json


def test_a_supporter_that_was_added_is_listed_without_a_link(phone):
    own, answer = add(phone)
    assert (answer.status_code, answer.json) == (201, {"outcome": "created"})
    (one,) = listed(phone)["items"]
    assert (one["id"], one["name"], one["language"]) == (str(own), "Sam", "en")
    assert (one["link_made_at"], one["sessions"]) == (None, [])


def test_sending_it_again_changes_nothing(phone):
    own, _ = add(phone)
    again = phone.put(f"{URL}/{own}", json=body(phone))
    assert (again.status_code, again.json) == (200, {"outcome": "same"})
    assert len(listed(phone)["items"]) == 1


def test_the_same_id_with_another_name_is_refused(phone):
    own, _ = add(phone)
    _, other = add(phone, own, name="Kim")
    assert (other.status_code, other.json["code"]) == (409, "other_supporter")


@pytest.mark.parametrize("language", ["en", "es"])
def test_what_was_agreed_to_holds_every_element_of_the_law_and_stays_after_it_was_taken_back(phone, language):
    own, _ = add(phone, read_in=language)
    phone.delete(f"{URL}/{own}")
    row = db.session.scalars(select(Supporter)).one()
    said = law.json.loads(crypto.unseal("supporters", own, "consent", row.consent_sealed))
    assert tuple(said) == law.CONSENT_ELEMENTS
    assert all(said.values())
    assert said["person"] == said["signature"] == "Mia Lindgren"
    assert "Maple" in said["discloser"]


def test_nothing_is_made_without_a_signature(phone):
    _, answer = add(phone, signature="")
    assert (answer.status_code, answer.json["code"]) == (422, "not_signed")
    assert listed(phone)["items"] == []


def test_nothing_is_made_under_sentences_that_are_not_those_of_now(phone):
    _, answer = add(phone, shown="0" * 16)
    assert (answer.status_code, answer.json["code"]) == (409, "wording_changed")
    assert listed(phone)["items"] == []


@pytest.mark.parametrize("name", ["", "   ", "x" * 41, "two\nlines"])
def test_a_name_is_one_line_of_at_most_forty(phone, name):
    assert add(phone, name=name)[1].status_code == 422
    assert listed(phone)["items"] == []


def test_there_is_room_for_ten_and_the_eleventh_leaves_nothing_behind(phone):
    for number in range(rules.MOST):
        assert add(phone, name=f"Sam {number}")[1].status_code == 201
    assert listed(phone)["room"] is False
    _, answer = add(phone)
    assert (answer.status_code, answer.json["code"]) == (409, "supporters_full")
    assert len(listed(phone)["items"]) == rules.MOST


def test_of_several_at_the_same_moment_only_as_many_are_made_as_there_is_room_for(app, phone, cast):
    for _ in range(rules.MOST - 1):
        add(phone)
    shown = body(phone)["shown"]
    new = [rules.NewSupporter(uuid4(), "Sam", "en", "en", shown, "Mia Lindgren") for _ in range(4)]
    found = at_once(app, [lambda one=one: service.add(cast.mia, one, NOW) for one in new])
    assert [getattr(one, "code", one) for one in found] == [rules.FULL] * 3
    db.session.rollback()
    assert len(service.supporters(cast.mia)) == rules.MOST


def test_taking_one_back_makes_room(phone):
    first, _ = add(phone)
    for number in range(rules.MOST - 1):
        add(phone, name=f"Sam {number}")
    phone.delete(f"{URL}/{first}")
    assert listed(phone)["room"] is True
    assert add(phone)[1].status_code == 201


def test_somebody_who_was_never_in_a_program_has_nothing_to_agree_to(cast, signed_in):
    alone = signed_in(cast.leo)
    assert listed(alone) == {"items": [], "consent": None, "room": True}
    assert add(alone)[1].json["code"] == "no_program"


def test_an_alumna_can_have_supporters(maple, cast, signed_in):
    assert add(signed_in(cast.ana))[1].status_code == 201


def test_a_phone_that_belongs_to_somebody_else_by_now_makes_nothing(phone, cast):
    _, answer = add(phone, owner=str(cast.leo))
    assert (answer.status_code, answer.json["code"]) == (403, "other_account")


def test_a_phone_that_belongs_to_somebody_else_by_now_is_not_told_that_a_page_is_gone(phone, client, cast, signed_in):
    own, path = linked(phone)
    answer = signed_in(cast.leo).delete(f"{URL}/{own}?owner={cast.mia}")
    assert (answer.status_code, answer.json["code"]) == (403, "other_account")
    assert client.get(path).status_code == 200
    assert phone.delete(f"{URL}/{own}?owner={cast.mia}").status_code == 204
    assert client.get(path).status_code == 404


def test_the_name_is_sealed_and_of_the_link_only_a_hash_is_kept(phone):
    _, path = linked(phone, name="Quokkaname")
    stored = repr(db.session.execute(select(Supporter.__table__)).all())
    assert "Quokka" not in stored
    assert path.removeprefix("/family/") not in stored


def test_a_link_is_told_once_and_opens_the_page(phone, client):
    _, path = linked(phone)
    assert path.removeprefix("/family/") not in phone.get(URL).text
    assert client.get(path).status_code == 200


def test_a_new_link_ends_the_one_before(phone, client):
    own, old = linked(phone)
    new = link(phone, own)
    assert (client.get(old).status_code, client.get(new).status_code) == (404, 200)


def test_taken_back_the_page_is_gone_with_that_request_and_so_is_the_supporter(phone, client, maple, cast):
    own, path = linked(phone)
    invite(maple, cast.dana, meeting(cast.mia).id, (cast.mia, own))
    assert phone.delete(f"{URL}/{own}").status_code == 204
    assert client.get(path).status_code == 404
    assert listed(phone)["items"] == []
    assert phone.post(f"{URL}/{own}/link", json={}).status_code == 404
    assert phone.get(f"/family-view/{own}").status_code == 404
    assert phone.delete(f"{URL}/{own}").status_code == 404


def test_a_yes_that_arrives_after_the_no_brings_nothing_back(phone):
    own, _ = add(phone)
    phone.delete(f"{URL}/{own}")
    _, answer = add(phone, own)
    assert (answer.status_code, answer.json["code"]) == (409, "taken_back")


def test_a_closed_account_has_no_pages(phone, client, cast):
    _, path = linked(phone)
    with transaction():
        accounts.disable(cast.mia, NOW)
    assert client.get(path).status_code == 404


def test_another_participant_finds_nothing_and_changes_nothing(phone, client, cast, signed_in):
    own, path = linked(phone)
    leo = signed_in(cast.leo)
    assert listed(leo)["items"] == []
    for answer in (
        leo.post(f"{URL}/{own}/link", json={}), leo.delete(f"{URL}/{own}"), leo.get(f"/family-view/{own}"),
    ):  # fmt: skip
        assert answer.status_code == 404
    assert add(leo, own)[1].status_code == 201, "the same id is another supporter: his"
    assert client.get(path).status_code == 200


@pytest.mark.parametrize(("who", "status"), [(None, 401), ("dana", 403), ("ruth", 403)])
def test_nobody_but_a_participant_can_make_one(maple, client, cast, signed_in, who, status):
    browser = signed_in(getattr(cast, who)) if who else client
    given = {"name": "Sam", "language": "en", "read_in": "en", "signature": "x"}
    assert browser.get(URL).status_code == status
    assert browser.put(f"{URL}/{uuid4()}", json=given).status_code == status
    assert browser.post(f"{URL}/{uuid4()}/link", json={}).status_code == status
    assert browser.delete(f"{URL}/{uuid4()}").status_code == status


def test_making_without_end_is_slowed_down(phone):
    own, _ = add(phone)
    answers = [phone.post(f"{URL}/{own}/link", json={}).status_code for _ in range(30)]
    assert (answers[0], answers[-1]) == (201, 429)


def test_ones_own_copy_has_the_name_and_what_was_agreed_to_and_no_way_in(phone, maple, cast):
    own, path = linked(phone, name="Quokkaname")
    invite(maple, cast.dana, meeting(cast.mia).id, (cast.mia, own))
    copy = phone.get("/api/v1/me/copy?form=json").json["records"]
    (row,) = copy["supporters"]
    assert row["name"] == "Quokkaname"
    assert row["consent"]["signature"] == "Mia Lindgren"
    assert "link_hash" not in row
    assert len(copy["session_supporters"]) == 1
    page = phone.get("/api/v1/me/copy?form=html").text
    assert "People close to you, and what you agreed to" in page
    assert path.removeprefix("/family/") not in page
