"""Describes the device of a sign-in, as far as the browser names it. Pure.

Names of brands and models only, so that they need no translation; the whole header would be a fingerprint, and is not kept.
The model stands here where the browser names it unasked. Chromium has hidden it since version 110 and would name it when
asked (Accept-CH), but then with every request to us from then on; a person can name their phone instead.
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
    """`platform`, `browser` and `model` are None where nothing is known."""

    kind: str = UNKNOWN
    platform: str | None = None
    browser: str | None = None
    model: str | None = None

    @property
    def label(self) -> str:
        """Such as "Android · SM-A515F · Chrome"; "" when nothing is known."""
        return " · ".join(part for part in (self.platform, self.model, self.browser) if part)


# The first mark that stands in the header decides: most browsers also name the ones they descend from.
_PLATFORMS = {
    "iPhone": ("iPhone", PHONE),
    "iPod": ("iPhone", PHONE),
    "iPad": ("iPad", TABLET),
    "Android": ("Android", PHONE),
    "CrOS": ("Chromebook", COMPUTER),
    "Macintosh": ("Mac", COMPUTER),
    "Windows": ("Windows", COMPUTER),
    "Linux": ("Linux", COMPUTER),
    "X11": ("Linux", COMPUTER),
}
_HINTED = {
    "Android": "Android",
    "Chrome OS": "CrOS",
    "Chromium OS": "CrOS",
    "macOS": "Macintosh",
    "Windows": "Windows",
    "Linux": "Linux",
}
_BROWSERS = {
    "EdgA": "Edge",
    "EdgiOS": "Edge",
    "Edg": "Edge",
    "SamsungBrowser": "Samsung Internet",
    "OPR": "Opera",
    "OPT": "Opera",
    "FxiOS": "Firefox",
    "Firefox": "Firefox",
    "CriOS": "Chrome",
    "HeadlessChrome": "Chrome",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
_BRANDS = {
    "Microsoft Edge": "Edge",
    "Samsung Internet": "Samsung Internet",
    "Opera": "Opera",
    "Brave": "Brave",
    "Google Chrome": "Chrome",
}
# "(Linux; Android 9; SM-A515F Build/PPR1)": the last thing in the brackets, unless it says what is no model.
_MODEL = re.compile(
    r"\(Linux;(?: U;)? Android [\d.]+;(?: [a-z]{2}[-_][A-Za-z]{2};)? ((?:[^;()]|\([^()]*\))+?)(?: Build/[^;()]*)?(?:; wv)?\)"
)
_NO_MODEL = ("", "K", "Mobile", "Tablet", "wv")
_MODEL_LENGTH = 24


def read(user_agent: str, hints: Headers) -> Device:
    """The device behind these headers. `hints` are the request's headers: Chromium says its brand and platform in them.

    An iPad that asks for desktop pages says that it is a Mac, and nothing in its headers says otherwise.
    """
    mark = _HINTED.get(_unquoted(hints.get("Sec-CH-UA-Platform"))) or _first(_PLATFORMS, user_agent)
    platform, kind = _PLATFORMS.get(mark or "", (None, UNKNOWN))
    if platform == "Android" and not _is_mobile(user_agent, hints.get("Sec-CH-UA-Mobile")):
        kind = TABLET
    browser = _browser(user_agent, hints.get("Sec-CH-UA") or "", platform)
    model = _model(user_agent, hints.get("Sec-CH-UA-Model")) if platform == "Android" else None
    return Device(kind, platform, browser, model)


def _browser(user_agent: str, brands: str, platform: str | None) -> str | None:
    hinted = _first(_BRANDS, brands)
    if hinted:
        return _BRANDS[hinted]
    mark = _first({f"{name}/": shown for name, shown in _BROWSERS.items()}, user_agent)
    if mark:
        return _BROWSERS[mark.removesuffix("/")]
    # From the Home Screen Apple's web view names no browser at all.
    return "Safari" if platform in ("iPhone", "iPad") and "AppleWebKit" in user_agent else None


def _model(user_agent: str, hint: str | None) -> str | None:
    """What the maker calls it, where that is short and plain enough to be shown."""
    found = _MODEL.search(user_agent)
    model = _unquoted(hint) or (found.group(1) if found else "")
    plain = re.fullmatch(r"[\w .()+-]+", model, re.ASCII) and len(model) <= _MODEL_LENGTH
    return model if plain and model not in _NO_MODEL else None


def _is_mobile(user_agent: str, hint: str | None) -> bool:
    """Android says "Mobile" on phones only."""
    return hint == "?1" if hint in ("?0", "?1") else bool(re.search(r"\bMobile\b", user_agent))


def _first(table: Mapping[str, object], text: str) -> str | None:
    return next((mark for mark in table if mark in text), None)


def _unquoted(text: str | None) -> str:
    return (text or "").strip().strip('"')
