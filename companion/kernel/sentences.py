"""Sentences that know what they were made of, so that a page can say in its reader's language what is raised in English far
below it. As text they are the English sentence."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self


class Sentence(str):
    """`template` is the English sentence with `%(name)s` for each of `values`, and the key under which translators find it."""

    __slots__ = ("template", "values")
    template: str
    values: dict[str, object]

    def __new__(cls, template: str, **values: object) -> Self:
        made = super().__new__(cls, template % values if values else template)
        made.template, made.values = template, values
        return made


class Names(str):
    """Codes of one family, such as kinds of sessions; a page shows their names. As text they are the codes, or `english`."""

    __slots__ = ("codes", "family")
    family: str
    codes: tuple[str, ...]

    def __new__(cls, family: str, codes: Iterable[str], english: str = "") -> Self:
        known = tuple(codes)
        made = super().__new__(cls, english or ", ".join(known))
        made.family, made.codes = family, known
        return made
