"""WebKit, the engine of every iPhone, on a screen of its own that nobody sees."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from selenium.webdriver import Remote
from selenium.webdriver.remote.client_config import ClientConfig
from selenium.webdriver.remote.remote_connection import RemoteConnection
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service


@contextmanager
def webkit(program: str, surroundings: dict[str, str]) -> Iterator[Remote]:
    """One browser with an empty profile; it ends with its screen."""
    with _screen() as display:
        options = Options()
        options.binary_location = program
        options.add_argument("--automation")
        service = Service(shutil.which("WebKitWebDriver"), env={**os.environ, **surroundings, "DISPLAY": display})
        service.start()
        try:
            driver = Remote(RemoteConnection(client_config=ClientConfig(service.service_url)), options=options)
            try:
                yield driver
            finally:
                driver.quit()
        finally:
            service.stop()


@contextmanager
def _screen() -> Iterator[str]:
    """An X server under the first number that is free: it says itself which, so that several can start at once."""
    told, tells = os.pipe()
    command = ["Xvfb", "-displayfd", str(tells), "-screen", "0", "1000x1200x24", "-nolisten", "tcp"]
    process = subprocess.Popen(command, pass_fds=[tells], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(tells)
    try:
        with os.fdopen(told) as number:
            yield f":{number.readline().strip()}"
    finally:
        process.terminate()
        process.wait(10)
