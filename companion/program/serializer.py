"""Writes a program file: readable YAML in a fixed order, which `files` reads back as the very same file.

Only the schema decides what is written, so a new field there is written, too.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time
from typing import Any

import yaml
from pydantic import BaseModel

from companion.program import rules
from companion.program.pattern import Version
from companion.program.schema import ProgramFile, SegmentItem, TrackItem

_HEAD = "# Everything {name} says about itself, without people. Load it again with: companion program load FILE\n"
_WIDEST = 1000  # characters before a long text is broken, which only makes it harder to compare


class _Clock(str):
    """A wall time: in quotes, because other readers of YAML take 16:00 for a number."""

    __slots__ = ()


_END_OF_DAY = _Clock("24:00")


class _Short(list[Any]):
    """A list of single words, on one line."""

    __slots__ = ()


class _Dumper(yaml.SafeDumper):
    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)  # lists stand in, as people write them


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style="|" if "\n" in value else None)


_Dumper.add_representer(_Clock, lambda d, v: d.represent_scalar("tag:yaml.org,2002:str", str(v), style='"'))
_Dumper.add_representer(_Short, lambda d, v: d.represent_sequence("tag:yaml.org,2002:seq", v, flow_style=True))
_Dumper.add_representer(str, _text)


def to_yaml(content: ProgramFile) -> str:
    """The file as YAML: what stands at its default is left out, segments that are alike share a line of days."""
    written = yaml.dump(
        _plain(canonical(content)),
        Dumper=_Dumper,
        sort_keys=False,
        allow_unicode=True,
        default_flow_style=False,
        width=_WIDEST,
    )
    return _HEAD.format(name=content.slug) + written


def canonical(content: ProgramFile) -> ProgramFile:
    """The same program, said in one way: whatever has no order of its own is sorted, alike segments are one."""
    translations = content.translations.items()
    days = sorted(content.closures, key=lambda each: (each.closed.first, each.closed.last))
    return content.model_copy(
        update={
            "translations": {tongue: dict(sorted(texts.items())) for tongue, texts in sorted(translations) if texts},
            "closures": [each.model_copy(update={"last": _later(each.first, each.last)}) for each in days],
            "tracks": [_track(each) for each in sorted(content.tracks, key=lambda each: each.slug)],
            "resources": sorted(content.resources, key=lambda each: each.slug),
            "alumni_groups": sorted(content.alumni_groups, key=lambda each: each.slug),
            "events": sorted(content.events, key=lambda each: (each.on, each.starts, each.slug)),
        }
    )


def _later(first: date, last: date | None) -> date | None:
    return None if last == first else last


def _track(item: TrackItem) -> TrackItem:
    return item.model_copy(update={"modules": sorted(set(item.modules)), "segments": segments(item.spans)})


def segments(spans: Iterable[Version]) -> list[SegmentItem]:
    """As a file says them: one entry for all weekdays on which the same is planned, in the order of the week."""
    alike: dict[str, tuple[set[int], dict[str, Any]]] = {}
    for span in spans:
        values = _values(span)
        alike.setdefault(repr(values), (set(), values))[0].add(span.pattern.weekday)
    in_order = sorted(
        alike.values(), key=lambda both: (min(both[0]), both[1]["starts"], sorted(both[0]), repr(both[1]))
    )
    return [
        SegmentItem.model_validate({"days": [rules.WEEKDAYS[day] for day in sorted(days)], **values})
        for days, values in in_order
    ]


def _values(span: Version) -> dict[str, Any]:
    """One segment by the names of the file; a field of the shape that no pattern has is an error."""
    since = None if span.since == date.min else span.since
    own = {"first": since, "last": None if span.until == date.max else span.last}
    found: dict[str, Any] = {}
    for name, field in SegmentItem.model_fields.items():
        if name != "days":
            found[field.alias or name] = own[name] if name in own else getattr(span.pattern, name)
    if found["optional"] == (span.pattern.kind in rules.OPTIONAL_KINDS):
        found["optional"] = None
    return found


def _plain(value: Any) -> Any:
    """As dicts, lists and scalars, without what stands at its default."""
    if isinstance(value, BaseModel):
        fields = type(value).model_fields.items()
        pairs = [(field.alias or name, getattr(value, name), field) for name, field in fields]
        return {
            name: _END_OF_DAY if name == "closes" and one == time(0) else _plain(one)
            for name, one, field in pairs
            if field.is_required() or one != field.get_default()
        }
    if isinstance(value, time):
        return _Clock(f"{value:%H:%M}")
    if isinstance(value, list | tuple):
        plain = [_plain(each) for each in value]
        return plain if any(isinstance(each, dict) or " " in str(each) for each in plain) else _Short(plain)
    return value
