"""The one place that asks what time it is. Request handlers and jobs call `now()` and pass the instant down."""

from __future__ import annotations

import select
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

_fixed: datetime | None = None


def now() -> datetime:
    """The current instant, aware, UTC."""
    return _fixed if _fixed is not None else datetime.now(UTC)


def monotonic() -> float:
    """Seconds that never step back; only differences mean something."""
    return time.monotonic()


def pause(seconds: float) -> None:
    """Wait a moment. Relative on purpose: `time.sleep` waits until an absolute instant, which fails when everything is
    run under a shifted clock."""
    select.select([], [], [], seconds)


@contextmanager
def fixed(instant: datetime) -> Iterator[None]:
    """Hold `now()` at `instant` (aware) in every thread of this process, so that tests can set the time."""
    global _fixed
    if instant.tzinfo is None:
        raise ValueError("a fixed clock needs an aware instant")
    before, _fixed = _fixed, instant.astimezone(UTC)
    try:
        yield
    finally:
        _fixed = before
