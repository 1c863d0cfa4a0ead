"""Today: who is expected where, and who asked for something."""

from __future__ import annotations

from uuid import UUID

from flask import request
from werkzeug.wrappers import Response

from companion.accounts import gate
from companion.accounts import service as accounts
from companion.accounts.gate import page
from companion.accounts.policies import ADMIN, STAFF
from companion.accounts.service import News
from companion.attention import service as attention
from companion.attention.rules import FindingView
from companion.kernel import clock, timezones
from companion.kernel.database import transaction
from companion.kernel.errors import Invalid
from companion.leaving import service as leaving
from companion.safety import service as safety
from companion.safety.rules import REVIEW_DAYS
from companion.staff.core import scope
from companion.staff.core.forms import Form, instant
from companion.staff.core.layout import go, seen, show, staff
from companion.staff.requests.duty import unmanned
from companion.staff.requests.pages import list_of
from companion.staff.today.boards import boards_of


@page(staff, "/", policy=STAFF)
def today() -> Response:
    """A fixed number of statements, however many programs, tracks and people there are."""
    who, now = gate.who(), clock.now()
    homes, mine = scope.programs(who), scope.ids(who)
    requests = list_of(who, now, mine)
    days = {each.id: timezones.local_day(now, each.zone) for each in homes}
    boards, named = boards_of(who, mine, homes, days, now)
    news = accounts.caseload_news(who.account_id)
    zone = homes[0].zone if homes else "UTC"
    seen(zone, today_opened=[None], request_seen=requests.people, listed=[*named, *(one for one, _ in news.new)])
    return show(
        "today/today.html",
        news=news,
        news_names=accounts.names(_named_in(news)),
        news_read=now.isoformat(),
        boards=boards,
        days=days,
        requests=requests,
        unmanned=unmanned(who),
        crisis_overdue=safety.crisis_lines_overdue_since(now) if who.role == "admin" else None,
        review_days=REVIEW_DAYS,
        erasures=len(leaving.erasures_asked().keys() & mine) if who.role == "admin" else 0,
        findings=_findings() if who.role == "admin" else [],
        zone=zone,
    )


def _named_in(news: News) -> set[UUID]:
    ids = {one for pair in news.new for one in pair} | {one for _, *pair in news.ended for one in pair}
    return {one for one in ids if one is not None}


@page(staff, "/news-read", policy=STAFF, methods=("POST",))
def news_read() -> Response:
    """What changed in the caller's caseload, up to the page they read it on."""
    form = Form()
    before = instant(request.form.get("before"))
    if form.problem() or before is None:
        raise Invalid("not_accepted", "Load the page again.")
    with transaction():
        accounts.caseload_news_read(gate.who().account_id, min(before, clock.now()))
    return go("today")


def _findings() -> list[tuple[FindingView, str]]:
    """(what the audit log shows that an admin has to look into, whom it is about)"""
    found = attention.open_findings()
    names = accounts.names({one.staff_id for one in found if one.staff_id})
    return [(one, names.get(one.staff_id, "") if one.staff_id else "") for one in found]


@page(staff, "/findings/<uuid:finding_id>/close", policy=ADMIN, methods=("POST",))
def close_finding(finding_id: UUID) -> Response:
    """Somebody has looked into it; who that was stays in the audit log."""
    with transaction():
        attention.close_finding(finding_id, gate.who().account_id, clock.now())
    return go("today", "saved")


@page(staff, "", policy=STAFF)
def home() -> Response:
    return go("today")
