"""Describes the device of a sign-in, as far as the browser names it. Pure.

Brand names only, so that nothing needs translation; the whole header would be a fingerprint and is not stored.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

PHONE, TABLET, COMPUTER, UNKNOWN = "phone", "tablet", "computer", "unknown"
KINDS = (PHONE, TABLET, COMPUTER, UNKNOWN)


class Headers(Protocol):
    """What of a request's headers is looked at here."""

    def get(self, name: str, /) -> str | None: ...


@dataclass(frozen=True)
class Device:
    """`platform` and `browser` are None where nothing is known."""

    kind: str = UNKNOWN
    platform: str | None = None
    browser: str | None = None

    @property
    def label(self) -> str:
        """Such as "Android · Chrome"; "" when nothing is known."""
        return " · ".join(part for part in (self.platform, self.browser) if part)


# The first mark that stands in the header decides: most browsers also name the ones they descend from.
_PLATFORMS = {
    "iPhone": ("iPhone", PHONE), "iPod": ("iPhone", PHONE), "iPad": ("iPad", TABLET), "Android": ("Android", PHONE),
    "CrOS": ("Chromebook", COMPUTER), "Macintosh": ("Mac", COMPUTER), "Windows": ("Windows", COMPUTER),
    "Linux": ("Linux", COMPUTER), "X11": ("Linux", COMPUTER),
}  # fmt: skip
_HINTED = {
    "Android": "Android", "Chrome OS": "CrOS", "Chromium OS": "CrOS", "macOS": "Macintosh", "Windows": "Windows",
    "Linux": "Linux",
}  # fmt: skip
_BROWSERS = {
    "EdgA": "Edge", "EdgiOS": "Edge", "Edg": "Edge", "SamsungBrowser": "Samsung Internet", "OPR": "Opera", "OPT": "Opera",
    "FxiOS": "Firefox", "Firefox": "Firefox", "CriOS": "Chrome", "HeadlessChrome": "Chrome", "Chrome": "Chrome",
    "Safari": "Safari",
}  # fmt: skip
_BRANDS = {
    "Microsoft Edge": "Edge", "Samsung Internet": "Samsung Internet", "Opera": "Opera", "Brave": "Brave",
    "Google Chrome": "Chrome",
}  # fmt: skip


def read(user_agent: str, hints: Headers) -> Device:
    """The device behind these headers. `hints` are the request's headers: Chromium says its brand and platform in them.

    An iPad that asks for desktop pages says that it is a Mac, and nothing in its headers says otherwise.
    """
    mark = _HINTED.get(_unquoted(hints.get("Sec-CH-UA-Platform"))) or _first(_PLATFORMS, user_agent)
    platform, kind = _PLATFORMS.get(mark or "", (None, UNKNOWN))
    if platform == "Android" and not _is_mobile(user_agent, hints.get("Sec-CH-UA-Mobile")):
        kind = TABLET
    return Device(kind, platform, _browser(user_agent, hints.get("Sec-CH-UA") or "", platform))


def _browser(user_agent: str, brands: str, platform: str | None) -> str | None:
    hinted = _first(_BRANDS, brands)
    if hinted:
        return _BRANDS[hinted]
    mark = _first({f"{name}/": shown for name, shown in _BROWSERS.items()}, user_agent)
    if mark:
        return _BROWSERS[mark.removesuffix("/")]
    # From the Home Screen Apple's web view names no browser at all.
    return "Safari" if platform in ("iPhone", "iPad") and "AppleWebKit" in user_agent else None


def _is_mobile(user_agent: str, hint: str | None) -> bool:
    """Android says "Mobile" on phones only."""
    return hint == "?1" if hint in ("?0", "?1") else bool(re.search(r"\bMobile\b", user_agent))


def _first(table: Mapping[str, object], text: str) -> str | None:
    return next((mark for mark in table if mark in text), None)


def _unquoted(text: str | None) -> str:
    return (text or "").strip().strip('"')
