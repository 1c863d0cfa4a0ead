"""Which VAPID keys phones were told, as the database knows it. All machines on one database need the same key files; one
that lacks a key or has another of the same number must neither give it out nor sign with it."""

from __future__ import annotations

from pathlib import Path

from companion.kernel import settings
from companion.push import keys
from companion.push.keys import VapidKey

_PREFIX = "vapid_key:"


class KeysDiffer(Exception):
    """The keys of this machine are not those of the database; the message says what to do."""


def told() -> dict[str, str]:
    """Key id → public key, the current one last. Empty before any process was started with this database."""
    return settings.beginning(_PREFIX)


def current(folder: Path) -> tuple[str, str]:
    """Id and public key of what phones subscribe with now, which is the same on every machine."""
    known = told()
    if known:
        return list(known.items())[-1]
    key = keys.current_key(folder)
    return key.id, key.public


def missing(folder: Path) -> list[str]:
    """Ids of the keys that phones were told and this machine does not have."""
    here = set(keys.key_ids(folder))
    return [key_id for key_id in told() if key_id not in here]


def different(folder: Path) -> list[str]:
    """Ids of the keys of this machine that are damaged, or not those that phones were told under their number."""
    known = told()
    return [
        key_id
        for key_id in keys.key_ids(folder)
        if known.get(key_id, _public(folder, key_id)) != _public(folder, key_id)
    ]


def _public(folder: Path, key_id: str) -> str:
    try:
        return keys.load_key(folder, key_id).public
    except KeyError:
        return "damaged"


def write_down(folder: Path) -> None:
    """Before anybody is served: let the database know the keys of this machine; the very first one is made. Needs an open
    transaction. Raises KeysDiffer when a file holds another key than the one phones were told under its number."""
    if not told():
        keys.current_key(folder)
    for key_id in keys.key_ids(folder):
        try:
            here = keys.load_key(folder, key_id).public
        except KeyError:
            raise KeysDiffer(
                f"{folder / keys.file_name(key_id)} is damaged; restore it from your key backup."
            ) from None
        if settings.ensure(_PREFIX + key_id, here) != here:
            raise KeysDiffer(
                f"{folder / keys.file_name(key_id)} is not the push key {key_id} that phones were told. Machines on one "
                "database share their keys: copy the keys folder from the machine that had it first."
            )


def rotate(folder: Path) -> VapidKey:
    """Make a new current key. Phones take it up at their next start; until then the old one keeps reaching them. Needs an
    open transaction. Raises KeysDiffer on a machine that lacks keys: of two that rotate, only one has the other's."""
    write_down(folder)
    if lacking := missing(folder):
        raise KeysDiffer(
            f"This machine lacks the push key {', '.join(lacking)}. Copy vapid-*.key from the machine that has it into "
            f"{folder} first."
        )
    made = keys.draft(f"{int(list(told())[-1]) + 1:03}")
    if not settings.claim(_PREFIX + made.id, made.public):
        raise KeysDiffer("Another machine has just made a new push key. Copy it here.")
    keys.save(folder, made)
    return made


def prune(folder: Path, in_use: set[str]) -> list[str]:
    """Delete the old keys of this machine that no subscription uses any more; returns their ids. The current key always
    stays. Needs an open transaction."""
    now_current, _ = current(folder)
    unused = [key_id for key_id in keys.key_ids(folder) if key_id not in in_use and key_id < now_current]
    for key_id in unused:
        settings.drop(_PREFIX + key_id)
        keys.remove(folder, key_id)
    return unused
