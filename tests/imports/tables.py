"""Tables as people bring them, and what is wrong with them in our words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from companion.imports import columns, schema
from companion.imports.layout import Reading
from companion.imports.listings import read_listing
from companion.imports.schema import AS_IT_STANDS
from companion.program.files import BadFile

PATTERN = """\
track,track_name,level,about_weeks,first_day_where,first_day_bring,first_day_ask_for,days,starts,ends,kind,title,place,with
night,Night track,iop,10,5 Elm Street,A photo ID; A pen,Lou,mon wed,18:00,19:30,Process group,Process group,Room 5,Lou
night,,,,,,,Mon-Wed,7:30 PM,9:00 PM,skills_group,Skills,Room 5,
night,,,,,,,thu,18:00,21:00,workshop,"Sleep, food and rest",Room 6,Eve
"""
ONCE = """\
date,starts,ends,track,kind,title,place,join_url,with
2026-03-13,10:00,11:00,evening,workshop,Résumé help,Room 9,,Eve
2026-03-14,10:00,11:00,morning,family_session,Family,,https://meet.example.org/family,
"""
ROSTER = """\
First name,track,starts_on,expected_end_on,own_days,language
Sam,evening,2026-03-16,2026-05-22,tue thu,en
Inés,morning,2026-03-16,,,es
"""


def read(kind: str, content: bytes, reading: Reading = AS_IT_STANDS, name: str = "t.csv") -> list[Any]:
    """What a table of this kind says."""
    if kind == columns.PATTERN:
        return schema.read_pattern(content, name, None, reading)
    if kind in columns.LISTINGS:
        return read_listing(content, name, kind, reading, []).rows
    return (schema.read_one_offs if kind == columns.ONE_OFFS else schema.read_roster)(content, name, reading)


def wrong(read: Callable[[bytes, str], Any], content: str | bytes) -> list[str]:
    raw = content.encode() if isinstance(content, str) else content
    with pytest.raises(BadFile) as caught:
        read(raw, "table.csv")
    return str(caught.value).splitlines()
