"""A real installation for the journeys: own instance folder, own SQLite file, own port, started the way people start it."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from tests.support import commands

ROOT = Path(__file__).resolve().parents[2]
_UP_SECONDS = 300  # it takes two; with every core busy with browsers thirty were not enough
_DOWN_SECONDS = 10


def free_port() -> int:
    """A port nobody listens on right now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """`companion web` as its own process, of the code in `code`. `run()` is a shell on the same machine."""

    def __init__(self, instance: Path, push_host: str, code: Path = ROOT):
        self.code = code
        self.port = free_port()
        self.origin = f"http://localhost:{self.port}"
        self.instance = instance
        self.log = instance.parent / "server.log"
        self.settings = {
            "PORT": str(self.port),
            "COMPANION_INSTANCE": str(instance),
            "COMPANION_ORIGIN": self.origin,
            "COMPANION_PUSH_ALLOWED_HOSTS": push_host,
        }
        kept = {name: value for name, value in os.environ.items() if not name.startswith("COMPANION_")}
        self._environment = {**kept, **self.settings, "PYTHONUNBUFFERED": "1"}
        self._process: subprocess.Popen[bytes] | None = None

    def run(self, *arguments: str) -> str:
        """What `companion ARGUMENTS` prints; an exit status other than 0 fails the test with what it said."""
        if self.code == ROOT:
            status, out, error = commands.run(arguments, self._environment)
        else:  # a copy of the checkout, for an update
            done = subprocess.run(
                _command(*arguments),
                cwd=self.code,
                env=self._environment,
                capture_output=True,
                text=True,
                timeout=_UP_SECONDS,
            )
            status, out, error = done.returncode, done.stdout, done.stderr
        assert status == 0, f"companion {' '.join(arguments)}: {error[-2000:]}"
        return out

    def start(self) -> None:
        """Start and wait until it answers."""
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                _command("web"), cwd=self.code, env=self._environment, stdout=log, stderr=log, start_new_session=True
            )
        end = time.monotonic() + _UP_SECONDS
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > end:
                self.stop()
                raise RuntimeError(f"the server did not start: {self.log.read_text()[-3000:]}")
            time.sleep(0.05)

    def stop(self) -> None:
        """SIGTERM, as a supervisor would; it has ten seconds."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(_DOWN_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None

    def kill(self) -> None:
        """SIGKILL to it and everything it started: nothing gets a chance to finish."""
        assert self._process is not None
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._process = None

    def _answers(self) -> bool:
        with contextlib.suppress(urllib.error.URLError, OSError):
            urllib.request.urlopen(f"http://127.0.0.1:{self.port}/robots.txt", timeout=1).close()
            return True
        return False


def _command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "companion.cli", *arguments]
