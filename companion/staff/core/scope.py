"""Whom and what a member of staff may see. Everything outside answers as if it did not exist.

A counselor sees the people they look after. A coordinator or admin also sees the administrative data of everybody
in the programs they are assigned to; an admin also sees people who are in no program yet, so that nobody is lost.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from uuid import UUID

from companion.accounts import service as accounts
from companion.accounts.sign_ins import Principal
from companion.attention import service as attention
from companion.attention.rules import ASKED, CLOSED, ESCALATED, ItemView
from companion.enrollment import service as enrollment
from companion.enrollment.service import EnrollmentStatus
from companion.kernel import clock
from companion.kernel.errors import NotFound
from companion.outside import words
from companion.program import service as program
from companion.program.service import ProgramView, TrackView
from companion.schedule import service as schedule
from companion.schedule.rules import SessionView
from companion.sharing import service as sharing


def programs(who: Principal) -> list[ProgramView]:
    return program.programs_of_staff(who.account_id)


def zone(who: Principal) -> str:
    """In which zone the caller's days begin: that of their first program."""
    mine = programs(who)
    return mine[0].zone if mine else "UTC"


def program_called(who: Principal, slug: str | None) -> ProgramView | None:
    """One of the caller's programs, the first when none is named; None if they have none. Raises NotFound."""
    mine = programs(who)
    if not slug:
        return mine[0] if mine else None
    found = next((each for each in mine if each.slug == slug), None)
    if found is None:
        raise NotFound()
    return found


def named_program(who: Principal, slug: str) -> ProgramView:
    """One of the caller's programs. Raises NotFound, also when none is named: what is written goes where the page was about."""
    found = program_called(who, slug) if slug else None
    if found is None:
        raise NotFound()
    return found


def people(who: Principal) -> dict[UUID, EnrollmentStatus | None]:
    """Everybody in the caller's scope with where they stand; None for somebody in no program yet."""
    caseload = accounts.caseload(who.account_id)
    now = clock.now()
    known = enrollment.statuses(caseload, now)
    found: dict[UUID, EnrollmentStatus | None] = {
        participant_id: known.get(participant_id) for participant_id in caseload
    }
    if who.role == "counselor":
        return found
    for each in programs(who):
        found |= enrollment.statuses_in(each.id, now, coming=True)
    return found | dict.fromkeys(_nowhere(who) - found.keys())


def ids(who: Principal) -> set[UUID]:
    """The same people, only who they are."""
    found = set(accounts.caseload(who.account_id)) | _nowhere(who)
    if who.role != "counselor":
        found |= enrollment.people_of({each.id for each in programs(who)}, clock.now(), coming=True)
    return found


def _nowhere(who: Principal) -> set[UUID]:
    return accounts.participants() - enrollment.ever_enrolled() if who.role == "admin" else set()


def requests(
    who: Principal, now: datetime, mine: Collection[UUID] | None = None
) -> tuple[list[ItemView], dict[UUID, str]]:
    """(what is asked for, item → how far it escalated before somebody took it): everything of the people the caller looks
    after or is on duty for; for those who coordinate also what somebody asked for and nobody else would see, nobody took
    in time, or was handed up. A notice somebody switched on is for those it was switched on for, and goes no further up.
    `mine` are the caller's `ids`, where they are known already."""
    own = _answers_for(who)
    above = set() if who.role == "counselor" else set(ids(who) if mine is None else mine)
    items = attention.items_for_staff(own | above, now)
    late = attention.escalated(items, now)
    alone = _nobody_else({one.participant_id for one in items} - own)
    return [one for one in items if one.participant_id in own or _goes_up(who, one, late, alone)], late


def request(who: Principal, item_id: UUID, now: datetime) -> ItemView:
    """One of the caller's requests, or a closed one of somebody they answer for or coordinate. Raises NotFound."""
    own = _answers_for(who)
    above = set() if who.role == "counselor" else ids(who)
    found = attention.get_item(item_id, own | above, now)
    late, alone = attention.escalated([found], now), _nobody_else({found.participant_id})
    if found.participant_id in own or _goes_up(who, found, late, alone):
        return found
    if found.kind in ASKED and found.state == CLOSED:
        return found
    raise NotFound()


def _answers_for(who: Principal) -> set[UUID]:
    """Whom the caller looks after, and everybody in the programs they are on duty in."""
    duties = sharing.programs_with_duty(who.account_id)
    return set(accounts.caseload(who.account_id)) | (enrollment.people_of(duties, clock.now()) if duties else set())


def _goes_up(who: Principal, one: ItemView, late: Mapping[UUID, str], alone: Collection[UUID]) -> bool:
    if one.kind not in ASKED:
        return False
    mine = one.acknowledged_by == who.account_id
    return mine or one.id in late or one.state == ESCALATED or one.participant_id in alone


def _nobody_else(participant_ids: Collection[UUID]) -> set[UUID]:
    """Those with no care team and nobody on duty: then it is the coordinators' from the first minute."""
    alone = set(participant_ids) - accounts.looked_after(participant_ids)
    homes = {whose: status.now.program_id for whose, status in enrollment.statuses(alone, clock.now()).items()}
    manned = sharing.has_duty(set(homes.values()))
    return {one for one in alone if homes.get(one) not in manned}


def person(who: Principal, participant_id: UUID) -> accounts.Person:
    """Somebody in the caller's scope. Raises NotFound for everybody else, and for ids nobody has."""
    if not accounts.is_on_care_team(who.account_id, participant_id) and not _administers(who, participant_id):
        raise NotFound()
    return accounts.get_person(participant_id)


def _administers(who: Principal, participant_id: UUID) -> bool:
    if who.role == "counselor":
        return False
    status = enrollment.enrollment_status(participant_id, clock.now())
    if status is not None:
        theirs = {view.program_id for view in (status.now, status.next) if view is not None}
        return bool(theirs & {each.id for each in programs(who)})
    found = accounts.people([participant_id])
    return who.role == "admin" and participant_id in found and not found[participant_id].is_staff


def tracks(who: Principal) -> list[tuple[ProgramView, TrackView]]:
    """The tracks the caller can put people in."""
    return [(each, track) for each in programs(who) for track in program.tracks(each.id) if track.retired_on is None]


def session(who: Principal, session_id: UUID) -> tuple[ProgramView, SessionView]:
    """A meeting of one of the caller's programs; what is for some only, if one of them is in scope. Raises NotFound."""
    found = schedule.session_state(session_id)
    if found is None:
        raise NotFound()
    for each in programs(who):
        if found.track_id in {track.id for track in program.tracks(each.id)}:
            if found.participant_id is not None:
                person(who, found.participant_id)
            if found.by_invitation and not may_see(people(who).keys(), [found]):
                raise NotFound()
            return each, found
    raise NotFound()


def may_see(mine: Collection[UUID], sessions: Iterable[SessionView]) -> set[UUID]:
    """Those of these meetings that somebody may know of who may know of these people: what is for a whole track, and what
    is for one of them."""
    known, asked = set(), []
    for one in sessions:
        if one.by_invitation:
            asked.append(one.id)
        elif one.participant_id is None or one.participant_id in mine:
            known.add(one.id)
    invited = schedule.invitees(asked) if asked else {}
    return known | {one for one in asked if invited.get(one, set()) & set(mine)}


def led(who: Principal, sessions: Collection[SessionView], homes: Collection[ProgramView]) -> set[UUID]:
    """Those of these meetings that the caller leads by the weekly pattern, under a name that nobody else has who works with the
    program. Whoever leads a group takes its attendance, and may read who is expected in it."""
    by_pattern = schedule.led_by([one.id for one in sessions])
    home_of = {one.id: one.program_id for one in program.tracks_of([each.id for each in homes])}
    colleagues = program.staff_by_program([each.id for each in homes])
    people = accounts.people(set().union(*colleagues.values()))
    mine, called = people.get(who.account_id), dict[tuple[UUID, str], int]()
    for home, staff in colleagues.items():
        for one in staff & people.keys():
            key = (home, words.folded(people[one].display_name))
            called[key] = called.get(key, 0) + 1
    return {
        one.id
        for one in sessions
        if mine is not None
        and one.id in by_pattern
        and words.folded(by_pattern[one.id]) == words.folded(mine.display_name)
        and called.get((home_of[one.track_id], words.folded(mine.display_name))) == 1
    }
