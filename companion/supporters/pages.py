"""The page without an account, for whoever has its address; and the same page for the person who created it."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote
from uuid import UUID

import flask
from flask import Blueprint, request
from werkzeug.wrappers import Response

from companion import config
from companion.accounts import throttle
from companion.accounts.gate import page, who
from companion.accounts.policies import PARTICIPANT, PUBLIC
from companion.kernel import clock, design
from companion.outside import telephone
from companion.supporters import service
from companion.supporters.rules import SupporterView
from companion.supporters.wording import LANGUAGES, Speaker

family = Blueprint("family", __name__, template_folder="templates")
_STATIC = Path(__file__).parent / "static"
_HEADERS = {"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow, noarchive"}


@page(family, "/family/<link>", policy=PUBLIC)
def family_page(link: str) -> Response:
    """Tiny, without JavaScript, and without a trace: opening it writes nothing but how many tries are left."""
    now = clock.now()
    throttle.family_page(request.remote_addr, now)
    return _show(service.by_link(link), mirror=False)


@page(family, "/family-view/<uuid:supporter_id>", policy=PARTICIPANT)
def family_view(supporter_id: UUID) -> Response:
    """What my supporter sees, made by the same code and template."""
    return _show(service.supporter(who().account_id, supporter_id), mirror=True)


@page(family, "/family/page.css", policy=PUBLIC)
def family_style() -> Response:
    """The app's colours and this page's few rules, in one file."""
    body = design.TOKENS.read_bytes() + (_STATIC / "family.css").read_bytes()
    return Response(body, mimetype="text/css", headers={"Cache-Control": "public, max-age=3600"})


def _show(one: SupporterView, *, mirror: bool) -> Response:
    asked = request.args.get("language")
    spoken = Speaker(asked if asked in LANGUAGES else one.language)
    body = flask.render_template(
        "family/page.html",
        seen=service.look(one, spoken.language, clock.now()),
        spoken=spoken,
        say=spoken.say,
        others={code: name for code, name in LANGUAGES.items() if code != spoken.language},
        app_name=config.current().app_name,
        map_of=lambda words: f"https://www.openstreetmap.org/search?query={quote(words, safe='')}",
        digits=telephone.dialed,
        mirror=one.name if mirror else None,
    )
    return Response(body, mimetype="text/html", headers=_HEADERS)
