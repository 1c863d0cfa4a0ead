"""Invites everybody in a roster, all or nothing: account, track, own days, and a code that is shown once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from companion.accounts import service as accounts
from companion.accounts.service import Person
from companion.audit import service as audit
from companion.enrollment import service as enrollment
from companion.imports import service as imports
from companion.imports.service import RosterLine
from companion.kernel import timezones
from companion.kernel.errors import Problem
from companion.kernel.sentences import Sentence
from companion.program import rules
from companion.program import service as program
from companion.program.service import BadFile, Trouble
from companion.staff.people import care_teams

_COLUMN = {"track_full": "track", "ends_before_start": "expected_end_on", "not_a_day_of_the_track": "own_days"}


@dataclass(frozen=True)
class Invited:
    """Somebody who can come in now. The code stands nowhere else in a form that can be read."""

    id: UUID
    name: str
    track: str
    starts_on: date
    expected_end_on: date
    own_days: tuple[int, ...]
    code: str
    care_team: tuple[str, ...] = ()


def invite_all(
    found: Sequence[RosterLine],
    name: str,
    program_id: UUID,
    by: UUID | None,
    now: datetime,
    *,
    track: str | None = None,
    beyond: bool = False,
) -> list[Invited]:
    """In the order of the file; `track` is for rows that name none, `beyond` also where a track is full.

    Raises BadFile with every row that cannot be taken; the caller's transaction then keeps nothing of it.
    """
    home, names = imports.lock_home(program_id), {each.id: each.name for each in program.tracks(program_id)}
    there, troubles, made = _there(program_id, now), list[Trouble](), list[Invited]()
    staff = _Staff(program_id)
    for guest in found:
        slug = home.slug(guest.track or track)
        if slug is None:
            troubles.append(Trouble(guest.line, "track", home.unknown(guest.track or track)))
            continue
        track_id = home.tracks[slug]
        own = (guest.person.name.casefold(), track_id, guest.person.starts_on)
        if own in there:
            sentence = Sentence("begins in this track on this day already; an initial tells two people apart")
            troubles.append(Trouble(guest.line, "name", sentence))
            continue
        there.add(own)
        team = staff.named(guest, troubles)
        try:
            made.append(_invite(guest, track_id, names[track_id], home.zone, by, now, team, beyond=beyond))
        except Problem as problem:
            troubles.append(Trouble(guest.line, _COLUMN.get(problem.code, ""), imports.sentence(problem)))
    if troubles:
        raise BadFile(name, troubles)
    return made


class _Staff:
    """Those who work with the program, by what a cell may call them."""

    def __init__(self, program_id: UUID):
        self._called: dict[str, set[UUID]] = {}
        self._people = accounts.people(program.staff_of(program_id))
        for one in self._people.values():
            if one.disabled_at is None:
                for name in {one.display_name.casefold(), (one.sign_in_name or one.display_name).casefold()}:
                    self._called.setdefault(name, set()).add(one.id)

    def named(self, guest: RosterLine, troubles: list[Trouble]) -> list[Person]:
        """Whom the cell means; what it does not say clearly goes to `troubles`."""
        found: dict[UUID, Person] = {}
        for said in guest.care_team:
            meant = self._called.get(said.casefold(), set())
            if len(meant) == 1:
                found |= {one: self._people[one] for one in meant}
            elif meant:
                sentence = Sentence("%(text)s is several people; use a sign-in name", text=repr(said))
                troubles.append(Trouble(guest.line, "care_team", sentence))
            else:
                troubles.append(Trouble(guest.line, "care_team", self._unknown(said)))
        return list(found.values())

    def _unknown(self, said: str) -> Sentence:
        close = imports.likely(said.casefold(), self._called)
        if close:
            return Sentence(
                "nobody called %(text)s works with this program; did you mean %(known)s?",
                text=repr(said),
                known=repr(close),
            )
        return Sentence("nobody called %(text)s works with this program; expected a sign-in name", text=repr(said))


def _there(program_id: UUID, now: datetime) -> set[tuple[str, UUID, date]]:
    """Who is in the program: a file that is sent twice invites nobody twice."""
    views = [status.next or status.now for status in enrollment.statuses_in(program_id, now, coming=True).values()]
    names = accounts.people([view.participant_id for view in views])
    return {
        (names[view.participant_id].display_name.casefold(), view.track_id, view.starts_on)
        for view in views
        if view.participant_id in names
    }


def _invite(
    guest: RosterLine,
    track_id: UUID,
    track: str,
    zone: str,
    by: UUID | None,
    now: datetime,
    team: Sequence[Person],
    *,
    beyond: bool,
) -> Invited:
    person = guest.person
    own = accounts.create_account("participant", person.name, now, person.language)
    enrollment.enroll(own, track_id, person.starts_on, now, expected_end_on=person.expected_end_on, beyond=beyond)
    weekdays = tuple(sorted(rules.WEEKDAYS.index(day) for day in person.own_days or ()))
    if weekdays:
        enrollment.set_own_days(own, weekdays, max(person.starts_on, timezones.local_day(now, zone)), now)
    for one in team:
        care_teams.add(own, one.id, by, now)
    audit.record(by, "invited", own, "", now)
    code = accounts.invite(own, by, now)
    current = enrollment.enrollment_now(own, now)
    assert current is not None
    assert current.expected_end_on is not None
    names = tuple(one.display_name for one in team)
    return Invited(own, person.name, track, person.starts_on, current.expected_end_on, weekdays, code, names)
