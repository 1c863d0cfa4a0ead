"""The staff pages say everything in both languages, and look like the app."""

import re
from datetime import UTC, date, datetime

import pytest

from companion.attention.rules import KINDS as REQUESTS
from companion.attention.rules import REASONS
from companion.enrollment.rules import PHASES
from companion.program.rules import KINDS
from companion.staff import words, words_en, words_es

_HOLES = re.compile(r"\{(\w+)\}")
_KEYS = re.compile(r'say\("([a-z_.0-9]+)"')


def test_both_languages_say_the_same_things():
    assert words_en.WORDS.keys() == words_es.WORDS.keys()
    for key, sentence in words_en.WORDS.items():
        assert set(_HOLES.findall(sentence)) == set(_HOLES.findall(words_es.WORDS[key])), key


def test_every_sentence_a_page_asks_for_is_there(repository):
    pages = (repository / "companion/staff/templates/staff").glob("*.html")
    asked = {key for page in pages for key in _KEYS.findall(page.read_text()) if not key.endswith(".")}
    counted = {key.rsplit(".", 1)[0] for key in words_en.WORDS if key.endswith((".one", ".many"))}
    assert asked - counted <= words_en.WORDS.keys()


@pytest.mark.parametrize(
    ("prefix", "names"), [("kind", KINDS), ("phase", PHASES), ("request", REQUESTS), ("reason", REASONS)]
)
def test_every_kind_phase_and_reason_has_a_name(prefix, names):
    assert {f"{prefix}.{name}" for name in names} <= words_en.WORDS.keys()


def test_numbers_choose_their_sentence():
    say = words.speaker("en")
    assert say("tell.people", n=0).startswith("Nobody")
    assert say("tell.people", n=1) == "1 person is told."
    assert say("tell.people", n=7) == "7 people are told."


def test_a_sentence_that_is_missing_is_an_error():
    with pytest.raises(KeyError):
        words.speaker("es")("no.such.sentence")


def test_times_are_the_programs_wall_time_in_the_readers_language():
    four = datetime(2026, 3, 10, 20, 0, tzinfo=UTC)
    assert words.time_text(four, "America/New_York", "en") == "4:00 PM"
    assert words.day_text(date(2026, 3, 10), "es", short=True) == "10 mar 2026"
    assert words.weekday_name(0, "en") == "Mon"


@pytest.mark.parametrize("place", ["staff", "supporters"])
def test_the_pages_use_the_apps_own_tokens(place, repository):
    ours = repository / f"companion/{place}/static/tokens.css"
    assert ours.read_text() == (repository / "pwa/src/styles/tokens.css").read_text()


def test_pages_carry_no_inline_script_or_style(repository):
    for page in (repository / "companion/staff/templates/staff").glob("*.html"):
        text = page.read_text()
        assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", text), page.name


def test_files_are_served_and_nothing_beside_them(client):
    assert client.get("/staff/assets/staff.css").status_code == 200
    assert client.get("/staff/assets/passkey.js").status_code == 200
    for path in ("nothing.css", "..%2Fwords.py", "%2e%2e/words.py"):
        assert client.get(f"/staff/assets/{path}").status_code in (303, 404)
