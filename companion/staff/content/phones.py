"""When each of the program's phones is answered: hours of the week, over midnight or all day, closed days, and single days with other
hours. A phone at a time; what is saved counts on every phone the next time it looks."""

from __future__ import annotations

from typing import Any

from flask import request
from pydantic import ValidationError
from werkzeug.wrappers import Response
from wtforms import BooleanField, HiddenField, IntegerField
from wtforms.validators import InputRequired, NumberRange

from companion.accounts import gate
from companion.accounts.gate import page
from companion.accounts.policies import COORDINATOR
from companion.audit import service as audit
from companion.kernel import clock
from companion.kernel.database import transaction
from companion.kernel.errors import Conflict
from companion.program import rules
from companion.program import service as program
from companion.program.service import PhoneItem, ProgramView
from companion.staff.core import scope
from companion.staff.core.forms import Form
from companion.staff.core.layout import go, show, staff

MOST_ROWS = 110
_BLANK = 1  # an empty row below what is there, for what is new


class PhoneForm(Form):
    """`seen` says what was there when the page was opened. Rows of hours and of days have fields of their own, by number."""

    index = IntegerField(validators=[InputRequired(), NumberRange(0, 20)])
    seen = HiddenField(validators=[InputRequired()])
    on_closed_days = BooleanField()


@page(staff, "/content/phones", policy=COORDINATOR)
def phones() -> Response:
    return _show(scope.named_program(gate.who(), request.args.get("program", "")))


@page(staff, "/content/phones", policy=COORDINATOR, methods=("POST",))
def save_phone() -> Response:
    """Saves one phone. Where somebody else saved meanwhile, nothing is saved and what was typed stays on screen."""
    home, form = scope.named_program(gate.who(), request.form.get("program", "")), PhoneForm()
    problem, there = form.problem(), program.phone_items(home.id)
    if problem or not 0 <= form.index.data < len(there):
        return _show(home, problem=problem or "not_accepted")
    said = _said(there[form.index.data], on_closed_days=form.on_closed_days.data)
    try:
        phone = PhoneItem.model_validate(said)
        with transaction():
            if program.save_phone(home.id, form.index.data, phone, form.seen.data):
                audit.record(gate.who().account_id, "phone_changed", None, str(home.id), clock.now())
    except ValidationError as error:
        wrong = [program.describe_error(each, tuple(each["loc"])) for each in error.errors()]
        return _show(home, typed={form.index.data: said}, wrong=wrong)
    except Conflict as refused:
        return _show(home, typed={form.index.data: said}, problem=refused.code)
    return go("phones", "saved", program=home.slug)


def _said(before: PhoneItem, *, on_closed_days: bool) -> dict[str, Any]:
    """The phone with what the form says of its hours; a row without days, or without a first day, is left out."""
    hours, special = list[dict[str, Any]](), list[dict[str, Any]]()
    for row in range(MOST_ROWS):
        days = [one for one in request.form.getlist(f"days-{row}") if one in rules.WEEKDAYS]
        times = {name: request.form.get(f"{name}-{row}", "") for name in ("opens", "closes")}
        if days:
            hours.append({"days": days, **times})
        dated = {name: request.form.get(f"special-{name}-{row}", "") for name in ("from", "to", "opens", "closes")}
        if dated["from"]:
            special.append({name: value for name, value in dated.items() if value})
    return before.model_dump(by_alias=True) | {
        "hours": hours,
        "special_days": special,
        "on_closed_days": on_closed_days,
    }


def _show(
    home: ProgramView,
    *,
    typed: dict[int, dict[str, Any]] | None = None,
    problem: str | None = None,
    wrong: list[str] | None = None,
) -> Response:
    there = program.phone_items(home.id)
    rows = [(typed or {}).get(at) or phone.model_dump(mode="json", by_alias=True) for at, phone in enumerate(there)]
    return show(
        "content/phones.html",
        422 if problem or wrong else 200,
        chosen=home,
        programs=scope.programs(gate.who()),
        rows=rows,
        blank=[{}] * _BLANK,
        weekdays=rules.WEEKDAYS,
        seen=program.phones_version(there),
        problem=problem,
        wrong=wrong or [],
    )
