"""Forms about one person: inviting, the track and the time in it, care team, codes."""

from __future__ import annotations

from typing import Any

from wtforms import BooleanField, IntegerField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import UUID, DataRequired, InputRequired, Length, NumberRange, Optional

from companion.enrollment.rules import DIED, EXITS, LEAVES
from companion.leaving.rules import HOLD_REASONS, STAFF_REASONS
from companion.staff.core.formats import LANGUAGES
from companion.staff.core.forms import LINE, LINES, LINK, WEEKDAYS, DayField, Form, KeepField, trimmed


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


class ExitForm(Form):
    """How their time in the program ended, and the last day. Death is said where the account is closed."""

    how = RadioField(choices=[how for how in EXITS if how != DIED], validators=[InputRequired()])
    on = DayField(validators=[InputRequired()])


class LeaveForm(Form):
    """Away from a day on; without a last day until they are back."""

    reason = RadioField(choices=LEAVES, validators=[InputRequired()])
    first = DayField(validators=[InputRequired()])
    last = DayField(validators=[Optional()])
    keeps_place = BooleanField()


class BackForm(Form):
    """Back from leave; although the track is full, if their place was not kept."""

    beyond = BooleanField()


class UndoForm(Form):
    """`change` is what the page offered to undo."""

    change = StringField(validators=[InputRequired(), UUID()])


class CodeForm(Form):
    """`keep` are the passkeys and sign-ins that stay although the phone is lost."""

    lost = BooleanField()
    keep = KeepField()


class CloseForm(Form):
    reason = RadioField(choices=STAFF_REASONS, validators=[InputRequired()])


class HoldForm(Form):
    reason = RadioField(choices=HOLD_REASONS, validators=[InputRequired()])


class IdentityForm(Form):
    """Confirming a phone, or erasing somebody: nobody does it without saying that they looked."""

    checked = BooleanField(validators=[InputRequired()])


class TeamForm(Form):
    staff = SelectField(validators=[InputRequired()])


class LeaveTeamForm(Form):
    """`member` is whoever is off; that they are on the team is asked of the database."""

    member = StringField(validators=[InputRequired(), UUID()])


class HandOverTeamForm(LeaveTeamForm, TeamForm):
    pass


class HandOverAllForm(HandOverTeamForm):
    """`seen` is the mark of the people the page showed; `leaves` ends their access to the programs as well."""

    seen = StringField(validators=[InputRequired(), Length(max=32)])
    leaves = BooleanField()


class ExtendForm(Form):
    on = DayField(validators=[InputRequired()])


class RemoteForm(Form):
    """From home, from a day on; without a day not any more."""

    first = DayField(validators=[Optional()])
    last = DayField(validators=[Optional()])


class FirstDayForm(Form):
    """The first-day card of one person; all empty means the track's own."""

    where = StringField(validators=[Length(max=160), LINE], filters=[trimmed])
    door = StringField(validators=[Length(max=160), LINE], filters=[trimmed])
    bring = TextAreaField(validators=[Length(max=600), LINES], filters=[trimmed])
    ask_for = StringField(validators=[Length(max=60), LINE], filters=[trimmed])
    join_url = StringField(validators=[Optional(), Length(max=500), LINK], filters=[trimmed])

    def card(self) -> dict[str, Any] | None:
        lines = [line.strip() for line in (self.bring.data or "").splitlines() if line.strip()]
        card = {name: getattr(self, name).data for name in ("where", "door", "ask_for", "join_url")} | {"bring": lines}
        return card if any(card.values()) else None

    def problem(self) -> str | None:
        half = self.card() is not None and not (self.where.data and self.ask_for.data)
        return super().problem() or ("card_incomplete" if half else None)


class FindForm(Form):
    """What the list of people is narrowed down to. It is sent as a form, so that no name stands in an address."""

    q = StringField(validators=[Optional(), Length(max=80), LINE], filters=[trimmed])
    track = SelectField(validators=[Optional()])
    phase = SelectField(validators=[Optional()])
    team = SelectField(validators=[Optional()])
    app = SelectField(validators=[Optional()])
    page = IntegerField(validators=[Optional(), NumberRange(1, 10_000)])
