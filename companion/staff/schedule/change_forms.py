"""Forms for changing the schedule: the weekly pattern, closed days, sessions outside the pattern, a person's time in a track."""

from __future__ import annotations

from datetime import date, time
from uuid import UUID

from wtforms import (
    BooleanField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TimeField,
)
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from companion.program import rules
from companion.program.rules import Pattern
from companion.schedule.service import PatternEdit
from companion.staff.core.forms import LINE, LINK, WEEKDAYS, BringField, DayField, Form, trimmed

EDITS = ("time", "place", "lead", "bring", "online", "in_room", "stop")
LONGEST_WEEKS = 26


class PatternForm(Form):
    """What changes about the segments that are ticked, from a day on or for a while."""

    segments = SelectMultipleField(validators=[InputRequired()])
    what = RadioField(choices={each: each for each in EDITS}, validators=[InputRequired()])
    starts = TimeField(validators=[Optional()])
    ends = TimeField(validators=[Optional()])
    weekday = SelectField(choices={"": ""} | {str(day): "" for day in WEEKDAYS}, default="")
    place = StringField(validators=[Length(max=120), LINE], filters=[trimmed])
    join_url = StringField(validators=[Optional(), Length(max=500), LINK], filters=[trimmed])
    with_name = StringField(validators=[Length(max=60), LINE], filters=[trimmed])
    bring = BringField()
    first = DayField(validators=[InputRequired()])
    last = DayField(validators=[Optional()])

    def problem(self) -> str | None:
        found = super().problem()
        if found is None and self.what.data == "time" and not (self.starts.data and self.ends.data):
            return "not_accepted"
        return found

    def edit(self) -> PatternEdit:
        """What the form says; a link is only touched by what is about links."""
        what = self.what.data
        if what == "time":
            weekday = int(self.weekday.data) if self.weekday.data else None
            return PatternEdit(weekday=weekday, starts=self.starts.data, ends=self.ends.data)
        if what == "place":
            return PatternEdit(place=self.place.data, join_url=self.join_url.data)
        if what == "lead":
            return PatternEdit(with_name=self.with_name.data)
        if what == "bring":
            return PatternEdit(bring=self.bring.things)
        if what == "online":
            link = {"join_url": self.join_url.data} if self.join_url.data else {}
            return PatternEdit(telehealth=True, **link)
        return PatternEdit(telehealth=False) if what == "in_room" else PatternEdit(stop=True)

    def chosen(self) -> list[UUID]:
        return [UUID(one) for one in self.segments.data]


class MeetingForm(Form):
    """What any new meeting says about itself."""

    title = StringField(validators=[DataRequired(), Length(max=80), LINE], filters=[trimmed])
    kind = SelectField(choices={each: each for each in rules.KINDS}, validators=[InputRequired()])
    starts = TimeField(validators=[InputRequired()])
    ends = TimeField(validators=[InputRequired()])
    place = StringField(validators=[Length(max=120), LINE], filters=[trimmed])
    join_url = StringField(validators=[Optional(), Length(max=500), LINK], filters=[trimmed])
    with_name = StringField(validators=[Length(max=60), LINE], filters=[trimmed])
    bring = BringField()
    telehealth = BooleanField()
    optional = BooleanField()

    def plan(self, weekday: int) -> Pattern:
        begin, end = self.starts.data, self.ends.data
        assert isinstance(begin, time)
        assert isinstance(end, time)
        return Pattern(
            weekday=weekday,
            starts=begin,
            ends=end,
            kind=self.kind.data,
            title=self.title.data,
            place=self.place.data,
            join_url=self.join_url.data,
            with_name=self.with_name.data,
            optional=self.optional.data,
            telehealth=self.telehealth.data,
            bring=self.bring.things,
        )


class SegmentForm(MeetingForm):
    """A new segment of the week."""

    days = SelectMultipleField(choices=WEEKDAYS, coerce=int, validators=[InputRequired()])
    first = DayField(validators=[InputRequired()])
    last = DayField(validators=[Optional()])

    def plans(self) -> list[Pattern]:
        return [self.plan(weekday) for weekday in sorted(set(self.days.data))]


class OnceForm(MeetingForm):
    """A meeting outside the pattern, for everybody in the track or for some; perhaps in several weeks."""

    on = DayField(validators=[InputRequired()])
    weeks = IntegerField(default=1, validators=[Optional(), NumberRange(1, LONGEST_WEEKS)])
    people = SelectMultipleField(validators=[Optional()])

    def days(self) -> list[date]:
        first: date = self.on.data
        return [date.fromordinal(first.toordinal() + 7 * week) for week in range(self.weeks.data or 1)]

    def invited(self) -> list[UUID]:
        return [UUID(one) for one in self.people.data or ()]


class CloseForm(Form):
    first = DayField(validators=[InputRequired()])
    last = DayField(validators=[Optional()])
    note = StringField(validators=[Length(max=120), LINE], filters=[trimmed])


class CapacityForm(Form):
    """Empty: nobody counts."""

    capacity = IntegerField(validators=[Optional(), NumberRange(1, 500)])
