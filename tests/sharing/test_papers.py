"""The consent for treatment, payment, and operations, and the notice about one's records: signed, kept as signed, taken back."""

from __future__ import annotations

import pytest

from companion.sharing import papers, service
from companion.sharing.consent import CONSENT_ELEMENTS
from companion.sharing.rules import PAPERS, PATIENT_NOTICE, SAFETY_PLAN, TREATMENT
from tests.cast import NOW
from tests.sharing.choices import decide, share, turn_off

pytestmark = pytest.mark.databases("sqlite", "postgresql")

MIA = "Mia Lindgren"


def paper(phone, name, language="en"):
    answer = phone.get(f"/api/v1/sharing?language={language}").json
    return next(one for one in answer["papers"] if one["item"] == name)


def sign(phone, name, language="en", **more):
    found = paper(phone, name, language)
    (level,) = found["levels"]
    known = {"based_on": found["version"], "shown": level["shown"], "language": language, "signature": MIA}
    return decide(phone, SAFETY_PLAN, level["level"], **known | {"item": name} | more)


def past(phone):
    (first, *_) = phone.get("/api/v1/sharing/history").json["items"]
    return {one["element"]: one["text"] for one in first["sentences"]}


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_consent_for_treatment_holds_every_element_of_the_law(maple, cast, signed_in, language):
    phone = signed_in(cast.mia)
    assert sign(phone, TREATMENT, language).status_code == 200
    said = past(phone)
    assert tuple(said) == CONSENT_ELEMENTS
    assert all(said.values())
    assert said["person"] == said["signature"] == MIA
    named = {
        "discloser": "Maple",
        "information": "Maple",
        "revocation": "Maple",
        "expiration": "2027",
        "redisclosure": "HIPAA",
    }
    assert [one for one, name in named.items() if name not in said[one]] == []


@pytest.mark.parametrize("name", PAPERS)
def test_a_representative_signs_with_their_name_and_what_lets_them(maple, cast, signed_in, name):
    phone = signed_in(cast.mia)
    by = {"signature": "Ruth Lindgren", "person": MIA, "authority": "legal guardian"}
    assert sign(phone, name, **by).status_code == 200
    said = past(phone)
    assert (said["person"], said["signature"]) == (MIA, "Ruth Lindgren")
    assert said["representative"] == "Ruth Lindgren: legal guardian"


@pytest.mark.parametrize("half", [{"person": MIA}, {"authority": "legal guardian"}])
def test_nobody_signs_for_somebody_without_saying_for_whom_and_by_what(maple, cast, signed_in, half):
    phone = signed_in(cast.mia)
    answer = sign(phone, TREATMENT, **half)
    assert (answer.status_code, answer.json["code"]) == (422, "no_authority")
    assert phone.get("/api/v1/sharing/history").json["items"] == []


def test_a_new_notice_is_shown_again_and_the_old_one_stays_as_it_was_signed(maple, cast, signed_in, monkeypatch):
    phone = signed_in(cast.mia)
    sign(phone, PATIENT_NOTICE)
    before = past(phone)
    assert paper(phone, PATIENT_NOTICE)["level"] == "notice"
    monkeypatch.setitem(papers.WORDING, PATIENT_NOTICE, 2)
    monkeypatch.setitem(papers._TEXT, (PATIENT_NOTICE, "en"), {"protected": "Another sentence."})
    assert paper(phone, PATIENT_NOTICE)["level"] == "nothing"
    assert past(phone) == before
    assert sign(phone, PATIENT_NOTICE).status_code == 200
    items = phone.get("/api/v1/sharing/history").json["items"]
    assert [one["wording"] for one in items] == [2, 1]
    assert {one["element"]: one["text"] for one in items[1]["sentences"]} == before


def test_it_is_taken_back_with_one_tap(maple, cast, signed_in):
    phone = signed_in(cast.mia)
    sign(phone, TREATMENT)
    assert turn_off(phone, TREATMENT).status_code == 200
    assert service.grant(cast.mia, TREATMENT, NOW) is None


def test_papers_show_nothing_to_staff_but_that_they_are_signed(maple, cast, signed_in, at):
    phone, address = signed_in(cast.mia), f"/staff/people/{cast.mia}"
    assert at(cast.cora).open(address).text.count("not signed") == 2
    sign(phone, TREATMENT)
    share(phone, SAFETY_PLAN, "all")
    page = at(cast.dana).open(address).text
    assert "signed Mar 10, 2026, until Mar 10, 2027" in page
    assert page.count("not signed") == 1
    looks = [(one["action"], one["what"]) for one in phone.get("/api/v1/access-log").json["items"]]
    assert ("shared_seen", SAFETY_PLAN) in looks
    assert not {("shared_seen", one) for one in PAPERS} & set(looks)


@pytest.mark.parametrize("path", ["", "people", "people/{mia}", "requests", "schedule"])
def test_every_page_of_staff_prints_the_notice_of_2_32(maple, cast, at, path):
    page = at(cast.cora).open(f"/staff/{path.format(mia=cast.mia)}")
    assert page.status_code == 200
    assert (
        '<p class="onprint">42 CFR part 2 prohibits unauthorized use or disclosure of these records.</p>' in page.text
    )
