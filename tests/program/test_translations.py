"""What a program says of itself in two languages: how a file says it, and that each phone reads its own."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from companion.accounts import service as accounts
from companion.kernel.database import db, transaction
from companion.program import files, serializer
from companion.program import service as program
from companion.program.models import Program
from companion.staff.content.program_files import load_content
from tests.cast import NOW
from tests.program.builders import text
from tests.program.test_files import errors

pytestmark = pytest.mark.databases("sqlite", "postgresql")

LISTED = """\
translations:
  es:
    Front desk: Recepción
    Evenings: Noches
    Room 2: Sala 2
    A photo ID: Una identificación con foto
    Process group: Grupo de proceso
    Wednesday group: Grupo de los miércoles
    Walk: Caminata
    The blue one: La azul
"""
MORE = """\
alumni_groups:
  - {slug: wednesday, name: Wednesday group, day: wed, starts: 19:00, ends: 20:00, ask_for: Lou, place: Room 2}
events:
  - {slug: walk, title: Walk, on: 2026-04-18, starts: 10:00, ends: 12:00, place: Pier 4}
"""


def read(content: str):
    return files.parse_file(content.encode(), "maple.yaml")


def inline(said: str) -> str:
    """The usual file, in which the skills group is called this."""
    return text().replace("title: Skills group", f"title: {said}")


def test_a_translation_beside_its_text_is_the_same_as_one_in_the_list():
    beside = read(inline("{en: Skills group, es: Grupo de habilidades}"))
    listed = read(text() + "translations: {es: {Skills group: Grupo de habilidades}}\n")
    assert beside == listed
    assert beside.tracks[0].segments[0].title == "Skills group"


def test_things_to_bring_have_translations_one_by_one():
    content = read(text().replace("[A photo ID]", "[{en: A photo ID, es: Una identificación}, Water]"))
    assert content.tracks[0].first_day.bring == ["A photo ID", "Water"]
    assert content.translations == {"es": {"A photo ID": "Una identificación"}}


def test_a_program_may_be_written_in_spanish_and_translated_into_english():
    content = read("language: es\n" + inline("{es: Habilidades, en: Skills}"))
    assert content.tracks[0].segments[0].title == "Habilidades"
    assert content.translations == {"en": {"Habilidades": "Skills"}}


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (inline("{es: Habilidades}"), "title: expected the text in the program's own language, en, too"),
        (inline("{en: Skills group, fr: Compétences}"), "title: expected text"),
        (inline("{en: Skills, es: " + "a" * 81 + "}"), "title: expected at most 80 characters"),
        (
            inline("{en: Process group, es: Habilidades}").replace(
                "title: Process group", "title: {en: Process group, es: Grupo}"
            ),
            "expected one translation of 'Process group', found 'Habilidades' and 'Grupo'",
        ),
        (text().replace("with: Dana", "with: {en: Dana, es: Dana}"), "with: expected one text for all languages"),
        ("language: [en]\n" + inline("{en: Skills, es: Habilidades}"), "language: expected en or es"),
        ("language: fr\n" + inline("{en: Skills, es: Habilidades}"), "language: expected en or es"),
        ("language: {en: es}\n" + text(), "language: expected"),
        (text() + "translations: {en: {Break: Pause}}\n", "expected translations into other languages than en"),
        (text() + "translations: {fr: {Break: Pause}}\n", "translations.fr"),
    ],
)
def test_what_is_not_clear_is_refused_with_its_line(content, expected):
    found = errors(content)
    assert any(expected in line for line in found), found
    assert all(line.startswith("maple.yaml:") for line in found)


def test_loading_translations_is_one_change_and_they_come_out_again(app):
    content = read(text() + LISTED)
    assert [load_content(content, NOW).changes for _ in range(2)][1] == 0
    home = program.program_by_slug("maple")
    assert program.translations(home.id) == content.translations
    assert read(serializer.to_yaml(content)).translations == content.translations


@pytest.fixture
def translated(app, maple):
    with transaction():
        load_content(read(text() + LISTED + MORE), NOW)


def speak(person, language: str) -> None:
    with transaction():
        accounts.choose_language(person, language)


def week(browser) -> dict:
    return browser.get("/api/v1/schedule?start=2026-03-09&end=2026-03-15").get_json()


def test_a_phone_in_spanish_reads_the_program_in_spanish(translated, mia, signed_in):
    speak(mia, "es")
    found = week(signed_in(mia))
    assert found["program"]["phones"][0]["label"] == "Recepción"
    assert found["enrollment"]["track_name"] == "Noches"
    by_title = {one["title"]: one for one in found["sessions"]}
    assert by_title["Grupo de proceso"]["place"] == "Sala 2"
    assert by_title["Grupo de proceso"]["untranslated"] is False
    assert by_title["Skills group"]["untranslated"] is True, "for which the phone says the kind in its own words"
    assert by_title["Grupo de proceso"]["as_written"] == ["Process group", "Room 2", []]
    one = signed_in(mia).get(f"/api/v1/schedule/sessions/{by_title['Grupo de proceso']['id']}").get_json()
    assert one == by_title["Grupo de proceso"]


def test_a_phone_in_the_programs_own_language_reads_it_as_it_is_written(translated, mia, signed_in):
    found = week(signed_in(mia))
    assert {one["title"] for one in found["sessions"]} == {"Skills group", "Break", "Process group"}
    assert {(one["as_written"], one["untranslated"]) for one in found["sessions"]} == {(None, False)}


def test_groups_and_events_are_translated_too(translated, mia, signed_in):
    speak(mia, "es")
    browser = signed_in(mia)
    group = browser.get("/api/v1/groups").get_json()["items"][0]
    event = browser.get("/api/v1/events").get_json()["items"][0]
    assert (group["name"], group["place"], event["title"]) == ("Grupo de los miércoles", "Sala 2", "Caminata")


def test_the_language_of_a_program_from_before_is_english(app, maple):
    assert db.session.execute(select(Program.language, Program.translations)).one() == ("en", None)
