"""Names, titles, and other words as they are kept: one spelling for what looks the same, nothing that turns the reading
direction of what stands around it."""

from __future__ import annotations

import re
import unicodedata

# Embeddings, overrides, and isolates, which reach beyond the word they stand in (Unicode UAX #9), and the byte order mark.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069\ufeff]")


def normal(text: str) -> str:
    """`text` in Unicode's composed form (NFC), without characters that turn the direction of what follows."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", _TURNING.sub("", text))


def name(text: str) -> str:
    """A name or title: `normal`, on one line, with single spaces, without control characters."""
    visible = "".join(" " if unicodedata.category(each) in ("Cc", "Zl", "Zp") else each for each in normal(text))
    return " ".join(visible.split())


def folded(text: str) -> str:
    """`text` without what people leave out when they look for it: case, accents, more than one space. For comparing, never for
    showing."""
    bare = "".join(each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each))
    return " ".join(bare.casefold().split())
