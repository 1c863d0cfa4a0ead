"""API where a person says what they want to be reminded of, and sees that reminders arrive."""

from __future__ import annotations

from flask import Response, url_for

from companion import config
from companion.accounts.gate import own_account, who
from companion.accounts.policies import ANY_PHONE, FRESH_PROOF, PARTICIPANT
from companion.kernel import clock
from companion.kernel.database import transaction
from companion.kernel.routes import Api
from companion.reminders import service
from companion.reminders.payloads import FeedAddressOut, FeedOut, FeedQuery, SettingsIn, SettingsOut, StatusOut, shown

api = Api("reminders")


@api.get("/reminders/settings", policy=ANY_PHONE, answers={200: SettingsOut})
def get_reminder_settings() -> SettingsOut:
    """The person's wishes; the defaults until they said otherwise."""
    return shown(service.wishes_of(who().account_id), service.samples(who().language))


@api.put("/reminders/settings", policy=PARTICIPANT, answers={200: SettingsOut})
def put_reminder_settings(body: SettingsIn) -> SettingsOut:
    """Replace the wishes; what is already planned follows at once. Harmless to repeat."""
    with transaction():
        saved = service.save_wishes(who().account_id, body.to_wishes(), clock.now())
    return shown(saved, service.samples(who().language))


@api.get("/reminders/status", policy=ANY_PHONE, answers={200: StatusOut})
def get_reminder_status() -> StatusOut:
    """When a reminder last reached this phone, and when the person's next one is due."""
    caller = who()
    return StatusOut.model_validate(service.status(caller.account_id, caller.sign_in_id, clock.now()))


@api.get("/reminders/calendar", policy=PARTICIPANT, answers={200: None})
def get_reminder_calendar() -> Response:
    """The next eight weeks as a calendar file (text/calendar) with alarms and one neutral title, for any calendar app."""
    made = service.file_for(who().account_id, clock.now())
    answer = Response(made, mimetype="text/calendar")
    answer.headers["Content-Disposition"] = f'attachment; filename="{service.FILE_NAME}"'
    return answer


@api.get("/reminders/calendar/feed", policy=PARTICIPANT, answers={200: FeedOut})
def get_calendar_feed() -> FeedOut:
    """Whether a calendar app may read the person's dates by an address, since when, and when one last did."""
    return FeedOut.model_validate(service.feed_status(who().account_id, clock.now()))


@api.post(
    "/reminders/calendar/feed",
    policy=PARTICIPANT,
    proof=FRESH_PROOF,
    answers={201: FeedAddressOut},
    problems=(409, 429),
)
def post_calendar_feed(query: FeedQuery) -> FeedAddressOut:
    """Make the address, or a new one: the one before is dead at once. This answer is the only place where it ever stands.

    409 when the program does not offer it or the person is not in one now, 403 other_account; then nothing changed.
    """
    now, me = clock.now(), own_account(query.owner)
    service.spend_an_address(me, now)
    with transaction():
        token = service.open_feed(me, now)
    path = url_for("calendar.calendar_feed", token=token)
    return FeedAddressOut(address=f"{config.current().origin}{path}")


@api.delete("/reminders/calendar/feed", policy=PARTICIPANT, answers={204: None})
def delete_calendar_feed(query: FeedQuery) -> None:
    """Turn it off: the address is dead at once and for good. Harmless to repeat; 403 other_account."""
    me = own_account(query.owner)
    with transaction():
        service.close_feed(me)
