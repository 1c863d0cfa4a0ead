"""Text without what people write differently: case, accents, odd spaces, dashes and quotes."""

from __future__ import annotations

import re

from companion.outside import words

_DASHES = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")


def plain_words(text: str) -> str:
    """`Terapia  Familiar` as terapia familiar: for comparing, never for showing."""
    return words.folded(_DASHES.sub("-", text))


def plain_name(text: str) -> str:
    """`First day – Where` as first_day_where: letters and digits only."""
    return re.sub(r"\W+", "_", plain_words(text)).strip("_")


def plain_slug(text: str) -> str:
    """A short name made of a title: `Résumé help` as resume-help; empty when the title has neither letters nor digits."""
    return re.sub(r"[^a-z0-9]+", "-", plain_words(text)).strip("-")[:60].strip("-")
