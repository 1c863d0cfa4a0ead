"""Forms of the content page: a file with its options, and the encrypted file that was previewed."""

from __future__ import annotations

import re
from pathlib import PurePath

from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, HiddenField, SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional

from companion.imports import service as imports
from companion.staff.content import import_preview
from companion.staff.content.import_preview import Brought
from companion.staff.core.forms import LINE, DayField, Form, trimmed

_UNPRINTABLE = re.compile(r"[^\w .()-]")


def _detail(longest: int) -> StringField:
    return StringField(validators=[Optional(), Length(max=longest), LINE], filters=[trimmed])


class BringForm(Form):
    """A file, and for a table: its track, from when on, and what a new track is where no column says so."""

    kind = SelectField(choices={each: each for each in import_preview.KINDS}, validators=[InputRequired()])
    file = FileField(validators=[FileRequired()])
    track = StringField(validators=[Optional(), Length(max=60), LINE], filters=[trimmed])
    first = DayField(validators=[Optional()])
    beyond = BooleanField()
    track_name, level, about_weeks, capacity = _detail(80), _detail(8), _detail(4), _detail(4)
    first_day_where, first_day_door = _detail(160), _detail(160)
    first_day_bring, first_day_ask_for = _detail(600), _detail(60)

    def brought(self, program: str) -> Brought:
        """What was brought, for this program."""
        kind = self.kind.data
        details = {name: self[name].data for name in imports.DETAILS if name in self and self[name].data}
        return Brought(
            kind=kind,
            program=program,
            name=_printable(self.file.data.filename),
            content=self.file.data.read(),
            track=self.track.data,
            first=self.first.data if kind == imports.PATTERN else None,
            beyond=bool(self.beyond.data),
            details=details if kind == imports.PATTERN else {},
        )


class TakeForm(Form):
    sealed = HiddenField(validators=[InputRequired()])


def _printable(name: str | None) -> str:
    """What the file is called, for messages only."""
    return _UNPRINTABLE.sub("", PurePath((name or "").replace("\\", "/")).name)[:60] or "file"
