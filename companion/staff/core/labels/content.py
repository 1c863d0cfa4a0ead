"""Program files and tables: what they hold and what taking them would change."""

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

FAMILIES: dict[str, dict[str, LazyString]] = {
    "content.kind": {
        "pattern": lazy_gettext("Weekly pattern"),
        "one-offs": lazy_gettext("Single meetings"),
        "roster": lazy_gettext("People to invite"),
    },
    "content.hint": {
        "pattern": lazy_gettext("of a track that is there, or of a new one"),
        "one-offs": lazy_gettext("outside the pattern"),
        "roster": lazy_gettext("each gets a code"),
    },
    "difference": {
        "added": lazy_gettext("new"),
        "changed": lazy_gettext("changed"),
        "gone": lazy_gettext("goes"),
    },
    "file_part": {
        "slug": lazy_gettext("Short name"),
        "name": lazy_gettext("Name"),
        "app_name": lazy_gettext("Name of the app"),
        "zone": lazy_gettext("Time zone"),
        "address": lazy_gettext("Address"),
        "calendar_feed": lazy_gettext("Own calendar app"),
        "retention": lazy_gettext("How long records are kept"),
        "phones": lazy_gettext("Phones"),
        "closures": lazy_gettext("Closed days"),
        "tracks": lazy_gettext("Track"),
        "segments": lazy_gettext("Segment"),
        "resources": lazy_gettext("Resource"),
        "alumni_groups": lazy_gettext("Alumni group"),
        "events": lazy_gettext("Event"),
        "other": lazy_gettext("Setting"),
    },
    "import.confirm": {
        "program": lazy_gettext("Apply and notify people"),
        "pattern": lazy_gettext("Apply and notify people"),
        "one-offs": lazy_gettext("Take them and tell people"),
        "roster": lazy_gettext("Invite them and show the codes"),
    },
    "import.note": {
        "program": lazy_gettext("What has begun stays as it was."),
        "pattern": lazy_gettext("You can undo this for ten minutes. A new track stays, without meetings."),
        "one-offs": lazy_gettext("You can undo this for ten minutes."),
        "roster": lazy_gettext("Have the printer ready: the codes are shown once."),
    },
}
