"""A person's time in their track: a later end, joining from home, and the first-day card."""

from __future__ import annotations

from uuid import UUID

from werkzeug.wrappers import Response

from companion.accounts.gate import page
from companion.accounts.policies import STAFF
from companion.enrollment import service as enrollment
from companion.kernel import clock
from companion.schedule import service as schedule
from companion.staff.core.layout import staff
from companion.staff.people import forms
from companion.staff.people.changes import done


@page(staff, "/people/<uuid:participant_id>/extend", policy=STAFF, methods=("POST",))
def extend(participant_id: UUID) -> Response:
    """The soft end moves, and the calendar reaches as far at once."""
    form = forms.ExtendForm()

    def write(whose: UUID) -> None:
        enrollment.extend(whose, form.on.data)
        for each in enrollment.enrollments(whose):
            if each.last_day is None:
                schedule.write_out_track(each.program_id, each.track_id, clock.now())

    return done(participant_id, form, "extended", write)


@page(staff, "/people/<uuid:participant_id>/remote", policy=STAFF, methods=("POST",))
def remote(participant_id: UUID) -> Response:
    form = forms.RemoteForm()
    return done(
        participant_id,
        form,
        "remote_changed",
        lambda whose: enrollment.set_remote(whose, form.first.data, form.last.data, clock.now()),
    )


@page(staff, "/people/<uuid:participant_id>/first-day", policy=STAFF, methods=("POST",))
def first_day(participant_id: UUID) -> Response:
    form = forms.FirstDayForm()
    return done(participant_id, form, "first_day_changed", lambda whose: enrollment.set_first_day(whose, form.card()))
