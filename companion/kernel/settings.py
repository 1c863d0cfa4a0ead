"""Facts about this deployment that are stored in the database: its epoch, and a canary for the encryption key."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Mapped, mapped_column

from companion.kernel import crypto, ids
from companion.kernel.database import Base, db
from companion.kernel.statements import affected, insert_ignore

_CANARY_ROW = UUID(int=0)
SERVES = "schema_serves"
"""Names the oldest revision of the schema whose programs can use this database."""
_CANARY_TEXT = "this database and this key belong together"


class Setting(Base):
    __tablename__ = "settings"
    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


def read(name: str) -> str | None:
    """The value called `name`, or None."""
    return db.session.execute(select(Setting.value).where(Setting.name == name)).scalar_one_or_none()


def beginning(prefix: str) -> dict[str, str]:
    """Name without `prefix` → value, of all whose name begins with it, in the order of their names."""
    query = select(Setting.name, Setting.value).where(Setting.name.startswith(prefix, autoescape=True))
    return {name.removeprefix(prefix): value for name, value in db.session.execute(query.order_by(Setting.name))}


def claim(name: str, value: str) -> bool:
    """Whether `name` was free and is `value` from now on. Needs an open transaction."""
    return insert_ignore(Setting, [{"name": name, "value": value}], ["name"]) == 1


def ensure(name: str, value: str) -> str:
    """The value called `name`, set to `value` if there was none. Needs an open transaction."""
    insert_ignore(Setting, [{"name": name, "value": value}], ["name"])
    found = read(name)
    assert found is not None
    return found


def put(name: str, value: str) -> None:
    """From now on the value called `name` is `value`. Needs an open transaction."""
    ensure(name, value)
    db.session.execute(update(Setting).where(Setting.name == name).values(value=value))


def replace(name: str, before: str, value: str) -> bool:
    """Put `value` in place of `before`; whether it was this very call that did. Needs an open transaction."""
    same = (Setting.name == name, Setting.value == before)
    return affected(update(Setting).where(*same).values(value=value)) == 1


def drop(name: str) -> None:
    """From now on nothing is called `name`. Needs an open transaction."""
    db.session.execute(delete(Setting).where(Setting.name == name))


def canary_key() -> str:
    """Which of our keys the canary is sealed under."""
    return (read("seal_canary") or "").partition(".")[0]


def renew_canary() -> None:
    """Seal the canary under the newest key. Needs an open transaction."""
    put("seal_canary", crypto.seal("settings", _CANARY_ROW, "seal_canary", _CANARY_TEXT))


def server_epoch() -> str:
    """Changes when a backup is restored, so that phones know to send again what may have been lost."""
    return read("server_epoch") or ""


def renew_epoch() -> None:
    """Called when the database is a restored older copy. Needs an open transaction."""
    put("server_epoch", str(ids.new_id()))


def verify() -> None:
    """Refuse a database that was sealed with another key than ours, or with one that is missing. Raises crypto.SealError.

    A database that contains nothing encrypted passes.
    """
    canary = read("seal_canary")
    if canary is not None:
        crypto.unseal("settings", _CANARY_ROW, "seal_canary", canary)


def opens(stored: Mapping[str, str]) -> bool:
    """Whether our key is the one of a database that has these settings."""
    canary = stored.get("seal_canary")
    try:
        return canary is None or crypto.unseal("settings", _CANARY_ROW, "seal_canary", canary) == _CANARY_TEXT
    except crypto.SealError:
        return False


def prepare() -> None:
    """Give a new database its epoch and key canary; refuse a database whose key is another. Needs an open transaction.

    Raises crypto.SealError.
    """
    verify()  # first: sealing makes a key where there is none, and a second key must never be made
    ensure("server_epoch", str(ids.new_id()))
    ensure("seal_canary", crypto.seal("settings", _CANARY_ROW, "seal_canary", _CANARY_TEXT))
    verify()
