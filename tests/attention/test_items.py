"""What a person asked for reaches staff once, waits until someone takes it, and never closes itself."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from companion.attention import service
from companion.attention.rules import ACKNOWLEDGED, CALL_WANTED, OPEN
from companion.kernel.database import transaction
from companion.kernel.errors import Conflict, Invalid, NotFound
from tests.cast import NOW

SOURCE = UUID("0190a6e0-0000-7000-8000-00000000000a")


def ask(participant_id: UUID, source_id: UUID = SOURCE, minutes: int = 0) -> bool:
    with transaction():
        moment = NOW + timedelta(minutes=minutes)
        return service.raise_item(participant_id, CALL_WANTED, source_id, moment, moment)


def test_an_item_is_raised_once_however_often_its_source_arrives(cast):
    assert ask(cast.mia) is True
    assert ask(cast.mia, minutes=5) is False
    assert len(service.items_for_staff([cast.mia])) == 1


def test_the_same_source_id_from_another_person_is_another_item(cast):
    assert ask(cast.mia)
    assert ask(cast.leo)


def test_staff_see_only_the_people_they_ask_for_longest_waiting_first(cast):
    ask(cast.leo, minutes=0)
    ask(cast.mia, uuid4(), minutes=9)
    ask(cast.mia, uuid4(), minutes=3)
    items = service.items_for_staff([cast.mia])
    assert [item.raised_at - NOW for item in items] == [timedelta(minutes=3), timedelta(minutes=9)]
    assert {item.participant_id for item in items} == {cast.mia}
    assert service.items_for_staff([]) == []


def test_acknowledging_says_who_and_when(cast):
    ask(cast.mia)
    (item,) = service.items_for_staff([cast.mia])
    assert item.state == OPEN
    with transaction():
        service.acknowledge(item.id, cast.dana, [cast.mia], NOW + timedelta(hours=1))
    (item,) = service.items_for_staff([cast.mia])
    assert (item.state, item.acknowledged_by, item.acknowledged_at) == (
        ACKNOWLEDGED,
        cast.dana,
        NOW + timedelta(hours=1),
    )


def test_the_first_to_acknowledge_keeps_it(cast):
    ask(cast.mia)
    (item,) = service.items_for_staff([cast.mia])
    with transaction():
        service.acknowledge(item.id, cast.dana, [cast.mia], NOW)
    with transaction():
        service.acknowledge(item.id, cast.dana, [cast.mia], NOW + timedelta(hours=2))
    with pytest.raises(Conflict), transaction():
        service.acknowledge(item.id, cast.cora, [cast.mia], NOW)
    assert service.items_for_staff([cast.mia])[0].acknowledged_at == NOW


def test_a_closed_item_is_off_the_list_and_its_source_does_not_bring_it_back(cast):
    ask(cast.mia)
    (item,) = service.items_for_staff([cast.mia])
    with transaction():
        service.close(item.id, cast.dana, "contacted", [cast.mia], NOW)
    assert service.items_for_staff([cast.mia]) == []
    assert ask(cast.mia) is False
    assert service.items_for_staff([cast.mia]) == []


def test_closing_or_acknowledging_what_is_closed_is_a_conflict(cast):
    ask(cast.mia)
    (item,) = service.items_for_staff([cast.mia])
    with transaction():
        service.close(item.id, cast.dana, "attempted", [cast.mia], NOW)
    with pytest.raises(Conflict), transaction():
        service.close(item.id, cast.dana, "contacted", [cast.mia], NOW)
    with pytest.raises(Conflict), transaction():
        service.acknowledge(item.id, cast.dana, [cast.mia], NOW)


def test_an_item_closes_only_with_a_known_reason(cast):
    ask(cast.mia)
    (item,) = service.items_for_staff([cast.mia])
    with pytest.raises(Invalid), transaction():
        service.close(item.id, cast.dana, "", [cast.mia], NOW)
    assert service.items_for_staff([cast.mia])[0].state == OPEN


@pytest.mark.parametrize("verb", ["acknowledge", "close"])
def test_items_of_people_outside_the_scope_are_as_if_they_did_not_exist(cast, verb):
    ask(cast.mia)
    (item,) = service.items_for_staff([cast.mia])
    verbs = {
        "acknowledge": lambda item_id: service.acknowledge(item_id, cast.omar, [cast.leo], NOW),
        "close": lambda item_id: service.close(item_id, cast.omar, "contacted", [cast.leo], NOW),
    }
    for item_id in (item.id, uuid4()):
        with pytest.raises(NotFound), transaction():
            verbs[verb](item_id)
    assert service.items_for_staff([cast.mia])[0].state == OPEN


def test_an_item_that_waited_on_a_phone_without_signal_is_marked_late(cast):
    with transaction():
        service.raise_item(cast.mia, CALL_WANTED, SOURCE, NOW - timedelta(days=3), NOW)
    assert service.items_for_staff([cast.mia])[0].late
    ask(cast.leo)
    assert not service.items_for_staff([cast.leo])[0].late
