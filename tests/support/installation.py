"""An installation as operators have one: an instance folder, a database, the `companion` command in processes of its own, and a
server that answers over HTTP."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from companion import serving
from tests.support import commands


@dataclass
class Answer:
    status: int
    json: Any


@dataclass
class Browser:
    """One phone, with its cookie, at whichever address the server has now."""

    cookies: dict[str, str] = field(default_factory=dict)

    def ask(self, server: str, method: str, path: str, body: Any = None) -> Answer:
        headers = {"Sec-Fetch-Site": "same-origin", "Accept": "application/json"}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        data = None if body is None else json.dumps(body).encode()
        if data is not None:
            headers["Content-Type"] = "application/json"
        request = urllib.request.Request(server + path, data, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=30) as response:
                return self._read(response)
        except urllib.error.HTTPError as refused:
            with refused:
                return self._read(refused)

    def _read(self, response: Any) -> Answer:
        for line in response.headers.get_all("Set-Cookie") or ():
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        text = response.read()
        is_json = "json" in (response.headers.get("Content-Type") or "")
        return Answer(response.status, json.loads(text) if text and is_json else None)


@dataclass
class Installation:
    instance: Path
    database_url: str = ""

    @property
    def environment(self) -> dict[str, str]:
        ours = {"COMPANION_INSTANCE": str(self.instance), "COMPANION_DATABASE_URL": self.database_url}
        return {name: value for name, value in os.environ.items() if not name.startswith("COMPANION_")} | ours

    def run(self, *words: object, status: int = 0) -> str:
        """What the command printed, on either stream."""
        ended, out, error = commands.run(tuple(map(str, words)), self.environment)
        assert ended == status, f"{words}: {ended}\n{out}{error}"
        assert "Traceback" not in out + error, out + error
        return out + error

    def run_killed(self, before: str, *words: object) -> None:
        """The command, killed without a warning before its process calls `before`, such as "module:Class.method"."""
        module, _, name = before.partition(":")
        owner = f"__import__({module!r}, fromlist=['x'])"
        *path, last = name.split(".")
        patch = (
            f"owner = {'.'.join([owner, *path])}\n"
            f"setattr(owner, {last!r}, lambda *a, **k: os.kill(os.getpid(), signal.SIGKILL))\n"
        )
        ended, out, error = commands.run(tuple(map(str, words)), self.environment, patch)
        assert ended == -signal.SIGKILL, out + error

    @contextlib.contextmanager
    def serving(self) -> Iterator[str]:
        """The web server, for the length of the block; its address."""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        environment = self.environment | {"PORT": str(port)}
        log = self.instance / "web.log"
        with log.open("w") as output:
            web = subprocess.Popen(
                [sys.executable, "-m", "companion.cli", "web"], env=environment, stdout=output, stderr=output
            )
        try:
            assert serving.wait_until_open("127.0.0.1", port, seconds=240), log.read_text()
            yield f"http://localhost:{port}"
        finally:
            web.terminate()
            web.wait(30)
