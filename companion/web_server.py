"""The web server: Granian, with one listening socket that outlives the processes behind it.

Run as `python -m companion.web_server`, see `serving.web_command`. This process serves nobody. It keeps the socket and the
processes that do: a new one has the application loaded before the one it replaces stops, what waits in the socket meanwhile is
taken by either, and a new version that cannot be loaded replaces nobody. Granian of its own gives each process a socket,
and Linux resets what waits in one that closes.
"""
# mypy: disable-error-code="no-untyped-call"

from __future__ import annotations

import argparse
import importlib
import multiprocessing
import os
import signal
import socket
import sys
from collections.abc import Callable
from typing import Any

from granian.constants import Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.net import SocketSpec  # type: ignore[attr-defined]
from granian.server.mp import MPServer, WorkerProcess

from companion import config
from companion.kernel import clock, logs, private_files, running
from companion.kernel.processes import Lifeline, end_with_parent, on_hangup

_LOOK_SECONDS = 0.1
_LONG_LIVED = 10.0  # seconds; one that lived so long does not count as failing
_SLOWEST = 15.0  # seconds between two tries of one that keeps failing
_TRIES = (
    3  # in a row, of every process, none of which could load the application: then nobody is served, and it is said
)


class WebServer(MPServer):
    """Granian's process, with restarts and reloads of our own."""

    def __init__(self, *arguments: Any, **settings: Any):
        super().__init__(*arguments, **settings)
        self._lifeline = Lifeline()
        self._up: dict[int, Any] = {}  # place → event, set once its process has loaded the application
        self._failures = [0] * self.workers
        self._again_at: dict[int, float] = {}  # place → monotonic second at which it is started again

    def _init_shared_socket(self) -> None:
        holder = SocketSpec(self.bind_addr, self.bind_port, self.backlog).build()
        self._ssp, self._shd, self._sfd = None, holder, holder.get_fd()  # type: ignore[assignment]
        self._sso = socket.socket(fileno=self._sfd)
        self._sso.set_inheritable(True)

    def _spawn_worker(self, idx: int, target: Any, callback_loader: Any) -> WorkerProcess:  # type: ignore[override]
        up = self._up[idx] = multiprocessing.Event()
        return super()._spawn_worker(idx, target, _Loader(self.target, self._lifeline, up.set))

    def startup(self, spawn_target: Any, target_loader: Any) -> None:
        super().startup(spawn_target, target_loader)
        on_hangup(self.signal_handler_reload, self.signal_handler_interrupt)

    def _serve_loop(self, spawn_target: Any, target_loader: Any) -> None:
        while not self.interrupt_signal:
            self.main_loop_interrupt.wait(_LOOK_SECONDS if self._again_at else None)
            self.main_loop_interrupt.clear()
            self._note_the_dead()
            if min(self._failures) >= _TRIES:
                self.interrupt_children = [0]  # makes the exit status 1
                return
            for place in [place for place, at in self._again_at.items() if at <= clock.monotonic()]:
                del self._again_at[place]
                self.wrks[place] = self._begin(place, spawn_target)
            if self.reload_signal:
                self.reload_signal = False
                self._replace_all(spawn_target)

    def _note_the_dead(self) -> None:
        """One that was killed is started again at once; one that keeps failing waits longer each time. The others serve on."""
        while self.interrupt_children:
            place = self.interrupt_children.pop()
            if self.wrks[place].is_alive():
                continue  # it was replaced meanwhile
            lived = clock.monotonic() - self.wrks[place].birth
            failed = 0 if lived > _LONG_LIVED else self._failures[place] + 1
            # What had loaded the application can serve: being killed, even often, is no reason to give up.
            self._failures[place] = min(failed, _TRIES - 1) if self._up[place].is_set() else failed
            wait = 0.0 if self._up[place].is_set() and failed < 2 else min(2.0 ** (failed - 2), _SLOWEST)
            self._again_at[place] = clock.monotonic() + wait
            logs.log("web").error("web_process_ended", place=place + 1, again_in=wait)

    def _begin(self, place: int, spawn_target: Any) -> WorkerProcess:
        process = self._spawn_worker(place, spawn_target, None)
        process.start()
        return process

    def _replace_all(self, spawn_target: Any) -> None:
        """One after the other, each when its successor has loaded the application. The first that cannot ends the reload."""
        for place in range(self.workers):
            before, was_up = self.wrks[place], self._up[place]
            process = self._begin(place, spawn_target)
            process.interrupt_by_parent = True  # whatever becomes of it concerns this reload only
            while not self._up[place].wait(_LOOK_SECONDS) and process.is_alive() and not self.interrupt_signal:
                pass
            if not self._up[place].is_set():
                process.kill()
                self._up[place] = was_up
                logs.log("web").error("reload_refused", place=place + 1)
                return
            process.interrupt_by_parent = False
            self.wrks[place] = process
            self._again_at.pop(place, None)
            self._stop(before)
        logs.log("web").info("reloaded")

    def _stop(self, process: WorkerProcess) -> None:
        """It takes no new request, and has its time for those it has begun."""
        process.terminate()
        process.join(self.workers_kill_timeout)
        if process.is_alive():
            process.kill()
            process.join()


class _Loader:
    """Runs in the new process: loads the application as it is on the disk now, and says so."""

    def __init__(self, target: str, lifeline: Lifeline, up: Callable[[], None]):
        self._target, self._lifeline, self._up = target, lifeline, up

    def __call__(self) -> Any:
        signal.signal(signal.SIGHUP, signal.SIG_IGN)  # meant for the process above, whoever sends it to all
        self._lifeline.let_go()
        end_with_parent(self._lifeline.childs_end)
        for name in [name for name in sys.modules if name == "companion" or name.startswith("companion.")]:
            del sys.modules[name]  # of the version that this server was started with
        importlib.invalidate_caches()
        module, _, name = self._target.partition(":")
        application = getattr(importlib.import_module(module), name)
        self._up()
        return application


def main() -> None:
    """Serve until SIGTERM or SIGINT; SIGHUP reloads."""
    read = argparse.ArgumentParser()
    read.add_argument("--host", required=True)
    read.add_argument("--port", type=int, required=True)
    read.add_argument("--workers", type=int, required=True)
    read.add_argument("--grace", type=int, required=True)
    read.add_argument("--lifeline", type=int)
    asked = read.parse_args()
    if asked.lifeline is not None:
        end_with_parent(asked.lifeline)
    os.umask(private_files.UMASK)
    logs.configure()
    multiprocessing.set_start_method("fork")  # the socket and the pipe are handed down as they are
    server = WebServer(
        "companion.wsgi:whole_requests",
        address=asked.host,
        port=asked.port,
        interface=Interfaces.RSGI,
        workers=asked.workers,
        websockets=False,
        http1_settings=HTTP1Settings(header_read_timeout=10_000),
        workers_kill_timeout=asked.grace,
        log_level=LogLevels.critical,
    )
    ended = running.mark(config.load().instance, "web")
    try:
        server.serve()
    finally:
        ended()


if __name__ == "__main__":
    main()
