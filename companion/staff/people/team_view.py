"""What my team can see: the very page of staff, made by the same code and template, for the person it is about."""

from __future__ import annotations

from flask import Blueprint
from flask_babel import force_locale
from werkzeug.wrappers import Response

from companion.accounts import gate
from companion.accounts import service as accounts
from companion.accounts.gate import page
from companion.accounts.policies import PARTICIPANT
from companion.kernel import clock
from companion.staff.core.layout import show
from companion.staff.people import shared

mirror = Blueprint("mirror", __name__)


@page(mirror, "/team-view", policy=PARTICIPANT)
def team_view() -> Response:
    """The page that the person's care team sees now, without the buttons only staff have."""
    me, now = accounts.get_person(gate.who().account_id), clock.now()
    with force_locale(me.language):
        return show(
            "people/person.html",
            **shared.page_of(me, now),
            shared=shared.seen_by_team(me.id, now),
            mirror=True,
            candidates=[],
            tracks=[],
            problem=None,
        )
