"""What a supporter's page shows: the sessions they are invited to, what the program suggests to families, and numbers to call.
Opening the page is not recorded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from companion.accounts import service as accounts
from companion.aftercare import service as aftercare
from companion.enrollment import service as enrollment
from companion.kernel import timezones
from companion.kernel.errors import NotFound
from companion.program.service import ProgramView
from companion.safety import service as safety
from companion.schedule import service as schedule
from companion.schedule.rules import SessionView
from companion.supporters import along, circle, rules
from companion.supporters.rules import Invitation, Pointer, SupporterView


@dataclass(frozen=True)
class Opened:
    """Everything the page says. `zone` is None for somebody whose person is in no program any more."""

    zone: str | None
    invitations: list[Invitation]
    pointers: list[Pointer]
    lines: list[dict[str, Any]]


def by_link(token: str) -> SupporterView:
    """Whose page it is. NotFound for a link that is unknown, replaced or taken back, and once the account is closed."""
    found = circle.find(token)
    if found is None or accounts.get_person(found.participant_id).disabled_at is not None:
        raise NotFound
    return found


def look(one: SupporterView, language: str, now: datetime) -> Opened:
    """The page as it is now, in this language."""
    home = enrollment.program_of(one.participant_id, now)
    lines = [_line(each, language) for each in safety.read_crisis_lines()["lines"] if each["id"] in rules.LINES]
    if home is None:
        return Opened(None, [], [], lines)
    names = (home.name, accounts.get_person(one.participant_id).display_name)
    invitations = [rules.invitation(each, home.address, names) for each in _meetings(one, home, now)]
    found = aftercare.resources(one.participant_id, now, rules.RESOURCE_TAG, language)
    pointers = [rules.pointer(each.title, each.about, each.place, each.phone, each.url, names) for each in found]
    return Opened(home.zone, invitations, [each for each in pointers if each], lines)


def _meetings(one: SupporterView, home: ProgramView, now: datetime) -> list[SessionView]:
    """Those of the next days that are not over: while they are their person's, too; once the program days are done, whatever
    they are still invited to."""
    today = timezones.local_day(now, home.zone)
    last = rules.last_day(today)
    invited = set(along.meetings_of(one.participant_id).get(one.id, []))
    found = schedule.session_states(sorted(invited))
    status = enrollment.enrollment_status(one.participant_id, now)
    if status is None or not status.over:
        theirs = {each.id for each in schedule.sessions_of(one.participant_id, today, last)}
        found = [each for each in found if each.id in theirs]
    return [each for each in found if today <= each.local_date <= last and each.ends_at > now]


def _line(line: dict[str, Any], language: str) -> dict[str, Any]:
    about = rules.quiet(line["about"][language], ()) or ""
    return {**line, "title": line["title"][language], "about": about, "text_body": line["text_body"][language]}
