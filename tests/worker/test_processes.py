"""`companion serve` as real processes: they end together, reload without a lost request, and one that dies takes nobody along."""

from __future__ import annotations

import contextlib
import os
import pty
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest

from companion import serving
from tests.journeys.server import ROOT, free_port

REQUESTS_A_SECOND = 20


def children(process: int) -> list[int]:
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        return [int(one) for one in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    return []


def alive(process: int) -> bool:
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def wait(until: Callable[[], object], what: str, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not until():
        assert time.monotonic() < end, what
        threading.Event().wait(0.05)


class Served:
    """An installation of its own under `companion serve`, with two web processes."""

    def __init__(self, folder: Path):
        self.folder, self.port, self.log = folder, free_port(), folder / "log"
        kept = {name: value for name, value in os.environ.items() if not name.startswith("COMPANION_")}
        self.environment = kept | {
            "PYTHONUNBUFFERED": "1",
            "COMPANION_INSTANCE": str(folder / "instance"), "PORT": str(self.port), "COMPANION_WEB_WORKERS": "2",
        }  # fmt: skip
        self.run("db", "upgrade")
        self.process: subprocess.Popen[bytes] | None = None

    def run(self, *arguments: str) -> None:
        subprocess.run(self._command(*arguments), env=self.environment, cwd=ROOT, check=True, capture_output=True)

    @staticmethod
    def _command(*arguments: str) -> list[str]:
        return [sys.executable, "-m", "companion.cli", *arguments]

    def start(self, on_terminal: int | None = None) -> None:
        command = self._command("serve")
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                ["setsid", "--ctty", *command] if on_terminal is not None else ["setsid", *command],
                env=self.environment, cwd=ROOT, stdin=on_terminal, stdout=log, stderr=log,
            )  # fmt: skip
        wait(lambda: "Open http" in self.said(), "it did not start", 120)
        wait(lambda: len(self.web()) == 2 and '"started"' in self.said(), "not all are there", 120)

    def said(self) -> str:
        return self.log.read_text()

    def below(self) -> list[int]:
        """The web server's process and the worker."""
        assert self.process is not None
        return children(self.process.pid)

    def web(self) -> list[int]:
        """The processes that answer."""
        return [web for one in self.below() for web in children(one)]

    def status(self) -> int | str:
        """Of one request on a connection of its own; what went wrong where no answer came."""
        try:
            with closing(HTTPConnection("127.0.0.1", self.port, timeout=20)) as connection:
                connection.request("GET", "/staff/sign-in")
                answer = connection.getresponse()
                answer.read()
                return answer.status
        except OSError as error:
            return repr(error)

    def end(self) -> None:
        for process in (self.process.pid if self.process else 0, *self.below(), *self.web()):
            with contextlib.suppress(ProcessLookupError):
                if process:
                    os.kill(process, signal.SIGKILL)
        if self.process:
            self.process.wait()


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    made = Served(tmp_path)
    yield made
    made.end()


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One that is left running by the tests that use it."""
    made = Served(tmp_path_factory.mktemp("running"))
    made.start()
    yield made
    made.end()


@contextlib.contextmanager
def asked_all_the_time(served: Served) -> Iterator[list[int | str]]:
    """Twenty requests a second, each on a new connection, while the block runs; every answer."""
    answers: list[int | str] = []
    over = threading.Event()
    with ThreadPoolExecutor(40) as threads:

        def ask() -> None:
            answers.append(served.status())

        def pace() -> None:
            while not over.wait(1 / REQUESTS_A_SECOND):
                threads.submit(ask)

        pacing = threading.Thread(target=pace)
        pacing.start()
        try:
            yield answers
        finally:
            over.set()
            pacing.join()


def test_a_closed_terminal_ends_every_process(served: Served) -> None:
    terminal, theirs = pty.openpty()
    served.start(on_terminal=theirs)
    os.close(theirs)
    all_of_them = [*served.below(), *served.web()]
    assert len(all_of_them) == 4
    os.close(terminal)
    wait(lambda: not any(map(alive, all_of_them)), "somebody serves on", 15)
    assert served.process is not None
    assert served.process.wait(5) == 0


def test_whatever_ends_the_supervisor_ends_its_children_and_theirs(served: Served) -> None:
    served.start()
    all_of_them = [*served.below(), *served.web()]
    assert served.process is not None
    served.process.kill()
    wait(lambda: not any(map(alive, all_of_them)), "somebody serves on", 15)
    serving.check_port("127.0.0.1", served.port)


def test_a_reload_replaces_every_process_and_loses_no_request(running: Served) -> None:
    before, (server, worker) = running.web(), running.below()
    assert running.process is not None
    with asked_all_the_time(running) as answers:
        wait(lambda: len(answers) > REQUESTS_A_SECOND, "nobody answers")
        done, began = running.said().count('"reloaded"'), running.said().count('"started"')
        running.process.send_signal(signal.SIGHUP)
        wait(lambda: running.said().count('"reloaded"') == done + 1, "not reloaded", 90)
        seen = len(answers)
        wait(lambda: len(answers) > seen + REQUESTS_A_SECOND, "nobody answers")
    assert set(answers) == {200}, [one for one in answers if one != 200]
    assert not set(before) & set(running.web())
    assert len(running.web()) == 2
    assert running.below() == [server, worker], "the supervisor and both at its side stay what they are"
    wait(lambda: running.said().count('"started"') == began + 1, "the worker did not begin anew")


def test_a_version_that_cannot_be_loaded_replaces_nobody(running: Served) -> None:
    before = running.web()
    key = running.folder / "instance" / "keys" / "data.key"
    shutil.copy(key, key.with_suffix(".copy"))
    key.write_bytes(b"short")
    assert running.process is not None
    (server,) = [one for one in running.below() if children(one)]
    os.kill(server, signal.SIGHUP)
    wait(lambda: '"reload_refused"' in running.said(), "it was taken")
    done = running.said().count('"reloaded"')
    assert running.web() == before
    assert running.status() == 200
    shutil.copy(key.with_suffix(".copy"), key)
    os.kill(server, signal.SIGHUP)
    wait(lambda: running.said().count('"reloaded"') == done + 1, "not reloaded")
    assert running.status() == 200


def test_a_web_process_killed_again_and_again_is_replaced_and_the_other_serves_on(running: Served) -> None:
    healthy, weak = running.web()
    (server,) = [one for one in running.below() if children(one)]
    for _ in range(3):
        os.kill(weak, signal.SIGKILL)
        wait(lambda gone=weak: len(running.web()) == 2 and gone not in running.web(), "not replaced")  # type: ignore[misc]
        (weak,) = set(running.web()) - {healthy}
        assert running.status() == 200
    assert healthy in running.web()
    assert server in running.below(), "the server itself was not started again"
