"""The page on which a coordinator says the program's texts in the other language of the phones."""

from __future__ import annotations

import re

import pytest

from companion.kernel.database import transaction
from companion.program import service as program
from companion.staff.content.translations import field_of

pytestmark = pytest.mark.databases("sqlite", "postgresql")

PAGE = "/staff/content/translations?program=maple"
SAVE = "/staff/content/translations"


def seen(page: str) -> str:
    return re.search(r'name="seen" value="([0-9a-f]+)"', page)[1]


def save(browser, page: str, **said: str):
    fields = {field_of(text.replace("_", " ")): translation for text, translation in said.items()}
    return browser.send(SAVE, program="maple", seen=seen(page), **fields)


def spanish(maple) -> dict[str, str]:
    return program.translations(maple).get("es", {})


def test_every_text_of_the_program_has_a_field_and_what_is_written_there_is_kept(cast, at, maple):
    page = at(cast.cora).open(PAGE).text
    assert "Texts in Spanish" in page
    for one in ("Front desk", "Process group", "The blue one", "A photo ID"):
        assert f'name="{field_of(one)}"' in page, one
    assert save(at(cast.cora), page, Process_group="  Grupo de proceso ").status_code == 200
    assert spanish(maple) == {"Process group": "Grupo de proceso"}
    again = at(cast.cora).open(PAGE).text
    assert 'value="Grupo de proceso"' in again
    assert save(at(cast.cora), again, Process_group="").status_code == 200
    assert spanish(maple) == {}


def test_two_coordinators_at_once_lose_nothing_of_each_other(cast, at, maple):
    page = at(cast.cora).open(PAGE).text
    save(at(cast.ruth), page, Process_group="Grupo de proceso")
    late = save(at(cast.cora), page, Process_group="Grupo", Break="Pausa")
    assert late.status_code == 422
    assert "Somebody changed it in the meantime." in late.text
    assert 'value="Pausa"' in late.text, "what was typed is still on screen"
    assert spanish(maple) == {"Process group": "Grupo de proceso"}
    save(at(cast.cora), late.text, Process_group="Grupo", Break="Pausa")
    assert spanish(maple) == {"Process group": "Grupo", "Break": "Pausa"}


def test_a_translation_that_cannot_be_shown_is_refused_and_stays_on_screen(cast, at, maple):
    page = at(cast.cora).open(PAGE).text
    answer = save(at(cast.cora), page, Break="a" * 601, Process_group="Grupo")
    assert answer.status_code == 422
    assert 'value="Grupo"' in answer.text
    assert spanish(maple) == {}


def test_a_text_that_is_not_used_any_more_keeps_its_translation_for_the_next_time(cast, at, maple):
    with transaction():
        program.save_translations(maple, "es", {"Old group": "Grupo viejo"}, program.translations_version(maple))
    save(at(cast.cora), at(cast.cora).open(PAGE).text, Break="Pausa")
    assert spanish(maple) == {"Old group": "Grupo viejo", "Break": "Pausa"}
