"""What a program says of itself, text by text, in the other language of the phones."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from uuid import UUID

from flask import request
from werkzeug.wrappers import Response
from wtforms import HiddenField
from wtforms.validators import InputRequired

from companion.accounts import gate
from companion.accounts.gate import page
from companion.accounts.policies import COORDINATOR
from companion.audit import service as audit
from companion.kernel import clock
from companion.kernel.database import transaction
from companion.kernel.errors import Conflict, Invalid
from companion.program import service as program
from companion.program.service import LANGUAGES, ProgramView
from companion.staff.content.program_files import standing
from companion.staff.core import scope
from companion.staff.core.forms import Form
from companion.staff.core.layout import go, show, staff


class TranslationsForm(Form):
    """`seen` says what was there when the page was opened. Each text has a field of its own, named by `field_of`."""

    seen = HiddenField(validators=[InputRequired()])


def field_of(text: str) -> str:
    """The name of the form field for the translation of this text, short whatever the text."""
    return "text-" + hashlib.sha256(text.encode()).hexdigest()[:16]


@page(staff, "/content/translations", policy=COORDINATOR)
def translations() -> Response:
    home = scope.named_program(gate.who(), request.args.get("program", ""))
    return _show(home, program.translations(home.id).get(_other(home), {}))


@page(staff, "/content/translations", policy=COORDINATOR, methods=("POST",))
def save_translations() -> Response:
    """Saves the whole page. Where somebody else saved meanwhile, nothing is saved and what was typed stays on screen."""
    home, form = scope.named_program(gate.who(), request.form.get("program", "")), TranslationsForm()
    typed = {text: request.form[field_of(text)].strip() for text in _texts(home.id) if field_of(text) in request.form}
    problem = form.problem()
    if problem is None:
        try:
            with transaction():
                changed = program.save_translations(home.id, _other(home), typed, form.seen.data)
                if changed:
                    audit.record(gate.who().account_id, "translations_changed", None, str(home.id), clock.now())
        except (Conflict, Invalid) as refused:
            problem = refused.code
    if problem:
        return _show(home, typed, problem)
    return go("translations", "saved", program=home.slug)


def _other(home: ProgramView) -> str:
    """Phones speak two languages: the program's own, and this one."""
    return next(one for one in LANGUAGES if one != home.language)


def _texts(program_id: UUID) -> list[str]:
    """Every text of the program that people read, once, in the order of the program file."""
    return list(dict.fromkeys(text for _, text in program.texts_of(standing(program_id, clock.now()))))


def _show(home: ProgramView, said: Mapping[str, str], problem: str | None = None) -> Response:
    texts = _texts(home.id)
    return show(
        "content/translations.html",
        422 if problem else 200,
        chosen=home,
        programs=scope.programs(gate.who()),
        language=_other(home),
        rows=[(field_of(text), text, said.get(text, "")) for text in texts],
        missing=sum(not said.get(text) for text in texts),
        seen=program.translations_version(home.id),
        problem=problem,
    )
