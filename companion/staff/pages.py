"""The staff side: its blueprint, with the pages of every group on it."""

from companion.staff.account import pages as account
from companion.staff.attendance import pages as attendance
from companion.staff.content import pages as content
from companion.staff.content import phones, translations
from companion.staff.core.layout import staff
from companion.staff.people import changes, closing, erasing, exits, hand_overs, listing, team_changes, time_in_track
from companion.staff.people import pages as people
from companion.staff.reminders import pages as reminders
from companion.staff.requests import duty
from companion.staff.requests import pages as requests
from companion.staff.schedule import change_context, closures, one_offs, pattern, supporter_pages
from companion.staff.schedule import pages as schedule
from companion.staff.sign_in import pages as sign_in
from companion.staff.sign_in import proof
from companion.staff.today import pages as today

GROUPS = (
    account,
    attendance,
    change_context,
    changes,
    closing,
    closures,
    content,
    duty,
    erasing,
    exits,
    hand_overs,
    listing,
    one_offs,
    pattern,
    people,
    phones,
    proof,
    reminders,
    requests,
    schedule,
    sign_in,
    supporter_pages,
    team_changes,
    time_in_track,
    today,
    translations,
)
__all__ = ["GROUPS", "staff"]
