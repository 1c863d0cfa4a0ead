"""The worker as a process of its own: asked to end, it ends in time and says what it knows."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from companion.worker import GRACE_SECONDS
from tests.push.sink import running
from tests.worker.installation import Installation


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Installation]:
    with running() as sink:
        yield Installation(tmp_path, sink)


def test_asked_to_end_it_ends_in_time_without_a_failure(here: Installation) -> None:
    with here.worker() as process:
        here.wait(here.beat, "no sign of life")
        process.send_signal(signal.SIGTERM)
        assert process.wait(GRACE_SECONDS + 2) == 0


def test_a_message_on_its_way_is_waited_for_and_recorded_before_the_end(here: Installation) -> None:
    here.sink.becomes["201"] = "slow"  # type: ignore[assignment]
    occurrence = here.due(datetime.now(UTC), timedelta(hours=1))
    with here.worker() as process:
        here.wait(lambda: here.sink.arrived, "nothing was sent")
        process.send_signal(signal.SIGTERM)
        assert process.wait(GRACE_SECONDS + 2) == 0
    assert here.state(occurrence) == "sent"


def test_a_push_service_that_says_nothing_does_not_keep_the_process(here: Installation) -> None:
    """A prompt of which nobody knows whether it was sent is not sent again."""
    here.sink.becomes["201"] = "tarpit"  # type: ignore[assignment]
    occurrence = here.due(datetime.now(UTC), timedelta(hours=1))
    with here.worker() as process:
        here.wait(lambda: here.sink.arrived, "nothing was sent")
        process.send_signal(signal.SIGTERM)
        assert process.wait(GRACE_SECONDS + 2) == 0
    assert here.state(occurrence) in {"failed", "skipped"}
