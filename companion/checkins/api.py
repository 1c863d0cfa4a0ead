"""API where a person's own phone stores and reads check-ins. Sending again is always harmless."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from companion.accounts.gate import own_account, who
from companion.accounts.policies import ANY_PHONE, PARTICIPANT
from companion.attention import service as attention
from companion.attention.rules import HIGH_CRAVING
from companion.checkins import rules, service
from companion.checkins.notice import tell_staff
from companion.checkins.payloads import (
    BatchIn,
    BatchOut,
    CheckinIn,
    CheckinItem,
    CheckinOut,
    CheckinSaved,
    CheckinsOut,
    DaysQuery,
    Version,
    results,
)
from companion.enrollment import service as enrollment
from companion.kernel import clock
from companion.kernel.database import transaction
from companion.kernel.errors import Conflict, Invalid
from companion.kernel.routes import BATCH_LIMIT, Api

api = Api("checkins")


@api.put(
    "/checkins/<uuid:checkin_id>",
    policy=ANY_PHONE,
    answers={201: CheckinSaved, 200: CheckinSaved},
    problems=(404, 409),
)
def put_checkin(checkin_id: UUID, body: CheckinIn) -> tuple[CheckinSaved, int]:
    """Store one check-in, or a correction of it.

    The id is made by the phone. The same content again answers 200 "same"; a higher revision within 24 hours of
    recording answers 200 "updated"; a version that lost against a newer one answers 409.
    """
    mine = own_account(body.owner)
    new, now = body.to_new(checkin_id, _home_zone(mine, [body])), clock.now()
    with transaction():
        recorded = service.record_checkin(mine, new, now)
        tell_staff(mine, [new], [recorded.outcome], now)
    if recorded.outcome == rules.CONFLICT:
        raise Conflict(recorded.reason or rules.CONFLICT, "Another version of this entry is stored.")
    if recorded.outcome == rules.REJECTED:
        raise Invalid(recorded.reason or rules.REJECTED, "This entry was not accepted.")
    return CheckinSaved.model_validate(recorded), 201 if recorded.outcome == rules.CREATED else 200


@api.post("/checkins/batch", policy=ANY_PHONE, answers={200: BatchOut}, max_body=BATCH_LIMIT)
def post_checkins_batch(body: BatchIn) -> bytes:
    """Store up to fifty check-ins, with a result for each.

    An item that cannot be read is "rejected" and spoils no other.
    """
    mine = own_account(body.owner)
    items = [item for item in body.items if isinstance(item, CheckinItem)]
    home_zone, now = _home_zone(mine, items), clock.now()
    readable = [item.to_new(item.id, home_zone) for item in items]
    with transaction():
        every = service.record_batch(mine, readable, now)
        tell_staff(mine, readable, [one.outcome for one in every], now)
    recorded = iter(every)
    return results(next(recorded) if isinstance(i, CheckinItem) else _unreadable(i.id) for i in body.items)


@api.delete("/checkins/<uuid:checkin_id>", policy=PARTICIPANT, answers={204: None})
def delete_checkin(checkin_id: UUID) -> None:
    """Delete one of my own entries for good. Harmless to repeat; an id that is not mine gets the same answer."""
    mine, now = who().account_id, clock.now()
    with transaction():
        service.delete_checkin(mine, checkin_id, now)
        attention.withdraw_item(mine, HIGH_CRAVING, checkin_id, now)


@api.get("/checkins", policy=PARTICIPANT, answers={200: CheckinsOut})
def get_checkins(query: DaysQuery) -> CheckinsOut:
    """The signed-in person's own check-ins about the days `start` to `end`, oldest first."""
    return CheckinsOut(
        items=[CheckinOut.of(view) for view in service.list_checkins(who().account_id, query.start, query.end)]
    )


def _home_zone(participant_id: UUID, sent: Iterable[Version]) -> str:
    """The zone of the person's program. Asked for only when an entry comes from a phone that does not know its own."""
    return "UTC" if all(one.zone for one in sent) else enrollment.home_zone(participant_id, clock.now())


def _unreadable(checkin_id: UUID) -> service.Recorded:
    return service.Recorded(checkin_id, rules.REJECTED, rules.NOT_ACCEPTED)
