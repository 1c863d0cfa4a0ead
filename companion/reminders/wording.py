"""The sentences that may appear on a lock screen. At no level do they say what the app is about, for whom, or where.

Times are absolute, because a message may arrive late, and in the program's wall time, as on the schedule.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from companion.reminders import rules
from companion.reminders.rules import GENTLE_AFTER, WEEKLY_AFTER, Meeting

PRIVATE, SILENT, WORDS = "private", "silent", "words"
LEVELS = (PRIVATE, SILENT, WORDS)

_DAYS = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "es": ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
}
_MONTHS = {
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    "es": (
        *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
        *("julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
    ),
}
_NAMED_BY_WEEKDAY = timedelta(days=6)  # "Monday" would be the wrong Monday beyond that
_OPEN_APP = {"en": "Open the app", "es": "Abre la app"}
_TEXT = {
    "en": {
        rules.SOON: "Reminder: {time}",
        rules.TOMORROW: "Reminder: {day} at {time}",
        "moved": "Changed: now {day} at {time}",
        "cancelled": "Canceled: {day}, {time}",
        "changed": "Something changed for {day} at {time}",
        rules.PROMPT: "A minute for yourself?",
        "gentle": "No need to catch up. How is today?",
        "weekly": "We’ll ask once a week now. How’s today going?",
        rules.CHECKUP: "A quick hello. How are things?",
        rules.AFTERCARE: "Something is ready for you",
        rules.ALUMNI: "There’s something today, if you’d like to go",
        rules.MILESTONE: "There is a note for you",
        rules.CALL: "Someone is waiting for a call",
        rules.NOTICE: "Something new is waiting for you",
        rules.NEW_PHONE: "A new phone was added. Was it you?",
    },
    "es": {
        rules.SOON: "Tienes un pendiente a {time}",
        rules.TOMORROW: "Tienes un pendiente el {day} a {time}",
        "moved": "Cambio: ahora el {day} a {time}",
        "cancelled": "Cancelado: {day}, {clock}",
        "changed": "Algo cambió para el {day} a {time}",
        rules.PROMPT: "¿Un minuto para ti?",
        "gentle": "No hace falta ponerse al día. ¿Cómo va hoy?",
        "weekly": "Desde ahora, una vez por semana. ¿Cómo va tu día?",
        rules.CHECKUP: "Un saludo rápido. ¿Cómo va todo?",
        rules.AFTERCARE: "Hay algo listo para ti",
        rules.ALUMNI: "Hoy hay algo, por si quieres ir",
        rules.MILESTONE: "Hay una nota para ti",
        rules.CALL: "Alguien espera una llamada",
        rules.NOTICE: "Hay algo nuevo que te espera",
        rules.NEW_PHONE: "Se agregó un teléfono nuevo. ¿Fuiste tú?",
    },
}
_PATHS = {
    rules.PROMPT: "/log",
    rules.AFTERCARE: "/plan?after",
    rules.ALUMNI: "/groups",
    rules.MILESTONE: "/days",
    rules.NOTICE: "/staff/requests",
    rules.CALL: "/staff/",
}


@dataclass(frozen=True)
class Said:
    """One sentence, and the screen a tap opens."""

    title: str
    path: str


def say(
    kind: str,
    language: str,
    level: str,
    my_words: str = "",
    meeting: Meeting | None = None,
    silent_days: int = 0,
    *,
    now: datetime,
) -> Said:
    """What the phone shows. Level "silent" says the same for everything; "words" is what the person wrote, or the
    private sentence while they wrote nothing. A day more than six days after `now` is named by its date."""
    path = _path(kind, meeting)
    if level == SILENT:
        return Said(_OPEN_APP[language], path)
    if level == WORDS and my_words:
        return Said(my_words, path)
    sentence = _TEXT[language][_variant(kind, meeting, silent_days)]
    if meeting is None:
        return Said(sentence, path)
    time = clock_text(meeting.starts_at, meeting.zone, language)
    clock = time.split(" ", 1)[1] if language == "es" else time
    said = sentence.format(time=time, clock=clock, day=_day(meeting, language, now))
    return Said(said[:1].upper() + said[1:], path)


def _path(kind: str, meeting: Meeting | None) -> str:
    """The screen that shows what the message is about. What comes soon is on Today."""
    if kind in (rules.TOMORROW, rules.CHANGED):
        return f"/schedule?day={meeting.local_date}" if meeting else "/schedule"
    return _PATHS.get(kind, "/")


def clock_text(at: datetime, zone: str, language: str) -> str:
    """ "4:00 PM", or "las 4:00 p. m." with its article as Spanish needs it."""
    local = at.astimezone(ZoneInfo(zone))
    hour, afternoon = local.hour % 12 or 12, local.hour >= 12
    if language == "es":
        return f"{'la' if hour == 1 else 'las'} {hour}:{local.minute:02} {'p' if afternoon else 'a'}. m."
    return f"{hour}:{local.minute:02} {'PM' if afternoon else 'AM'}"


def _day(meeting: Meeting, language: str, now: datetime) -> str:
    """ "Monday", or "Dec 14" ("14 de diciembre") when that is more than six days ahead."""
    day = meeting.starts_at.astimezone(ZoneInfo(meeting.zone)).date()
    if day - now.astimezone(ZoneInfo(meeting.zone)).date() <= _NAMED_BY_WEEKDAY:
        return _DAYS[language][day.weekday()]
    month = _MONTHS[language][day.month - 1]
    return f"{day.day} de {month}" if language == "es" else f"{month} {day.day}"


def _variant(kind: str, meeting: Meeting | None, silent_days: int) -> str:
    if kind == rules.CHANGED and meeting is not None:
        if not meeting.on:
            return "cancelled"
        return "moved" if meeting.previous_starts_at is not None else "changed"
    if kind == rules.PROMPT and silent_days >= GENTLE_AFTER:
        return "weekly" if silent_days > WEEKLY_AFTER else "gentle"
    return kind
