"""Days in recovery for everybody: each step and sheet passes axe, and all of it can be told with a keyboard alone."""

from __future__ import annotations

import re

from tests.journeys.house import House
from tests.journeys.test_accessibility import axe, problems_of  # noqa: F401 - a fixture
from tests.journeys.test_recovery import STEPS, Activated, begin

ONWARD = re.compile("^(Yes, I’m safe|Go on)$")


def test_every_step_and_every_sheet_passes_axe_in_both_themes(
    house: House,
    activated: Activated,
    axe: str,  # noqa: F811 - the fixture of the accessibility tests
) -> None:
    phone = activated(house.invite("Mia"))
    page = phone.page
    begin(phone, house)
    found: list[str] = []

    def look(where: str) -> None:
        found.extend(f"{where} {each}" for each in problems_of(page, axe))

    page.set_viewport_size({"width": 390, "height": 844})
    phone.tap("button", "Change: Wine")
    page.get_by_text("Fix a date I got wrong").tap()
    look("change")
    phone.open("/days")
    phone.tap("button", "Add a milestone")
    look("milestone")
    phone.open("/days/happened")
    for step in STEPS[:-1]:
        page.get_by_role("heading", level=1, name=re.compile(step)).wait_for()
        look(step)
        page.get_by_role("button", name=ONWARD).tap()
    page.get_by_role("radio", name="A new stretch from …").tap()
    look("days")
    phone.tap("button", "Done", exact=True)
    page.get_by_role("heading", name="Noted on this phone").wait_for()
    look("end")
    phone.open("/days")
    look("undo")
    phone.open("/goals")
    phone.tap("button", "Add a goal")
    look("goal")
    assert not found, "\n".join(found)


def test_it_happened_can_be_told_with_a_keyboard_alone(house: House, activated: Activated) -> None:
    phone = activated(house.invite("Mia"))
    begin(phone, house)
    phone.open("/days/happened")
    page = phone.page
    for step in STEPS[:-1]:
        page.get_by_role("heading", level=1, name=re.compile(step)).wait_for()
        page.get_by_role("button", name=ONWARD).press("Enter")
    page.get_by_role("radio", name="Pause the counter").press("Space")
    page.get_by_role("button", name="Done", exact=True).press("Enter")
    page.get_by_role("heading", name="Noted on this phone").wait_for()
    page.get_by_role("link", name="My days").press("Enter")
    phone.sees("Paused. Your days are kept.")
