"""One Chromium for the phones of a whole run: to start one costs more than most journeys do in it."""

from __future__ import annotations

import subprocess
import uuid
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Playwright

ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--use-fake-device-for-media-stream",  # a microphone that hears a beep
]


class SharedBrowser:
    """Each context is a phone: cookies, storage and workers of its own, in memory, gone when it is closed."""

    def __init__(self, playwright: Playwright, program: str):
        self._playwright, self._program = playwright, program
        self._browser: Browser | None = None
        # Chromium does not know this flag; `kill` knows the processes by it.
        self._flag = f"--journeys={uuid.uuid4()}"

    def context(self, **settings: Any) -> BrowserContext:
        """A phone out of the box. After a journey in which the browser hung and was killed there is another one."""
        if self._browser is None or not self._browser.is_connected():
            self._browser = self._playwright.chromium.launch(
                executable_path=self._program, args=[*ARGS, self._flag], headless=True
            )
        return self._browser.new_context(**settings)

    def kill(self) -> None:
        """Whatever still waits for this browser gets an error at once."""
        subprocess.run(["pkill", "-KILL", "-f", "--", self._flag], check=False)

    def close(self) -> None:
        if self._browser is not None:
            self._browser.close()
