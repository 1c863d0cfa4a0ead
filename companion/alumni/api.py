"""API of alumni groups and events, cached by the phone."""

from __future__ import annotations

from companion.accounts.gate import who
from companion.accounts.policies import ANY_PHONE
from companion.alumni import service
from companion.alumni.payloads import EventOut, EventsOut, GroupOut, GroupsOut
from companion.kernel import clock
from companion.kernel.routes import Api

api = Api("alumni")


@api.get("/groups", policy=ANY_PHONE, answers={200: GroupsOut})
def groups() -> GroupsOut:
    """The alumni groups of my program, each with its next meetings."""
    me = who()
    found = service.groups(me.account_id, clock.now(), me.language)
    return GroupsOut(items=[GroupOut.of(one) for one in found])


@api.get("/events", policy=ANY_PHONE, answers={200: EventsOut})
def events() -> EventsOut:
    """The events of my program that are not over yet."""
    me = who()
    found = service.events(me.account_id, clock.now(), me.language)
    return EventsOut(items=[EventOut.of(one) for one in found])
