"""How the processes of one installation end together, and what SIGHUP means to them.

A closing terminal and an operator who wants a reload send the same signal. A process that hangs on a terminal ends on it; one
that does not, as under systemd, reloads. One started with nohup goes on ignoring it.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import sys
import threading
from collections.abc import Callable

_PR_SET_PDEATHSIG = 1  # linux/prctl.h


class Lifeline:
    """The parent's side: a pipe it never writes to. However the parent ends, its children read the end of it."""

    def __init__(self) -> None:
        self.childs_end, self._parents_end = os.pipe()

    def let_go(self) -> None:
        """In a forked child: it must not hold its own parent's end, nor that of a sibling."""
        os.close(self._parents_end)


def end_with_parent(childs_end: int) -> None:
    """From now on this process gets SIGTERM when the process that holds the other end is gone, however it went."""
    if sys.platform == "linux":  # at once, also where no thread of ours gets its turn
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    threading.Thread(target=_watch, args=(childs_end,), name="lifeline", daemon=True).start()


def _watch(childs_end: int) -> None:
    with contextlib.suppress(OSError):
        os.read(childs_end, 1)  # nobody writes: it returns when the last holder of the other end is gone
    os.kill(os.getpid(), signal.SIGTERM)


def on_hangup(reload: Callable[[], None], end: Callable[[], None]) -> None:
    """Take SIGHUP as a reload, or as the end where a terminal controls this process."""
    if signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
        return
    does = end if _has_terminal() else reload
    signal.signal(signal.SIGHUP, lambda _number, _frame: does())


def _has_terminal() -> bool:
    try:
        os.close(os.open("/dev/tty", os.O_RDONLY | os.O_NOCTTY))
    except OSError:
        return False
    return True
