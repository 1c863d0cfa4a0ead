"""Messages that leave a group at a time: while one group is recorded the others are on their way."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextvars import ContextVar
from pathlib import Path
from uuid import UUID

import pytest

from companion.push import rules
from companion.push.messages import Outgoing
from companion.push.rules import Answer
from companion.push.webpush import GROUPS
from tests.push.sink import Sink
from tests.push.test_sending import NOW, Office

_WHERE: ContextVar[str] = ContextVar("where", default="nowhere")


@pytest.fixture
def office(sink: Sink, tmp_path: Path) -> Iterator[Office]:
    made = Office(sink, tmp_path)
    yield made
    made.sender.close()


class Desk:
    """Hands out letters in groups, and keeps what comes back."""

    def __init__(self, office: Office, groups: Sequence[Sequence[Outgoing]]):
        self._groups, self._office = list(groups), office
        self.back: list[Mapping[UUID, Answer]] = []
        self.at_once = 0
        self._busy = threading.Lock()

    def turn(self, answers: Mapping[UUID, Answer]) -> Sequence[Outgoing]:
        assert self._busy.acquire(blocking=False), "one turn after another"
        try:
            assert _WHERE.get() == "here", "the caller's context"
            if answers:
                self.back.append(answers)
            return self._groups.pop(0) if self._groups else []
        finally:
            self._busy.release()

    def send(self) -> None:
        token = _WHERE.set("here")
        try:
            self._office.sender.send_in_turns(self.turn, NOW)
        finally:
            _WHERE.reset(token)


def test_every_group_comes_back_once_with_all_its_answers(office: Office) -> None:
    groups = [[office.letter(), office.letter(410)], [office.letter(503)], *([office.letter()] for _ in range(7))]
    desk = Desk(office, groups)
    desk.send()
    expected = {frozenset(letter.delivery_id for letter in group) for group in groups}
    assert {frozenset(answers) for answers in desk.back} == expected
    assert len(desk.back) == len(groups)
    outcomes = [answer.outcome for answers in desk.back for answer in answers.values()]
    assert sorted(set(outcomes)) == sorted({rules.ACCEPTED, rules.GONE_FOR_GOOD, rules.LATER})
    assert len(office.sink.arrived) == 10


def test_nothing_to_send_is_asked_about_and_ends(office: Office) -> None:
    desk = Desk(office, [])
    desk.send()
    assert (desk.back, office.sink.arrived) == ([], [])


def test_no_more_groups_are_on_their_way_than_are_meant_to_be(office: Office) -> None:
    desk = Desk(office, [[office.letter()] for _ in range(40)])
    desk.send()
    assert len(office.sink.arrived) == 40
    assert office.sink.most_at_once <= GROUPS


def test_what_fails_between_two_groups_is_raised_after_those_on_their_way_ended(office: Office) -> None:
    letters = [office.letter() for _ in range(GROUPS)]
    groups: list[list[Outgoing]] = [[letter] for letter in letters]

    def turn(answers: Mapping[UUID, Answer]) -> Sequence[Outgoing]:
        if answers:
            raise OSError("no room to write it down")
        return groups.pop(0)

    with pytest.raises(OSError, match="no room"):
        office.sender.send_in_turns(turn, NOW)
    assert len(office.sink.arrived) == GROUPS
    assert office.outcomes(office.letter()) == [rules.ACCEPTED], "and the next batch is not disturbed"


def test_when_the_end_is_asked_for_nothing_more_is_begun(office: Office) -> None:
    letters = [office.letter() for _ in range(5)]
    office.sender.drain()
    desk = Desk(office, [letters])
    desk.send()
    assert [answer.outcome for answer in desk.back[0].values()] == [rules.NOT_TRIED] * 5
    assert office.sink.arrived == []
