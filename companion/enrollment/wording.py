"""What somebody reads when their time in the program has ended, or while they are on leave, in both languages. Their phone shows it,
and staff see it before they confirm: it is written once, here."""

from __future__ import annotations

from datetime import date, timedelta

from babel import dates as babel_dates

from companion.enrollment.rules import COMPLETED
from companion.enrollment.status import EnrollmentStatus, LeaveView

SAID_FOR = timedelta(days=30)
"""How long after the last day it stands on the phone's Today."""
_LOCALES = {"en": "en_US", "es": "es_US"}

_EXITS = {
    "en": {
        COMPLETED: "You graduated on {day}.",
        "left_early": "Your last day here was {day}.",
        "stepped_up": "You moved on to more care on {day}.",
        "transferred": "You changed to another program on {day}.",
        "moved": "You moved away. Your last day here was {day}.",
        "ended": "Your place with us ended on {day}.",
    },
    "es": {
        COMPLETED: "Te graduaste el {day}.",
        "left_early": "Tu último día aquí fue el {day}.",
        "stepped_up": "El {day} pasaste a recibir más atención.",
        "transferred": "El {day} cambiaste a otro programa.",
        "moved": "Te mudaste. Tu último día aquí fue el {day}.",
        "ended": "Tu lugar con nosotros terminó el {day}.",
    },
}
_STAYS = {
    "en": "Your plan, your people, and this app are still yours. You can ask for a call.",
    "es": "Tu plan, tu gente y esta app siguen contigo. Puedes pedir una llamada.",
}
_AWAY = {
    "en": ("You’re away for now.", "You’re away for now, through {day}."),
    "es": ("Por ahora no vienes.", "Por ahora no vienes, hasta el {day}."),
}
_PLACE = {
    "en": ("To come back, ask your team about a place.", "Your place is saved."),
    "es": ("Para regresar, pregunta a tu equipo por un lugar.", "Tu lugar está guardado."),
}
_QUIET = {
    "en": "Nothing will be sent to you while you’re away. Help always works.",
    "es": "Mientras tanto no te llegará nada. La ayuda siempre funciona.",
}


def said(status: EnrollmentStatus) -> dict[str, str] | None:
    """Language → what they read today; None when there is nothing to say."""
    if status.leave is not None:
        return {language: about_leave(status.leave, language) for language in _LOCALES}
    if status.exit not in _EXITS["en"] or status.ended_on is None or status.today - status.ended_on >= SAID_FOR:
        return None
    return {language: about_exit(status.exit, status.ended_on, language) for language in _LOCALES}


def said_of(status: EnrollmentStatus | None, leave: LeaveView | None) -> dict[str, str] | None:
    """What they will read once this leave begins, or else of where they stand: for a preview."""
    if leave is not None:
        return {language: about_leave(leave, language) for language in _LOCALES}
    return said(status) if status is not None and status.over else None


def about_exit(how: str, ended_on: date, language: str) -> str:
    """Only who completed reads of a graduation. Nobody reads anything about somebody who died: there is no sentence for it."""
    return f"{_EXITS[language][how].format(day=_day(ended_on, language))} {_STAYS[language]}"


def about_leave(leave: LeaveView, language: str) -> str:
    """Not why: it stands on a screen that others may see."""
    away = _AWAY[language][leave.ends_on is not None].format(day=leave.ends_on and _day(leave.ends_on, language))
    return f"{away} {_PLACE[language][leave.keeps_place]} {_QUIET[language]}"


def _day(day: date, language: str) -> str:
    pattern = {"en": "MMMM d", "es": "d 'de' MMMM"}[language]
    return str(babel_dates.format_date(day, pattern, locale=_LOCALES[language]))
