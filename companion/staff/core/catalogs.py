"""The sentences of the staff pages in other languages, read from the translators' files when the application starts.

English is the source: it stands in templates and code, and needs no catalog. docs/translating.md says how to work on one.
"""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import Flask, has_request_context
from flask_babel import Babel, Domain, get_locale

from companion.staff.core import formats
from companion.staff.core.layout import language

FOLDER = Path(__file__).parents[2] / "translations"
_SOURCE = "en"


def init_app(app: Flask) -> None:
    """Raises when a catalog is missing or damaged, so that a server does not start with pages half translated."""
    babel = Babel(app, default_locale=_SOURCE, locale_selector=_chosen)
    babel.domain_instance = _SourceFiles()
    for code in formats.LANGUAGES:
        translations(code)


def _chosen() -> str | None:
    return language() if has_request_context() else None  # a command reads the source


class _SourceFiles(Domain):
    """Reads .po files instead of compiled ones: there is no build step that could be forgotten."""

    def get_translations(self) -> NullTranslations:
        locale = get_locale()
        return translations(locale.language if locale else _SOURCE)


@cache
def translations(code: str) -> NullTranslations:
    """The sentences in this language; fuzzy ones are left out and stay English."""
    if code == _SOURCE:
        return NullTranslations()
    with (FOLDER / code / "LC_MESSAGES" / "messages.po").open("rb") as file:
        catalog = read_po(file, locale=code, abort_invalid=True)
    compiled = io.BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return Translations(compiled)
