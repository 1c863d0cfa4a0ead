"""Forms of one's own account."""

from __future__ import annotations

from wtforms import PasswordField, RadioField
from wtforms.validators import InputRequired, Length

from companion.staff.core.formats import LANGUAGES
from companion.staff.core.forms import Form, KeepField


class LanguageForm(Form):
    language = RadioField(choices=LANGUAGES, validators=[InputRequired()])


class PassphraseForm(Form):
    """What makes a good one is for the accounts' rules to say. `keep` are passkeys and sign-ins that stay."""

    keep = KeepField()

    current = PasswordField(validators=[InputRequired(), Length(max=2000)])
    new = PasswordField(validators=[InputRequired(), Length(max=2000)])
