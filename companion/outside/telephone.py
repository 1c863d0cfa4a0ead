"""Telephone numbers as people write and paste them, in one form that can be read and dialed.

No list of countries and their numbers is asked: 988, 211, a clinic's internal number, and the number of another country are all
right here, and a list would have to know where the writer stands (docs/decisions/0026).
"""

from __future__ import annotations

import re
import unicodedata

LONGEST = 40
_FEWEST, _MOST = 3, 15  # digits; E.164 allows fifteen
_EXTENSION = " ext. "

_INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_DASHES = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d\u30fc]")
_BEFORE = re.compile(
    r"(?:tel|sms|callto|phone|telephone|tel[eé]fono|call|cell|cel|celular|mobile|m[oó]vil|office|fax)\s*[.:]*\s*(?=[+(\d])",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\s*(?:;\s*ext\s*=|[,;]?\s*(?:extension|extensi[oó]n|ext|extn|anexo|interno|int|x)\s*[.:]*|#|[,;]+)\s*(\d{1,8})#?\s*\Z",
    re.IGNORECASE,
)
_LETTERS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")
_VANITY = re.compile(r"(?<=[-. ])[A-Z]{3,}(?:[-. ]?[A-Z]+)*(?:\s*\([\d -]+\))?\Z")
_SHAPE = re.compile(r"[+*]?[0-9(#][0-9 ().*#-]*")


class NotANumber(ValueError):
    """What was written cannot be dialed."""


def written(text: str) -> str:
    """The number as it is kept and shown: its own grouping, plain characters, an extension as ` ext. 12`. Raises NotANumber."""
    plain = " ".join(_plain(text).split())
    plain = _BEFORE.sub("", plain, count=1) if _BEFORE.match(plain) else plain
    extension = ""
    if found := _AFTER.search(plain):
        plain, extension = plain[: found.start()].rstrip(" ,;"), found[1]
    plain = _VANITY.sub(lambda match: match[0].split("(")[0].rstrip().translate(_LETTERS), plain)
    plain = re.sub(r"^00(?=[1-9]\d)", "+", plain)
    plain = re.sub(r"^(\+[\d .-]+)\(0\)", r"\1", plain)  # +44 (0)20: the nought is for callers inside
    plain = " ".join(re.sub(r"\s*/\s*", "-", plain).split())
    if not _SHAPE.fullmatch(plain) or not _FEWEST <= sum(map(str.isdigit, plain)) <= _MOST:
        raise NotANumber("expected a telephone number such as +1 555 010 0100 or 555-010-0100 ext. 12")
    whole = plain + (_EXTENSION + extension if extension else "")
    if len(whole) > LONGEST:
        raise NotANumber(f"expected a telephone number of at most {LONGEST} characters")
    return whole


def dialed(number: str) -> str:
    """What a phone dials for a number that `written` made, or an older one: two pauses before an extension."""
    return re.sub(r"[^\d+*#,]", "", number.replace(_EXTENSION, ",,"))


def _plain(text: str) -> str:
    """Full-width and Arabic digits, non-breaking spaces, and typographic dashes are what they look like."""
    visible = _DASHES.sub("-", unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)))
    return "".join(str(unicodedata.decimal(each, each)) for each in visible)
