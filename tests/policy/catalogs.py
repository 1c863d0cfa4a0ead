"""The sentences of the staff pages: those that code and templates ask for, and the catalogs of translators."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from babel.messages import Catalog
from babel.messages.catalog import Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_keywords, parse_mapping_cfg
from babel.messages.pofile import read_po

from companion.staff.core.catalogs import FOLDER

FILES = sorted(FOLDER.glob("*/LC_MESSAGES/messages.po"))
# Beside those Babel knows; `make messages` names the same, and the same packages.
_KEYWORDS = ("lazy_gettext", "lazy_pgettext:1c,2", "Sentence")
_PACKAGES = ("staff", "imports", "program")


@cache
def extracted() -> Catalog:
    """What `pybabel extract` finds."""
    with (FOLDER / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    keywords = {**DEFAULT_KEYWORDS, **parse_keywords(_KEYWORDS)}
    catalog = Catalog()
    for package in _PACKAGES:
        for name, _, message, _, context in extract_from_dir(FOLDER.parent / package, methods, options, keywords):
            catalog.add(message, locations=[(f"companion/{package}/{name}", 0)], context=context)
    return catalog


@cache
def translated(language: str) -> Catalog:
    with (FOLDER / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def messages(catalog: Catalog) -> Iterator[Message]:
    """All but the header."""
    return (message for message in catalog if message.id)


def forms(text: str | tuple[str, ...]) -> tuple[str, ...]:
    """Singular and plural, or the one there is."""
    return (text,) if isinstance(text, str) else tuple(text)
