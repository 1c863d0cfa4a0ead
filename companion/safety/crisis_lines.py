"""The reviewed numbers to call or text at any hour, read from the data file that ships with the package."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent.parent / "starter" / "crisis_lines.json"


@lru_cache(maxsize=1)
def read() -> dict[str, Any]:
    """`reviewed_on` and the `lines` in the order in which they are shown."""
    found: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return found
