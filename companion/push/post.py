"""What sending needs, once per process: allowed hosts, keys, where links lead, and the open connections."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from flask import current_app

from companion import config
from companion.config import Config, ConfigError
from companion.push import keys, rules
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
        return keys.current_key(self.keys_folder).public

    def current_key_id(self) -> str:
        """The id of that key."""
        return keys.current_key(self.keys_folder).id

    def key_id_for(self, public: str | None) -> str:
        """The key a phone subscribed with; the current one if it does not say or names one that is not ours."""
        known = keys.key_of_public(self.keys_folder, public) if public else None
        return known or keys.current_key(self.keys_folder).id


def post_office(settings: Config) -> Post:
    """The post of these settings. Raises ConfigError for a push host that cannot be allowed."""
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
