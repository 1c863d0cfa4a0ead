"""Settings from the environment and the instance folder, read once into one frozen object.

A wrong setting stops startup with one sentence that says how to fix it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy.engine import URL

from companion.outside import addresses, telephone, words
from companion.outside.addresses import NotAnAddress
from companion.outside.telephone import NotANumber

NAMES = frozenset(
    f"COMPANION_{name}"
    for name in [
        "APP_NAME",
        "AUDIT_HEADS",
        "DATABASE_URL",
        "HOST",
        "INSTANCE",
        "METRICS_PORT",
        "ORIGIN",
        "PRODUCTION",
        "PROGRAM_PHONE",
        "PUSH_ALLOWED_HOSTS",
        "SKIP_PWA",
        "TRUSTED_PROXIES",
        "VAPID_CONTACT",
        "WEB_WORKERS",
    ]
)
"""Every name that is read from the environment; SKIP_PWA only while the package is built."""


class ConfigError(Exception):
    """A setting that cannot work; the message says which one and what to write instead."""


@dataclass(frozen=True)
class Config:
    """Everything the operator decides. Paths are absolute; `origin` has no trailing slash."""

    instance: Path
    database_url: str | URL
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
    audit_heads: Path | None = None

    @property
    def secure_cookies(self) -> bool:
        """Plain http is accepted for a loopback origin only, where a Secure cookie may never come back."""
        return self.origin.startswith("https://")

    @property
    def keys_folder(self) -> Path:
        return self.instance / "keys"

    @property
    def audit_heads_file(self) -> Path:
        """Where the heads of the audit chain are written."""
        return self.audit_heads or self.instance / "audit-heads.jsonl"

    @property
    def rp_id(self) -> str:
        """The WebAuthn relying party: the origin's host name."""
        return urlsplit(self.origin).hostname or "localhost"


def load(env: Mapping[str, str] | None = None) -> Config:
    """Read and check the settings. Raises ConfigError."""
    env = os.environ if env is None else env
    _refuse_unknown(env)
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
        program_phone=_telephone(env.get("COMPANION_PROGRAM_PHONE")),
        metrics_port=_port(env["COMPANION_METRICS_PORT"], "COMPANION_METRICS_PORT")
        if env.get("COMPANION_METRICS_PORT")
        else None,
        web_workers=_count(env.get("COMPANION_WEB_WORKERS", "1"), "COMPANION_WEB_WORKERS"),
        trusted_proxies=_count(env.get("COMPANION_TRUSTED_PROXIES", "0"), "COMPANION_TRUSTED_PROXIES", 0, 4),
        audit_heads=Path(env["COMPANION_AUDIT_HEADS"]).expanduser().resolve()
        if env.get("COMPANION_AUDIT_HEADS")
        else None,
    )


def advice(config: Config) -> str | None:
    """One sentence about what works, and is most likely not meant."""
    if not config.secure_cookies or config.trusted_proxies:
        return None
    return (
        "COMPANION_ORIGIN is https, so a proxy stands in front, and COMPANION_TRUSTED_PROXIES is 0: all visitors count as one "
        "address, and share its limits for signing in. Set it to the number of your proxies, usually 1."
    )


def _refuse_unknown(env: Mapping[str, str]) -> None:
    """A misspelled name would be ignored in silence, and what it was to protect with it."""
    for name in sorted(env):
        if name.startswith("COMPANION_") and name not in NAMES:
            known = [one.removeprefix("COMPANION_") for one in NAMES]
            near = get_close_matches(name.upper().removeprefix("COMPANION_"), known, n=1)
            meant = f"Did you mean COMPANION_{near[0]}?" if near else f"Known are {', '.join(sorted(NAMES))}."
            raise ConfigError(f"{name} is no setting of this program. {meant} Correct it, or remove it.")


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
    try:
        origin = addresses.origin(text)
    except NotAnAddress as why:
        raise ConfigError(
            f"COMPANION_ORIGIN is {text!r}, {why}; set it to the address people open, such as https://app.example.org."
        ) from None
    if origin.startswith("http://") and not addresses.is_loopback(urlsplit(origin).hostname or ""):
        raise ConfigError(f"COMPANION_ORIGIN is {text!r}; any address other than this machine needs https://.")
    return origin


def _database_url(text: str | None, instance: Path) -> str | URL:
    """In an address `?` and `%` mean something; in the name of a folder they are letters."""
    if not text:
        return URL.create("sqlite", database=str(instance / "companion.sqlite3"))
    if text.startswith(("postgres://", "postgresql://")):
        return re.sub(r"^postgres(ql)?://", "postgresql+psycopg://", text)
    if not text.startswith(("sqlite:///", "postgresql+psycopg://")):
        raise ConfigError("COMPANION_DATABASE_URL must start with sqlite:/// or postgresql://.")
    return text


def _telephone(text: str | None) -> str | None:
    try:
        return telephone.written(text) if text else None
    except NotANumber as expected:
        raise ConfigError(f"COMPANION_PROGRAM_PHONE is {text!r}; {expected}.") from None


def _app_name(text: str) -> str:
    name = words.name(text)
    if not 1 <= len(name) <= 30:
        raise ConfigError("COMPANION_APP_NAME must be 1 to 30 characters long.")
    return name


def _contact(text: str | None, origin: str) -> str:
    try:
        ours = f"https://{urlsplit(origin).hostname}" if origin.startswith("https://") else "mailto:push@localhost"
        return addresses.contact(text or ours)
    except NotAnAddress as why:
        raise ConfigError(
            f"COMPANION_VAPID_CONTACT is {text!r}, {why}; set it to an address such as mailto:tech@example.org."
        ) from None


def current() -> Config:
    """The settings of the running application; needs an application context."""
    from flask import current_app

    config = current_app.extensions["companion.config"]
    assert isinstance(config, Config)
    return config
