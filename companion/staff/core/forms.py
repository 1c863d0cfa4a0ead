"""What the forms of all groups stand on: fields with their limits, and the base class.

Flask-WTF adds the token that keeps other sites from sending them."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import flask_wtf
from wtforms import DateField, Field, TextAreaField
from wtforms.validators import Length, Regexp, ValidationError

from companion.kernel.errors import Invalid
from companion.outside import words
from companion.program import rules
from companion.program import service as program

LINE = Regexp(r"^[^\x00-\x1f\x7f-\x9f\u2028\u2029]*$")
LINES = Regexp(r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]*$")
WEEKDAYS = {number: str(number) for number in range(7)}
LINK = Regexp(rf"^({program.LINK.pattern})$", message="link_not_https")


def trimmed(text: str | None) -> str | None:
    """In Unicode's composed form, without the spaces around it; None when nothing is left, so that an empty field takes a value
    away."""
    return words.normal(text or "").strip() or None


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


class KeepField(Field):
    """Ticked ids of what stays when everything else ends; a text that is no id keeps nothing."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = [found for found in map(id_in, valuelist) if found is not None]


class Form(flask_wtf.FlaskForm):
    """Base of all forms."""

    def problem(self) -> str | None:
        """The code of what is wrong with what was sent, or None."""
        if self.validate():
            return None
        messages = [message for several in self.errors.values() for message in several]
        named = ("link_not_https", "too_much_to_bring")
        return next((code for code in named if code in messages), "not_accepted")
