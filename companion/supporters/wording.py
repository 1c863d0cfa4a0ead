"""What the page without an account says. It can lie open on anybody's screen, so it is as neutral as a lock screen."""

from __future__ import annotations

from datetime import date, datetime

from babel import dates as babel_dates

from companion.kernel import timezones

LANGUAGES = {"en": "English", "es": "Español"}
_LOCALES = {"en": "en_US", "es": "es_US"}
_DAY = {"en": "EEEE, MMMM d", "es": "EEEE d 'de' MMMM"}
_WORDS = {
    "en": {
        "title": "A page for you",
        "lead": "When and where you are invited. No account needed.",
        "meetings": "You are invited",
        "meetings.none": "What is coming up",
        "none": "Nothing planned yet.",
        "none_about": "When there is something, it will be here.",
        "zone": "All times are {zone}.",
        "kind.family_session": "Family session",
        "kind.couples_session": "Session for the two of you",
        "kind.family_education": "Session for families",
        "kind.individual": "Session",
        "moved": "Moved from {when}",
        "off": "Canceled. You don’t need to come.",
        "online": "Online",
        "ask_where": "Ask the person who invited you where it is.",
        "join": "Join online",
        "directions": "Directions",
        "resources": "Good to know",
        "call": "Call {number}",
        "website": "Open the website",
        "lines": "24 hours a day",
        "lines_about": "For you, or for somebody you worry about.",
        "line_call": "Call",
        "line_text": "Text",
        "line_urgent": "When somebody is in danger right now.",
        "stop": "If you no longer want this page, tell the person who sent it to you.",
        "quiet": "Nobody is told that you looked. Whoever has the address of this page can read it.",
        "back": "Back to the app",
        "mirror": "This is the page {name} sees.",
    },
    "es": {
        "title": "Una página para ti",
        "lead": "Cuándo y dónde te invitan. No necesitas cuenta.",
        "meetings": "Tus invitaciones",
        "meetings.none": "Lo que viene",
        "none": "Todavía no hay nada.",
        "none_about": "Cuando haya algo, estará aquí.",
        "zone": "Las horas son de: {zone}.",
        "kind.family_session": "Sesión familiar",
        "kind.couples_session": "Sesión para los dos",
        "kind.family_education": "Sesión para familias",
        "kind.individual": "Sesión",
        "moved": "Antes: {when}",
        "off": "Cancelada. No hace falta venir.",
        "online": "En línea",
        "ask_where": "Pregunta dónde es a la persona que te invitó.",
        "join": "Entrar en línea",
        "directions": "Cómo llegar",
        "resources": "Puede servirte",
        "call": "Llamar al {number}",
        "website": "Abrir la página web",
        "lines": "Las 24 horas",
        "lines_about": "Para ti, o para alguien que te preocupa.",
        "line_call": "Llamar",
        "line_text": "Mensaje",
        "line_urgent": "Si alguien está en peligro ahora mismo.",
        "stop": "Si ya no quieres esta página, dilo a la persona que te la mandó.",
        "quiet": "Nadie se entera de que la miraste. Quien tenga la dirección de esta página puede leerla.",
        "back": "Volver a la app",
        "mirror": "Esta es la página que ve {name}.",
    },
}


class Speaker:
    """The page's words, days and times in one language."""

    def __init__(self, language: str):
        self.language = language if language in LANGUAGES else "en"
        self._locale = _LOCALES[self.language]

    def say(self, key: str, **values: str) -> str:
        return _WORDS[self.language][key].format(**values)

    def day(self, day: date) -> str:
        """ "Tuesday, March 10"; a page may lie open for weeks, so it never says "tomorrow"."""
        text: str = babel_dates.format_date(day, _DAY[self.language], locale=self._locale)
        return text[:1].upper() + text[1:]

    def time(self, instant: datetime, zone: str) -> str:
        """ "4:00 PM", with an ordinary space so that it copies well."""
        text: str = babel_dates.format_time(instant, "short", tzinfo=timezones.zone(zone), locale=self._locale)
        return text.replace("\u202f", " ").replace("\u00a0", " ")

    def moment(self, instant: datetime, zone: str) -> str:
        return f"{self.day(timezones.local_day(instant, zone))}, {self.time(instant, zone)}"

    def zone(self, zone: str) -> str:
        """ "Eastern Time"."""
        name: str = babel_dates.get_timezone_name(
            timezones.zone(zone), "long", locale=self._locale, zone_variant="generic"
        )
        return name
