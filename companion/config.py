"""Settings from the environment and the instance folder, read once into one frozen object.

A wrong setting stops startup with one sentence that says how to fix it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

_LOOPBACK = {"localhost", "127.0.0.1", "::1"}


class ConfigError(Exception):
    """A setting that cannot work; the message says which one and what to write instead."""


@dataclass(frozen=True)
class Config:
    """Everything the operator decides. Paths are absolute; `origin` has no trailing slash."""

    instance: Path
    database_url: str
    origin: str
    host: str = "127.0.0.1"
    port: int = 8000
    app_name: str = "Daybook"
    production: bool = False
    push_allowed_hosts: tuple[str, ...] = ()
    vapid_contact: str = "mailto:push@localhost"
    program_phone: str | None = None
    web_workers: int = 1
    trusted_proxies: int = 0
    metrics_port: int | None = None
    argon2_memory_kib: int = 19456
    argon2_time: int = 2

    @property
    def secure_cookies(self) -> bool:
        """Plain http is accepted for a loopback origin only, where a Secure cookie may never come back."""
        return self.origin.startswith("https://")

    @property
    def keys_folder(self) -> Path:
        return self.instance / "keys"

    @property
    def rp_id(self) -> str:
        """The WebAuthn relying party: the origin's host name."""
        return urlsplit(self.origin).hostname or "localhost"


def load(env: Mapping[str, str] | None = None) -> Config:
    """Read and check the settings. Raises ConfigError."""
    env = os.environ if env is None else env
    instance = Path(env.get("COMPANION_INSTANCE") or "instance").expanduser().resolve()
    port = _port(env.get("PORT", "8000"))
    origin = _origin(env.get("COMPANION_ORIGIN") or f"http://localhost:{port}")
    production = _flag(env, "COMPANION_PRODUCTION", default=origin.startswith("https://"))
    hosts = tuple(h.strip().lower() for h in env.get("COMPANION_PUSH_ALLOWED_HOSTS", "").split(",") if h.strip())
    return Config(
        instance=instance,
        database_url=_database_url(env.get("COMPANION_DATABASE_URL"), instance),
        origin=origin,
        host=env.get("COMPANION_HOST") or "127.0.0.1",
        port=port,
        app_name=_app_name(env.get("COMPANION_APP_NAME") or "Daybook"),
        production=production,
        push_allowed_hosts=hosts,
        vapid_contact=_contact(env.get("COMPANION_VAPID_CONTACT"), origin),
        program_phone=env.get("COMPANION_PROGRAM_PHONE") or None,
        metrics_port=_port(env["COMPANION_METRICS_PORT"], "COMPANION_METRICS_PORT")
        if env.get("COMPANION_METRICS_PORT")
        else None,
        web_workers=_count(env.get("COMPANION_WEB_WORKERS", "1"), "COMPANION_WEB_WORKERS"),
        trusted_proxies=_count(env.get("COMPANION_TRUSTED_PROXIES", "0"), "COMPANION_TRUSTED_PROXIES", 0, 4),
    )


def _port(text: str, name: str = "PORT") -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise ConfigError(f"{name} is {text!r}; set it to a number from 1 to 65535.")
    return int(text)


def _count(text: str, name: str, least: int = 1, most: int = 64) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 4 and least <= int(text) <= most):
        raise ConfigError(f"{name} is {text!r}; set it to a number from {least} to {most}.")
    return int(text)


def _flag(env: Mapping[str, str], name: str, *, default: bool) -> bool:
    text = env.get(name, "").lower()
    if text not in {"", "0", "1", "false", "true"}:
        raise ConfigError(f"{name} is {text!r}; set it to 1 or 0.")
    return default if text == "" else text in {"1", "true"}


def _origin(text: str) -> str:
    parts = urlsplit(text)
    if (
        parts.scheme not in {"http", "https"}
        or not parts.hostname
        or parts.path.strip("/")
        or parts.query
        or parts.username
    ):
        raise ConfigError(
            f"COMPANION_ORIGIN is {text!r}; set it to the address people open, such as https://app.example.org."
        )
    if parts.scheme == "http" and parts.hostname not in _LOOPBACK:
        raise ConfigError(f"COMPANION_ORIGIN is {text!r}; any address other than this machine needs https://.")
    return text.rstrip("/")


def _database_url(text: str | None, instance: Path) -> str:
    if not text:
        return f"sqlite:///{instance / 'companion.sqlite3'}"
    if text.startswith(("postgres://", "postgresql://")):
        return re.sub(r"^postgres(ql)?://", "postgresql+psycopg://", text)
    if not text.startswith(("sqlite:///", "postgresql+psycopg://")):
        raise ConfigError("COMPANION_DATABASE_URL must start with sqlite:/// or postgresql://.")
    return text


def _app_name(text: str) -> str:
    if not 1 <= len(text) <= 30:
        raise ConfigError("COMPANION_APP_NAME must be 1 to 30 characters long.")
    return text


def _contact(text: str | None, origin: str) -> str:
    contact = text or (origin if origin.startswith("https://") else "mailto:push@localhost")
    if not contact.startswith(("mailto:", "https://")):
        raise ConfigError("COMPANION_VAPID_CONTACT must start with mailto: or https://.")
    return contact


def current() -> Config:
    """The settings of the running application; needs an application context."""
    from flask import current_app

    config = current_app.extensions["companion.config"]
    assert isinstance(config, Config)
    return config
