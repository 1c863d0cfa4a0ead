"""Where a person says what they want to be reminded of, and sees that it arrives."""

from __future__ import annotations

from flask import Response

from companion.accounts.gate import who
from companion.accounts.policies import PARTICIPANT
from companion.kernel import clock
from companion.kernel.database import transaction
from companion.kernel.routes import Api
from companion.reminders import service
from companion.reminders.payloads import SettingsIn, SettingsOut, StatusOut, shown

api = Api("reminders")


@api.get("/reminders/settings", policy=PARTICIPANT, answers={200: SettingsOut})
def get_reminder_settings() -> SettingsOut:
    """The person's wishes; the defaults until they said otherwise."""
    return shown(service.wishes_of(who().account_id), service.samples(who().language))


@api.put("/reminders/settings", policy=PARTICIPANT, answers={200: SettingsOut})
def put_reminder_settings(body: SettingsIn) -> SettingsOut:
    """Replace the wishes; what is already planned follows at once. Harmless to repeat."""
    with transaction():
        saved = service.save_wishes(who().account_id, body.to_wishes(), clock.now())
    return shown(saved, service.samples(who().language))


@api.get("/reminders/status", policy=PARTICIPANT, answers={200: StatusOut})
def get_reminder_status() -> StatusOut:
    """When a reminder last reached a phone of this person, and when the next one is due."""
    return StatusOut.model_validate(service.status(who().account_id, clock.now()))


@api.get("/reminders/calendar", policy=PARTICIPANT, answers={200: None})
def get_reminder_calendar() -> Response:
    """The next eight weeks as a calendar file (text/calendar) with alarms and one neutral title, for any calendar app."""
    made = service.file_for(who().account_id, clock.now())
    answer = Response(made, mimetype="text/calendar")
    answer.headers["Content-Disposition"] = f'attachment; filename="{service.FILE_NAME}"'
    return answer
