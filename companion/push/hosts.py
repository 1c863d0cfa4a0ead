"""The health of each push service: a circuit breaker and a limit on simultaneous messages, per host. Plain state, no waiting.

Seconds are monotonic and passed in. One instance lives as long as the sending process.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

START, MOST, LEAST = 16, 128, 1
FAILURES_TO_OPEN = 5
FIRST_PAUSE, LONGEST_PAUSE = 30.0, 60.0  # of our own accord: one message a minute asks whether it is back
LONGEST_ASKED_FOR = 300.0
REFUSED_SHARE, REFUSED_SAMPLE = 0.2, 5
REFUSED_PAUSE = 600.0
_RECENT = 50


@dataclass
class Host:
    """One push service as this process sees it."""

    name: str
    limit: int = START
    failures: int = 0
    paused_until: float = 0.0
    pause: float = FIRST_PAUSE
    alarm: str | None = None
    probing: bool = False
    _recent: deque[bool] = field(default_factory=lambda: deque(maxlen=_RECENT))

    def may_send(self, at: float) -> bool:
        """Whether a message may go out. After a pause exactly one goes first, to see whether the host is back."""
        if at < self.paused_until:
            return False
        if self.paused_until and self.probing:
            return False
        if self.paused_until:
            self.probing = True
        return True

    def good(self) -> None:
        """It took a message: room for one more at a time."""
        self.failures, self.paused_until, self.pause, self.probing = 0, 0.0, FIRST_PAUSE, False
        self.alarm = None
        self.limit = min(MOST, self.limit + 1)
        self._recent.append(False)

    def bad(self, at: float, wait: float | None = None) -> None:
        """It asked to slow down, broke or said nothing: half as many; after several in a row, or while it names a
        time, none at all."""
        self.limit = max(LEAST, self.limit // 2)
        self.failures += 1
        if wait:
            self._stop(at, min(wait, LONGEST_ASKED_FOR), "asked to wait")
        if self.probing or self.failures >= FAILURES_TO_OPEN:
            self._stop(at, self.pause, "not answering")
            self.pause = min(LONGEST_PAUSE, self.pause * 2)

    def refused(self, at: float) -> bool:
        """It refused us (400, 401, 403). True once a fifth of the recent answers are refusals: then the fault is most
        likely ours, the host is paused, and no subscription may be blamed."""
        self._recent.append(True)
        self.probing = False
        share = sum(self._recent) / len(self._recent)
        if len(self._recent) >= REFUSED_SAMPLE and share >= REFUSED_SHARE:
            self._stop(at, REFUSED_PAUSE, "refuses our messages")
            return True
        return self.blamed

    @property
    def blamed(self) -> bool:
        """Whether the host refuses so many that single subscriptions are not to blame."""
        return self.alarm == "refuses our messages"

    def neutral(self) -> None:
        """It answered, about that one subscription only."""
        self.failures, self.probing = 0, False
        self.paused_until = 0.0
        self._recent.append(False)

    def not_asked(self) -> None:
        """The message never left, so nothing was learned and the next one may probe."""
        self.probing = False

    def _stop(self, at: float, seconds: float, why: str) -> None:
        self.paused_until = max(self.paused_until, at + seconds)
        self.alarm, self.probing = why, False


class Hosts:
    """The hosts met so far."""

    def __init__(self) -> None:
        self._known: dict[str, Host] = {}

    def of(self, name: str) -> Host:
        return self._known.setdefault(name, Host(name))

    def capacity(self) -> int:
        """How many messages may leave at once to the host that takes most: more than that would only wait in line."""
        return max((host.limit for host in self._known.values()), default=START)

    def known(self) -> list[Host]:
        return list(self._known.values())
