"""Looking for a word in what leaves us. Keys, tags, and signatures are random letters: a short name turns up in them by chance,
so a word is only one that stands by itself."""

from __future__ import annotations

import re


def says(text: str, *words: str) -> list[str]:
    """Those of these words that stand in the text as whole words."""
    return [word for word in words if re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text)]
