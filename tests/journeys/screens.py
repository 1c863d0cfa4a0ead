"""Every screen a person can stand on, and who stands there. Read by the accessibility test and by the one with pictures.

`tests/policy/test_screens.py` fails when the app has an address that is not here.
"""

from __future__ import annotations

from dataclasses import dataclass

OUT, TOMORROW, DURING, AFTER = "out", "tomorrow", "during", "after"
UNCONFIRMED = "unconfirmed"


@dataclass(frozen=True)
class Screen:
    """`name` is also the picture's. `tap` is a button, by its place in the page, that shows a further state, or leads to
    the address `draws` in the app's own table of them."""

    name: str
    path: str
    who: str = DURING
    tap: str | None = None
    draws: str | None = None


SCREENS = (
    Screen("welcome", "/welcome", OUT),
    Screen("sign-in", "/sign-in", OUT),
    Screen("help-signed-out", "/help", OUT),
    Screen("help-plain", "/help.html", OUT),
    Screen("first-day", "/", TOMORROW),
    Screen("today", "/"),
    Screen("schedule", "/schedule"),
    Screen("schedule-day", "/schedule?day"),
    Screen("schedule-weeks", "/schedule?weeks"),
    Screen("session", "/schedule", tap="main a[href^='/schedule/']", draws="/schedule/:id"),
    Screen("log", "/log"),
    Screen("log-more", "/log", tap="form button.plain"),
    Screen("journal", "/log?write"),
    Screen("own-words", "/log/words"),
    Screen("weekly", "/log/weekly"),
    Screen("skills", "/log/skills"),
    Screen("history", "/history"),
    Screen("insight", "/insight"),
    Screen("insight-table", "/insight", tap="summary"),
    Screen("since", "/since"),
    Screen("urge", "/urge"),
    Screen("plan", "/plan"),
    Screen("days", "/days"),
    Screen("happened", "/days/happened"),
    Screen("goals", "/goals"),
    Screen("help", "/help"),
    Screen("settings", "/settings"),
    Screen("reminders", "/settings/reminders"),
    Screen("reminders-calendar", "/settings/reminders", tap="section[aria-label*='calendar'] button"),
    Screen("copy", "/settings/copy"),
    Screen("lock", "/settings/lock"),
    Screen("sharing", "/sharing"),
    Screen("sharing-choose", "/sharing", tap="main li button"),
    Screen("supporters", "/settings/supporters"),
    Screen("supporters-add", "/settings/supporters", tap="main button.wide"),
    Screen("call-me", "/call-me"),
    Screen("confirm", "/confirm", UNCONFIRMED),
    Screen("today-unconfirmed", "/", UNCONFIRMED),
    Screen("plan-unconfirmed", "/plan", UNCONFIRMED),
    Screen("settings-unconfirmed", "/settings", UNCONFIRMED),
    Screen("after-home", "/", AFTER),
    Screen("groups", "/groups", AFTER),
    Screen("resources", "/after", AFTER),
    Screen("plan-after", "/plan", AFTER),
)

STAFF = (
    Screen("staff-today", "/staff/"),
    Screen("staff-people", "/staff/people"),
    Screen("staff-requests", "/staff/requests"),
    Screen("staff-duty", "/staff/duty"),
    Screen("staff-invite", "/staff/people/invite"),
    Screen("staff-schedule", "/staff/schedule"),
    Screen("staff-content", "/staff/content"),
    Screen("staff-session", "/staff/schedule", tap="main ol a"),
)
