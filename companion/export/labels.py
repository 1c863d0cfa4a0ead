"""Names of tables and columns in the own copy, in both languages. Without a name here, the plain one is used."""

from __future__ import annotations

from typing import Any

SLEEP = ("poor", "ok", "good")

_MOODS = {
    "en": ("Very low", "Low", "Okay", "Good", "Very good"),
    "es": ("Muy mal", "Mal", "Regular", "Bien", "Muy bien"),
}
_SLEEP = {"en": ("Poor", "Okay", "Good"), "es": ("Mal", "Regular", "Bien")}
_OF_TEN = {"en": "{} of 10", "es": "{} de 10"}
_YES_NO = {"en": ("no", "yes"), "es": ("no", "sí")}

_HEADINGS = {
    "en": {
        "title": "Your information",
        "made": "Made {when}. This is everything kept about you. It stays as private as you keep this file.",
        "kept_back": "Sign-in codes and keys are left out.",
        "behind": "What the app did",
        "nothing": "Nothing is kept about you yet.",
    },
    "es": {
        "title": "Tu información",
        "made": "Hecha el {when}. Es todo lo que se guarda sobre ti. Es tan privada como guardes este archivo.",
        "kept_back": "No incluye códigos ni claves de acceso.",
        "behind": "Lo que hizo la app",
        "nothing": "Todavía no se guarda nada sobre ti.",
    },
}

# Table → what its section is called. In this order; tables that are not named come after these.
_TABLES = {
    "accounts": ("You", "Tú"),
    "enrollments": ("Your program", "Tu programa"),
    "checkins": ("Your log", "Tus notas"),
    "checkin_revisions": ("Earlier versions of entries you changed", "Versiones anteriores de notas que cambiaste"),
    "safety_plans": ("Your safety plan", "Tu plan de seguridad"),
    "aftercare_plans": ("Your plan for after", "Tu plan para después"),
    "recovery_days": ("Your days", "Tus días"),
    "goal_lists": ("Your goals", "Tus metas"),
    "checkups": ("Your answers to a quick hello", "Tus respuestas a los saludos"),
    "track_sessions": ("Your own sessions", "Tus propias sesiones"),
    "session_invitees": ("Sessions you are invited to", "Sesiones a las que te invitaron"),
    "session_guests": ("Makeup sessions", "Sesiones de reposición"),
    "absences": ("Sessions you said you can’t make", "Sesiones a las que dijiste que no puedes ir"),
    "leaves": ("When you were on leave", "Cuándo tuviste permiso"),
    "absence_requests": ("Days you said you can’t come", "Días en que dijiste que no puedes venir"),
    "supporters": ("People close to you, and what you agreed to", "Gente cercana a ti, y lo que aceptaste"),
    "session_supporters": ("Sessions they are invited to", "Sesiones a las que les invitaron"),
    "attendances": ("Sessions you came to", "Sesiones a las que viniste"),
    "consents": ("What you agreed to share", "Lo que aceptaste compartir"),
    "attention_items": ("What you asked for", "Lo que pediste"),
    "care_team_members": ("Your care team", "Tu equipo"),
    "former_care_team_members": ("Who was on your care team", "Quiénes estuvieron en tu equipo"),
    "audit_entries": ("Who opened or changed your record", "Quién abrió o cambió tu registro"),
    "reminder_settings": ("Your reminders", "Tus recordatorios"),
    "calendar_feeds": ("Your calendar address", "La dirección de tu calendario"),
    "erasures": ("What you asked to be erased", "Lo que pediste borrar"),
    "legal_holds": ("Why your record stays", "Por qué se queda tu expediente"),
    "data_keys": ("The key that locks your words", "La llave que guarda tus palabras"),
}
BEHIND = (
    "sign_ins",
    "passkeys",
    "invitations",
    "webauthn_challenges",
    "push_subscriptions",
    "reminder_plans",
    "occurrences",
    "deliveries",
    "enrollment_changes",
)
"""Tables a reader rarely wants: folded away at the end."""

_COLUMNS = {
    "mood": ("Mood", "Ánimo"),
    "craving": ("Urge", "Ganas"),
    "stress": ("Stress", "Estrés"),
    "confidence": ("Sure about tomorrow", "Confianza para mañana"),
    "sleep": ("Sleep", "Sueño"),
    "habits": ("That day", "Ese día"),
    "triggers": ("What was going on", "Qué estaba pasando"),
    "helped": ("What helped", "Qué ayudó"),
    "note": ("A note to yourself", "Una nota para ti"),
    "recorded_at": ("Written", "Escrito"),
    "received_at": ("Saved to your account", "Guardado en tu cuenta"),
    "local_day": ("About the day", "Sobre el día"),
    "revision": ("Version", "Versión"),
    "display_name": ("Name", "Nombre"),
    "sign_in_name": ("Name for signing in", "Nombre para entrar"),
    "language": ("Language", "Idioma"),
    "zone": ("Time zone", "Zona horaria"),
    "created_at": ("Since", "Desde"),
    "activated_at": ("First opened", "Abierto por primera vez"),
    "track_id": ("Track", "Turno"),
    "starts_on": ("First day", "Primer día"),
    "expected_end_on": ("About until", "Hasta cerca del"),
    "last_day": ("Last day", "Último día"),
    "left_as": ("How it ended", "Cómo terminó"),
    "keeps_place": ("Your place was kept", "Se guardó tu lugar"),
    "ends_on": ("Until", "Hasta"),
    "phase": ("Phase", "Fase"),
    "staff_id": ("Person", "Persona"),
    "since": ("Since", "Desde"),
    "at": ("When", "Cuándo"),
    "actor_id": ("Who", "Quién"),
    "action": ("What", "Qué"),
    "updated_at": ("Last changed", "Último cambio"),
    "content": ("What it says", "Lo que dice"),
    "warning_signs": ("Warning signs", "Señales de aviso"),
    "alone": ("What I can do alone", "Lo que puedo hacer por mi cuenta"),
    "distraction": ("People and places that take my mind off it", "Personas y lugares que me distraen"),
    "people_help": ("People I can ask for help", "Personas a quienes puedo pedir ayuda"),
    "professionals": ("Professionals", "Profesionales"),
    "surroundings": ("Making my surroundings safer", "Un entorno más seguro"),
    "people": ("My people", "Mi gente"),
    "steps": ("Steps", "Pasos"),
    "role": ("Kind of account", "Tipo de cuenta"),
    "subject": ("About", "Sobre"),
    "kind": ("Kind", "Tipo"),
    "state": ("State", "Estado"),
    "status": ("State", "Estado"),
    "asked_at": ("You asked", "Lo pediste"),
    "raised_at": ("Reached the team", "Llegó al equipo"),
    "acknowledged_by": ("Taken by", "Lo tomó"),
    "acknowledged_at": ("Taken", "Tomado"),
    "closed_by": ("Closed by", "Lo cerró"),
    "closed_at": ("Closed", "Cerrado"),
    "closed_reason": ("How it ended", "Cómo terminó"),
    "attempts": ("Tries to reach you", "Intentos de hablarte"),
    "changed_at": ("Changed", "Cambiado"),
    "answer": ("Answer", "Respuesta"),
    "due_on": ("For the day", "Para el día"),
    "answered_at": ("Answered", "Respondido"),
    "item": ("What", "Qué"),
    "level": ("How much", "Cuánto"),
    "program_id": ("Program", "Programa"),
    "decided_at": ("Decided", "Decidido"),
    "expires_at": ("Until", "Hasta"),
    "text": ("The words you saw", "Las palabras que viste"),
    "wording": ("Version of the words", "Versión de las palabras"),
    "version": ("Version", "Versión"),
    "what": ("What", "Qué"),
    "measure": ("How you see it", "Cómo lo notas"),
    "target": ("Target", "Meta"),
    "by": ("By", "Para el"),
    "review_on": ("Look again on", "Mirar otra vez el"),
    "ended_on": ("Ended", "Terminó"),
    "goals": ("Goals", "Metas"),
    "reviews": ("Looked at", "Revisiones"),
    "decision": ("Decision", "Decisión"),
    "on": ("On", "El"),
    "foci": ("What you count", "Lo que cuentas"),
    "marks": ("What you told", "Lo que contaste"),
    "moments": ("Moments", "Momentos"),
    "name": ("Name", "Nombre"),
    "day": ("Day", "Día"),
    "told": ("Told on", "Contado el"),
    "title": ("Name", "Nombre"),
    "place": ("Place", "Lugar"),
    "starts_at": ("From", "Desde"),
    "ends_at": ("To", "Hasta"),
    "local_date": ("Day", "Día"),
    "with_name": ("With", "Con"),
    "bring": ("What to bring", "Qué llevar"),
    "session_id": ("Meeting", "Reunión"),
    "meets_on": ("On", "El"),
    "reason": ("Reason", "Motivo"),
    "make_up": ("Instead", "En su lugar"),
    "said_at": ("You said it", "Lo dijiste"),
    "decided_by": ("Decided by", "Lo decidió"),
    "marked_by": ("Noted by", "Lo anotó"),
    "marked_at": ("Noted", "Anotado"),
    "completed_on": ("Completed", "Terminado"),
    "own_days": ("Own days", "Días propios"),
    "first_day": ("First-day card", "Tarjeta del primer día"),
    "replaced_at": ("Replaced", "Cambiado"),
    "prompt_time": ("Evening prompt", "Aviso de la noche"),
    "quiet_from": ("Quiet from", "Silencio desde"),
    "quiet_until": ("Quiet until", "Silencio hasta"),
    "my_words": ("My words", "Mis palabras"),
    "lists": ("Lists", "Listas"),
    "kept": ("Kept", "Guardado"),
    "phone": ("Phone", "Teléfono"),
    "enrollment_id": ("Made in", "Hecha en"),
    "fetched_on": ("Last read by a calendar", "Leída por última vez por un calendario"),
    "consent": ("What you agreed to", "Lo que aceptaste"),
    "link_made_at": ("Link made", "Enlace hecho"),
    "revoked_at": ("Taken back", "Retirado"),
    "made_at": ("Made", "Hecha"),
    "destroyed_at": ("Destroyed", "Destruida"),
    "supporter_id": ("Who", "Quién"),
}


def _in(language: str) -> int:
    return 1 if language == "es" else 0


def heading(name: str, language: str) -> str:
    return _HEADINGS["es" if language == "es" else "en"][name]


def table(name: str, language: str) -> str:
    """What a table's section is called."""
    return _TABLES[name][_in(language)] if name in _TABLES else _plain(name)


def tables_in_order(names: list[str]) -> list[str]:
    """Those a reader looks for first, then what has no place in that list yet; what the app did stays out."""
    known = [name for name in _TABLES if name in names]
    return known + [name for name in names if name not in _TABLES and name not in BEHIND]


def column(name: str, language: str) -> str:
    return _COLUMNS[name][_in(language)] if name in _COLUMNS else _plain(name)


def answer(scale: str, value: Any, language: str) -> str:
    """One answer in words: "Low", "4 of 10", "yes"."""
    tongue = "es" if language == "es" else "en"
    if isinstance(value, bool):
        return _YES_NO[tongue][value]
    if scale == "mood":
        return _MOODS[tongue][value - 1]
    if scale == "sleep":
        return _SLEEP[tongue][SLEEP.index(value)]
    return _OF_TEN[tongue].format(value)


def _plain(name: str) -> str:
    return name.removesuffix("_id").replace("_", " ").capitalize()
