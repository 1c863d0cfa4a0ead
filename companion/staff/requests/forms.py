"""The form for hours on duty."""

from __future__ import annotations

from wtforms import SelectField, SelectMultipleField, TimeField
from wtforms.validators import InputRequired

from companion.staff.core.forms import WEEKDAYS, Form


class DutyForm(Form):
    """Hours on duty: who, on which weekdays, from when to when."""

    staff = SelectField(validators=[InputRequired()])
    own_days = SelectMultipleField(choices=WEEKDAYS, coerce=int, validators=[InputRequired()])
    starts = TimeField(validators=[InputRequired()])
    ends = TimeField(validators=[InputRequired()])
