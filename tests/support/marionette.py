"""Firefox without geckodriver: Selenium's commands, carried by the protocol Firefox itself speaks.

geckodriver does no more than this: it hands WebDriver's commands on to Marionette, under other names. Debian has no package
of it, so a socket and a table of names stand in its place.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from selenium.webdriver import FirefoxOptions, Remote
from selenium.webdriver.remote.client_config import ClientConfig
from selenium.webdriver.remote.command import Command
from selenium.webdriver.remote.remote_connection import RemoteConnection

_UP_SECONDS = 60
_ANSWER_SECONDS = 60
_PREFERENCES: dict[str, object] = {
    "marionette.port": 0,  # any that is free; Firefox writes it into its profile
    "browser.dom.window.dump.enabled": True,  # errors of pages are written to its error stream
    "intl.accept_languages": "en-US",
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
}
_NAMES = {
    Command.NEW_SESSION: "WebDriver:NewSession",
    Command.QUIT: "Marionette:Quit",
    Command.GET: "WebDriver:Navigate",
    Command.GO_BACK: "WebDriver:Back",
    Command.GET_CURRENT_URL: "WebDriver:GetCurrentURL",
    Command.W3C_EXECUTE_SCRIPT: "WebDriver:ExecuteScript",
    Command.W3C_EXECUTE_SCRIPT_ASYNC: "WebDriver:ExecuteAsyncScript",
    Command.CLICK_ELEMENT: "WebDriver:ElementClick",
    Command.CLEAR_ELEMENT: "WebDriver:ElementClear",
    Command.SEND_KEYS_TO_ELEMENT: "WebDriver:ElementSendKeys",
    Command.SCREENSHOT: "WebDriver:TakeScreenshot",
    Command.SET_WINDOW_RECT: "WebDriver:SetWindowRect",
    Command.SET_TIMEOUTS: "WebDriver:SetTimeouts",
}


class Marionette(RemoteConnection):
    """One connection: a length, a colon and JSON, `[0, id, name, parameters]` there and `[1, id, error, result]` back."""

    def __init__(self, port: int):
        super().__init__(client_config=ClientConfig(f"http://127.0.0.1:{port}"))
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=_ANSWER_SECONDS)
        self._answers = self._socket.makefile("rb")
        self._count = 0
        self._read()  # it says which version it speaks

    def execute(self, command: str, params: dict[str, Any]) -> dict[str, Any]:
        given = {name: value for name, value in params.items() if name != "sessionId"}
        if command == Command.NEW_SESSION:
            given = {"capabilities": {"alwaysMatch": {}}}  # what Selenium asks for is meant for geckodriver
        self._count += 1
        message = json.dumps([0, self._count, _NAMES[command], given]).encode()
        self._socket.sendall(b"%d:%b" % (len(message), message))
        _, _, error, result = self._read()
        if error:
            return {"status": 500, "value": json.dumps({"value": error})}
        return {"value": result["value"] if isinstance(result, dict) and set(result) == {"value"} else result}

    def close(self) -> None:
        self._answers.close()
        self._socket.close()

    def _read(self) -> Any:
        length = b""
        while (byte := self._answers.read(1)) != b":":
            assert byte, "Firefox has gone"
            length += byte
        return json.loads(self._answers.read(int(length)))


@contextmanager
def firefox(program: str, profile: Path, surroundings: dict[str, str], log: Path) -> Iterator[Remote]:
    """Firefox with an empty profile and no screen. What it says, errors of pages among it, goes to `log`."""
    profile.mkdir(parents=True)
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in _PREFERENCES.items()]
    (profile / "user.js").write_text("\n".join(lines))
    with log.open("wb") as out:
        process = subprocess.Popen(
            [program, "--headless", "--marionette", "--no-remote", "--profile", str(profile)],
            env={**os.environ, **surroundings},
            stdout=out,
            stderr=out,
        )
    try:
        driver = Remote(Marionette(_port(profile, process, log)), options=FirefoxOptions())
        try:
            yield driver
        finally:
            driver.quit()
            process.wait(_ANSWER_SECONDS)
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()


def _port(profile: Path, process: subprocess.Popen[bytes], log: Path) -> int:
    """Where it listens, which it writes down once it does."""
    told = profile / "MarionetteActivePort"
    end = time.monotonic() + _UP_SECONDS
    while not (told.exists() and (text := told.read_text())):
        started = process.poll() is None and time.monotonic() < end
        assert started, f"Firefox did not start: {log.read_text()[-2000:]}"
        time.sleep(0.05)
    return int(text)
