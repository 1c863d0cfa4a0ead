"""What the page leaves out: names, treatments, and who leads."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from companion.schedule.rules import SessionView
from companion.supporters import rules

NAMES = ("Maple", "Mia")


def meeting(**changes: object) -> SessionView:
    at = datetime(2026, 3, 14, 14, tzinfo=UTC)
    values = {
        "id": uuid4(), "track_id": uuid4(), "participant_id": None, "zone": "America/New_York",
        "local_date": date(2026, 3, 14), "starts_at": at, "ends_at": at.replace(hour=15), "kind": "family_session",
        "title": "Family therapy", "place": "Garden room", "join_url": None, "with_name": "Priya", "modality": None,
        "optional": True, "status": "scheduled", "changed_at": None, "previous_starts_at": None,
    }  # fmt: skip
    return SessionView(**(values | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "Maple, second floor",
        "at MAPLE",
        "Mia’s kitchen",
        "Group room",
        "Recovery café",
        "Sala de terapia",
        "Clínica",
        "AA hall",
        "Centro de Adicciones",
        "Jardín terapéutico",
        "Desintoxicación, piso 2",
        "Salud mental, puerta azul",
        "Behavioral Health Building",
        "Department of Psychiatry",
        "Centro Psicológico",
        "Recai\u0301da",
        "12-step room",
        "Doce pasos",
        "Narcan shelf",
    ],
)
def test_what_names_the_program_the_person_or_a_treatment_tells(text):
    assert rules.tells(text, NAMES)


@pytest.mark.parametrize("text", ["Garden room", "14 Mill Street", "Miami Avenue 3", "Mapleton Hall", "Sala verde", ""])
def test_other_words_do_not_even_when_a_name_is_part_of_them(text):
    assert not rules.tells(text, NAMES)


def test_an_invitation_carries_no_title_and_no_leader():
    said = rules.invitation(meeting(), "1 Main Street", NAMES)
    assert "therapy" not in repr(said)
    assert "Priya" not in repr(said)
    assert (said.place, said.address) == ("Garden room", "1 Main Street")


def test_a_room_whose_name_tells_is_left_out_and_the_address_stays():
    said = rules.invitation(meeting(place="Group room"), "1 Main Street", NAMES)
    assert (said.place, said.address) == (None, "1 Main Street")


def test_an_address_that_tells_is_left_out_too():
    assert rules.invitation(meeting(), "Maple Clinic, 1 Main Street", NAMES).address is None


def test_a_meeting_without_a_room_has_no_address():
    assert (
        rules.invitation(meeting(place=None, join_url="https://meet.example.org/x"), "1 Main Street", NAMES).address
        is None
    )


def test_a_move_that_came_back_is_no_move():
    one = meeting()
    assert rules.invitation(meeting(previous_starts_at=one.starts_at), None, NAMES).moved_from is None


def test_something_whose_title_tells_is_not_shown_and_a_description_that_tells_is_left_out():
    assert rules.pointer("Recovery kitchen", "Soup.", None, "1", None, NAMES) is None
    shown = rules.pointer("Sunday walk", "For families in recovery.", "Maple garden", "1", None, NAMES)
    assert shown == rules.Pointer("Sunday walk", "", None, "1", None)


def test_nobody_can_be_invited_along_to_a_group():
    from companion.program.rules import KINDS

    assert {kind for kind in KINDS if "group" in kind} & rules.ALONG_KINDS == set()
