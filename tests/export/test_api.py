"""One's own copy: complete, at once, only for its owner, and harmless in whatever opens it."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import insert, select

from companion.export import labels
from companion.kernel import clock
from companion.kernel.database import Base, db, transaction
from companion.push.models import PushSubscription
from companion.safety.models import SafetyPlan
from tests.cast import NOW, Cast
from tests.conftest import SignedIn
from tests.policy.things import things

pytestmark = pytest.mark.databases("sqlite", "postgresql")

FORMS = ("json", "csv", "html")
SAID = {
    "recorded_at": "2026-03-10T16:30:00Z", "zone": "America/New_York", "local_day": "2026-03-10", "mood": 2, "craving": 6,
    "stress": 4, "sleep": "poor", "triggers": ["Alone"], "helped": ["Walking", "Música"], "note": "The long evening",
}  # fmt: skip


def copy(browser: FlaskClient, form: str) -> str:
    answer = browser.get(f"/api/v1/me/copy?form={form}")
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return answer.get_data(as_text=True)


def records(browser: FlaskClient) -> dict[str, list[dict[str, Any]]]:
    read: dict[str, list[dict[str, Any]]] = json.loads(copy(browser, "json"))["records"]
    return read


def cells(browser: FlaskClient) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(copy(browser, "csv").removeprefix("\ufeff"))))


def log(browser: FlaskClient, checkin_id: Any = None, **changes: Any) -> str:
    id_ = str(checkin_id or uuid4())
    assert browser.put(f"/api/v1/checkins/{id_}", json=SAID | changes).status_code in (200, 201)
    return id_


class Shown(HTMLParser):
    """What a reader sees, and every tag and attribute."""

    def __init__(self, page: str):
        super().__init__()
        self.text, self.tags, self.attributes = "", set[str](), set[str]()
        self.feed(page)

    def handle_data(self, data: str) -> None:
        self.text += data + "\n"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


def test_the_copy_has_the_account_each_entry_with_its_earlier_versions_and_the_plans(
    cast: Cast, signed_in: SignedIn
) -> None:
    mia = signed_in(cast.mia)
    id_ = log(mia)
    log(mia, id_, mood=4, revision=2, note="Better after a walk")
    plan = {"steps": {"warning_signs": ["Short nights"]}, "people": [], "version": 0}
    steps = {name: [] for name in ("alone", "distraction", "people_help", "professionals", "surroundings")}
    assert mia.put("/api/v1/safety-plan", json=plan | {"steps": plan["steps"] | steps}).status_code == 200
    found = records(mia)
    assert found["accounts"][0]["display_name"] == "Mia"
    assert [(row["mood"], row["note"]) for row in found["checkins"]] == [(4, "Better after a walk")]
    assert [row["content"]["mood"] for row in found["checkin_revisions"]] == [2]
    assert found["checkin_revisions"][0]["content"]["note"] == "The long evening"
    assert found["safety_plans"][0]["content"]["steps"]["warning_signs"] == ["Short nights"]
    assert found["care_team_members"][0]["staff_id"] == "Dana"


def test_every_table_with_a_row_about_the_person_is_in_the_copy(app: Flask, cast: Cast, signed_in: SignedIn) -> None:
    """Whoever adds a table need not think of this one; whoever renames the owner's column is told here."""
    things(app, cast)
    found = records(signed_in(cast.mia))
    db.session.rollback()
    hers = {
        table.name
        for table in Base.metadata.sorted_tables
        for row in db.session.execute(select(table)).mappings()
        if any(row[c.name] == cast.mia for c in table.c if c.name not in ("actor_id", "created_by"))
    }
    assert hers - found.keys() == set()
    assert len(hers) > 5


def test_tables_name_their_owner_in_the_one_way_the_copy_looks_for(app: Flask) -> None:
    """A column that points at an account is the row's owner, or says which of the staff did something (`…_by`)."""
    odd = {
        f"{table.name}.{column.name}"
        for table in Base.metadata.sorted_tables
        for column in table.c
        if any(key.column.table.name == "accounts" for key in column.foreign_keys)
        and column.name not in {"participant_id", "account_id", "staff_id"}
        and not column.name.endswith("_by")
    }
    assert odd == set()


def test_nothing_in_the_copy_lets_somebody_in(app: Flask, cast: Cast, signed_in: SignedIn) -> None:
    things(app, cast)
    mia = signed_in(cast.mia)
    assert (
        mia.put("/api/v1/me/passphrase", json={"sign_in_name": "mia.k", "passphrase": "a quiet lamp 42"}).status_code
        == 204
    )
    text = (copy(mia, "json") + copy(mia, "html")).replace("passphrase_changed", "")  # that it was, says the log
    for secret in (
        "argon2",
        "token_hash",
        "code_hash",
        "passphrase",
        "credential",
        "public_key",
        "p256dh",
        "endpoint",
        "fcm.googleapis",
    ):
        assert secret not in text, secret


def test_another_participants_copy_has_nothing_of_hers(cast: Cast, signed_in: SignedIn) -> None:
    log(signed_in(cast.mia))
    for form in FORMS:
        text = copy(signed_in(cast.leo), form)
        assert "The long evening" not in text
        assert "Mia" not in text


def test_an_alumna_keeps_her_way_to_her_copy(cast: Cast, signed_in: SignedIn) -> None:
    ana = signed_in(cast.ana)
    log(ana)
    assert records(ana)["checkins"][0]["note"] == "The long evening"


@pytest.mark.parametrize("name", ["dana", "omar", "ruth"])
def test_staff_cannot_take_anybodys_copy(name: str, cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(getattr(cast, name))
    assert [browser.get(f"/api/v1/me/copy?form={form}").status_code for form in FORMS] == [403] * 3


@pytest.mark.parametrize("query", ["", "?form=xml", "?form=json&form=csv", "?form=json&of=1", "?form="])
def test_an_unknown_form_is_refused(query: str, cast: Cast, signed_in: SignedIn) -> None:
    assert signed_in(cast.mia).get(f"/api/v1/me/copy{query}").status_code == 422


def test_the_file_keeps_its_secrets_on_its_way(cast: Cast, signed_in: SignedIn) -> None:
    for form in FORMS:
        answer = signed_in(cast.mia).get(f"/api/v1/me/copy?form={form}")
        assert answer.headers["Content-Disposition"] == f'attachment; filename="my-copy-2026-03-10.{form}"'
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_seventh_copy_waits_ten_minutes_and_nobody_elses_does(cast: Cast, signed_in: SignedIn) -> None:
    mia, leo = signed_in(cast.mia), signed_in(cast.leo)
    assert [mia.get("/api/v1/me/copy?form=csv").status_code for _ in range(6)] == [200] * 6
    refused = mia.get("/api/v1/me/copy?form=json")
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "600")
    assert leo.get("/api/v1/me/copy?form=json").status_code == 200
    with clock.fixed(NOW + timedelta(minutes=10)):
        assert signed_in(cast.mia).get("/api/v1/me/copy?form=json").status_code == 200


def test_the_spreadsheet_has_each_answer_as_number_and_in_words(cast: Cast, signed_in: SignedIn) -> None:
    mia = signed_in(cast.mia)
    id_ = log(mia)
    log(mia, id_, mood=4, revision=2)
    log(mia, mood=None, craving=0, sleep=None)
    old, new, bare = sorted(cells(mia), key=lambda row: (row["id"] != id_, row["version"]))
    assert [(row["mood"], row["mood_in_words"], row["newest"]) for row in (old, new)] == [
        ("2", "Low", "no"),
        ("4", "Good", "yes"),
    ]
    assert (new["sleep"], new["sleep_in_words"], new["craving_in_words"]) == ("1", "Poor", "6 of 10")
    assert new["helped"] == "Walking; Música"
    assert (bare["mood"], bare["mood_in_words"], bare["craving"], bare["sleep"]) == ("", "", "0", "")


def test_the_spreadsheet_speaks_the_persons_language(cast: Cast, signed_in: SignedIn) -> None:
    mia = signed_in(cast.mia)
    assert mia.patch("/api/v1/me", json={"language": "es"}).status_code == 200
    log(mia)
    assert cells(mia)[0]["mood_in_words"] == "Mal"
    assert 'lang="es"' in copy(mia, "html")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", " =", "＝", "  +", "＠"])
def test_no_cell_of_the_spreadsheet_is_a_formula(start: str, cast: Cast, signed_in: SignedIn) -> None:
    mia = signed_in(cast.mia)
    hostile = f'{start}HYPERLINK("https://example.org";"a")'
    log(mia, note=hostile, triggers=[hostile], helped=["fine", hostile], zone="America/New_York")
    row = cells(mia)[0]
    assert all(not cell.lstrip().startswith(tuple("=+-@＝＋－＠\t\r")) for cell in row.values())
    assert row["note"] == f"'{hostile.strip()}"


def test_the_page_to_read_runs_nothing_and_fetches_nothing(cast: Cast, signed_in: SignedIn) -> None:
    mia = signed_in(cast.mia)
    log(mia, note='<script>alert(1)</script><img src=x onerror=alert(1)> "quoted" & more', triggers=["<b>bold</b>"])
    page = copy(mia, "html")
    shown = Shown(page)
    assert "<img src=x onerror=alert(1)>" in shown.text
    assert shown.tags.isdisjoint({"script", "img", "b", "link", "iframe", "form", "a"})
    assert shown.attributes <= {"lang", "charset", "name", "content"}
    assert "url(" not in page
    assert "@import" not in page


def test_the_page_to_read_says_what_was_said_in_words(cast: Cast, signed_in: SignedIn) -> None:
    mia = signed_in(cast.mia)
    log(mia)
    text = Shown(copy(mia, "html")).text
    for sentence in (
        "Your log",
        "Low",
        "6 of 10",
        "Poor",
        "Walking",
        "The long evening",
        "Tuesday, March 10, 2026",
        "Dana",
    ):
        assert sentence in text, sentence


def test_hidden_craving_is_in_no_column_unless_it_was_logged(app: Flask, cast: Cast, signed_in: SignedIn) -> None:
    things(app, cast)
    with transaction():
        for table in ("enrollments",):
            rows = Base.metadata.tables[table]
            db.session.execute(rows.update().values(hides_craving=True))
        db.session.execute(Base.metadata.tables["checkins"].delete())
    mia = signed_in(cast.mia)
    log(mia, craving=None)
    assert "craving" not in cells(mia)[0]
    assert "craving" not in copy(mia, "html").lower()
    log(mia, craving=3)
    assert [row["craving"] for row in cells(mia)] != []


def test_a_damaged_text_keeps_nothing_else_from_its_owner(cast: Cast, signed_in: SignedIn) -> None:
    mia = signed_in(cast.mia)
    log(mia)
    broken = {"id": uuid4(), "participant_id": cast.mia, "version": 1, "content_sealed": "1.AAAA", "updated_at": NOW}
    with transaction():
        db.session.execute(insert(SafetyPlan).values(broken))
    found = records(mia)
    assert found["safety_plans"][0]["content"] == "(cannot be opened)"
    assert found["checkins"][0]["note"] == "The long evening"


def test_the_owner_of_a_phone_is_told_its_name_but_not_its_address(app: Flask, cast: Cast, signed_in: SignedIn) -> None:
    things(app, cast)
    row = records(signed_in(cast.mia))["push_subscriptions"][0]
    assert row["device"] == "phone"
    assert PushSubscription.__table__.c.keys() != list(row)


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_copy_says_answers_in_the_words_of_the_screens(language: str, repository: Path) -> None:
    source = repository / "pwa" / "src"
    common = (source / "i18n" / language / "common.ts").read_text()
    checkins = (source / "features" / "checkins" / f"messages.{language}.ts").read_text()
    moods = re.search(r"moods: \[([^\]]+)\]", common)
    sleeps = re.search(r"sleeps: \{([^}]+)\}", checkins)
    assert moods is not None
    assert sleeps is not None
    assert re.findall(r"'([^']+)'", moods[1]) == [labels.answer("mood", n, language) for n in range(1, 6)]
    assert re.findall(r"'([^']+)'", sleeps[1]) == [labels.answer("sleep", name, language) for name in labels.SLEEP]
