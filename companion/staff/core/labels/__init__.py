"""Names for the codes that code and tables use (a kind, a reason, an error), in the language of whoever reads.

Codes are stored and passed around; a page asks for their names here. Families of codes have dotted names."""

from __future__ import annotations

from flask_babel import gettext
from flask_babel.speaklater import LazyString

from companion.kernel.sentences import Names, Sentence
from companion.staff.core.labels import common, content, notices, people, reminders, requests, schedule

FAMILIES: dict[str, dict[str, LazyString]] = {
    **common.FAMILIES,
    **content.FAMILIES,
    **notices.FAMILIES,
    **people.FAMILIES,
    **reminders.FAMILIES,
    **requests.FAMILIES,
    **schedule.FAMILIES,
}


def label(family: str, code: object, **values: object) -> str:
    """`label("kind", session.kind)`. Raises KeyError for a code without a name, rather than show a blank."""
    return str(FAMILIES[family][str(code)]) % values


def known(family: str, code: object) -> bool:
    return str(code) in FAMILIES.get(family, ())


def in_words(text: object) -> str:
    """What was said in English by code below the pages, in the language of whoever reads."""
    if isinstance(text, Names):
        names = [label(text.family, code) for code in text.codes if known(text.family, code)]
        return ", ".join(names) if len(names) == len(text.codes) else str(text)
    if not isinstance(text, Sentence):
        return str(text)
    values = {name: in_words(value) for name, value in text.values.items()}
    return str(gettext(text.template, **values) if values else gettext(text.template))


def notice(key: str) -> str:
    """The sentence behind a flashed "flash.…" or "error.…"; one that fits anything where the key has none."""
    family, _, code = key.partition(".")
    return label(family, code) if known(family, code) else label("problem", 409)
