"""Runs the processes: the web server, the worker, and a small supervisor over both.

The supervisor restarts a worker that exited (its watchdog exits on purpose), passes a reload on to both, and stops everything
together: each child watches a pipe of the supervisor, so that not even SIGKILL leaves one behind. Children have sessions of their
own: what a terminal sends reaches the supervisor alone, which decides.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Sequence

from companion.config import Config
from companion.kernel import clock
from companion.kernel.logs import log
from companion.kernel.processes import Lifeline, on_hangup

GRACE_SECONDS = 8  # of the ten a process has after SIGTERM
_RESTART_SECONDS = 1.0
_LOOK_SECONDS = 0.1


class CannotServe(Exception):
    """Why nothing was started, as one sentence that says what to do."""


def web_command(config: Config) -> list[str]:
    """The web server's command line. Slow senders wait on its event loop; the application sees whole requests."""
    return [
        *(sys.executable, "-m", "companion.web_server"),
        *("--host", config.host, "--port", str(config.port)),
        *("--workers", str(config.web_workers), "--grace", str(GRACE_SECONDS - 2)),
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
        self._lifeline = Lifeline()
        self._stopping = self._reloading = False

    def run(self, when_up: Callable[[], None] = lambda: None) -> int:
        """Start both, keep the worker running, and stop both on SIGTERM, SIGINT, a closing terminal, or when the web server exits
        on its own. SIGHUP without a terminal makes both load the program as it is on disk now."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda _number, _frame: self._stop())
        on_hangup(self._reload, self._stop)
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

    def _stop(self) -> None:
        self._stopping = True

    def _reload(self) -> None:
        self._reloading = True

    def _start(self, name: str) -> None:
        end = self._lifeline.childs_end
        command = [*self._commands[name], "--lifeline", str(end)]
        self._running[name] = subprocess.Popen(command, pass_fds=[end], start_new_session=True)

    def _look(self) -> int:
        """Restart the worker if it exited; non-zero when everything has to stop."""
        if self._running["web"].poll() is not None and not self._stopping:
            log("serve").error("web_ended", status=self._running["web"].returncode)
            return 1
        if self._running["worker"].poll() is not None and not self._stopping:
            log("serve").warning("worker_restarted", status=self._running["worker"].returncode)
            clock.pause(_RESTART_SECONDS)
            self._start("worker")
        if self._reloading:
            self._reloading = False
            for process in self._running.values():
                process.send_signal(signal.SIGHUP)
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


def wait_until_open(host: str, port: int, seconds: float = 60) -> bool:
    """Whether something listens at `host`:`port` before `seconds` have passed."""
    end = clock.monotonic() + seconds
    while clock.monotonic() < end:
        with contextlib.suppress(OSError), socket.create_connection((host, port), timeout=1):
            return True
        clock.pause(0.05)
    return False
