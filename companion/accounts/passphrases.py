"""Hashes passphrases with argon2id, never more than a few at once, and with the same effort for unknown names."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from companion import config
from companion.accounts import rules
from companion.kernel.errors import Unavailable

# Each hash holds 19 MiB and a core for about 45 ms: a crowd waits its turn instead of taking the machine down.
_AT_ONCE = threading.BoundedSemaphore(2)
_WAIT_SECONDS = 4.0


def hashed(passphrase: str) -> str:
    """The argon2id hash to keep. Raises Unavailable when too many people wait."""
    with _turn():
        return _hasher().hash(rules.same_passphrase(passphrase))


def matches(stored: str | None, passphrase: str) -> bool:
    """Whether the passphrase belongs to the stored hash. Without one a dummy is checked: the answer takes as long."""
    plain = rules.same_passphrase(passphrase)
    fits = len(plain.encode("utf-8", "surrogatepass")) <= rules.PASSPHRASE_MAX_BYTES
    with _turn():
        dummy = _dummy()  # made by the first try of a process, whoever that is for
        right = _verify(stored if stored and fits else dummy, plain if fits else "")
    return right and stored is not None and fits


def _verify(stored: str, plain: str) -> bool:
    try:
        return _hasher().verify(stored, plain)
    except (Argon2Error, InvalidHashError, UnicodeEncodeError):
        return False


def _hasher() -> PasswordHasher:
    settings = config.current()
    return _made(settings.argon2_memory_kib, settings.argon2_time)


@lru_cache(maxsize=4)
def _made(memory_kib: int, time_cost: int) -> PasswordHasher:
    return PasswordHasher(time_cost=time_cost, memory_cost=memory_kib, parallelism=1)


def _dummy() -> str:
    settings = config.current()
    return _dummy_of(settings.argon2_memory_kib, settings.argon2_time)


@lru_cache(maxsize=4)
def _dummy_of(memory_kib: int, time_cost: int) -> str:
    return _made(memory_kib, time_cost).hash(rules.new_passphrase())


@contextmanager
def _turn() -> Iterator[None]:
    if not _AT_ONCE.acquire(timeout=_WAIT_SECONDS):
        raise Unavailable("many_sign_ins", "Many people are signing in. Try again in a few seconds.")
    try:
        yield
    finally:
        _AT_ONCE.release()
