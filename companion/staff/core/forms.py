"""Forms of the staff pages. Flask-WTF adds the token that keeps other sites from sending them."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

import flask_wtf
from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    TimeField,
)
from wtforms.validators import DataRequired, InputRequired, Length, Optional, Regexp, ValidationError

from companion.kernel.errors import Invalid
from companion.program import rules
from companion.program import service as program
from companion.staff.core.formats import LANGUAGES

LINE = Regexp(r"^[^\x00-\x1f\x7f-\x9f\u2028\u2029]*$")
LINES = Regexp(r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]*$")
WEEKDAYS = {number: str(number) for number in range(7)}
LINK = Regexp(rf"^({program.LINK.pattern})$", message="link_not_https")


def trimmed(text: str | None) -> str | None:
    """Without the spaces around it; None when nothing is left, so that an empty field takes a value away."""
    return (text or "").strip() or None


def id_in(text: str) -> UUID | None:
    """The id this text is, or None."""
    try:
        return UUID(text)
    except ValueError:
        return None


def instant(text: str | None) -> datetime | None:
    """When a meeting had last changed, as a page carries it along. Raises Invalid."""
    try:
        seen = datetime.fromisoformat(text) if text else None
    except ValueError:
        raise Invalid("not_accepted") from None
    if seen is not None and (seen.tzinfo is None or not 2000 <= seen.year < 2200):
        raise Invalid("not_accepted")
    return seen


class DayField(DateField):
    """A day somebody can mean; with others, adding a few weeks would leave the calendar."""

    def pre_validate(self, form: Any) -> None:
        if self.data is not None and not 2000 <= self.data.year < 2200:
            raise ValidationError("not_accepted")


class BringField(TextAreaField):
    """What to bring, one thing a line; empty lines do not count."""

    def __init__(self, **more: Any):
        longest = rules.MOST_TO_BRING * (rules.LONGEST_TO_BRING + 2)
        super().__init__(validators=[Length(max=longest), LINES], filters=[trimmed], **more)

    @property
    def things(self) -> tuple[str, ...]:
        return tuple(line.strip() for line in (self.data or "").splitlines() if line.strip())

    def pre_validate(self, form: Any) -> None:
        if len(self.things) > rules.MOST_TO_BRING or any(len(one) > rules.LONGEST_TO_BRING for one in self.things):
            raise ValidationError("too_much_to_bring")


class Form(flask_wtf.FlaskForm):
    """Base of all forms."""

    def problem(self) -> str | None:
        """The code of what is wrong with what was sent, or None."""
        if self.validate():
            return None
        messages = [message for several in self.errors.values() for message in several]
        named = ("link_not_https", "too_much_to_bring")
        return next((code for code in named if code in messages), "not_accepted")


class TrackDayForm(Form):
    """Enroll, move, bring back: a track and a day, perhaps an expected end, perhaps although the track is full."""

    track = SelectField(validators=[InputRequired()])
    on = DayField(validators=[InputRequired()])
    until = DayField(validators=[Optional()])
    beyond = BooleanField()


class InviteForm(Form):
    name = StringField(validators=[DataRequired(), Length(max=80), LINE], filters=[trimmed])
    language = RadioField(choices=LANGUAGES, default="en")
    track = SelectField(validators=[InputRequired()])
    starts_on = DayField(validators=[InputRequired()])
    own_days = SelectMultipleField(choices=WEEKDAYS, coerce=int, validators=[Optional()])
    hides_craving = BooleanField()
    on_team = BooleanField()
    beyond = BooleanField()
    where = StringField(validators=[Length(max=160), LINE], filters=[trimmed])
    door = StringField(validators=[Length(max=160), LINE], filters=[trimmed])
    bring = TextAreaField(validators=[Length(max=600), LINES], filters=[trimmed])
    ask_for = StringField(validators=[Length(max=60), LINE], filters=[trimmed])
    join_url = StringField(validators=[Optional(), Length(max=500), LINK], filters=[trimmed])

    def first_day(self) -> dict[str, Any] | None:
        """The card as the program keeps it, or None to use the track's."""
        lines = [line.strip() for line in (self.bring.data or "").splitlines() if line.strip()]
        card = {name: getattr(self, name).data for name in ("where", "door", "ask_for", "join_url")} | {"bring": lines}
        return card if any(card.values()) else None

    def problem(self) -> str | None:
        """A card of one's own needs at least a place and somebody to ask for."""
        return super().problem() or ("card_incomplete" if self._half_a_card() else None)

    def _half_a_card(self) -> bool:
        return self.first_day() is not None and not (self.where.data and self.ask_for.data)


class DaysForm(Form):
    own_days = SelectMultipleField(choices=WEEKDAYS, coerce=int, validators=[InputRequired()])
    since = DayField(validators=[InputRequired()])


class CompleteForm(Form):
    on = DayField(validators=[InputRequired()])


class CodeForm(Form):
    lost = BooleanField()


class IdentityForm(Form):
    """Confirming a phone: nobody does it without saying that they looked."""

    checked = BooleanField(validators=[InputRequired()])


class TeamForm(Form):
    staff = SelectField(validators=[InputRequired()])


class DutyForm(Form):
    """Hours on duty: who, on which weekdays, from when to when."""

    staff = SelectField(validators=[InputRequired()])
    own_days = SelectMultipleField(choices=WEEKDAYS, coerce=int, validators=[InputRequired()])
    starts = TimeField(validators=[InputRequired()])
    ends = TimeField(validators=[InputRequired()])


class ChangeForm(Form):
    """A one-off change of one meeting. `seen` is when it had last changed when the page was made."""

    what = RadioField(
        choices={each: each for each in ("move", "cancel", "restore", "place", "bring", "online", "in_room", "invite")},
        validators=[InputRequired()],
    )
    day = DayField(validators=[Optional()])
    starts = TimeField(validators=[Optional()])
    ends = TimeField(validators=[Optional()])
    place = StringField(validators=[Length(max=120), LINE], filters=[trimmed])
    join_url = StringField(validators=[Optional(), Length(max=500), LINK], filters=[trimmed])
    with_name = StringField(validators=[Length(max=60), LINE], filters=[trimmed])
    bring = BringField()
    people = SelectMultipleField(validators=[Optional()])
    seen = HiddenField()

    def problem(self) -> str | None:
        """A move says where to."""
        moved: tuple[date | None, time | None, time | None] = (self.day.data, self.starts.data, self.ends.data)
        half = self.what.data == "move" and any(part is None for part in moved)
        return super().problem() or ("not_accepted" if half else None)


class AlongForm(Form):
    """Who comes along to a meeting. `seen` is as in `ChangeForm`."""

    supporters = SelectMultipleField(validators=[Optional()])
    seen = HiddenField()


class LanguageForm(Form):
    language = RadioField(choices=LANGUAGES, validators=[InputRequired()])


class PassphraseForm(Form):
    """What makes a good one is for the accounts' rules to say."""

    current = PasswordField(validators=[InputRequired(), Length(max=2000)])
    new = PasswordField(validators=[InputRequired(), Length(max=2000)])
