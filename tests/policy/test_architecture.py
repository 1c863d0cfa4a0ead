"""The walks in docs/architecture.md name real functions, so that they cannot rot."""

from __future__ import annotations

import importlib
import re
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "architecture.md"


def _walks() -> str:
    text = PAGE.read_text()
    return text[text.index("## Three walks through the code") : text.index("## How the schedule is stored")]


def _found(dotted: str) -> bool:
    """Whether `package.module.function` or `package.module.Class` is there, below `companion`."""
    *modules, name = dotted.split(".")
    try:
        place: Any = importlib.import_module(".".join(["companion", *modules]))
    except ModuleNotFoundError:
        return False
    return hasattr(place, name)


def test_the_functions_of_the_walks_exist() -> None:
    named = re.findall(r"`([a-z_]+(?:\.[a-z_]+)*\.[A-Za-z_]+)`", _walks())
    assert len(named) >= 25
    assert [one for one in named if not _found(one)] == []


def test_the_functions_of_the_walks_on_the_phone_exist() -> None:
    named = re.findall(r"`(pwa/[\w/.-]+\.tsx?): (\w+)`", _walks())
    assert len(named) >= 4
    missing = [
        (path, name)
        for path, name in named
        if not re.search(rf"(function |const |^  (async )?){name}\b", (ROOT / path).read_text(), re.MULTILINE)
    ]
    assert missing == []
