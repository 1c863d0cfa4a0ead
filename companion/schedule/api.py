"""API of a person's own schedule, for their own phone."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from companion.accounts.gate import who
from companion.accounts.policies import ANY_PHONE
from companion.enrollment import service as enrollment
from companion.kernel import clock, timezones
from companion.kernel.routes import Api
from companion.program import service as program
from companion.schedule.payloads import Schedule, ScheduledSession, ScheduleQuery, days_needed, schedule
from companion.schedule.sessions import session_of, sessions_of

api = Api("schedule")


@api.get("/schedule", policy=ANY_PHONE, answers={200: Schedule})
def get_schedule(query: ScheduleQuery) -> Schedule | bytes:
    """My program, my enrollment, and my meetings on these days.

    Days are the program's local days, at most 62; without them yesterday to two weeks ahead. Cancelled and moved
    meetings are included and say so.
    """
    caller, now = who(), clock.now()
    me = caller.account_id
    standing = enrollment.enrollment_status(me, now)
    if standing is None:
        return Schedule(start=None, end=None, program=None, enrollment=None, sessions=[], weeks=[])
    today = timezones.local_day(now, standing.now.zone)
    days = query.days(today)
    sessions = sessions_of(me, *days_needed(standing, *days, today))
    of, closed = program.get_program_and_closures(standing.now.program_id, today - timedelta(days=1))
    return schedule(of, closed, standing, sessions, days, now, program.translator(of, caller.language))


@api.get("/schedule/sessions/<uuid:session_id>", policy=ANY_PHONE, answers={200: ScheduledSession}, problems=(404,))
def get_session(session_id: UUID) -> ScheduledSession:
    """One of my meetings. Anybody else's is not found."""
    caller = who()
    found, now = session_of(caller.account_id, session_id), clock.now()
    translate = program.translator(program.program_of_track(found.track_id), caller.language)
    return ScheduledSession.of(found, enrollment.enrollment_now(caller.account_id, now), translate)
