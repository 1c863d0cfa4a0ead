"""Program files as hypothesis thinks them up: every field, awkward words, planned changes."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from pydantic import ValidationError

from companion.program import rules
from companion.program.schema import ProgramFile

TODAY = date(2026, 3, 10)
AWKWARD = [
    "NO", "yes", "null", "~", "16:00", "09:30", "1e3", "0x1F", "2026-01-01", "- a", "# a", "a # b", "a: b", "'", '"', "&a", "*a",
    "!a", "{}", "[a]", "%", "@", "`", "|", ">", "?", "Ñandú", "😀", "\ufeffa", "a\u00a0b", "=1+1", "...", "---", "a\\nb", "<<",
]  # fmt: skip
_chars = st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\u2028\u2029")
_lines = st.sampled_from(AWKWARD) | st.text(_chars, min_size=1, max_size=12).filter(lambda text: text.strip() != "")
_long = st.lists(_lines, max_size=3).map("\n".join)
_days = st.integers(-20, 90).map(lambda n: TODAY + timedelta(days=n))
_slugs = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,4})?", fullmatch=True)
_links = st.sampled_from(["https://meet.example.org/a", "https://example.org?room=1#x", "https://a.b/é"])
_phones = st.sampled_from(["+1 555 010 0100", "0123 456", "(02) 12-34"]).filter(lambda text: text[0] != "(")
_walls = st.tuples(st.integers(0, 20), st.integers(0, 59), st.integers(1, 180))
_weekdays = st.lists(st.sampled_from(rules.WEEKDAYS), min_size=1, max_size=4, unique=True)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


@st.composite
def _times(draw: Any, later: str = "ends", earlier: str = "starts") -> dict[str, str]:
    hour, minute, length = draw(_walls)
    return {earlier: _clock(hour * 60 + minute), later: _clock(hour * 60 + minute + length)}


def _some(**fields: SearchStrategy[Any]) -> SearchStrategy[dict[str, Any]]:
    """Some of these fields."""
    return st.fixed_dictionaries({}, optional=fields)


@st.composite
def _segments(draw: Any) -> dict[str, Any]:
    kind, link = draw(st.sampled_from(rules.KINDS)), draw(_links)
    made = {"days": draw(_weekdays), "kind": kind, "title": draw(_lines)} | draw(_times())
    made |= draw(st.sampled_from([{"place": "Room 2"}, {"join_url": link}, {"place": "NO", "join_url": link}]))
    made |= draw(_some(**{"with": _lines, "modality": st.sampled_from(("CBT", "DBT")), "optional": st.booleans()}))
    if "join_url" in made:
        made["telehealth"] = draw(st.booleans())
    first, length = draw(st.none() | _days), draw(st.none() | st.integers(0, 40))
    return made | {"from": first, "to": None if length is None else (first or TODAY) + timedelta(days=length)}


_cards = st.tuples(
    st.fixed_dictionaries({"where": _lines, "ask_for": _lines}),
    _some(door=_lines, bring=st.lists(_lines, max_size=3), join_url=_links),
).map(lambda both: both[0] | both[1])
_weekly = st.lists(
    st.fixed_dictionaries({"name": _lines, "side": st.sampled_from(["protective", "risk"])}),
    max_size=2,
    unique_by=lambda item: item["name"].strip(),
)


@st.composite
def _tracks(draw: Any, slug: str) -> dict[str, Any]:
    items = draw(_weekly)
    return {
        "slug": slug,
        "name": draw(_lines),
        "level": draw(st.sampled_from(rules.LEVELS)),
        "about_weeks": draw(st.integers(1, 104)),
        "capacity": draw(st.none() | st.integers(1, 500)),
        "first_day": draw(_cards),
        "hides_craving": draw(st.booleans()),
        "modules": ["weekly_checkup"] if items else draw(st.sampled_from([[], ["dbt_card"], ["weekly_checkup"]])),
        "weekly_items": items,
        "segments": draw(st.lists(_segments(), max_size=5)),
    }


@st.composite
def _resources(draw: Any, slug: str) -> dict[str, Any]:
    made = {"slug": slug, "title": draw(_lines), "about": draw(_long), "language": draw(st.sampled_from(["en", "es"]))}
    made["tags"] = draw(st.lists(_slugs, max_size=3))
    return made | draw(st.sampled_from([{"place": "3 Bridge Road"}, {"phone": draw(_phones)}, {"url": draw(_links)}]))


@st.composite
def _groups(draw: Any, slug: str) -> dict[str, Any]:
    made = {"slug": slug, "name": draw(_lines), "day": draw(st.sampled_from(rules.WEEKDAYS)), "ask_for": draw(_lines)}
    return (
        made
        | draw(_times())
        | {"about": draw(_long), "place": draw(_lines)}
        | draw(_some(phone=_phones, join_url=_links))
    )


@st.composite
def _events(draw: Any, slug: str) -> dict[str, Any]:
    made = {"slug": slug, "title": draw(_lines), "on": draw(_days), "about": draw(_long)} | draw(_times())
    return made | draw(_some(place=_lines, join_url=_links, ask_for=_lines))


@st.composite
def _closures(draw: Any) -> dict[str, Any]:
    first, length = draw(_days), draw(st.integers(0, 9))
    return {"from": first, "to": first + timedelta(days=length)} | draw(_some(note=_lines))


def _valid(plain: dict[str, Any]) -> ProgramFile | None:
    try:
        return ProgramFile.model_validate(plain)
    except ValidationError:
        return None  # such as the same segment twice


@st.composite
def _plain(draw: Any) -> dict[str, Any]:
    def listed(what: Any, least: int = 0) -> list[Any]:
        return [draw(what(slug)) for slug in draw(st.lists(_slugs, min_size=least, max_size=2, unique=True))]

    hours = st.lists(
        st.tuples(_weekdays, _times("closes", "opens")).map(lambda both: {"days": both[0]} | both[1]), max_size=2
    )
    phones = st.fixed_dictionaries({"label": _lines, "number": _phones, "hours": hours})
    made = {
        "slug": "maple",
        "name": draw(_lines),
        "app_name": "Companion",
        "zone": draw(st.sampled_from(["America/New_York", "Europe/Helsinki", "Australia/Lord_Howe"])),
        "address": draw(st.none() | _lines),
        "phones": draw(st.lists(phones, min_size=1, max_size=2)),
        "language": draw(st.sampled_from(["en", "es"])),
        "closures": draw(st.lists(_closures(), max_size=2, unique_by=lambda item: (item["from"], item["to"]))),
        "tracks": listed(_tracks, 1),
        "resources": listed(_resources),
        "alumni_groups": listed(_groups),
        "events": listed(_events),
    }
    other = "es" if made["language"] == "en" else "en"
    made["translations"] = draw(
        st.just({}) | st.dictionaries(_lines, _long, min_size=1, max_size=3).map(lambda texts: {other: texts})
    )
    return made


program_files: SearchStrategy[ProgramFile] = _plain().map(_valid).filter(lambda made: made is not None)  # type: ignore[assignment]
