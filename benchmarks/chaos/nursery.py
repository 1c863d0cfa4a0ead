"""Worker processes that start quickly: one process imports the program once and forks a worker for every line it reads.

Run as `python -m benchmarks.chaos.nursery STALE_SECONDS`. Each worker is `companion.worker.main()` as it is, in a
process of its own. STALE_SECONDS 0 keeps the product's own timeout for claims of dead workers (45 s); the short test in
tests/chaos passes a smaller number, because it cannot wait a minute.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from datetime import timedelta


class Nursery:
    """Starts and kills workers. A pid is given out once and stays ours until it has been reaped."""

    def __init__(self, process: subprocess.Popen[str]):
        self._process = process

    def start(self) -> int:
        """A new worker; its process id."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write("start\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())

    @staticmethod
    def kill(pid: int) -> None:
        """As the system does it when memory runs out: at once, with no last word."""
        os.kill(pid, signal.SIGKILL)


@contextlib.contextmanager
def nursery(env: Mapping[str, str], stale_seconds: int = 0) -> Iterator[Nursery]:
    """Ends all its workers with it."""
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.chaos.nursery", str(stale_seconds)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, **env},
        start_new_session=True,
    )
    try:
        yield Nursery(process)
    finally:
        assert process.stdin is not None
        assert process.stdout is not None
        with contextlib.suppress(BrokenPipeError):
            process.stdin.close()
        process.wait(15)
        process.stdout.close()


def _be_a_worker() -> None:
    from companion import worker

    devnull = os.open(os.devnull, os.O_RDWR)
    os.dup2(devnull, 0)  # otherwise the first worker would keep the nursery's own input open
    os.dup2(devnull, 1)
    os._exit(worker.main())


def _main(stale_seconds: int) -> None:
    from companion import worker  # noqa: F401 - imported once, for all workers
    from companion.reminders import dispatch

    if stale_seconds:
        dispatch.STALE_AFTER = timedelta(seconds=stale_seconds)
    running: set[int] = set()
    for _ in sys.stdin:
        assert threading.active_count() == 1, "a fork copies one thread"
        pid = os.fork()
        if pid == 0:
            _be_a_worker()
        running.add(pid)
        print(pid, flush=True)
        running -= _reaped(running)
    for pid in running:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    for pid in running:
        with contextlib.suppress(ChildProcessError):
            os.waitpid(pid, 0)


def _reaped(running: set[int]) -> set[int]:
    return {pid for pid in running if os.waitpid(pid, os.WNOHANG)[0]}


if __name__ == "__main__":
    _main(int(sys.argv[1]))
