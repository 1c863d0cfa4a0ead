"""What sending needs, once per process: allowed hosts, keys, where links lead, and the open connections."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from flask import current_app

from companion import config
from companion.config import Config, ConfigError
from companion.kernel import clock
from companion.push import rules, told_keys, webpush
from companion.push.rules import HostPolicy
from companion.push.webpush import Sender

_EXTENSION = "companion.push"


@dataclass(frozen=True)
class Post:
    """What sending needs in one deployment."""

    policy: HostPolicy
    keys_folder: Path
    origin: str
    sender: Sender

    def public_key(self) -> str:
        """What phones subscribe with now."""
        return told_keys.current(self.keys_folder)[1]

    def current_key_id(self) -> str:
        """The id of that key."""
        return told_keys.current(self.keys_folder)[0]

    def key_id_for(self, public: str | None) -> str:
        """The key a phone subscribed with; the current one if it does not say or names one that is not ours."""
        wanted = (public or "").rstrip("=")
        return next((one for one, said in told_keys.told().items() if said == wanted), self.current_key_id())


def post_office(settings: Config) -> Post:
    """The post of these settings. Raises ConfigError for a push host that cannot be allowed, and for a contact that no
    message can be signed with."""
    if not webpush.proves(settings.vapid_contact, "https://push.example.org", clock.now()):
        raise ConfigError(
            f"COMPANION_VAPID_CONTACT is {settings.vapid_contact!r}, which cannot be signed; set it to an address such as "
            "mailto:tech@example.org."
        )
    try:
        policy = rules.host_policy(settings.push_allowed_hosts, settings.production)
    except rules.Refused as refused:
        why = {
            "bad_host": "contains something that is not a host name",
            "local_host_in_production": "contains a test host in production",
        }
        raise ConfigError(
            f"COMPANION_PUSH_ALLOWED_HOSTS {why[refused.code]}; list hosts such as push.example.org."
        ) from None
    sender = Sender(policy, settings.keys_folder, settings.vapid_contact)
    return Post(policy, settings.keys_folder, settings.origin, sender)


def posted() -> Post:
    """The post of the running application, made on first use; needs an application context."""
    extensions = current_app.extensions
    if _EXTENSION not in extensions:
        extensions[_EXTENSION] = post_office(config.current())
    found = extensions[_EXTENSION]
    assert isinstance(found, Post)
    return found


def drain() -> None:
    """End soon what is being sent, if anything ever was."""
    found = current_app.extensions.get(_EXTENSION)
    if found is not None:
        found.sender.drain()
