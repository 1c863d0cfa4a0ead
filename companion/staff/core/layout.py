"""What all staff pages share: the blueprint, the reader's language, messages after a redirect, and static files."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import time
from pathlib import Path
from typing import Any
from uuid import UUID

import flask
from flask import Blueprint, g, request
from flask_babel import get_locale
from jinja2 import FileSystemLoader, PrefixLoader
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.wrappers import Response

from companion import config
from companion.accounts import gate
from companion.accounts import service as accounts
from companion.accounts.gate import page
from companion.accounts.policies import PUBLIC
from companion.accounts.sign_ins import Principal
from companion.audit import service as audit
from companion.kernel import clock, design, timezones
from companion.kernel.database import transaction
from companion.kernel.errors import Conflict, Invalid, NotFound, Problem
from companion.staff.core import formats, labels

_STAFF = Path(__file__).parents[1]
_FILES = {
    "tokens.css": "text/css",
    "staff.css": "text/css",
    "passkey.js": "text/javascript",
    "connect.js": "text/javascript",
}
staff = Blueprint("staff", __name__, url_prefix="/staff")
# "staff/schedule/week.html" is companion/staff/schedule/templates/week.html: each group of pages brings its own.
staff.jinja_loader = PrefixLoader(
    {"staff": PrefixLoader({found.parent.name: FileSystemLoader(found) for found in _STAFF.glob("*/templates")})}
)
for _helper in (labels.label, labels.known, labels.notice, labels.in_words, formats.duration):
    staff.add_app_template_global(_helper)


def language() -> str:
    """Of the signed-in person; at the door, what they clicked or their browser prefers."""
    caller = _caller()
    if caller is not None and caller.is_staff:
        return caller.language
    asked = request.args.get("language") or flask.session.get("language")
    return (
        str(asked)
        if asked in formats.LANGUAGES
        else request.accept_languages.best_match(list(formats.LANGUAGES)) or "en"
    )


def _caller() -> Principal | None:
    if "staff_caller" not in g:
        try:
            g.staff_caller = gate.who_if_any()
        except (SQLAlchemyError, Problem):  # the page that reports a broken database must not need it
            g.staff_caller = None
    found: Principal | None = g.staff_caller
    return found


@staff.app_context_processor
def _shared() -> dict[str, Any]:
    spoken = get_locale().language  # what `language` chose, unless a page is shown in another
    caller = _caller()
    return {
        "lang": spoken,
        "languages": formats.LANGUAGES,
        "other_lang": "es" if spoken == "en" else "en",
        "caller": caller if caller is not None and caller.is_staff else None,
        "app_name": config.current().app_name,
        "day": lambda day, short=False: formats.day_text(day, spoken, short=short),
        "long_day": lambda day: formats.long_day_text(day, spoken),
        "time": lambda instant, zone: formats.time_text(instant, zone, spoken),
        "wall": lambda wall: formats.wall_text(wall, spoken),
        "moment": lambda instant, zone: formats.moment_text(instant, zone, spoken),
        "clock_of": lambda instant, zone: formats.clock_text(instant, zone, spoken),
        "weekday": lambda number: formats.weekday_name(number, spoken),
    }


def show(template: str, status: int = 200, **values: Any) -> Response:
    """One page. Never kept by a browser or proxy: the boundary says no-store."""
    return Response(flask.render_template(f"staff/{template}", **values), status=status, mimetype="text/html")


def go(endpoint: str, done: str | None = None, **values: Any) -> Response:
    """After a write: to a page that may be loaded again, with one sentence (a key, never private words)."""
    if done:
        flask.flash(f"flash.{done}")
    return flask.redirect(flask.url_for(f"staff.{endpoint}", **values), 303)


def looked(action: str, participant_id: UUID | None, subject: str = "") -> None:
    """Write down, in a transaction of its own, that the caller looked at something."""
    with transaction():
        audit.record(gate.who().account_id, action, participant_id, subject, clock.now())


def seen(zone: str, **people: Iterable[UUID | None]) -> None:
    """Write down that the caller read these names: `listed={…}` in a list, and so on. Nothing was opened, so one row says it
    for each person, kind of page, and local day; the looks into their record do not drown in it."""
    who, now = gate.who().account_id, clock.now()
    since = timezones.to_instant(timezones.local_day(now, zone), time(0), zone)
    known = audit.in_lists(who, since)
    new = {
        action: [one for one in dict.fromkeys(whom) if (action, one) not in known] for action, whom in people.items()
    }
    if not any(new.values()):
        return
    with transaction():
        for action, whom in new.items():
            audit.record_daily(who, action, whom, since, now)


def refusal(write: Callable[[], object]) -> str | None:
    """Do it in one transaction; the code of what was not accepted, for the form to show, or None when it is done.

    Whoever ends the caller's access meanwhile waits for it, or `write` finds it ended: it has to ask for its scope itself.
    """
    caller = gate.who_if_any()
    try:
        with transaction():
            if caller is not None:
                accounts.hold(caller.account_id)
            write()
    except (Invalid, Conflict) as problem:
        return problem.code
    return None


@page(staff, "/assets/<name>", policy=PUBLIC)
def asset(name: str) -> Response:
    """One of our few files; the browser keeps it for an hour."""
    if name not in _FILES:
        raise NotFound()
    path = design.TOKENS if name == design.TOKENS.name else _STAFF / "static" / name
    return Response(path.read_bytes(), mimetype=_FILES[name], headers={"Cache-Control": "public, max-age=3600"})


@page(staff, "/worker.js", policy=PUBLIC)
def worker_file() -> Response:
    """Shows messages in browsers of staff. It lies here because a service worker looks after its own folder only, and it
    keeps nothing: the phone app has a worker of its own."""
    body = (_STAFF / "static" / "worker.js").read_bytes()
    return Response(body, mimetype="text/javascript", headers={"Cache-Control": "no-cache"})
