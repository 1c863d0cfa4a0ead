"""A program with many people for whom something is due: their phones, reminder settings, and sessions. The product's own planner
turns these into reminders; nothing here writes an occurrence or a delivery.

Everybody has one phone. A third of what is due are session reminders (repeated once after a crash), a third are change
messages (repeated until accepted), a third are prompts (dropped after a crash).
"""

from __future__ import annotations

import random
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from flask import Flask
from sqlalchemy import insert

from benchmarks.chaos.sink import Sink
from companion import config
from companion.accounts.models import Account, SignIn
from companion.enrollment.models import Enrollment
from companion.kernel import ids
from companion.kernel.database import db, transaction
from companion.program.models import Program, Track
from companion.push import keys
from companion.push.models import PushSubscription
from companion.push.rules import base64url
from companion.reminders.models import ReminderSettings
from companion.reminders.rules import CHANGED, PROMPT, SOON
from companion.schedule.models import TrackSession

LEAD = timedelta(minutes=30)
NEWS_EACH = 5
_DAY = timedelta(days=1)
_HOUR = timedelta(hours=1)


@dataclass
class Cast:
    """Address path on the push service → the kind that is due there, and how many."""

    kind: dict[str, str] = field(default_factory=dict)
    number: dict[str, int] = field(default_factory=dict)

    @property
    def due(self) -> int:
        return sum(self.number.values())


@dataclass
class _Rows:
    now: datetime
    track_id: UUID
    key_id: str
    sink: Sink
    point: str
    made: dict[Any, list[dict[str, Any]]] = field(
        default_factory=lambda: {
            m: [] for m in (Account, SignIn, Enrollment, PushSubscription, ReminderSettings, TrackSession)
        }
    )

    def person(self, path: str, **wishes: Any) -> UUID:
        """Somebody who came yesterday, with a phone and no quiet hours."""
        whose, yesterday = ids.new_id(), self.now - _DAY
        self.made[Account].append(
            {"id": whose, "role": "participant", "display_name": "P", "language": "en", "zone": "UTC",
             "created_at": yesterday, "activated_at": yesterday, "totp_last_step": 0}
        )  # fmt: skip
        self.made[Enrollment].append(
            {"participant_id": whose, "track_id": self.track_id, "starts_on": yesterday.date(), "own_days": [],
             "phase": "active", "hides_craving": False, "created_at": yesterday}
        )  # fmt: skip
        phone = {"id": ids.new_id(), "account_id": whose, "token_hash": secrets.token_hex(32), "device": "phone"}
        self.made[SignIn].append(
            phone | {"created_at": yesterday, "last_seen_at": yesterday, "expires_at": self.now + 90 * _DAY}
        )
        self.made[PushSubscription].append(
            {"id": ids.new_id(), "participant_id": whose, "sign_in_id": phone["id"], "endpoint": self.sink.url(path), "p256dh": self.point,
             "endpoint_hash": secrets.token_hex(32), "auth": base64url(secrets.token_bytes(16)), "device": "phone",
             "vapid_key_id": self.key_id, "state": "active", "created_at": yesterday, "seen_at": yesterday}
        )  # fmt: skip
        plain = {
            "participant_id": whose, "session_soon": False, "lead_minutes": 30, "session_tomorrow": False,
            "checkin_prompt": False, "prompt_time": time(20), "checkups": False, "groups": False,
            "quiet_from": time(0), "quiet_until": time(0), "level": "private", "changed_at": yesterday,
        }  # fmt: skip
        self.made[ReminderSettings].append(plain | wishes)
        return whose

    def meeting(self, whose: UUID, starts_at: datetime, **news: datetime) -> None:
        """A one-to-one; `news` says when it was moved, and from where."""
        plain = {"changed_at": None, "previous_starts_at": None}
        self.made[TrackSession].append(
            {"track_id": self.track_id, "participant_id": whose, "local_date": starts_at.date(), "starts_at": starts_at,
             "ends_at": starts_at + _HOUR, "kind": "individual", "title": "Talk", "optional": False,
             "status": "scheduled", "by_hand": True, **plain, **news}
        )  # fmt: skip


def lay(app: Flask, sink: Sink, number: int, first: datetime, spread: timedelta, now: datetime) -> Cast:
    """Put `number` things that become due at random between `first` and `first + spread` into an empty database."""
    with app.app_context():
        folder = config.current().keys_folder
        point = ec.generate_private_key(ec.SECP256R1()).public_key()
        shown = base64url(point.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))
        with transaction():
            rows = _Rows(now, _track(), keys.current_key(folder).id, sink, shown)
            cast = Cast()
            for path, kind, several in _fill(rows, number, first, spread):
                cast.kind[path], cast.number[path] = kind, several
            for model, made in rows.made.items():
                for start in range(0, len(made), 1000):
                    db.session.execute(insert(model), made[start : start + 1000])
        db.session.remove()
    return cast


def _track() -> UUID:
    program = Program(slug="storm", name="Storm", app_name="Daybook", zone="UTC", phones=[])
    db.session.add(program)
    db.session.flush()
    track = Track(program_id=program.id, slug="t", name="T", level="iop", about_weeks=10, first_day={})
    db.session.add(track)
    db.session.flush()
    return track.id


def _fill(rows: _Rows, number: int, first: datetime, spread: timedelta) -> Iterator[tuple[str, str, int]]:
    def due() -> datetime:
        return (first + spread * random.random()).replace(microsecond=0)

    third = number // 3
    for each in range(third):
        rows.meeting(rows.person(f"/soon/{each}", session_soon=True), due() + LEAD)
        yield f"/soon/{each}", SOON, 1
    for each in range(number - third - third // NEWS_EACH * NEWS_EACH):
        rows.person(f"/prompt/{each}", checkin_prompt=True, prompt_time=due().time())
        yield f"/prompt/{each}", PROMPT, 1
    for each in range(third // NEWS_EACH):
        whose = rows.person(f"/news/{each}", session_soon=True)
        for one in range(NEWS_EACH):
            starts = rows.now.replace(microsecond=0) + timedelta(days=4 + one)
            news = {"changed_at": due() + timedelta(microseconds=one + 1), "previous_starts_at": starts - _HOUR}
            rows.meeting(whose, starts, **news)
        yield f"/news/{each}", CHANGED, NEWS_EACH
