"""Somebody asked for a call: connected browsers of staff hear of it at once and again until somebody takes it."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from companion.accounts import service as accounts
from companion.attention import service as attention
from companion.attention import transitions
from companion.attention.rules import CALL_WANTED
from companion.enrollment import service as enrollment
from companion.kernel import ids
from companion.kernel.database import transaction
from companion.program import service as program
from companion.push.post import Post
from companion.reminders.rules import CALL
from tests.cast import NOW, Cast
from tests.program.builders import track_id
from tests.push.sink import Sink
from tests.reminders.conftest import Owned, at
from tests.reminders.steps import States, pass_at
from tests.support.words import says

pytestmark = pytest.mark.databases("sqlite", "postgresql")

SENTENCE = "Someone is waiting for a call"


@pytest.fixture
def dana(cast: Cast, post: Post, sink: Sink) -> Owned:
    """On Mia's care team, at a browser that receives messages."""
    owned = Owned(cast.dana, post, sink)
    owned.gets_a_phone("browser")
    return owned


@pytest.fixture
def asked(cast: Cast, dana: Owned) -> UUID:
    with transaction():
        attention.raise_item(cast.mia, CALL_WANTED, ids.new_id(), NOW, NOW)
    return attention.items_for_staff([cast.mia], NOW)[0].id


def test_the_care_team_is_told_at_once_and_once(dana: Owned, asked: UUID, cast: Cast) -> None:
    pass_at(NOW)
    pass_at(NOW + timedelta(minutes=5))
    assert dana.titles("browser") == [SENTENCE]
    [seen] = dana.received("browser")
    assert seen["navigate"].endswith("/staff/")
    assert says(str(seen), "Mia") == []


def test_it_is_said_again_at_each_escalation_and_then_also_to_coordinators(
    dana: Owned, asked: UUID, cast: Cast, post: Post, sink: Sink
) -> None:
    pass_at(NOW)
    pass_at(NOW + timedelta(hours=4, minutes=1))
    pass_at(NOW + timedelta(hours=12, minutes=1))
    assert dana.titles("browser") == [SENTENCE] * 3
    assert len({one["tag"] for one in dana.received("browser")}) == 1, "a repeat replaces"


def test_once_somebody_took_it_nothing_more_is_said(dana: Owned, asked: UUID, cast: Cast, states: States) -> None:
    from companion.reminders import jobs

    jobs.plan(NOW)
    with transaction():
        item = attention.get_item(asked, [cast.mia], NOW)
        transitions.open_item(item, cast.dana, NOW)
        transitions.acknowledge_item(item, cast.dana, NOW)
    pass_at(NOW + timedelta(minutes=1))
    pass_at(NOW + timedelta(hours=4, minutes=1))
    assert dana.titles("browser") == []
    assert states(CALL) == [("skipped", "not_waiting")]


def test_staff_outside_the_care_team_hear_nothing(cast: Cast, asked: UUID, post: Post, sink: Sink) -> None:
    omar = Owned(cast.omar, post, sink)
    omar.gets_a_phone("browser")
    pass_at(NOW)
    assert omar.titles("browser") == []


def test_a_push_service_that_fails_is_asked_again_within_the_hour(dana: Owned, asked: UUID, sink: Sink) -> None:
    sink.becomes["201"] = 503
    pass_at(NOW)
    sink.becomes.clear()
    pass_at(NOW + timedelta(minutes=10))
    assert dana.titles("browser")[-1] == SENTENCE
    assert len(sink.arrived) == 2


@pytest.fixture
def cora(cast: Cast, post: Post, sink: Sink) -> Owned:
    """Coordinates, at a browser that receives messages."""
    owned = Owned(cast.cora, post, sink)
    owned.gets_a_phone("browser")
    return owned


def enrolled(cast: Cast, maple: UUID, *coordinators: UUID) -> None:
    """Mia is in Maple, whose phone is answered Monday to Friday from nine to five."""
    with transaction():
        enrollment.enroll(cast.mia, track_id(), at(9).date(), NOW)
        for one in coordinators:
            program.assign_staff(maple, one)


def raised(cast: Cast, when: datetime) -> None:
    with transaction():
        attention.raise_item(cast.mia, CALL_WANTED, ids.new_id(), when, when)


def test_coordinators_hear_after_four_hours_in_which_somebody_was_there_not_at_night(
    cast: Cast, maple: UUID, dana: Owned, cora: Owned
) -> None:
    enrolled(cast, maple, cast.cora)
    raised(cast, at(15))
    for hour, minute, day in ((15, 0, 10), (19, 1, 10), (22, 0, 10), (2, 0, 11), (10, 59, 11)):
        pass_at(at(hour, minute, day=day))
    assert cora.titles("browser") == []
    pass_at(at(11, 1, day=11))
    assert cora.titles("browser") == [SENTENCE]


def test_what_was_asked_on_friday_evening_is_overdue_on_saturday_and_with_coordinators_on_monday(
    cast: Cast, maple: UUID, dana: Owned, cora: Owned, states: States
) -> None:
    enrolled(cast, maple, cast.cora)
    raised(cast, at(18, day=13))
    for moment in (at(18, day=13), at(6, 1, day=14), at(13, 1, day=16)):
        pass_at(moment)
    assert len(cora.titles("browser")) == 2
    assert len(dana.titles("browser")) == 3


def test_who_coordinates_another_program_hears_nothing(cast: Cast, maple: UUID, dana: Owned, cora: Owned) -> None:
    enrolled(cast, maple)
    raised(cast, at(9))
    pass_at(at(13, 1))
    pass_at(at(21, 1))
    assert cora.titles("browser") == []


def test_a_disabled_coordinator_is_not_told(cast: Cast, maple: UUID, dana: Owned, cora: Owned) -> None:
    enrolled(cast, maple, cast.cora)
    raised(cast, at(9))
    with transaction():
        accounts.disable(cast.cora, NOW)
    pass_at(at(13, 1))
    assert cora.titles("browser") == []
