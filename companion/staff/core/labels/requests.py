"""Requests: what they are about, how far they are, how they end."""

from flask_babel import lazy_gettext, lazy_pgettext
from flask_babel.speaklater import LazyString

FAMILIES: dict[str, dict[str, LazyString]] = {
    "request.kind": {
        "call_wanted": lazy_gettext("asked for a call"),
        "high_craving": lazy_gettext("logged an urge of 8 or more"),
        "absence": lazy_gettext("can’t make it"),
    },
    "request.step": {
        "supervisor": lazy_gettext("waiting 4 working hours: with coordinators, too"),
        "overdue": lazy_gettext("overdue: waiting 12 hours"),
    },
    "request.state": {
        "escalated": lazy_gettext("handed up"),
        "contacted": lazy_gettext("reached"),
        "closed": lazy_gettext("closed"),
    },
    "request.why": {
        "call_wanted": lazy_gettext(
            "You see this because they tapped “Please call me”. Their number is in their record."
        ),
        "high_craving": lazy_gettext(
            "You see this because they asked to have the team told when they log an urge of 8 or more. It says nothing else about the entry."
        ),
        "absence": lazy_gettext("You see this because they told the app. They read there what you decide."),
    },
    "request.action": {
        "contacted": lazy_gettext("We talked"),
        "attempted": lazy_pgettext("button", "Tried, no answer"),
        "escalated": lazy_gettext("Send to a coordinator"),
    },
    "request.done": {
        "acknowledged": lazy_gettext("%(name)s is on it"),
        "contacted": lazy_gettext("%(name)s reached them"),
        "attempted": lazy_gettext("%(name)s tried"),
        "escalated": lazy_gettext("%(name)s handed it up"),
        "closed": lazy_gettext("%(name)s closed it"),
    },
    "reason": {
        "contacted": lazy_gettext("We talked"),
        "attempted": lazy_gettext("Tried, no answer"),
        "no_longer_needed": lazy_gettext("Not needed any more"),
        "referred": lazy_gettext("Referred to someone else"),
        "arranged": lazy_gettext("Another session is confirmed"),
        "noted": lazy_gettext("Noted, nothing else needed"),
    },
    "absence.reason": {
        "unwell": lazy_gettext("Not feeling well"),
        "work": lazy_gettext("Work or school"),
        "family": lazy_gettext("Child or family"),
        "transport": lazy_gettext("No way to get there"),
        "appointment": lazy_gettext("An appointment"),
        "other": lazy_gettext("Something else"),
    },
    "absence.state": {
        "told": lazy_gettext("not on any more"),
        "asked": lazy_pgettext("make-up meeting", "asked for"),
        "confirmed": lazy_gettext("confirmed"),
        "answered": lazy_gettext("not confirmed"),
        "taken_back": lazy_gettext("taken back"),
    },
}
