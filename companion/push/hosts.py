"""The health of each push service: a circuit breaker and a limit on simultaneous messages, per host. Plain state, no waiting.

Seconds are monotonic and passed in. One instance lives as long as the sending process.
"""

from __future__ import annotations

from collections import OrderedDict, deque
from dataclasses import dataclass, field

START, MOST, LEAST = 16, 128, 1
FAILURES_TO_OPEN = 5
FIRST_PAUSE, LONGEST_PAUSE = 30.0, 60.0  # of our own accord: one message a minute asks whether it is back
LONGEST_ASKED_FOR = 300.0
REFUSED_SHARE, REFUSED_SAMPLE = 0.2, 5
REFUSED_PAUSE = 600.0
_RECENT = 50
_REFUSED_KEPT = 4096


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
    _recent: deque[str | None] = field(default_factory=lambda: deque(maxlen=_RECENT))  # the address that was refused
    _taken: dict[str, int] = field(default_factory=dict)  # key id → messages it took
    _refused: OrderedDict[str, int] = field(default_factory=OrderedDict)  # address → `_taken` at its first refusal

    def may_send(self, at: float) -> bool:
        """Whether a message may go out. After a pause exactly one goes first, to see whether the host is back."""
        if at < self.paused_until:
            return False
        if self.paused_until and self.probing:
            return False
        if self.paused_until:
            self.probing = True
        return True

    def good(self, address: str = "", key_id: str = "") -> None:
        """It took a message: room for one more at a time."""
        self._taken[key_id] = self._taken.get(key_id, 0) + 1
        self._refused.pop(address, None)
        self.failures, self.paused_until, self.pause, self.probing = 0, 0.0, FIRST_PAUSE, False
        self.alarm = None
        self.limit = min(MOST, self.limit + 1)
        self._recent.append(None)

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

    def refused(self, at: float, address: str) -> bool:
        """It refused a message to this address (400, 401, 403). True once a fifth of the recent answers are refusals, and not
        of one address alone among others that are taken: then the fault is most likely ours, the host is paused, and no
        subscription may be blamed."""
        self._recent.append(address)
        self.probing = False
        taken = sum(one is None for one in self._recent)
        addresses = len({one for one in self._recent if one is not None})
        share = 1 - taken / len(self._recent)
        if len(self._recent) >= REFUSED_SAMPLE and share >= REFUSED_SHARE and (addresses > 1 or not taken):
            self._stop(at, REFUSED_PAUSE, "refuses our messages")
            self._refused.clear()  # what was refused in such a time is no evidence later
            return True
        return self.blamed

    @property
    def blamed(self) -> bool:
        """Whether the host refuses so many that single subscriptions are not to blame."""
        return self.alarm == "refuses our messages"

    def is_to_blame(self, address: str, key_id: str) -> bool:
        """Of an address that was refused just now: whether it was refused before, and since then others were taken that
        this process signed with the same key. Before that is known, the fault may as well be ours. It is this process that
        has to have seen it: another machine may have the right clock, key, and contact where this one has not."""
        if self.blamed:
            return False
        taken = self._taken.get(key_id, 0)
        before = self._refused.setdefault(address, taken)
        if len(self._refused) > _REFUSED_KEPT:
            self._refused.popitem(last=False)
        if before == taken:
            return False
        del self._refused[address]
        return True

    def neutral(self) -> None:
        """It answered, about that one subscription only."""
        self.failures, self.probing = 0, False
        self.paused_until = 0.0
        self._recent.append(None)

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
