"""Reminder delivery, and the connection of a browser of staff."""

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

FAMILIES: dict[str, dict[str, LazyString]] = {
    "delivery.paused": {
        "silent": lazy_gettext(
            "%(service)s is not taking messages at the moment. We keep trying while it makes sense."
        ),
        "refuses": lazy_gettext("%(service)s refuses our messages. Tell whoever runs the server."),
    },
    "delivery.service": {
        "google": lazy_gettext("Google (Android, Chrome)"),
        "mozilla": lazy_gettext("Mozilla (Firefox)"),
        "apple": lazy_gettext("Apple (iPhone, Safari)"),
        "microsoft": lazy_gettext("Microsoft (Edge, Windows)"),
        "other": lazy_gettext("A push service"),
    },
    "delivery.phone": {
        "active": lazy_gettext("can be reached"),
        "unverified": lazy_gettext("not proven yet"),
        "suspended": lazy_gettext("paused until the app is opened"),
        "gone": lazy_gettext("switched off or gone"),
    },
    "delivery.reason": {
        "no_phone": lazy_gettext("not sent: no phone to send to"),
        "not_needed": lazy_gettext("not sent: done already, moved, canceled or replaced by newer news"),
        "own_wish": lazy_gettext("not sent: quiet hours, or switched off"),
        "enough": lazy_gettext("not sent: enough for one day"),
        "address": lazy_gettext("not sent: the phone’s address no longer works"),
        "service": lazy_gettext("not sent: the push service did not take it"),
        "doubt": lazy_gettext("perhaps sent when a process stopped, so not repeated"),
        "damaged": lazy_gettext("set aside because something is damaged"),
    },
    "connection": {
        "off": lazy_gettext("This browser is not connected."),
        "checking": lazy_gettext("Connected. A first message is on its way; it proves that messages arrive."),
        "on": lazy_gettext("✓ Messages arrive in this browser."),
        "denied": lazy_gettext(
            "This browser does not allow messages from these pages. Allow notifications in its settings, then come back."
        ),
        "unable": lazy_gettext("This browser cannot show messages."),
        "trouble": lazy_gettext("That did not work. Try again in a moment."),
    },
}
