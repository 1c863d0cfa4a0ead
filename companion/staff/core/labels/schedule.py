"""Changes of the schedule, what they clash with, and who came."""

from flask_babel import lazy_gettext, lazy_pgettext
from flask_babel.speaklater import LazyString

FAMILIES: dict[str, dict[str, LazyString]] = {
    "pattern.change": {
        "time": lazy_gettext("Time"),
        "place": lazy_gettext("Place or link"),
        "lead": lazy_gettext("Who leads it"),
        "bring": lazy_gettext("What to bring"),
        "online": lazy_gettext("Meets online"),
        "in_room": lazy_gettext("Meets in the room"),
        "stop": lazy_gettext("Does not meet"),
    },
    "session.change": {
        "move": lazy_gettext("Day or time"),
        "cancel": lazy_gettext("Cancel it"),
        "restore": lazy_gettext("It takes place after all"),
        "place": lazy_gettext("Place or link"),
        "online": lazy_gettext("Meet online"),
        "in_room": lazy_gettext("Meet in the room"),
        "bring": lazy_gettext("What to bring"),
        "invite": lazy_gettext("Only for"),
    },
    "conflict": {
        "room": lazy_gettext("%(name)s is needed for %(first)s and %(other)s, %(when)s"),
        "leader": lazy_gettext("%(name)s would lead %(first)s and %(other)s, %(when)s"),
    },
    "undo": {
        "session": lazy_gettext("One session changed"),
        "added": lazy_gettext("Sessions added"),
        "pattern": lazy_gettext("Weekly pattern changed"),
        "closure": lazy_gettext("Closed days changed"),
    },
    "mark": {
        "present": lazy_gettext("Here"),
        "late": lazy_gettext("Late"),
        "remote": lazy_gettext("Online"),
        "excused": lazy_gettext("Excused"),
        "absent": lazy_gettext("Not here"),
        "none": lazy_pgettext("attendance", "Open"),
    },
    "lock_screen": {
        "private": lazy_gettext("Private"),
        "silent": lazy_gettext("Silent"),
    },
}
