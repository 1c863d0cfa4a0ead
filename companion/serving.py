"""Runs the processes: the web server, the worker, and a small supervisor over both.

The supervisor restarts a worker that exited (its watchdog exits on purpose), and stops everything together.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Sequence
from types import FrameType

from companion.config import Config
from companion.kernel import clock
from companion.kernel.logs import log

GRACE_SECONDS = 8  # of the ten a process has after SIGTERM
_RESTART_SECONDS = 1.0
_LOOK_SECONDS = 0.1


class CannotServe(Exception):
    """Why nothing was started, as one sentence that says what to do."""


def web_command(config: Config) -> list[str]:
    """The web server's command line. Slow senders wait on its event loop; the application sees whole requests."""
    return [
        *(sys.executable, "-m", "granian", "--interface", "rsgi", "companion.wsgi:whole_requests"),
        *("--host", config.host, "--port", str(config.port)),
        *("--workers", str(config.web_workers), "--no-ws"),
        *("--http1-header-read-timeout", "10000", "--workers-kill-timeout", str(GRACE_SECONDS - 2)),
        *("--log-level", "error", "--respawn-failed-workers"),
    ]


def worker_command() -> list[str]:
    """The clock process's command line."""
    return [sys.executable, "-m", "companion.worker"]


def become(command: Sequence[str]) -> None:
    """Replace this process with `command`, so that signals reach it directly. Does not return."""
    sys.stdout.flush()
    sys.stderr.flush()
    os.execv(command[0], list(command))


def check_port(host: str, port: int) -> None:
    """Raises CannotServe when another process listens there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            message = f"Port {port} on {host} cannot be used ({error.strerror}); stop the process that uses it, or choose another: PORT={port + 1}"
            raise CannotServe(message) from error


class Supervisor:
    """Web server and worker together. `run()` returns the exit status."""

    def __init__(self, web: Sequence[str], worker: Sequence[str]):
        self._commands = {"web": list(web), "worker": list(worker)}
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._stopping = False

    def run(self, when_up: Callable[[], None] = lambda: None) -> int:
        """Start both, keep the worker running, and stop both on SIGTERM, SIGINT, or when the web server exits on its own."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._on_signal)
        status = 0
        try:
            for name in self._commands:
                self._start(name)
            when_up()
            while not self._stopping and status == 0:
                clock.pause(_LOOK_SECONDS)
                status = self._look()
        finally:
            self._end_all()
        return status

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        self._stopping = True

    def _start(self, name: str) -> None:
        self._running[name] = subprocess.Popen(self._commands[name])

    def _look(self) -> int:
        """Restart the worker if it exited; non-zero when everything has to stop."""
        if self._running["web"].poll() is not None and not self._stopping:
            log("serve").error("web_ended", status=self._running["web"].returncode)
            return 1
        if self._running["worker"].poll() is not None and not self._stopping:
            log("serve").warning("worker_restarted", status=self._running["worker"].returncode)
            clock.pause(_RESTART_SECONDS)
            self._start("worker")
        return 0

    def _end_all(self) -> None:
        for process in self._running.values():
            if process.poll() is None:
                process.terminate()
        end = clock.monotonic() + GRACE_SECONDS
        while clock.monotonic() < end and any(process.poll() is None for process in self._running.values()):
            clock.pause(_LOOK_SECONDS / 2)
        for process in self._running.values():
            if process.poll() is None:
                process.kill()
                process.wait()


def wait_until_open(host: str, port: int, seconds: float = 20) -> bool:
    """Whether something listens at `host`:`port` before `seconds` have passed."""
    end = clock.monotonic() + seconds
    while clock.monotonic() < end:
        with contextlib.suppress(OSError), socket.create_connection((host, port), timeout=1):
            return True
        clock.pause(0.05)
    return False
