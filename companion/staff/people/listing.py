"""The list of people: searched, narrowed down, a page at a time. What somebody looked for is stored nowhere and stands in no
address; that the names on the page were read is written down."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from werkzeug.wrappers import Response

from companion.accounts import gate, invitations
from companion.accounts import service as accounts
from companion.accounts.gate import page
from companion.accounts.policies import STAFF
from companion.accounts.service import Person
from companion.accounts.sign_ins import Principal
from companion.enrollment.service import EnrollmentStatus
from companion.kernel import clock
from companion.leaving import service as leaving
from companion.outside import words
from companion.program import service as program
from companion.staff.core import scope
from companion.staff.core.layout import seen, show, staff
from companion.staff.people.forms import FindForm

PER_PAGE = 50
NOBODY = "nobody"
NO_TRACK = "none"
PHASES = (
    "intake",
    "active",
    "step_down",
    "on_leave",
    "completed",
    "left_early",
    "stepped_up",
    "transferred",
    "moved",
    "ended",
    "died",
)
APP = ("waiting", "set_up", "closed")


@dataclass(frozen=True)
class Choices:
    """What the list can be narrowed down to: tracks and members of staff by id, with their names."""

    tracks: list[tuple[str, str]]
    team: list[tuple[str, str]]


@page(staff, "/people", policy=STAFF)
def people() -> Response:
    return _show(FindForm(formdata=None))


@page(staff, "/people/find", policy=STAFF, methods=("POST",))
def find_people() -> Response:
    """The same list, narrowed down. Changes nothing."""
    return _show(FindForm())


def _show(form: FindForm) -> Response:
    who, now = gate.who(), clock.now()
    gone = leaving.erased()
    found = {one: stay for one, stay in scope.people(who).items() if one not in gone}
    teams = {staff_id: set(whose) for staff_id, whose in accounts.caseloads(found).items()}
    choices = _choices(who, teams)
    problem = _offer(form, choices)
    known = accounts.people(found)
    rows = sorted(known.values(), key=lambda one: (words.folded(one.display_name), one.id))
    if not problem:
        rows = [one for one in rows if _is_wanted(one, found[one.id], form, teams)]
    pages = max(1, -(-len(rows) // PER_PAGE))
    number = min((form.page.data or 1) if not problem else 1, pages)
    shown = rows[(number - 1) * PER_PAGE : number * PER_PAGE]
    asked = _asked(who, found)
    seen(scope.zone(who), people_listed=[None], listed=[*(one.id for one in shown), *asked])
    return show(
        "people/people.html",
        422 if problem else 200,
        people=shown,
        enrollments=found,
        codes=invitations.waiting([one.id for one in shown], now),
        may_invite=bool(scope.tracks(who)),
        asked=asked,
        asked_names={one: known[one].display_name for one in asked},
        form=form,
        choices=choices,
        phases=[one for one in PHASES if any(stay and stay.phase == one for stay in found.values())],
        apps=APP,
        count=len(rows),
        everybody=len(found),
        number=number,
        pages=pages,
        problem=problem,
    )


def _choices(who: Principal, teams: dict[UUID, set[UUID]]) -> Choices:
    homes = scope.programs(who)
    several = len(homes) > 1
    names = {each.id: each.name for each in homes}
    tracks = [
        (str(one.id), f"{names[one.program_id]}: {one.name}" if several else one.name)
        for one in program.tracks_of(names)
        if one.retired_on is None
    ]
    colleagues = accounts.names(teams)
    return Choices(
        tracks, sorted(((str(one), name) for one, name in colleagues.items()), key=lambda one: one[1].casefold())
    )


def _offer(form: FindForm, choices: Choices) -> str | None:
    """What can be chosen here; the code of what is wrong with what was sent."""
    form.track.choices = {"": "", NO_TRACK: NO_TRACK, **dict(choices.tracks)}
    form.phase.choices = {"": "", **dict.fromkeys(PHASES, "")}
    form.team.choices = {"": "", NOBODY: NOBODY, **dict(choices.team)}
    form.app.choices = {"": "", **dict.fromkeys(APP, "")}
    return form.problem() if form.is_submitted() else None


def _is_wanted(one: Person, stay: EnrollmentStatus | None, form: FindForm, teams: dict[UUID, set[UUID]]) -> bool:
    name = words.folded(one.display_name)
    team = {str(staff_id) for staff_id, whose in teams.items() if one.id in whose}
    return (
        all(word in name for word in words.folded(form.q.data or "").split())
        and form.track.data in (None, "", str(stay.now.track_id) if stay else NO_TRACK)
        and form.phase.data in (None, "", stay.phase if stay else None)
        and (form.team.data in (None, "") or form.team.data in (team or {NOBODY}))
        and form.app.data in (None, "", _app(one))
    )


def _app(one: Person) -> str:
    return "closed" if one.disabled_at else "set_up" if one.activated_at else "waiting"


def _asked(who: Principal, found: Collection[UUID]) -> dict[UUID, datetime]:
    """Who asked to be erased, and when: for an admin to decide."""
    if who.role != "admin":
        return {}
    return {one: at for one, at in leaving.erasures_asked().items() if one in found}
