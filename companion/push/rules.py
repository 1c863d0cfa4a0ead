"""Which addresses we push to, which keys are valid, and what a push service's answer means. Pure decisions."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from ipaddress import ip_address, ip_network
from urllib.parse import urlsplit

UNVERIFIED, ACTIVE, SUSPENDED, GONE = "unverified", "active", "suspended", "gone"
SUBSCRIPTION_STATES = (UNVERIFIED, ACTIVE, SUSPENDED, GONE)

# Why a subscription is suspended or over, for the phone to act on.
SWITCHED_OFF, SIGNED_OUT, REPLACED, MADE_ROOM = "switched_off", "signed_out", "replaced", "made_room"
ADDRESS_GONE, REFUSED_THERE, NOT_READABLE = "address_gone", "refused_there", "not_readable"
RENEWED = frozenset({ADDRESS_GONE, REFUSED_THERE, NOT_READABLE})
"""The person ended none of these: their phone makes a new one at its next start."""

PLANNED, SENDING, SENT, SKIPPED, EXPIRED, FAILED = "planned", "sending", "sent", "skipped", "expired", "failed"
DELIVERY_STATES = (PLANNED, SENDING, SENT, SKIPPED, EXPIRED, FAILED)

REMINDER, ACTIVATION, TEST = "reminder", "activation", "test"
PURPOSES = (REMINDER, ACTIVATION, TEST)

SUBSCRIPTIONS_EACH = 10
ACTIVATION_TTL = timedelta(minutes=10)
TEST_TTL = timedelta(minutes=10)
LONGEST_OPEN = timedelta(days=2)  # nothing is sent so long after it was due, and what is older need not be read
ENDPOINT_LENGTH = 1024
PUSH_SERVICES = ("fcm.googleapis.com", "*.push.services.mozilla.com", "*.push.apple.com", "*.notify.windows.com")

_HOST = re.compile(r"(?=.{1,253}\Z)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*")
_VISIBLE_ASCII = re.compile(r"[!-~]+")
_LOCAL_NAMES = ("localhost", "local", "test", "internal", "localhost.localdomain")


class Refused(ValueError):
    """An endpoint or a key that we do not push to; `code` says why, for programs."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Endpoint:
    """A push address that was looked at. `origin` is also the audience of the VAPID token; `local` means that the
    operator named this host and port for tests, so that plain http and private addresses are accepted there."""

    url: str
    host: str
    port: int
    origin: str
    local: bool


@dataclass(frozen=True)
class LocalHost:
    host: str
    port: int | None


@dataclass(frozen=True)
class HostPolicy:
    """The hosts we may push to: the known services, what the operator added, and local test hosts."""

    patterns: tuple[str, ...] = PUSH_SERVICES
    local: frozenset[LocalHost] = frozenset()

    def allows(self, host: str) -> bool:
        return any(_matches(host, pattern) for pattern in self.patterns)

    def is_local(self, host: str, port: int) -> bool:
        return LocalHost(host, port) in self.local or LocalHost(host, None) in self.local


def host_policy(additions: Iterable[str], production: bool) -> HostPolicy:
    """Read the operator's additions: `push.example.org`, `*.push.example.org`, or for tests `127.0.0.1:9000`.

    Raises Refused("bad_host") for what is no host, Refused("local_host_in_production") for a test host there.
    """
    patterns, local = list(PUSH_SERVICES), set()
    for entry in additions:
        text = entry.strip().lower().removeprefix("https://").removeprefix("http://").rstrip("/")
        host, port = _host_and_port(text)
        if port is None and not _is_local_name(host):
            if not _HOST.fullmatch(host.removeprefix("*.")):
                raise Refused("bad_host")
            patterns.append(host)
            continue
        if production:
            raise Refused("local_host_in_production")
        local.add(LocalHost(host, port))
    return HostPolicy(tuple(patterns), frozenset(local))


def check_endpoint(url: str, policy: HostPolicy) -> Endpoint:
    """The endpoint, if we may push there. Raises Refused. Looked at when it is saved and again before each send."""
    if not 0 < len(url) <= ENDPOINT_LENGTH or not _VISIBLE_ASCII.fullmatch(url) or "\\" in url:
        raise Refused("not_a_url")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise Refused("not_a_url") from None
    if parts.scheme not in ("https", "http") or not url.startswith(("https://", "http://")):
        raise Refused("not_https")
    if "@" in parts.netloc:
        raise Refused("userinfo")
    if parts.fragment or "#" in url:
        raise Refused("fragment")
    actual_port = port if port is not None else (443 if parts.scheme == "https" else 80)
    shown = f"[{host}]" if ":" in host else host
    if policy.is_local(host, actual_port):
        return Endpoint(url, host, actual_port, f"{parts.scheme}://{shown}:{actual_port}", local=True)
    if parts.scheme != "https":
        raise Refused("not_https")
    if actual_port != 443 or parts.netloc.lower() not in (host, f"{host}:443"):
        raise Refused("port")
    if not _HOST.fullmatch(host) or _is_address(host) or not policy.allows(host):
        raise Refused("host_not_allowed")
    return Endpoint(url, host, 443, f"https://{host}", local=False)


# What `is_global` of some Python versions lets through (RFC 6890, RFC 7526, RFC 9637).
_GLOBAL_UNICAST = ip_network("2000::/3")
_SPECIAL = tuple(map(ip_network, ("192.0.0.0/24", "192.88.99.0/24", "3fff::/20")))


def is_public_address(address: str) -> bool:
    """Whether a resolved address lies on the open internet. An IPv4 address dressed as IPv6 counts as what it is."""
    try:
        parsed = ip_address(address.split("%", 1)[0])
    except ValueError:
        return False
    if parsed.version == 6:
        if parsed in ip_network("64:ff9b::/96"):
            return is_public_address(str(ip_address(int(parsed) & 0xFFFFFFFF)))
        embedded = parsed.ipv4_mapped or parsed.sixtofour or (parsed.teredo[1] if parsed.teredo else None)
        if embedded is not None:
            return is_public_address(str(embedded))
        if parsed not in _GLOBAL_UNICAST:
            return False
    if any(parsed in network for network in _SPECIAL if network.version == parsed.version):
        return False
    return parsed.is_global and not parsed.is_multicast and not parsed.is_reserved


_P = 2**256 - 2**224 + 2**192 + 2**96 - 1
_B = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B


def check_keys(p256dh: str, auth: str) -> tuple[str, str]:
    """The keys as unpadded base64url. Raises Refused unless `p256dh` is an uncompressed point on P-256 (65 bytes)
    and `auth` has 16 bytes: the encryption would fail, or leak, much later and somewhere else."""
    point, secret = read_keys(p256dh, auth)
    x, y = int.from_bytes(point[1:33], "big"), int.from_bytes(point[33:], "big")
    if x >= _P or y >= _P or (y * y - (x * x * x - 3 * x + _B)) % _P != 0:
        raise Refused("p256dh")
    return base64url(point), base64url(secret)


def read_keys(p256dh: str, auth: str) -> tuple[bytes, bytes]:
    """The keys as octets, 65 and 16. Raises Refused for any other form; whether the point lies on the curve is not looked at."""
    point, secret = _base64url(p256dh, "p256dh"), _base64url(auth, "auth")
    if len(point) != 65 or point[0] != 4:
        raise Refused("p256dh")
    if len(secret) != 16:
        raise Refused("auth")
    return point, secret


def base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


ACCEPTED, GONE_FOR_GOOD, REFUSED, TOO_BIG, LATER = "accepted", "gone", "refused", "too_big", "later"
REDIRECTED, UNEXPECTED = "redirected", "unexpected"
UNREACHABLE, UNANSWERED = "unreachable", "unanswered"  # nothing was sent / it was sent, and the result is unknown
NOT_TRIED, BAD_ROW = "not_tried", "bad_row"
DOUBTED = "doubted"  # refused, and nothing shows yet whether the phone is to blame or our key, our contact, our clock
UNSIGNED = "unsigned"  # this machine has no key to sign it with: nothing left, another one may have it
RETRYABLE = frozenset({LATER, UNREACHABLE, UNANSWERED, NOT_TRIED, DOUBTED, UNSIGNED})
LONGEST_WAIT = timedelta(hours=24)


@dataclass(frozen=True)
class Answer:
    """What came of one attempt. `status` is None when no answer came; `retry_at` only where waiting was asked for."""

    outcome: str
    status: int | None = None
    retry_at: datetime | None = None


_TAKEN = {status: Answer(ACCEPTED, status) for status in (200, 201, 202, 204)}


def classify(status: int, retry_after: str | None, now: datetime) -> Answer:
    """What a push service's answer means. 201 is accepted, which is not yet delivered."""
    if taken := _TAKEN.get(status):
        return taken
    if status in (404, 410):
        return Answer(GONE_FOR_GOOD, status)
    if status in (400, 401, 403):
        return Answer(REFUSED, status)
    if status == 413:
        return Answer(TOO_BIG, status)
    if status in (408, 429) or 500 <= status <= 599:
        return Answer(LATER, status, retry_instant(retry_after, now))
    return Answer(REDIRECTED if 300 <= status <= 399 else UNEXPECTED, status)


def retry_instant(header: str | None, now: datetime) -> datetime | None:
    """When `Retry-After` (seconds or an HTTP date) lets us come back, at most a day away; None if it says nothing usable."""
    text = (header or "").strip()
    if text.isascii() and text.isdigit():
        return now + min(timedelta(seconds=int(text[:9])), LONGEST_WAIT)
    try:
        at = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    return min(max(at, now), now + LONGEST_WAIT)


def next_try(answer: Answer, attempts: int, now: datetime, share: float) -> datetime:
    """When to come back after the `attempts`-th try: when the service says, else 15 s, 30 s, 1 min … 5 min. `share`
    (0.5 to 1, drawn by the caller) keeps those who failed together from coming back together."""
    if answer.retry_at is not None:
        return answer.retry_at
    seconds = min(15.0 * 2 ** max(0, min(attempts, 10) - 1), 300.0)
    return now + timedelta(seconds=seconds * share)


def opaque_topic(*parts: object) -> str:
    """32 characters that stand for `parts` and say nothing about them: a repeat replaces, nobody can link two people."""
    return base64url(hashlib.sha256("\x00".join(map(str, parts)).encode()).digest()[:24])


def _host_and_port(text: str) -> tuple[str, int | None]:
    try:
        parts = urlsplit(f"//{text}")
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise Refused("bad_host") from None
    if not host or parts.path or parts.query or "@" in text:
        raise Refused("bad_host")
    return host, port


def _matches(host: str, pattern: str) -> bool:
    if pattern.startswith("*."):
        return host.endswith(pattern[1:]) and len(host) > len(pattern) - 1
    return host == pattern


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return bool(re.fullmatch(r"[0-9.x]+", host))  # 127.1, 0x7f.1, 2130706433: resolvers read these as addresses
    return True


def _is_local_name(host: str) -> bool:
    return _is_address(host) or host in _LOCAL_NAMES or host.endswith(tuple(f".{name}" for name in _LOCAL_NAMES))


def _base64url(text: str, what: str) -> bytes:
    bare = text.rstrip("=")
    if len(text) > 200 or not re.fullmatch(r"[A-Za-z0-9_-]+", bare):
        raise Refused(what)
    try:
        return base64.urlsafe_b64decode(bare + "=" * (-len(bare) % 4))
    except (binascii.Error, ValueError):
        raise Refused(what) from None
