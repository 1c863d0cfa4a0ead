"""What a person asked for reaches staff once, waits until someone takes it, and never closes itself."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from companion.attention import service, transitions
from companion.attention.rules import ACKNOWLEDGED, CALL_WANTED, OPEN, ItemView
from companion.kernel.database import transaction
from companion.kernel.errors import Conflict, Invalid, NotFound
from tests.cast import NOW

pytestmark = pytest.mark.databases("sqlite", "postgresql")

SOURCE = UUID("0190a6e0-0000-7000-8000-00000000000a")


def ask(participant_id: UUID, source_id: UUID = SOURCE, minutes: int = 0) -> bool:
    with transaction():
        moment = NOW + timedelta(minutes=minutes)
        return service.raise_item(participant_id, CALL_WANTED, source_id, moment, moment)


def test_an_item_is_raised_once_however_often_its_source_arrives(cast):
    assert ask(cast.mia) is True
    assert ask(cast.mia, minutes=5) is False
    assert len(service.items_for_staff([cast.mia], NOW)) == 1


def test_the_same_source_id_from_another_person_is_another_item(cast):
    assert ask(cast.mia)
    assert ask(cast.leo)


def test_staff_see_only_the_people_they_ask_for_longest_waiting_first(cast):
    ask(cast.leo, minutes=0)
    ask(cast.mia, uuid4(), minutes=9)
    ask(cast.mia, uuid4(), minutes=3)
    items = service.items_for_staff([cast.mia], NOW)
    assert [item.raised_at - NOW for item in items] == [timedelta(minutes=3), timedelta(minutes=9)]
    assert {item.participant_id for item in items} == {cast.mia}
    assert service.items_for_staff([], NOW) == []


def opened_by(staff_id: UUID, participant_id: UUID) -> ItemView:
    (item,) = service.items_for_staff([participant_id], NOW)
    with transaction():
        transitions.open_item(item, staff_id, NOW)
    return item


def taken_by(staff_id: UUID, participant_id: UUID) -> ItemView:
    item = opened_by(staff_id, participant_id)
    with transaction():
        transitions.acknowledge_item(item, staff_id, NOW)
    return service.get_item(item.id, [participant_id], NOW)


def test_acknowledging_says_who_and_when(cast):
    ask(cast.mia)
    item = opened_by(cast.dana, cast.mia)
    with transaction():
        transitions.acknowledge_item(item, cast.dana, NOW + timedelta(hours=1))
    (item,) = service.items_for_staff([cast.mia], NOW)
    assert (item.state, item.acknowledged_by, item.acknowledged_at) == (
        ACKNOWLEDGED,
        cast.dana,
        NOW + timedelta(hours=1),
    )


def test_nobody_acknowledges_what_they_did_not_open(cast):
    ask(cast.mia)
    item = opened_by(cast.dana, cast.mia)
    with pytest.raises(Conflict) as refused, transaction():
        transitions.acknowledge_item(item, cast.cora, NOW)
    assert refused.value.code == "open_first"
    assert service.items_for_staff([cast.mia], NOW)[0].state == OPEN


def test_the_first_to_acknowledge_keeps_it(cast):
    ask(cast.mia)
    item = opened_by(cast.dana, cast.mia)
    opened_by(cast.cora, cast.mia)
    for minute in (0, 9):
        with transaction():
            transitions.acknowledge_item(item, cast.dana, NOW + timedelta(minutes=minute))
    with pytest.raises(Conflict), transaction():
        transitions.acknowledge_item(item, cast.cora, NOW)
    assert service.items_for_staff([cast.mia], NOW)[0].acknowledged_at == NOW


def test_each_attempt_is_counted_and_written_down(cast):
    ask(cast.mia)
    item = taken_by(cast.dana, cast.mia)
    for minute in (5, 40):
        with transaction():
            transitions.record_step(
                service.get_item(item.id, [cast.mia], NOW), cast.dana, "attempted", NOW + timedelta(minutes=minute)
            )
    (item,) = service.items_for_staff([cast.mia], NOW)
    assert (item.state, item.attempts) == ("attempted", 2)
    assert [(one.step, one.number) for one in transitions.steps_done(item.id)] == [
        ("opened", 0), ("acknowledged", 0), ("attempted", 1), ("attempted", 2),
    ]  # fmt: skip


def test_what_was_handed_up_waits_for_somebody_again(cast):
    ask(cast.mia)
    item = taken_by(cast.dana, cast.mia)
    with transaction():
        transitions.record_step(item, cast.dana, "escalated", NOW)
    assert service.waits(item.id)
    assert taken_by(cast.cora, cast.mia).acknowledged_by == cast.cora


@pytest.mark.parametrize("what", ["contacted", "attempted", "escalated"])
def test_nothing_comes_of_what_nobody_took(cast, what):
    ask(cast.mia)
    item = opened_by(cast.dana, cast.mia)
    with pytest.raises(Conflict), transaction():
        transitions.record_step(item, cast.dana, what, NOW)


def test_only_known_words_say_what_came_of_it(cast):
    ask(cast.mia)
    item = taken_by(cast.dana, cast.mia)
    for what in ("closed", "open", "", "acknowledged"):
        with pytest.raises(Invalid), transaction():
            transitions.record_step(item, cast.dana, what, NOW)


def test_a_closed_item_is_off_the_list_and_its_source_does_not_bring_it_back(cast):
    ask(cast.mia)
    item = taken_by(cast.dana, cast.mia)
    with transaction():
        transitions.close_item(item, cast.dana, "contacted", NOW)
    assert service.items_for_staff([cast.mia], NOW) == []
    assert ask(cast.mia) is False
    assert service.items_for_staff([cast.mia], NOW) == []


def test_what_is_closed_stays_as_it_was(cast):
    ask(cast.mia)
    item = taken_by(cast.dana, cast.mia)
    with transaction():
        transitions.close_item(item, cast.dana, "attempted", NOW)
    closed = service.get_item(item.id, [cast.mia], NOW)
    again = (
        lambda: transitions.close_item(closed, cast.dana, "contacted", NOW),
        lambda: transitions.acknowledge_item(closed, cast.dana, NOW),
        lambda: transitions.record_step(closed, cast.dana, "contacted", NOW),
    )
    for write in again:
        with pytest.raises(Conflict), transaction():
            write()
    assert service.get_item(item.id, [cast.mia], NOW).closed_reason == "attempted"


def test_an_item_closes_only_with_a_known_reason_and_after_somebody_took_it(cast):
    ask(cast.mia)
    item = opened_by(cast.dana, cast.mia)
    with pytest.raises(Conflict), transaction():
        transitions.close_item(item, cast.dana, "contacted", NOW)
    with pytest.raises(Invalid), transaction():
        transitions.close_item(item, cast.dana, "", NOW)
    assert service.items_for_staff([cast.mia], NOW)[0].state == OPEN


def test_items_of_people_outside_the_scope_are_as_if_they_did_not_exist(cast):
    ask(cast.mia)
    (item,) = service.items_for_staff([cast.mia], NOW)
    for item_id in (item.id, uuid4()):
        with pytest.raises(NotFound):
            service.get_item(item_id, [cast.leo], NOW)


def test_an_item_that_waited_on_a_phone_without_signal_is_marked_late(cast):
    with transaction():
        service.raise_item(cast.mia, CALL_WANTED, SOURCE, NOW - timedelta(days=3), NOW)
    assert service.items_for_staff([cast.mia], NOW)[0].late
    ask(cast.leo)
    assert not service.items_for_staff([cast.leo], NOW)[0].late
