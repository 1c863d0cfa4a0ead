"""Finds the browsers beside Chromium whose engines people hold in their hands: WebKit (every iPhone) and Firefox.

Run as a script it says what was found, and loudly how to get what is missing; in CI that fails.
"""

from __future__ import annotations

import glob
import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Engine:
    """One engine: what it is called, where its program lies (None: not here), and the command that mends that."""

    name: str
    program: str | None
    mend: str


def firefox() -> Engine:
    return Engine("firefox", shutil.which("firefox-esr") or shutil.which("firefox"), "apt-get install firefox-esr")


def webkit() -> Engine:
    """Only with the driver that speaks to it and the screen it draws on."""
    browser = next(iter(sorted(glob.glob("/usr/lib/*/webkit2gtk-4.*/MiniBrowser"))), None)
    whole = browser and shutil.which("WebKitWebDriver") and shutil.which("Xvfb")
    return Engine("webkit", browser if whole else None, "apt-get install webkit2gtk-driver xvfb")


def surroundings(home: Path, zone: str) -> dict[str, str]:
    """What a browser is started with beside the rest of the environment: a home of its own, English, a time zone."""
    home.mkdir(parents=True, exist_ok=True)
    folders = {f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in ("CONFIG", "CACHE", "DATA", "STATE")}
    return {"HOME": str(home), **folders, "TZ": zone, "LANG": "en_US.UTF-8", "LANGUAGE": "en_US"}


def main() -> int:
    missing = [engine for engine in (webkit(), firefox()) if engine.program is None]
    for engine in missing:
        print(
            f"\n{'=' * 100}\n  NO {engine.name.upper()}: nothing is walked in it. To mend it:\n  {engine.mend}\n{'=' * 100}\n"
        )
    return 1 if missing and os.environ.get("CI") else 0


if __name__ == "__main__":
    sys.exit(main())
