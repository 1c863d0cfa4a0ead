"""Wall times, local days, and instants. IANA names only; the data comes from the pinned `tzdata` wheel or the system.

Whatever a phone calls its time zone is repaired here, once: `PhoneZone` is the type of every such field.
"""

from __future__ import annotations

import re
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

# The names of before 1993 and of places that are written otherwise today (`backward` of the IANA data). Browsers go on
# reporting some of them. Links between places that merely keep the same time are left alone: nobody in Oslo lives in Berlin.
_RENAMED = dict(
    pair.split("=")
    for pair in """US/Alaska=America/Anchorage US/Aleutian=America/Adak US/Arizona=America/Phoenix US/Central=America/Chicago
    US/East-Indiana=America/Indiana/Indianapolis US/Eastern=America/New_York US/Hawaii=Pacific/Honolulu
    US/Indiana-Starke=America/Indiana/Knox US/Michigan=America/Detroit US/Mountain=America/Denver
    US/Pacific=America/Los_Angeles US/Samoa=Pacific/Pago_Pago Navajo=America/Denver America/Shiprock=America/Denver
    America/Fort_Wayne=America/Indiana/Indianapolis America/Indianapolis=America/Indiana/Indianapolis
    America/Knox_IN=America/Indiana/Knox America/Louisville=America/Kentucky/Louisville America/Atka=America/Adak
    Canada/Atlantic=America/Halifax Canada/Central=America/Winnipeg Canada/Eastern=America/Toronto
    Canada/Mountain=America/Edmonton Canada/Newfoundland=America/St_Johns Canada/Pacific=America/Vancouver
    Canada/Saskatchewan=America/Regina Canada/Yukon=America/Whitehorse America/Montreal=America/Toronto
    Mexico/BajaNorte=America/Tijuana Mexico/BajaSur=America/Mazatlan Mexico/General=America/Mexico_City
    America/Ensenada=America/Tijuana America/Santa_Isabel=America/Tijuana America/Virgin=America/St_Thomas
    America/Buenos_Aires=America/Argentina/Buenos_Aires America/Catamarca=America/Argentina/Catamarca
    America/Cordoba=America/Argentina/Cordoba America/Jujuy=America/Argentina/Jujuy
    America/Mendoza=America/Argentina/Mendoza America/Godthab=America/Nuuk Brazil/East=America/Sao_Paulo
    Brazil/West=America/Manaus Brazil/Acre=America/Rio_Branco America/Porto_Acre=America/Rio_Branco
    Chile/Continental=America/Santiago Cuba=America/Havana Jamaica=America/Jamaica Africa/Asmera=Africa/Asmara
    Asia/Ashkhabad=Asia/Ashgabat Asia/Calcutta=Asia/Kolkata Asia/Chungking=Asia/Chongqing Asia/Dacca=Asia/Dhaka
    Asia/Katmandu=Asia/Kathmandu Asia/Macao=Asia/Macau Asia/Rangoon=Asia/Yangon Asia/Saigon=Asia/Ho_Chi_Minh
    Asia/Tel_Aviv=Asia/Jerusalem Asia/Thimbu=Asia/Thimphu Asia/Ujung_Pandang=Asia/Makassar
    Asia/Ulan_Bator=Asia/Ulaanbaatar Atlantic/Faeroe=Atlantic/Faroe Europe/Kiev=Europe/Kyiv GB=Europe/London
    Eire=Europe/Dublin Japan=Asia/Tokyo PRC=Asia/Shanghai ROK=Asia/Seoul Turkey=Europe/Istanbul
    Pacific/Enderbury=Pacific/Kanton Pacific/Ponape=Pacific/Pohnpei Pacific/Samoa=Pacific/Pago_Pago
    Pacific/Truk=Pacific/Chuuk""".split()  # noqa: SIM905 - a list of words reads as words
)
_OFFSET = re.compile(r"(?:UTC|GMT)?([+-])0?(\d{1,2})(?::?00)?")


def repaired(name: str | None) -> str | None:
    """The zone a phone means, under the name it has today; None when nobody knows it, such as `Etc/Unknown`.

    Capitals, blanks, old names and whole hours from UTC are understood. Never raises: how a browser calls the place it is in
    is no reason to refuse anybody anything.
    """
    text = (name or "").strip()
    found = text if is_zone(text) else _any_case().get(text.casefold()) or _fixed(text)
    return _RENAMED.get(found, found) if found and found != "Etc/Unknown" else None


def earlier_names(name: str) -> list[str]:
    """Other names under which a phone may have reported this zone before."""
    return [old for old, new in _RENAMED.items() if new == name]


PhoneZone = Annotated[str | None, AfterValidator(repaired)]


@lru_cache(maxsize=1)
def _any_case() -> dict[str, str]:
    return {name.casefold(): name for name in _names()}


def _fixed(text: str) -> str | None:
    """`UTC+5` is `Etc/GMT-5`: POSIX counts the other way round."""
    match = _OFFSET.fullmatch(text.upper())
    if match is None:
        return None
    name = f"Etc/GMT{'-' if match[1] == '+' else '+'}{int(match[2])}"
    return name if is_zone(name) else None


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
