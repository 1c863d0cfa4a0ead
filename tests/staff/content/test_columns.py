"""The step in which somebody says what the columns of a table are: asked once, remembered, and nothing half written."""

from __future__ import annotations

import html
import re

import pytest

from companion.aftercare import service as aftercare
from companion.alumni import service as alumni
from companion.imports import service as imports
from tests.imports import real_tables
from tests.imports.real_tables import Real, table
from tests.staff.bringing import TAKE, actions, everything, home, look, said, sealed

COLUMNS = "/staff/content/columns"
CLINIC = next(each for each in real_tables.ALL if each.name == "headings only the clinic knows")
TWO_WAYS = next(each for each in real_tables.ALL if each.name == "every date can be read two ways")
_ROW = re.compile(
    r'<label class="field mapped"><span>(.*?)(?:<small|</span>).*?<select name="column">(.*?)</select>', re.DOTALL
)
_CHOSEN = re.compile(r'value="([^"]*)" selected')


def suggested(page):
    """The columns that the page suggests, by heading."""
    found = {}
    for heading, options in _ROW.findall(page.text):
        chosen = _CHOSEN.search(options)
        found[html.unescape(heading).strip()] = chosen.group(1) if chosen else ""
    return found


def answer(desk, page, real: Real):
    columns = [real.said.get(heading, column) for heading, column in suggested(page).items()]
    return desk.send(COLUMNS, sealed=sealed(page), column=columns, first_number=real.first_number)


@pytest.mark.parametrize("real", real_tables.ALL, ids=lambda real: real.name)
def test_a_table_as_people_have_it_is_understood(cast, at, real):
    desk, before = at(cast.cora), everything()
    page = look(desk, real.kind, real.content, **real.more)
    assert page.status_code == 200, said(page)
    assert ("Which column is which?" in page.text) == real.asked
    if real.asked:
        assert suggested(page).keys() >= real.said.keys()
        page = answer(desk, page, real)
    assert TAKE in page.text, said(page)
    text = said(page)
    assert [each for each in real.shown if each not in text] == [], " ".join(text.split())
    assert everything() == before
    if real.asked and not real.first_number:
        again = look(desk, real.kind, real.content, **real.more)
        assert TAKE in again.text, "what was said about these headings is remembered"


def test_twenty_tables_of_every_kind_are_here():
    assert len(real_tables.ALL) == 20
    assert {each.kind for each in real_tables.ALL} == set(imports.TABLE_KINDS)


def test_only_likely_columns_are_suggested(cast, at):
    slips = next(each for each in real_tables.ALL if each.name == "headings with slips of the fingers")
    page = look(at(cast.cora), slips.kind, slips.content, **slips.more)
    assert suggested(page) == {
        "Weekday": "days",
        "Strats": "starts",
        "Ends": "ends",
        "Kind": "kind",
        "Titel": "",
        "Room": "place",
    }
    assert set(suggested(look(at(cast.cora), CLINIC.kind, CLINIC.content)).values()) == {""}


def test_a_needed_column_nobody_chose_is_asked_for_again(cast, at):
    desk = at(cast.cora)
    page = desk.send(COLUMNS, sealed=sealed(look(desk, CLINIC.kind, CLINIC.content)), column=["name", "", ""])
    assert page.status_code == 422
    assert "Choose a column for: First day" in page.text
    assert suggested(page)["Cliente nuevo"] == "name", "what was said already stays"
    assert imports.recall(home().id, CLINIC.kind, _key(CLINIC)) is None


def test_two_columns_cannot_be_the_same(cast, at):
    desk = at(cast.cora)
    page = desk.send(
        COLUMNS, sealed=sealed(look(desk, CLINIC.kind, CLINIC.content)), column=["name", "name", "starts_on"]
    )
    assert page.status_code == 422
    assert "Two columns are the same." in page.text


@pytest.mark.parametrize("columns", [["password", "track", "starts_on"], ["name"], ["name", "track", "starts_on", ""]])
def test_columns_the_table_does_not_have_are_refused(cast, at, columns):
    desk = at(cast.cora)
    page = desk.send(COLUMNS, sealed=sealed(look(desk, CLINIC.kind, CLINIC.content)), column=columns)
    assert page.status_code == 422
    assert TAKE not in page.text


def test_the_order_of_dates_is_asked_for_every_file_and_shows_both_days(cast, at):
    desk = at(cast.cora)
    for _ in range(2):
        page = look(desk, TWO_WAYS.kind, TWO_WAYS.content, **TWO_WAYS.more)
        assert "What day is 04/05/2026?" in page.text
        assert "Sun, Apr 5, 2026" in page.text
        assert "Mon, May 4, 2026" in page.text
        assert "Mon, May 4" in answer(desk, page, TWO_WAYS).text
    unsaid = desk.send(COLUMNS, sealed=sealed(page), column=list(suggested(page).values()))
    assert unsaid.status_code == 422
    assert "Say how the dates are written." in unsaid.text


@pytest.mark.databases("sqlite", "postgresql")
def test_what_was_said_can_be_changed_from_the_preview(cast, at):
    desk = at(cast.cora)
    preview = answer(desk, look(desk, CLINIC.kind, CLINIC.content, track="evening"), CLINIC)
    page = desk.send(COLUMNS, sealed=sealed(preview))
    assert suggested(page) == CLINIC.said
    other = desk.send(COLUMNS, sealed=sealed(page), column=["name", "", "starts_on"])
    assert "Tanda" in other.text
    assert imports.recall(home().id, CLINIC.kind, _key(CLINIC)) == ("name", "", "starts_on")


def test_only_hashes_of_headings_are_stored_and_counselors_are_refused(cast, at):
    desk = at(cast.cora)
    page = look(desk, CLINIC.kind, CLINIC.content)
    assert at(cast.dana).send(COLUMNS, sealed=sealed(page), column=list(CLINIC.said.values())).status_code == 403
    assert at(cast.ruth).send(COLUMNS, sealed=sealed(page), column=list(CLINIC.said.values())).status_code == 422
    answer(desk, page, CLINIC)
    assert imports.recall(home().id, CLINIC.kind, _key(CLINIC)) == tuple(CLINIC.said.values())
    assert re.fullmatch("[0-9a-f]{64}", _key(CLINIC))


def _key(real):
    return imports.lay_out(real.content, "t.csv", real.kind, imports.Reading()).key


@pytest.mark.databases("sqlite", "postgresql")
def test_lists_grow_by_a_table_and_lose_nothing(cast, at):
    desk = at(cast.cora)
    first = "title,place\nFood pantry,5 Elm Street\nLibrary,Main Street\n"
    desk.send(TAKE, sealed=sealed(look(desk, "resources", first)))
    page = look(desk, "resources", "title,place\nFood pantry,6 Elm Street\nNight bus,Station\n")
    assert "changed" in said(page)
    answered = desk.send(TAKE, sealed=sealed(page))
    assert "The list is changed." in answered.text
    found = {one.slug: one.place for one in aftercare.resource_items(home().id)}
    assert found.items() >= {"food-pantry": "6 Elm Street", "library": "Main Street", "night-bus": "Station"}.items()
    assert actions().count("program_loaded") >= 2
    assert (
        "Everything is as the file says already."
        in look(desk, "resources", first.splitlines()[0] + "\nLibrary,Main Street\n").text
    )


def test_groups_of_one_name_are_told_apart_by_their_day(cast, at):
    rows = "name,day,time,place,contact\nCircle,Mon,6-7 PM,Room 1,Dana\nCircle,Thu,6-7 PM,Room 1,Dana\n"
    desk = at(cast.cora)
    desk.send(TAKE, sealed=sealed(look(desk, "groups", rows)))
    desk.send(TAKE, sealed=sealed(look(desk, "groups", rows.replace("Room 1", "Room 2"))))
    found = {one.slug: (one.day, one.place) for one in alumni.group_items(home().id)}
    assert found.items() >= {"circle": ("mon", "Room 2"), "circle-thu": ("thu", "Room 2")}.items()


def test_one_wrong_row_of_a_list_and_nothing_is_taken(cast, at):
    desk, before = at(cast.cora), alumni.event_items(home().id)
    content = table("Event,When,Starts,Ends\nPicnic,April 19,noon,3 pm\nGraduation,4/24/26,19:00,18:00\n")
    page = look(desk, "events", content)
    assert page.status_code == 422
    assert "Line 2, When: expected a date with its year" in said(page)
    assert "Line 3: expected 'ends' after 'starts'" in said(page)
    assert "Change the columns" in page.text
    assert alumni.event_items(home().id) == before


def test_errors_are_in_the_readers_language(cast, at):
    desk = at(cast.cora)
    desk.send("/staff/account/language", language="es")
    page = look(desk, "roster", "Nombre;Turno;Fecha de inicio\nInés;noche;30/02/2026\nNoé;evening;martes\n")
    assert page.status_code == 422
    text = said(page)
    assert "Línea 2, Fecha de inicio: '30/02/2026' no es un día del calendario" in text
    assert "Línea 3, Fecha de inicio: se espera una fecha como 2026-11-26" in text
