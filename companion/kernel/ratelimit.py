"""Token buckets in the database, so that all web processes share the same counts."""

from __future__ import annotations

import hashlib
import math
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Mapped, mapped_column

from companion.kernel.database import Base, db, transaction
from companion.kernel.errors import TooMany
from companion.kernel.statements import affected, insert_ignore


class RateBucket(Base):
    """Tokens left for one hashed name, as of an instant. Names are hashed: they may hold an address or a sign-in name."""

    __tablename__ = "rate_buckets"
    name_hash: Mapped[str] = mapped_column(primary_key=True)
    tokens: Mapped[float]
    as_of: Mapped[datetime] = mapped_column(index=True)


def spend(bucket: str, capacity: int, refill_seconds: float, now: datetime) -> None:
    """Take one token from `bucket`, which holds `capacity` and regains one every `refill_seconds`.

    Commits on its own, so that a failed sign-in still counts. Raises TooMany with the wait in whole seconds.
    """
    name = hashlib.sha256(bucket.encode()).hexdigest()
    with transaction():
        insert_ignore(RateBucket, [{"name_hash": name, "tokens": float(capacity), "as_of": now}], ["name_hash"])
        query = select(RateBucket.tokens, RateBucket.as_of).where(RateBucket.name_hash == name).with_for_update()
        tokens, as_of = db.session.execute(query).one()
        gained = max(0.0, (now - as_of).total_seconds()) / refill_seconds
        left = min(float(capacity), tokens + gained)
        if left >= 1.0:
            values = {"tokens": left - 1.0, "as_of": now}
            db.session.execute(update(RateBucket).where(RateBucket.name_hash == name).values(values))
    if left < 1.0:
        raise TooMany(math.ceil((1.0 - left) * refill_seconds))


def forget_before(instant: datetime) -> int:
    """Delete buckets untouched since `instant` (they are full again); returns how many."""
    return affected(delete(RateBucket).where(RateBucket.as_of < instant))
