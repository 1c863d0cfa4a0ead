"""The supervisor: it keeps a worker alive, ends everything together, and says plainly why it cannot begin."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from companion import serving
from companion.config import load
from companion.serving import CannotServe, Supervisor

STAYS = [sys.executable, "-c", "import time; time.sleep(60)"]
DEAF = [sys.executable, "-c", "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)"]
FAILS = [sys.executable, "-c", "raise SystemExit(3)"]


def _gives_up(log: Path) -> list[str]:
    return [sys.executable, "-c", f"open({str(log)!r}, 'a').write('x'); raise SystemExit(1)"]


def _soon(seconds: float) -> None:
    threading.Timer(seconds, lambda: os.kill(os.getpid(), signal.SIGTERM)).start()


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "_RESTART_SECONDS", 0.05)
    monkeypatch.setattr(serving, "GRACE_SECONDS", 0.5)


@pytest.fixture(autouse=True)
def _signals() -> object:
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def _run(web: Sequence[str], worker: Sequence[str], stop_after: float | None = None) -> tuple[int, Supervisor]:
    supervisor = Supervisor(web, worker)
    status = supervisor.run(lambda: _soon(stop_after) if stop_after else None)
    return status, supervisor


def test_a_worker_that_gave_up_is_started_again(tmp_path: Path) -> None:
    log = tmp_path / "starts"
    status, _ = _run(STAYS, _gives_up(log), stop_after=1.5)
    assert status == 0
    assert len(log.read_text()) >= 2


def test_when_the_web_server_ends_by_itself_everything_ends_with_a_failure() -> None:
    status, supervisor = _run(FAILS, STAYS)
    assert status == 1
    assert supervisor._running["worker"].poll() is not None


def test_sigterm_ends_everything_without_a_failure() -> None:
    status, supervisor = _run(STAYS, STAYS, stop_after=0.3)
    assert status == 0
    assert all(process.poll() is not None for process in supervisor._running.values())


def test_a_process_that_does_not_listen_is_ended_anyway() -> None:
    began = time.monotonic()
    _, supervisor = _run(STAYS, DEAF, stop_after=0.5)
    assert supervisor._running["worker"].poll() is not None
    assert time.monotonic() - began < 5


def test_a_port_in_use_is_one_sentence_with_the_way_out() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(CannotServe, match=f"Port {taken.getsockname()[1]} .* PORT="):
            serving.check_port("127.0.0.1", taken.getsockname()[1])


def test_a_free_port_is_fine() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    serving.check_port("127.0.0.1", port)


def test_the_web_server_is_told_where_to_listen(tmp_path: Path) -> None:
    config = load({"COMPANION_INSTANCE": str(tmp_path), "PORT": "8123", "COMPANION_WEB_WORKERS": "3"})
    command = " ".join(serving.web_command(config))
    assert "-m companion.web_server" in command
    assert "--port 8123" in command
    assert "--workers 3" in command


def test_importing_the_web_application_starts_no_thread(tmp_path: Path) -> None:
    script = "import threading, companion.wsgi; print([t.name for t in threading.enumerate()])"
    environment = {**os.environ, "COMPANION_INSTANCE": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=environment, check=True)
    assert done.stdout.strip() == "['MainThread']"


def test_importing_the_web_application_does_not_bring_the_scheduler(tmp_path: Path) -> None:
    script = "import sys, companion.wsgi; print('apscheduler' in sys.modules)"
    environment = {**os.environ, "COMPANION_INSTANCE": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=environment, check=True)
    assert done.stdout.strip() == "False"
