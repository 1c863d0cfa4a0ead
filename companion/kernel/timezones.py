"""Wall times, local days and instants. IANA names only; the data comes from the pinned `tzdata` wheel or the system."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Annotated
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator

from companion.kernel.errors import Invalid


@lru_cache(maxsize=1)
def _names() -> frozenset[str]:
    return frozenset(available_timezones()) - {"localtime", "Factory", "posixrules"}


def is_zone(name: str) -> bool:
    """Whether `name` is an IANA zone this machine knows."""
    return name in _names()


def zone(name: str) -> ZoneInfo:
    """The zone called `name`. Raises Invalid("unknown_zone")."""
    if not is_zone(name):
        raise Invalid("unknown_zone", f"{name!r} is not an IANA time zone such as America/New_York.")
    return ZoneInfo(name)


def _known(name: str) -> str:
    if not is_zone(name):
        raise ValueError("not an IANA time zone such as America/New_York")
    return name


ZoneName = Annotated[str, AfterValidator(_known)]


def local_day(instant: datetime, zone_name: str) -> date:
    """The calendar day it is at `instant` in that zone."""
    return instant.astimezone(zone(zone_name)).date()


def local_time(instant: datetime, zone_name: str) -> time:
    """The naive wall-clock time at `instant` in that zone."""
    return instant.astimezone(zone(zone_name)).time()


def to_instant(day: date, wall: time, zone_name: str) -> datetime:
    """The UTC instant of a wall time on a local day.

    A time that the spring change skips becomes the first valid instant after the gap; one that the autumn
    change repeats is its first occurrence.
    """
    tz = zone(zone_name)
    local = datetime.combine(day, wall.replace(tzinfo=None, fold=0), tz)
    instant = local.astimezone(UTC)
    if instant.astimezone(tz).replace(tzinfo=None) == local.replace(tzinfo=None):
        return instant
    return _end_of_gap(instant, tz)


def _end_of_gap(instant: datetime, tz: ZoneInfo) -> datetime:
    """The instant at which the gap around `instant` ends. fold=0 inside a gap lands after it, at most a day."""
    before, after = instant - timedelta(days=1), instant
    offset = after.astimezone(tz).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = before + (after - before) / 2
        if middle.astimezone(tz).utcoffset() == offset:
            after = middle
        else:
            before = middle
    return after.replace(microsecond=0)  # changes happen on whole seconds, and this one lies within the last second
