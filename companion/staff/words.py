"""Words, days and times of the staff pages, in the language of whoever reads them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time

from babel import dates as babel_dates

from companion.kernel import timezones
from companion.staff import words_en, words_es

LANGUAGES = {"en": "English", "es": "Español"}
_WORDS = {"en": words_en.WORDS, "es": words_es.WORDS}
_LOCALES = {"en": "en_US", "es": "es_US"}

Say = Callable[..., str]


def speaker(language: str) -> Say:
    """`say("people.title")`; with `n=` the key's .none, .one or .many is taken. A missing key is an error, not a blank."""
    words = _WORDS[language]

    def say(key: str, **values: object) -> str:
        if "n" in values:
            key = f"{key}.{_number(key, values['n'], words)}"
        return words[key].format(**values)

    return say


def _number(key: str, n: object, words: dict[str, str]) -> str:
    if n == 0 and f"{key}.none" in words:
        return "none"
    return "one" if n == 1 else "many"


def knows(key: str) -> bool:
    return key in words_en.WORDS


def day_text(day: date, language: str, *, short: bool = False) -> str:
    """ "Tuesday, March 10", or "Mar 10, 2026" when short."""
    locale = _LOCALES[language]
    if short:
        return babel_dates.format_date(day, "medium", locale=locale)
    return babel_dates.format_skeleton("MMMMEEEEd", day, locale=locale)


def time_text(instant: datetime, zone: str, language: str) -> str:
    """The wall time, such as "4:00 PM", with an ordinary space so that it copies well."""
    text = babel_dates.format_time(instant, "short", tzinfo=timezones.zone(zone), locale=_LOCALES[language])
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def wall_text(wall: time, language: str) -> str:
    """A wall time that belongs to no day, such as "4:00 PM"."""
    text = babel_dates.format_time(wall, "short", locale=_LOCALES[language])
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def moment_text(instant: datetime, zone: str, language: str) -> str:
    """Day and time, such as "Tue 4:00 PM"."""
    weekday = babel_dates.format_date(instant.astimezone(timezones.zone(zone)), "EEE d", locale=_LOCALES[language])
    return f"{weekday}, {time_text(instant, zone, language)}"


def weekday_name(weekday: int, language: str) -> str:
    """0 is Monday."""
    return str(babel_dates.get_day_names("abbreviated", locale=_LOCALES[language])[weekday])
