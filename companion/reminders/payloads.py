"""JSON bodies of the reminder routes. Clock times are "HH:MM" in the time zone of the person's phone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, time
from typing import Annotated, Literal
from uuid import UUID

from pydantic import StringConstraints

from companion.kernel.payload import In, Out, Stamp, Text, Whole
from companion.reminders.rules import Wishes

_Clock = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
_Lead = Annotated[int, *Whole(5, 180).__metadata__]
_Words = Annotated[str, *Text(40, 0).__metadata__]
Level = Literal["private", "silent", "words"]


class SettingsIn(In):
    """All wishes at once; what is left out gets its default."""

    session_soon: bool = True
    lead_minutes: _Lead = 30
    session_tomorrow: bool = True
    checkin_prompt: bool = True
    prompt_time: _Clock = "20:00"
    checkups: bool = True
    groups: bool = False
    quiet_from: _Clock = "21:00"
    quiet_until: _Clock = "08:00"
    level: Level = "private"
    my_words: _Words = ""

    def to_wishes(self) -> Wishes:
        values = self.model_dump()
        clocks = {name: time.fromisoformat(values[name]) for name in ("prompt_time", "quiet_from", "quiet_until")}
        return Wishes(**(values | clocks))


class SamplesOut(Out):
    """The very sentences a locked screen would show, for the preview."""

    private: str
    silent: str


class SettingsOut(Out):
    session_soon: bool
    lead_minutes: int
    session_tomorrow: bool
    checkin_prompt: bool
    prompt_time: str
    checkups: bool
    groups: bool
    quiet_from: str
    quiet_until: str
    level: Level
    my_words: str
    samples: SamplesOut


class StatusOut(Out):
    """About the phone that asks. `stuck`: something was due in the last 48 hours and nothing arrived. `reason` and `renew` as
    in /push/status."""

    state: Literal["off", "unverified", "active", "suspended", "gone"]
    last_reached_at: Stamp | None
    next_due_at: Stamp | None
    stuck: bool
    reason: str | None
    renew: bool


class FeedQuery(In):
    """`owner` is the account the phone shows: checked, never believed."""

    owner: UUID | None = None


class FeedOut(Out):
    """`offered`: the program allows it and the person is in it. `since` is None while there is no address that works;
    `fetched_on` is the day on which a calendar last read it."""

    offered: bool
    since: Stamp | None
    fetched_on: date | None


class FeedAddressOut(Out):
    """The whole address with its secret, which nobody can ask for again."""

    address: str


def shown(wishes: Wishes, samples: Mapping[str, str]) -> SettingsOut:
    """The wishes as JSON, with what a locked screen would show at the levels that are ours to word."""
    values = asdict(wishes)
    clocks = {name: value.strftime("%H:%M") for name, value in values.items() if isinstance(value, time)}
    return SettingsOut.model_validate(values | clocks | {"samples": samples})
