"""The schema of a program file. Coordinators read it through its errors, so each limit here has a sentence in `files`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time, timedelta
from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from companion.kernel.payload import Day
from companion.kernel.sentences import Names, Sentence
from companion.kernel.timezones import ZoneName
from companion.program import rules
from companion.program.field_types import (
    Closing,
    Kind,
    Language,
    Level,
    Line30,
    Line60,
    Line80,
    Line120,
    Line160,
    Lines400,
    Lines600,
    Link,
    Phone,
    Slug,
    ToBring,
    Wall,
    Weekday,
    Weekdays,
)
from companion.program.pattern import Version, dosage_warnings, stands_twice

MOST_TRACKS = 40


class Item(BaseModel):
    """Base of everything in a program file: unknown keys are refused, values never change after reading. `translated` names
    the fields that people read in their own language."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    translated: ClassVar[tuple[str, ...]] = ()


class Hours(Item):
    """What closes no later than it opens, closes on the next day. The whole day is 0:00 to 24:00."""

    days: Weekdays
    opens: Wall
    closes: Closing

    @model_validator(mode="after")
    def _some_time(self) -> Hours:
        _not_at_once(self.opens, self.closes)
        return self


class SpecialDaysItem(Item):
    """Days on which other hours hold than usual, such as around a holiday; without `opens` and `closes` nobody answers."""

    first: Day = Field(alias="from")
    last: Day | None = Field(default=None, alias="to")
    opens: Wall | None = None
    closes: Closing | None = None

    @model_validator(mode="after")
    def _sensible(self) -> SpecialDaysItem:
        if self.last is not None and self.last < self.first:
            raise ValueError(Sentence("expected 'to' on or after 'from'"))
        if (self.opens is None) != (self.closes is None):
            raise ValueError(
                Sentence("expected both 'opens' and 'closes', or none of the two on days when no one is there")
            )
        if self.opens is not None and self.closes is not None:
            _not_at_once(self.opens, self.closes)
        return self


class PhoneItem(Item):
    """`on_closed_days`: the hours hold also on the program's closed days, as those of a line for evenings may."""

    translated = ("label",)
    label: Line60
    number: Phone
    hours: list[Hours] = []
    on_closed_days: bool = False
    special_days: list[SpecialDaysItem] = Field(default=[], max_length=100)

    @property
    def warnings(self) -> list[str]:
        """Nights that are longer than anybody answers a phone are mostly an afternoon written as a morning."""
        clocks: list[tuple[time | None, time | None]] = [(entry.opens, entry.closes) for entry in self.hours]
        clocks += [(entry.opens, entry.closes) for entry in self.special_days]
        return [
            f"phone {self.label!r}: opens at {opens:%H:%M} and closes at {closes:%H:%M} the next day; "
            f"write {closes.hour + 12}:{closes:%M} if you mean the afternoon"
            for opens, closes in clocks
            if opens and closes and time(0) < closes < opens and closes.hour < 12 and opens.hour - closes.hour < 10
        ]


class ClosureItem(Item):
    first: Day = Field(alias="from")
    last: Day | None = Field(default=None, alias="to")
    note: Line120 | None = None

    @model_validator(mode="after")
    def _ordered(self) -> ClosureItem:
        if self.last is not None and self.last < self.first:
            raise ValueError(Sentence("expected 'to' on or after 'from'"))
        return self

    @property
    def closed(self) -> rules.Closed:
        return rules.Closed(self.first, self.last or self.first)


class SegmentItem(Item):
    """A weekly segment, the same on each of its days. `from` and `to`, both included, say when it is in force: what is
    planned to change later stands beside what holds now."""

    translated = ("title", "place", "bring")
    days: Weekdays
    starts: Wall
    ends: Wall
    kind: Kind
    title: Line80
    place: Line120 | None = None
    join_url: Link | None = None
    with_name: Line60 | None = Field(default=None, alias="with")
    modality: Literal["CBT", "DBT"] | None = None
    optional: bool | None = None
    telehealth: bool = False
    bring: ToBring = []
    first: Day | None = Field(default=None, alias="from")
    last: Day | None = Field(default=None, alias="to")

    @model_validator(mode="after")
    def _findable(self) -> SegmentItem:
        _in_order(self.starts, self.ends)
        if self.first and self.last and self.last < self.first:
            raise ValueError(Sentence("expected 'to' on or after 'from'"))
        if self.kind != "break" and self.place is None and self.join_url is None:
            raise ValueError(Sentence("expected a place, a join_url, or both"))
        if self.telehealth and self.join_url is None:
            raise ValueError(Sentence("expected a join_url beside 'telehealth: true'"))
        return self

    @property
    def patterns(self) -> list[rules.Pattern]:
        """One weekly pattern per day named."""
        optional = self.kind in rules.OPTIONAL_KINDS if self.optional is None else self.optional
        return [
            rules.Pattern(
                weekday=rules.WEEKDAYS.index(day),
                starts=self.starts,
                ends=self.ends,
                kind=self.kind,
                title=self.title,
                place=self.place,
                join_url=self.join_url,
                with_name=self.with_name,
                modality=self.modality,
                optional=optional,
                telehealth=self.telehealth,
                bring=tuple(self.bring),
            )
            for day in self.days
        ]

    @property
    def spans(self) -> list[Version]:
        """Each of the patterns with when it is in force; without `from` it always was, without `to` it has no end."""
        since, until = self.first or date.min, self.last + timedelta(days=1) if self.last else date.max
        return [Version(since, until, pattern) for pattern in self.patterns]


class FirstDay(Item):
    """The card for the evening before the first day."""

    translated = ("where", "door", "bring")
    where: Line160
    door: Line160 | None = None
    bring: ToBring = []
    ask_for: Line60
    join_url: Link | None = None


class WeeklyItem(Item):
    """One line of a program's own weekly check-up, in its own (or its licensed) words."""

    translated = ("name",)
    name: Line60
    side: Literal["protective", "risk"]


class TrackItem(Item):
    """`modules` are optional cards beside the log; `weekly_items` are asked in place of our own lines."""

    translated = ("name",)
    slug: Slug
    name: Line80
    level: Level
    about_weeks: Annotated[int, Field(ge=1, le=104)]
    capacity: Annotated[int, Field(ge=1, le=500)] | None = None
    first_day: FirstDay
    hides_craving: bool = False
    modules: list[Literal["weekly_checkup", "dbt_card"]] = Field(default=[], max_length=2)
    weekly_items: list[WeeklyItem] = Field(default=[], max_length=20)
    segments: list[SegmentItem] = Field(max_length=240)

    @model_validator(mode="after")
    def _each_segment_once(self) -> TrackItem:
        twice = stands_twice(self.spans)
        if twice:
            day = Names("weekday_code", [rules.WEEKDAYS[twice.weekday]])
            title = repr(twice.title)
            raise ValueError(
                Sentence("expected each segment once: %(title)s appears twice on %(day)s", title=title, day=day)
            )
        return self

    @model_validator(mode="after")
    def _weekly_items_have_a_use(self) -> TrackItem:
        twice = _first_twice(item.name for item in self.weekly_items)
        if twice:
            raise ValueError(Sentence("expected each weekly item once: %(item)s appears twice", item=repr(twice)))
        if self.weekly_items and "weekly_checkup" not in self.modules:
            raise ValueError(Sentence("expected 'modules: [weekly_checkup]' beside weekly_items"))
        return self

    @property
    def patterns(self) -> list[rules.Pattern]:
        return [span.pattern for span in self.spans]

    @property
    def spans(self) -> list[Version]:
        return [span for segment in self.segments for span in segment.spans]


class ResourceItem(Item):
    slug: Slug
    title: Line120
    about: Lines600 = ""
    language: Language = "en"
    tags: list[Slug] = Field(default=[], max_length=12)
    place: Line160 | None = None
    phone: Phone | None = None
    url: Link | None = None

    @model_validator(mode="after")
    def _reachable(self) -> ResourceItem:
        if self.place is None and self.phone is None and self.url is None:
            raise ValueError(Sentence("expected a place, a phone or a url"))
        return self


class GroupItem(Item):
    """An alumni group that meets every week at wall time in the program's zone."""

    translated = ("name", "about", "place")
    slug: Slug
    name: Line80
    day: Weekday
    starts: Wall
    ends: Wall
    ask_for: Line60
    about: Lines400 = ""
    place: Line160 | None = None
    join_url: Link | None = None
    phone: Phone | None = None

    @model_validator(mode="after")
    def _findable(self) -> GroupItem:
        _in_order(self.starts, self.ends)
        if self.place is None and self.join_url is None:
            raise ValueError(Sentence("expected a place, a join_url, or both"))
        return self

    @property
    def weekday(self) -> int:
        """0 is Monday."""
        return rules.WEEKDAYS.index(self.day)


class EventItem(Item):
    translated = ("title", "about", "place")
    slug: Slug
    title: Line120
    on: Day
    starts: Wall
    ends: Wall
    about: Lines600 = ""
    place: Line160 | None = None
    join_url: Link | None = None
    ask_for: Line60 | None = None

    @model_validator(mode="after")
    def _ordered(self) -> EventItem:
        _in_order(self.starts, self.ends)
        return self


class RetentionItem(Item):
    """How long the record of a closed account is kept. `state` says by whose law, as its two letters."""

    closed_years: Annotated[int, Field(ge=1, le=50)]
    state: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]


class ProgramFile(Item):
    """`calendar_feed` lets participants have their calendar app read their dates by a private address. Without `retention`,
    closed accounts are kept until somebody erases them. `language` is the one the file is written in; `translations` has for
    another language what a text of the file is in it."""

    slug: Slug
    name: Line80
    app_name: Line30
    zone: ZoneName
    address: Line160 | None = None
    phones: list[PhoneItem] = Field(min_length=1, max_length=12)
    language: Language = "en"
    translations: dict[Language, dict[Lines600, Lines600]] = {}
    calendar_feed: bool = False
    retention: RetentionItem | None = None
    closures: list[ClosureItem] = Field(default=[], max_length=200)
    tracks: list[TrackItem] = Field(min_length=1, max_length=MOST_TRACKS)
    resources: list[ResourceItem] = Field(default=[], max_length=500)
    alumni_groups: list[GroupItem] = Field(default=[], max_length=60)
    events: list[EventItem] = Field(default=[], max_length=200)

    @model_validator(mode="after")
    def _slugs_once(self) -> ProgramFile:
        for name in ("tracks", "resources", "alumni_groups", "events"):
            twice = _first_twice(item.slug for item in getattr(self, name))
            if twice:
                sentence = Sentence(
                    "expected each slug once in %(part)s: %(slug)s appears twice", part=name, slug=repr(twice)
                )
                raise ValueError(sentence)
        return self

    @model_validator(mode="after")
    def _another_language(self) -> ProgramFile:
        if self.language in self.translations:
            raise ValueError(
                f"expected translations into other languages than {self.language}, in which the file is written"
            )
        return self

    @property
    def warnings(self) -> list[str]:
        """What is allowed but worth a second look."""
        weekly = [
            f"track {track.slug!r}: {warning}"
            for track in self.tracks
            for warning in dosage_warnings(track.level, track.spans)
        ]
        return weekly + [warning for phone in self.phones for warning in phone.warnings]


def _in_order(starts: time, ends: time) -> None:
    if ends <= starts:
        raise ValueError(Sentence("expected 'ends' after 'starts'"))


def _not_at_once(opens: time, closes: time) -> None:
    if opens == closes != time(0):
        raise ValueError(
            Sentence("expected 'closes' and 'opens' not to be the same; the whole day is opens: 0:00, closes: 24:00")
        )


def _first_twice(slugs: Iterable[str]) -> str | None:
    seen: set[str] = set()
    for slug in slugs:
        if slug in seen:
            return slug
        seen.add(slug)
    return None
