"""Web addresses, hosts, and contacts as they are written in settings, in the one form that browsers use and compare."""

from __future__ import annotations

import re
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit, urlunsplit

import idna

_DEFAULT_PORTS = {"http": 80, "https": 443}
_MAILBOX = re.compile(r"[^\s@<>()\[\],;:\\\"]+")


class NotAnAddress(ValueError):
    """The message completes the sentence "… is 'x', …"."""


def is_loopback(host: str) -> bool:
    """Whether a host is this machine itself."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def host(text: str) -> str:
    """A host in lower case, an international one in punycode, without the dot at its end. Raises NotAnAddress."""
    bare = text.strip().rstrip(".").lower()
    try:
        return str(ip_address(bare))
    except ValueError:
        pass
    try:
        found = idna.encode(bare, uts46=True, transitional=False).decode()
    except idna.IDNAError:
        raise NotAnAddress("whose host name cannot be used") from None
    if not re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)*", found):
        raise NotAnAddress("whose host name cannot be used")
    return found


def origin(text: str) -> str:
    """An origin exactly as browsers write it: `https://host`, with a port only where it is not the usual one. `app.example.org`
    alone means https. Raises NotAnAddress."""
    parts = _split(text)
    if parts.path.strip("/") or parts.query or parts.fragment or "@" in parts.netloc:
        raise NotAnAddress("which is more than the address of a server")
    return f"{parts.scheme}://{_place(parts)}"


def contact(text: str) -> str:
    """What push services may write to: `mailto:` or `https:`, the first also for a bare mailbox. Raises NotAnAddress."""
    bare = text.strip()
    scheme, _, rest = bare.rpartition("mailto:") if bare.lower().startswith("mailto:") else ("", "", bare)
    if "@" in rest and "/" not in rest:
        box, _, domain = rest.rpartition("@")
        if scheme or not _MAILBOX.fullmatch(box):
            raise NotAnAddress("which is not a mailbox")
        return f"mailto:{box}@{host(domain)}"
    if "://" not in bare:
        raise NotAnAddress("which is neither a mailbox nor an https address")
    parts = _split(bare)
    if parts.scheme != "https" or "@" in parts.netloc or not re.fullmatch(r"[!-~]*", parts.path + parts.query):
        raise NotAnAddress("which is neither a mailbox nor an https address")
    return urlunsplit(("https", _place(parts), parts.path.rstrip("/"), parts.query, ""))


def _split(text: str) -> SplitResult:
    bare = text.strip()
    if "://" not in bare:
        first = re.split(r"[:/]", bare, maxsplit=1)[0]
        bare = f"{'http' if is_loopback(first) else 'https'}://{bare}"
    try:
        parts = urlsplit(bare)
        _ = parts.port
    except ValueError:
        raise NotAnAddress("which cannot be read") from None
    if parts.scheme not in _DEFAULT_PORTS or not parts.hostname:
        raise NotAnAddress("which is not a web address")
    return parts


def _place(parts: SplitResult) -> str:
    name = host(parts.hostname or "")
    shown = f"[{name}]" if ":" in name else name
    return shown if parts.port in (None, _DEFAULT_PORTS[parts.scheme]) else f"{shown}:{parts.port}"
