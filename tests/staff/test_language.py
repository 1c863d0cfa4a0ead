"""The staff pages say everything in both languages, and look like the app."""

import re
from datetime import UTC, date, datetime

import pytest
from flask_babel import force_locale

from companion.attention.rules import KINDS as REQUESTS
from companion.attention.rules import REASONS
from companion.enrollment.rules import PHASES
from companion.program.rules import KINDS
from companion.staff.core import formats, labels


@pytest.mark.parametrize(
    ("family", "codes"),
    [("kind", KINDS), ("phase", PHASES), ("request.kind", REQUESTS), ("request.why", REQUESTS), ("reason", REASONS)],
)
def test_every_kind_phase_and_reason_has_a_name(family, codes):
    assert set(codes) <= labels.FAMILIES[family].keys()


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("en", ["Nobody is told: nobody is expected there.", "1 person is told.", "7 people are told."]),
        ("es", ["No se avisa a nadie: no se espera a nadie allí.", "Se avisa a 1 persona.", "Se avisa a 7 personas."]),
    ],
)
def test_numbers_choose_their_sentence(app, language, sentences):
    with app.test_request_context(), force_locale(language):
        told = app.jinja_env.get_template("staff/schedule/preview_components.html").module.told
        for number, sentence in zip((0, 1, 7), sentences, strict=True):
            assert f">{sentence}<" in told({"told": number})


def test_a_label_that_is_missing_is_an_error():
    with pytest.raises(KeyError):
        labels.label("kind", "no_such_kind")


def test_times_are_the_programs_wall_time_in_the_readers_language():
    four = datetime(2026, 3, 10, 20, 0, tzinfo=UTC)
    assert formats.time_text(four, "America/New_York", "en") == "4:00 PM"
    assert formats.day_text(date(2026, 3, 10), "es", short=True) == "10 mar 2026"
    assert formats.weekday_name(0, "en") == "Mon"


def test_pages_carry_no_inline_script_or_style(repository):
    for page in (repository / "companion/staff").rglob("*.html"):
        text = page.read_text()
        assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", text), page.name


def test_files_are_served_and_nothing_beside_them(client):
    assert client.get("/staff/assets/staff.css").status_code == 200
    assert client.get("/staff/assets/passkey.js").status_code == 200
    for path in ("nothing.css", "..%2Fpages.py", "%2e%2e/pages.py"):
        assert client.get(f"/staff/assets/{path}").status_code in (303, 404)
