"""API for "I can't make it" and "I missed it". Saying so always succeeds, whether or not anybody is on duty to read it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from companion.absences import rules, service
from companion.absences.payloads import (
    AbsenceIn,
    AbsenceOut,
    AbsencesOut,
    AbsenceTaken,
    AwayDaysIn,
    AwayDaysOut,
    MakeUpsOut,
    OtherMeeting,
    TakenBackIn,
)
from companion.absences.rules import Days, Told
from companion.accounts import service as accounts
from companion.accounts.gate import own_account, who
from companion.accounts.policies import ANY_PHONE
from companion.enrollment import service as enrollment
from companion.kernel import clock, timezones
from companion.kernel.database import transaction
from companion.kernel.routes import Api
from companion.program import service as program
from companion.program.service import Translator
from companion.schedule import service as schedule

api = Api("absences")


@api.get("/absences", policy=ANY_PHONE, answers={200: AbsencesOut})
def absences() -> AbsencesOut:
    """What I said of meetings I cannot be at or was not at, and what became of it."""
    return AbsencesOut(**_mine(who().account_id, clock.now()))


@api.put(
    "/absences/<uuid:absence_id>",
    policy=ANY_PHONE,
    answers={201: AbsenceTaken, 200: AbsenceTaken},
    problems=(404, 409, 429),
)
def tell_absence(absence_id: UUID, body: AbsenceIn) -> tuple[AbsenceTaken, int]:
    """Say that I cannot be at one of my meetings, or was not, under the phone's own id; repeating it is harmless.

    Another meeting that is wished for and has no room any more is left out of the answer, the rest is kept. 409 when the
    meeting is called off, lies more than two weeks back, or another one is confirmed for it.
    """
    me, now = own_account(body.owner), clock.now()
    told = Told(absence_id, body.session_id, body.reason, body.make_up, min(body.said_at, now))
    with transaction():
        new = service.tell(me, told, now)
    return AbsenceTaken(outcome="created" if new else "same", **_mine(me, now)), 201 if new else 200


@api.put("/absences/<uuid:absence_id>/taken-back", policy=ANY_PHONE, answers={200: AbsencesOut}, problems=(404, 409))
def take_back_absence(absence_id: UUID, body: TakenBackIn) -> AbsencesOut:
    """I come after all. Harmless to repeat; 409 when the meeting had begun at the moment of the tap."""
    me, now = own_account(body.owner), clock.now()
    with transaction():
        service.take_back(me, absence_id, min(body.taken_back_at, now), now)
    return AbsencesOut(**_mine(me, now))


@api.put(
    "/absences/days/<uuid:days_id>",
    policy=ANY_PHONE,
    answers={201: AbsenceTaken, 200: AbsenceTaken},
    problems=(409, 429),
)
def tell_days(days_id: UUID, body: AwayDaysIn) -> tuple[AbsenceTaken, int]:
    """Say that I cannot come on these days, or did not, under the phone's own id; repeating it is harmless.

    One request to staff, whatever it covers. Another session that is wished for and has no room any more is left out of the answer, the rest is kept. 409 when
    nothing of mine is planned then.
    """
    me, now = own_account(body.owner), clock.now()
    wishes = {one.session_id: one.make_up for one in body.wishes}
    told = Days(days_id, body.starts_on, body.ends_on, body.reason, wishes, min(body.said_at, now))
    with transaction():
        new = service.tell_days(me, told, now)
    return AbsenceTaken(outcome="created" if new else "same", **_mine(me, now)), 201 if new else 200


@api.put("/absences/days/<uuid:days_id>/taken-back", policy=ANY_PHONE, answers={200: AbsencesOut}, problems=(404, 409))
def take_back_days(days_id: UUID, body: TakenBackIn) -> AbsencesOut:
    """I come after all, to whatever was not over at the moment of the tap. Harmless to repeat; 409 when all of it was."""
    me, now = own_account(body.owner), clock.now()
    with transaction():
        service.take_back_days(me, days_id, min(body.taken_back_at, now), now)
    return AbsencesOut(**_mine(me, now))


@api.get("/schedule/sessions/<uuid:session_id>/make-ups", policy=ANY_PHONE, answers={200: MakeUpsOut}, problems=(404,))
def make_ups(session_id: UUID) -> MakeUpsOut:
    """Other meetings that can make up for this one of mine, earliest first: of the same kind, within two weeks, with room."""
    caller = who()
    found = service.options(caller.account_id, session_id, clock.now())
    translate = _translator(caller.account_id, caller.language) if found else Translator()
    return MakeUpsOut(items=[OtherMeeting.of(one, translate) for one in found])


def _translator(participant_id: UUID, language: str) -> Translator:
    home = enrollment.program_of(participant_id, clock.now())
    return program.translator(home, language) if home else Translator()


def _mine(participant_id: UUID, now: datetime) -> dict[str, Any]:
    stay = enrollment.enrollment_now(participant_id, now)
    today = timezones.local_day(now, stay.zone if stay else "UTC")
    found = service.own(participant_id, today - rules.WITHIN)
    others = {one.id: one for one in schedule.session_states([each.make_up for each in found if each.make_up])}
    names = accounts.people({one.decided_by for one in found if one.decided_by})
    translate = _translator(participant_id, who().language) if others else Translator()
    items = [
        AbsenceOut.of(
            one,
            others.get(one.make_up) if one.make_up else None,
            names[one.decided_by].display_name if one.decided_by in names else None,
            translate,
        )
        for one in found
    ]
    days = [AwayDaysOut.model_validate(one) for one in service.own_requests(participant_id, today - rules.WITHIN)]
    return {"items": items, "days": days, "missed": service.missed_on(participant_id, today)}
