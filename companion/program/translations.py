"""What a program says of itself, in another language than its own.

A translation belongs to a text, as in gettext: wherever a program writes "Process group", somebody who reads Spanish gets
what "Process group" is in Spanish. In a program file it stands beside its text, `title: {en: Check-in, es: Llegada}`, or in
the list `translations` at the top.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, get_args

from pydantic import BaseModel, TypeAdapter, ValidationError

from companion.kernel.errors import Invalid
from companion.program.field_types import Language, Lines600

LANGUAGES: tuple[str, ...] = get_args(Language)

Path = tuple[str | int, ...]
Translations = Mapping[str, Mapping[str, str]]
"""Language → text in the program's own language → the same in that language."""


@dataclass(frozen=True)
class Translator:
    """Texts of a program as one person reads them. `texts` is None where that is the program's own language."""

    texts: Mapping[str, str] | None = None

    def __call__(self, text: str) -> str:
        """The text in their language; without a translation as the program wrote it."""
        return (self.texts.get(text) if self.texts else None) or text

    def optional(self, text: str | None) -> str | None:
        """The same where there may be no text."""
        return None if text is None else self(text)

    def lacks(self, text: str) -> bool:
        """Whether they get the text in a language that is not theirs."""
        return self.texts is not None and not self.texts.get(text)


def translator_for(language: str, own: str, stored: Translations | None) -> Translator:
    """For a reader of `language` of a program that is written in `own`."""
    return Translator() if language == own else Translator((stored or {}).get(language, {}))


_TRANSLATION = TypeAdapter(Lines600)


def checked(text: str) -> str:
    """A translation in its one form. Raises Invalid for one that is too long or cannot be shown."""
    try:
        return _TRANSLATION.validate_python(text)
    except ValidationError as error:
        raise Invalid("not_accepted", "A translation has at most 600 characters that can be shown.") from error


def texts_of(item: BaseModel, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """(where it stands in a program file, text) for every text of the file that people read in their own language. Which
    fields those are, each item says in `translated`."""
    for name, info in type(item).model_fields.items():
        here, value = (*path, info.alias or name), getattr(item, name)
        if name in getattr(item, "translated", ()):
            yield from ((at, text) for at, text in _each(value, here) if text)
        elif isinstance(value, BaseModel | list):
            for at, inner in _each(value, here):
                if isinstance(inner, BaseModel):
                    yield from texts_of(inner, at)


def _each(value: Any, path: Path) -> list[tuple[Path, Any]]:
    return [((*path, index), one) for index, one in enumerate(value)] if isinstance(value, list) else [(path, value)]


@dataclass
class Inline:
    """A file as read, in which some texts stand in several languages beside each other: the same file in one of them."""

    language: str
    own: str
    places: set[Path] = field(default_factory=set)
    """Where texts in several languages stand."""
    without: list[tuple[Path, str]] = field(default_factory=list)
    """(where, what was expected) of what cannot be understood."""

    def read(self, plain: Any, path: Path = ()) -> Any:
        """`plain` with each text as it is in this language, or else in the program's own."""
        if isinstance(plain, list):
            return [self.read(one, (*path, index)) for index, one in enumerate(plain)]
        if not isinstance(plain, dict):
            return plain
        if path and path[0] != "translations" and plain and not set(plain) - set(LANGUAGES):
            return self._text(plain, path)
        return {key: self.read(one, (*path, key)) for key, one in plain.items()}

    def _text(self, said: Mapping[str, Any], path: Path) -> Any:
        self.places.add(path)
        if self.own not in said:
            self.without.append((path, f"expected the text in the program's own language, {self.own}, too"))
        return said.get(self.language, said.get(self.own))


def merged(
    listed: Mapping[Any, Mapping[str, str]], inline: Sequence[tuple[Path, str, str, str]]
) -> tuple[dict[str, dict[str, str]], list[tuple[Path, str]]]:
    """`listed` together with (where, language, text, translation) from the texts themselves, and what contradicts itself."""
    made = {language: dict(texts) for language, texts in listed.items()}
    wrong = []
    for path, language, text, translation in inline:
        before = made.setdefault(language, {}).setdefault(text, translation)
        if before != translation:
            wrong.append((path, f"expected one translation of {text!r}, found {before!r} and {translation!r}"))
    return made, wrong
