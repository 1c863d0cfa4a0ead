"""The one address that is read without signing in: a person's dates, by the secret in the address, for calendar apps."""

from __future__ import annotations

from flask import Blueprint, Response, request

from companion import config
from companion.accounts.gate import page
from companion.accounts.policies import PUBLIC
from companion.kernel import clock
from companion.kernel.database import transaction
from companion.reminders import service

feeds = Blueprint("calendar", __name__)


@page(feeds, "/calendar/<token>.ics", policy=PUBLIC)
def calendar_feed(token: str) -> Response:
    """The dates from a week ago to eight weeks ahead. Whatever does not work any more answers like what never was: 404.

    Nobody in between may keep a copy (`private`), and the calendar itself asks before it uses its own (`no-cache`): that is
    what the tag is for. `no-store` would forbid it to keep what it is there to show.
    """
    now = clock.now()
    feed = service.feed_behind(token, clock.now())
    service.spend_a_fetch(feed, now)
    with transaction():
        made = service.read_feed(feed, config.current().app_name, now)
    answer = Response(made, content_type="text/calendar; charset=utf-8")
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers["X-Robots-Tag"] = "noindex"
    answer.add_etag()
    return answer.make_conditional(request)  # type: ignore[return-value]  # it returns the response itself
