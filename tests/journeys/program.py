"""The program the journeys happen in. It lives where it is about noon right now, so that every hour of the day is alike."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

_AROUND_THE_WORLD = (
    "Pacific/Honolulu", "America/Anchorage", "America/Los_Angeles", "America/Denver", "America/Chicago", "America/New_York",
    "America/Halifax", "America/Sao_Paulo", "Atlantic/South_Georgia", "Atlantic/Azores", "Africa/Abidjan", "Europe/Paris",
    "Europe/Athens", "Europe/Istanbul", "Asia/Dubai", "Asia/Karachi", "Asia/Dhaka", "Asia/Bangkok", "Asia/Shanghai",
    "Asia/Tokyo", "Australia/Brisbane", "Pacific/Guadalcanal", "Pacific/Auckland", "Pacific/Tongatapu",
)  # fmt: skip
_ALL_DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
SOON = timedelta(
    minutes=45
)  # how far off the next meeting is, at least: later than the usual reminder, sooner than an hour

SLUG, TRACK = "journey", "daytime"
NEXT_MEETING = "Coping skills"
GROUP, ASK_FOR = "Wednesday group", "Lou"
RESOURCE, RESOURCE_IN_SPANISH = "Harbor House", "Ayuda para volver al trabajo"
EVENT = "Spring picnic"


def zone_at_noon(now: datetime) -> str:
    """A zone in which the wall clock is nearest to 12:00 at this instant."""

    def distance(name: str) -> float:
        wall = now.astimezone(ZoneInfo(name))
        return abs(wall.hour * 60 + wall.minute - 720)

    return min(_AROUND_THE_WORLD, key=distance)


@dataclass(frozen=True)
class Hours:
    """Wall times of the day the journeys happen on."""

    zone: str
    today: datetime
    next_starts: datetime

    @classmethod
    def around(cls, now: datetime) -> Hours:
        zone = zone_at_noon(now)
        wall = now.astimezone(ZoneInfo(zone)).replace(second=0, microsecond=0)
        rounded = wall + timedelta(minutes=-wall.minute % 5)
        return cls(zone, wall, rounded + SOON)

    def wall(self, minutes: int = 0) -> str:
        """The time of the next meeting, so many minutes later, as a program file writes it."""
        return f"{self.next_starts + timedelta(minutes=minutes):%H:%M}"


def write(path: Path, hours: Hours) -> None:
    """A program file: something over, something soon, something later, every day of the week."""
    path.write_text(json.dumps(_content(hours), indent=1))  # JSON is YAML, too


def _content(hours: Hours) -> dict[str, Any]:
    room = {"place": "Garden room", "with": "Dana"}
    first_day = {
        "where": "12 Quiet Street", "door": "Green door, ring twice", "bring": ["A photo ID", "Something to write with"],
        "ask_for": "Dana",
    }  # fmt: skip
    return {
        "slug": SLUG, "name": "Maple", "app_name": "Companion", "zone": hours.zone, "calendar_feed": True,
        "phones": [
            {"label": "Morning desk", "number": "+1 555 010 0199", "hours": [{"days": _ALL_DAYS, "opens": "6:00", "closes": "7:00"}]},
            {"label": "Office", "number": "+1 555 010 0100", "hours": [{"days": _ALL_DAYS, "opens": "8:00", "closes": "20:00"}]},
        ],
        "tracks": [{
            "slug": TRACK, "name": "Daytime, every day", "level": "iop", "about_weeks": 9, "first_day": first_day,
            "segments": [
                {"days": _ALL_DAYS, "starts": "9:00", "ends": "9:20", "kind": "check_in", "title": "Morning check-in", **room},
                {"days": _ALL_DAYS, "starts": hours.wall(), "ends": hours.wall(75), "kind": "skills_group", "title": NEXT_MEETING,
                 "join_url": "https://meet.example.org/maple", "modality": "DBT", "bring": ["Something to write with"], **room},
                {"days": _ALL_DAYS, "starts": hours.wall(75), "ends": hours.wall(90), "kind": "break", "title": "Break"},
                {"days": _ALL_DAYS, "starts": hours.wall(90), "ends": hours.wall(120), "kind": "closing", "title": "Mindful close", **room},
            ],
        }],
        "resources": [
            {"slug": "harbor", "title": RESOURCE, "about": "Shared rooms near the bus line.", "tags": ["housing"], "phone": "+1 555 010 0140"},
            {"slug": "desk", "title": "Job desk", "about": "Tuesdays from ten.", "tags": ["work"], "place": "12 Quiet Street"},
            {"slug": "trabajo", "title": RESOURCE_IN_SPANISH, "about": "Los martes desde las diez.", "language": "es",
             "tags": ["work"], "place": "12 Quiet Street"},
        ],
        "alumni_groups": [
            {"slug": "wednesday", "name": GROUP, "day": "wed", "starts": "19:00", "ends": "20:15", "ask_for": ASK_FOR,
             "place": "Garden room", "phone": "+1 555 010 0131"},
        ],
        "events": [
            {"slug": "picnic", "title": EVENT, "on": f"{hours.today + timedelta(days=21):%Y-%m-%d}", "starts": "11:00",
             "ends": "15:00", "about": "Bring somebody who was there for you.", "place": "Riverside park", "ask_for": "Sam"},
        ],
    }  # fmt: skip
