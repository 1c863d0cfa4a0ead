"""Every sentence of the staff pages is in every catalog: translated, not guessed, with the same blanks."""

from __future__ import annotations

import re

import pytest
from babel.messages import Catalog
from babel.messages.catalog import Message

from companion.staff.core import formats, labels
from companion.staff.core.catalogs import FOLDER, translations
from tests.policy.catalogs import extracted, forms, messages, translated
from tests.policy.sentences import ROOT

LANGUAGES = sorted(set(formats.LANGUAGES) - {"en"})
_BLANK = re.compile(r"%\(\w+\)\w")


def missing(catalog: Catalog) -> list[object]:
    return [m.id for m in messages(extracted()) if catalog.get(m.id, m.context) is None]


def unfinished(message: Message) -> bool:
    """Untranslated in one of its forms, or a guess of the tools that nobody confirmed."""
    return message.fuzzy or not all(forms(message.string))


def wrong(message: Message) -> bool:
    """Blanks that a page cannot fill, a percent sign that is none, or markup, which a page would not escape."""
    try:
        _ = [text % Blanks() for text in forms(message.string)]
    except (ValueError, TypeError):
        return True
    known = set(_BLANK.findall(" ".join(forms(message.id))))
    used = set(_BLANK.findall(" ".join(forms(message.string))))
    several = not isinstance(message.id, str)  # where a form is for one thing, its number may be left out
    odd = used - known if several else used ^ known
    return bool(odd or list(message.check()) or re.search(r'[<>&"]', " ".join(forms(message.string))))


class Blanks(dict[str, int]):
    """Fills every blank."""

    def __missing__(self, key: str) -> int:
        return 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_translated(language: str) -> None:
    catalog = translated(language)
    assert missing(catalog) == []
    assert [m.id for m in messages(catalog) if unfinished(m)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalog_holds_nothing_that_no_page_says(language: str) -> None:
    catalog = translated(language)
    assert [m.id for m in messages(catalog) if extracted().get(m.id, m.context) is None] == []
    assert list(catalog.obsolete) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_fill_the_same_blanks_and_bring_no_markup(language: str) -> None:
    assert [m.id for m in messages(translated(language)) if wrong(m)] == []


def test_the_languages_one_can_choose_have_catalogs() -> None:
    assert sorted(path.parent.parent.name for path in FOLDER.glob("*/LC_MESSAGES/messages.po")) == LANGUAGES
    assert len(list(messages(extracted()))) > 500


def test_the_same_english_for_two_things_has_a_context() -> None:
    assert extracted().get("Open") is not None
    assert extracted().get("Open", "attendance") is not None
    spanish = translations("es")
    assert (spanish.ugettext("Open"), spanish.upgettext("attendance", "Open")) == ("Abrir", "Abierto")


def test_every_family_of_labels_a_page_asks_for_is_there_and_none_beside() -> None:
    pages = (ROOT / "companion/staff").rglob("*.html")
    asked = {
        family for page in pages for family in re.findall(r'\b(?:label|known|what_radio)\("([\w.]+)"', page.read_text())
    }
    beside = {"flash", "weekday_code"}  # `notice` asks for flash, `in_words` for days in a sentence
    assert asked | beside == labels.FAMILIES.keys()


@pytest.mark.parametrize(
    "message",
    [
        Message("Open", "Abrir", flags=["fuzzy"]),
        Message("Open", ""),
        Message(("%(num)s day", "%(num)s days"), ("%(num)s día", "")),
    ],
)
def test_unfinished_translations_are_noticed(message: Message) -> None:
    assert unfinished(message)


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("until %(day)s", "hasta"),
        ("until %(day)s", "hasta %(dia)s"),
        ("until %(day)s", "hasta %(day)"),
        ("Half", "50 %"),
        ("Save", "<b>Guardar</b>"),
    ],
)
def test_wrong_translations_are_noticed(source: str, translation: str) -> None:
    assert wrong(Message(source, translation))
    assert not wrong(Message(source, source))


def test_a_missing_sentence_is_noticed() -> None:
    assert len(missing(Catalog(locale="es"))) == len(list(messages(extracted())))
