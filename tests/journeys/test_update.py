"""A new version never takes the page away from under somebody's hands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.journeys.house import House
from tests.journeys.phone import Phone


@pytest.fixture
def publish(built_app: Path) -> Iterator[Callable[[], None]]:
    """`publish()` puts a worker with another build number on the server; the built one comes back afterwards."""
    worker = built_app / "sw.js"
    built = worker.read_text()

    def next_version() -> None:
        changed = re.sub(r"(?<=[\"'`])[0-9a-f]{16}(?=[\"'`])", "0" * 16, built)
        changed = re.sub(r"shell-[0-9a-f]{16}", "shell-" + "0" * 16, changed)
        assert changed != built, "the worker carries a build number"
        worker.write_text(changed)

    yield next_version
    worker.write_text(built)


def test_an_update_waits_while_a_form_is_half_filled_and_the_draft_survives_it(
    house: House, activated: Callable[..., Phone], publish: Callable[[], None]
) -> None:
    phone = activated(house.invite("Mia"))
    phone.open("/log")
    phone.choose("Mood", "Okay")
    phone.tap("button", "More, if you want")
    phone.page.get_by_label("A line for yourself").fill("half a thought")
    phone.page.evaluate("window.samePage = true")
    publish()
    phone.page.evaluate("navigator.serviceWorker.ready.then((found) => found.update()).then(() => true)")
    phone.sees("Update ready")
    assert phone.page.evaluate("window.samePage") is True
    assert phone.page.get_by_label("A line for yourself").input_value() == "half a thought"

    phone.tap("button", "Update", exact=True)
    phone.sees("You had started this. It is still here.")
    assert phone.page.evaluate("window.samePage") is None
    assert phone.page.get_by_label("A line for yourself").input_value() == "half a thought"
    assert phone.page.get_by_role("radio", name="Okay").is_checked()
