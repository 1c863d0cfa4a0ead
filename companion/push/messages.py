"""The content of a push: one sentence for the phone, as Declarative Web Push JSON, always of one length."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from pydantic_core import to_json

PADDED = 1400  # bytes of plaintext; with encryption's 103 it stays far below the 4096 every push service takes
HIGH, NORMAL, LOW = "high", "normal", "low"

_SENTENCES = {
    "activation": {"en": "Reminders are on for this phone", "es": "Los recordatorios están activos en este teléfono"},
    "test": {"en": "This is how a reminder arrives", "es": "Así llega un recordatorio"},
}
_FOR_STAFF = {
    "activation": {"en": "This browser is connected", "es": "Este navegador está conectado"},
    "test": {"en": "This is how a message arrives", "es": "Así llega un aviso"},
}


@dataclass(frozen=True)
class Notice:
    """What the phone shows: a neutral sentence in `lang`, and where a tap leads (`path` on our own origin)."""

    title: str
    lang: str
    path: str
    tag: str
    body: str = ""


@dataclass(frozen=True)
class Outgoing:
    """One message for one device. `ttl` is how long the push service may keep it for a phone that sleeps."""

    delivery_id: UUID
    endpoint: str
    p256dh: str
    auth: str
    vapid_key_id: str
    payload: bytes
    topic: str
    ttl: timedelta
    urgency: str


def own_notice(purpose: str, language: str, tag: str, *, staff: bool = False) -> Notice:
    """What an activation or a test says on the phone, or in the browser of somebody on staff."""
    if staff:
        return Notice(_FOR_STAFF[purpose][language], language, "/staff/account", tag)
    return Notice(_SENTENCES[purpose][language], language, "/settings/reminders", tag)


def encode(notice: Notice, origin: str, delivery_id: UUID, token: str | None = None) -> bytes:
    """The notice as JSON that Safari shows without our code and our worker shows elsewhere, padded with spaces so that
    no kind is longer than another. `token` travels to the worker only and is never shown. Raises ValueError when it
    does not fit."""
    data: dict[str, str] = {"delivery": str(delivery_id)}
    if token is not None:
        data["activate"] = token
    shown: dict[str, object] = {"title": notice.title, "lang": notice.lang, "dir": "ltr", "tag": notice.tag}
    if notice.body:
        shown["body"] = notice.body
    shown["navigate"] = origin + notice.path
    shown["data"] = data
    whole = {"web_push": 8030, "notification": shown, "mutable": True}
    plain = to_json(whole)
    if len(plain) > PADDED:
        raise ValueError("the notice does not fit into one push")
    return plain.ljust(PADDED)
