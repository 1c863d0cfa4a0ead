"""Days and times of the staff pages, written as the reader's language writes them."""

from __future__ import annotations

from datetime import date, datetime, time

from babel import dates as babel_dates

from companion.kernel import timezones

LANGUAGES = {"en": "English", "es": "Español"}
_LOCALES = {"en": "en_US", "es": "es_US"}


def day_text(day: date, language: str, *, short: bool = False) -> str:
    """ "Tuesday, March 10", or "Mar 10, 2026" when short."""
    locale = _LOCALES[language]
    if short:
        return babel_dates.format_date(day, "medium", locale=locale)
    return babel_dates.format_skeleton("MMMMEEEEd", day, locale=locale)


def long_day_text(day: date, language: str) -> str:
    """With weekday and year, for a day somebody has to check: "Mon, Mar 16, 2026"."""
    return babel_dates.format_skeleton("yMMMEd", day, locale=_LOCALES[language])


def time_text(instant: datetime, zone: str, language: str) -> str:
    """The wall time, such as "4:00 PM", with an ordinary space so that it copies well."""
    text = babel_dates.format_time(instant, "short", tzinfo=timezones.zone(zone), locale=_LOCALES[language])
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def wall_text(wall: time, language: str) -> str:
    """A wall time that belongs to no day, such as "4:00 PM"."""
    text = babel_dates.format_time(wall, "short", locale=_LOCALES[language])
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def moment_text(instant: datetime, zone: str, language: str) -> str:
    """Day and time, such as "Tue, Mar 10, 4:00 PM"."""
    there = instant.astimezone(timezones.zone(zone))
    return f"{babel_dates.format_skeleton('MMMEd', there, locale=_LOCALES[language])}, {time_text(instant, zone, language)}"


def clock_text(instant: datetime, zone: str, language: str) -> str:
    """Whose clock a time is read from, such as "Mountain Standard Time"."""
    return babel_dates.get_timezone_name(instant.astimezone(timezones.zone(zone)), locale=_LOCALES[language])


def weekday_name(weekday: int, language: str) -> str:
    """0 is Monday."""
    return str(babel_dates.get_day_names("abbreviated", locale=_LOCALES[language])[weekday])


def duration(minutes: int) -> str:
    """ "8 h 45 min"; the signs of the units are the same in both languages, and a line never breaks inside."""
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours}\u00a0h"] if hours or not rest else []
    return "\u00a0".join([*parts, f"{rest}\u00a0min"] if rest else parts)
