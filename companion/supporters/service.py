"""Supporters. Flushes, never commits. Only the participant creates one, gives them a link, and withdraws it; staff invite those
who exist.

Called by the phone's API, the staff pages, and the page without an account. The subjects behind it: `circle` (who they are),
`along` (which sessions they are invited to), `opened` (what their page shows).
"""

from companion.supporters.along import invite, may_come_with, meetings_of, of_meetings, put_back
from companion.supporters.circle import (
    add,
    end_all_links,
    make_link,
    offer,
    supporter,
    supporters,
    supporters_of,
    take_back,
    take_back_all,
)
from companion.supporters.opened import Opened, by_link, look

__all__ = [
    "Opened",
    "add",
    "by_link",
    "end_all_links",
    "invite",
    "look",
    "make_link",
    "may_come_with",
    "meetings_of",
    "of_meetings",
    "offer",
    "put_back",
    "supporter",
    "supporters",
    "supporters_of",
    "take_back",
    "take_back_all",
]
