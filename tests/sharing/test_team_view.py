"""The staff page of one person shows what they share and nothing else; the person can read the very same page."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest

from companion.accounts import service as accounts
from companion.audit import service as audit
from companion.kernel import clock
from companion.kernel.database import db, transaction
from companion.sharing.rules import AFTERCARE_PLAN, CHECKINS, SAFETY_PLAN
from tests.audit.conftest import found
from tests.cast import NOW, ZONE
from tests.sharing.choices import share, turn_off

pytestmark = pytest.mark.databases("sqlite", "postgresql")

NOTE, TRIGGER, STEP, HOUSING = "Quokkanote", "Quokkatrigger", "Quokkastep", "Quokkahousing"
ALL = {NOTE, TRIGGER, STEP, HOUSING}


@pytest.fixture
def mia(maple, cast, signed_in):
    """Mia's phone, after she logged twice and wrote both plans."""
    phone = signed_in(cast.mia)
    for hours, craving in ((1, 6), (26, 4)):
        at = NOW - timedelta(hours=hours)
        entry = {"recorded_at": at.isoformat(), "zone": ZONE, "local_day": at.date().isoformat(), "mood": 2}
        entry |= {"craving": craving, "note": NOTE, "triggers": [TRIGGER]}
        assert phone.put(f"/api/v1/checkins/{uuid4()}", json=entry).status_code == 201
    for address, part, name, word in (
        ("safety-plan", "steps", "alone", STEP),
        ("aftercare-plan", "sections", "housing", HOUSING),
    ):
        plan = phone.get(f"/api/v1/{address}").json
        plan[part][name] = [word]
        sent = {key: plan[key] for key in (part, "people", "version") if key in plan}
        assert phone.put(f"/api/v1/{address}", json=sent).status_code == 200
    db.session.rollback()
    return phone


def seen(page: str) -> set[str]:
    return {word for word in ALL if word in page}


@pytest.mark.parametrize(
    ("item", "level", "words"),
    [
        (CHECKINS, "summary", set()),
        (CHECKINS, "entries", {TRIGGER}),
        (SAFETY_PLAN, "all", {STEP}),
        (AFTERCARE_PLAN, "all", {HOUSING}),
    ],
)
def test_the_care_team_sees_what_is_shared_and_nothing_else(mia, cast, at, item, level, words):
    assert seen(at(cast.dana).open(f"/staff/people/{cast.mia}").text) == set()
    share(mia, item, level)
    assert seen(at(cast.dana).open(f"/staff/people/{cast.mia}").text) == words
    turn_off(mia, item)
    assert seen(at(cast.dana).open(f"/staff/people/{cast.mia}").text) == set(), "gone at the next look"


@pytest.mark.parametrize("level", ["summary", "entries"])
def test_that_a_page_of_the_journal_was_written_is_not_seen_either(mia, cast, at, level):
    share(mia, CHECKINS, level)
    before = at(cast.dana).open(f"/staff/people/{cast.mia}").text
    page = {"recorded_at": NOW.isoformat(), "zone": ZONE, "local_day": NOW.date().isoformat(), "note": NOTE}
    assert mia.put(f"/api/v1/checkins/{uuid4()}", json=page).status_code == 201
    after = at(cast.dana).open(f"/staff/people/{cast.mia}").text
    assert "2 entries" in before
    assert "2 entries" in after
    assert after.count("<time") == before.count("<time")


def test_a_summary_is_the_middle_of_the_numbers(mia, cast, at):
    share(mia, CHECKINS, "summary")
    page = at(cast.dana).open(f"/staff/people/{cast.mia}").text
    assert "craving: middle 5 of 10 (n=2)" in page


@pytest.mark.parametrize("who", ["cora", "ruth", "omar"])
def test_staff_outside_the_care_team_see_nothing_that_is_shared(mia, cast, at, who):
    for item, level in ((CHECKINS, "entries"), (SAFETY_PLAN, "all"), (AFTERCARE_PLAN, "all")):
        share(mia, item, level)
    page = at(getattr(cast, who)).open(f"/staff/people/{cast.mia}")
    assert seen(page.text) == set()
    assert page.status_code == (404 if who == "omar" else 200)


def test_whoever_leaves_the_care_team_sees_nothing_more(mia, cast, at):
    share(mia, SAFETY_PLAN, "all")
    desk = at(cast.dana)
    assert seen(desk.open(f"/staff/people/{cast.mia}").text) == {STEP}
    with transaction():
        accounts.disable(cast.dana, NOW)
    assert seen(desk.browser.get(f"/staff/people/{cast.mia}", follow_redirects=True).text) == set()


def test_each_look_is_written_down_with_what_was_seen(mia, cast, at):
    share(mia, CHECKINS, "summary")
    share(mia, SAFETY_PLAN, "all")
    at(cast.dana).open(f"/staff/people/{cast.mia}")
    db.session.rollback()
    looks = [(one.actor_id, one.action, one.subject) for one in audit.looks_at(cast.mia) if one.actor_id != cast.mia]
    assert looks == [
        (cast.dana, "shared_seen", "safety_plan"),
        (cast.dana, "shared_seen", "checkins"),
        (cast.dana, "person_opened", ""),
    ]
    assert found() is None


def body(page: str) -> str:
    """What is said about the person: the page less its frame, its forms and their tokens."""
    inner = page[page.index("<h1>") : page.index("</main>")]
    inner = re.sub(r'<div class="stack noprint">.*', "", inner, flags=re.DOTALL)
    return re.sub(r"\s+", " ", inner).replace("</div> </div>", "").strip().removesuffix("</div>").strip()


def test_what_my_team_can_see_is_the_staff_page_itself(mia, cast, at):
    for item, level in ((CHECKINS, "entries"), (SAFETY_PLAN, "all")):
        share(mia, item, level)
    staff_page = at(cast.dana).open(f"/staff/people/{cast.mia}").text
    own = mia.get("/team-view")
    assert own.status_code == 200
    assert body(own.text) == body(staff_page)
    assert "<form" not in own.text
    assert own.headers["Cache-Control"] == "no-store"


def test_looking_at_ones_own_page_is_nobodys_look(mia, cast):
    share(mia, CHECKINS, "entries")
    mia.get("/team-view")
    db.session.rollback()
    assert {one.actor_id for one in audit.looks_at(cast.mia)} == {cast.mia}


def test_it_speaks_the_persons_language(mia, cast):
    with transaction():
        accounts.choose_language(cast.mia, "es")
    assert "Compartido por elección" in mia.get("/team-view").text


def test_the_page_is_the_persons_own(mia, cast, at, signed_in, client):
    share(mia, SAFETY_PLAN, "all")
    assert seen(signed_in(cast.leo).get("/team-view").text) == set()
    assert at(cast.dana).browser.get("/team-view").status_code == 403
    assert client.get("/team-view").status_code == 401


def test_after_a_year_the_page_is_empty_again(mia, cast, signed_in):
    share(mia, SAFETY_PLAN, "all")
    with clock.fixed(NOW + timedelta(days=366)):
        assert seen(signed_in(cast.mia).get("/team-view").text) == set()
