"""Forms about a single session: a one-off change, and who comes along."""

from __future__ import annotations

from datetime import date, time

from wtforms import HiddenField, RadioField, SelectMultipleField, StringField, TimeField
from wtforms.validators import InputRequired, Length, Optional

from companion.staff.core.forms import LINE, LINK, BringField, DayField, Form, trimmed


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
