"""Finds a Chromium for the journeys: $CHROMIUM, the system's, else one that Playwright's own installer fetches.

Run as a script it says what was found. Without a browser it says loudly how to mend that; in CI it fails.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import lru_cache
from pathlib import Path

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MEND = "apt-get install chromium fonts-dejavu-core fonts-noto-color-emoji   (or: .venv/bin/playwright install --with-deps chromium)"


@lru_cache(maxsize=1)
def find() -> str | None:
    """The path of a Chromium, or None when there is none and none could be fetched."""
    chosen = os.environ.get("CHROMIUM")
    if chosen:
        return chosen if Path(chosen).exists() else None
    system = next((path for name in _NAMES if (path := shutil.which(name))), None)
    return system or _fetched() or _fetch()


def _fetched() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def _fetch() -> str | None:
    print("No Chromium here; asking Playwright's installer …", flush=True)
    done = subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], capture_output=True, text=True)
    return _fetched() if done.returncode == 0 else None


def main() -> int:
    found = find()
    if found:
        print(f"Browser journeys use {found}")
        return 0
    print(f"\n{'=' * 100}\n  NO CHROMIUM: the browser journeys will not run. To mend it:\n  {MEND}\n{'=' * 100}\n")
    return 1 if os.environ.get("CI") else 0


if __name__ == "__main__":
    sys.exit(main())
