"""Forms of the content page: a file with its options, and the encrypted file that was previewed."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePath

from flask import request
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, HiddenField, SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional

from companion.imports import service as imports
from companion.kernel.errors import Invalid
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


class ColumnsForm(TakeForm):
    """A table on its way, with a column for each of its headings, in their order, and which number of its dates comes first."""

    first_number = SelectField(choices={"day": "day", "month": "month"}, validators=[Optional()])

    def answered(self, what: Brought) -> Brought:
        """Raises Invalid for columns this table does not have."""
        said = tuple(request.form.getlist("column"))
        if not set(said) <= {"", *imports.COLUMNS[what.kind].known}:
            raise Invalid("not_accepted")
        order = {"day": True, "month": False}.get(self.first_number.data or "", what.day_first)
        return replace(what, columns=said, day_first=order)


def _printable(name: str | None) -> str:
    """What the file is called, for messages only."""
    return _UNPRINTABLE.sub("", PurePath((name or "").replace("\\", "/")).name)[:60] or "file"
