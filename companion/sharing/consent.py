"""The sentences a person agrees to. Each consent contains every element of 42 CFR §2.31(a), in the words that were shown.

What is stored is what was shown: a phone sends a fingerprint of the sentences on its screen, and if a sentence, a name, or
the day has changed by then, it has to show them again first. `VERSION` counts changes of these sentences.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from babel import dates as babel_dates

from companion.sharing.rules import (
    AFTERCARE_PLAN,
    ALL,
    CHECKINS,
    DAYS_SHOWN,
    ENTRIES,
    HIGH,
    HIGH_CRAVING,
    NOTICE,
    SAFETY_PLAN,
    SUMMARY,
)

VERSION = 3
CONSENT_ELEMENTS = (
    "person",
    "discloser",
    "information",
    "recipients",
    "purpose",
    "revocation",
    "expiration",
    "refusal",
    "redisclosure",
    "signature",
    "signed_on",
)
"""§2.31(a): (1) whose records, (2) who discloses, (3) what, (4) to whom, (5) what for, (6) how to revoke, (7) when it
ends, (8) signature, (9) date; and (10) what happens if one does not sign, and what may happen afterwards."""
REPRESENTATIVE = "representative"
"""Whoever signs for somebody else, and what lets them: an element of its own where it applies, §2.31(a)(8) with §§2.14, 2.15."""

_LOCALES = {"en": "en_US", "es": "es_US"}
_PLAIN, _HIDDEN = "plain", "hidden"

_INFORMATION: dict[str, dict[tuple[str, str], Any]] = {
    "en": {
        (CHECKINS, SUMMARY): {
            _PLAIN: "A summary of my check-ins of the last {days} days: how many there are, and the middle value of mood, "
            "urges and stress. No individual entries, and nothing I wrote.",
            _HIDDEN: "A summary of my check-ins of the last {days} days: how many there are, and the middle value of mood "
            "and stress. No individual entries, and nothing I wrote.",
        },
        (CHECKINS, ENTRIES): {
            _PLAIN: "My check-ins of the last {days} days: when, mood, urges, stress, confidence, sleep, habits, "
            "triggers and what helped. Never my private note.",
            _HIDDEN: "My check-ins of the last {days} days: when, mood, stress, confidence, sleep, habits, triggers and "
            "what helped. Never my private note.",
        },
        (SAFETY_PLAN, ALL): "My safety plan: its six steps, and the people in it with their numbers.",
        (AFTERCARE_PLAN, ALL): "My aftercare plan, all of its parts.",
        (HIGH_CRAVING, NOTICE): "That I logged an urge of {high} or more, and when. Nothing else from the entry.",
    },
    "es": {
        (CHECKINS, SUMMARY): {
            _PLAIN: "Un resumen de mis registros de los últimos {days} días: cuántos hay, y el valor central de ánimo, "
            "ganas y estrés. Ningún registro por separado y nada de lo que escribí.",
            _HIDDEN: "Un resumen de mis registros de los últimos {days} días: cuántos hay, y el valor central de ánimo y "
            "estrés. Ningún registro por separado y nada de lo que escribí.",
        },
        (CHECKINS, ENTRIES): {
            _PLAIN: "Mis registros de los últimos {days} días: cuándo, ánimo, ganas, estrés, confianza, "
            "sueño, hábitos, detonantes y lo que ayudó. Nunca mi nota privada.",
            _HIDDEN: "Mis registros de los últimos {days} días: cuándo, ánimo, estrés, confianza, sueño, hábitos, "
            "detonantes y lo que ayudó. Nunca mi nota privada.",
        },
        (SAFETY_PLAN, ALL): "Mi plan de seguridad: sus seis pasos y las personas que están en él, con sus números.",
        (AFTERCARE_PLAN, ALL): "Mi plan para después, con todas sus partes.",
        (HIGH_CRAVING, NOTICE): "Que registré mis ganas en {high} o más, y cuándo. Nada más del registro.",
    },
}
_TEXT = {
    "en": {
        "discloser": "{program}, through this app.",
        "recipients": "The people on my care team at {program}{names}. Whoever joins the team later sees it from then on. "
        "Whoever leaves the team or {program} sees nothing more from that moment.",
        "recipients_duty": "The people on my care team at {program}{names}, and whoever is on duty there. Whoever joins later "
        "is told from then on. Whoever leaves the team or {program} is told nothing more from that moment.",
        "names": " (today: {names})",
        "nobody": " (today nobody yet)",
        "purpose": "My care: to talk about it when we meet.",
        "purpose_duty": "My care: so that somebody can get in touch with me. Nobody watches it around the clock.",
        "revocation": "I can turn this off at any time, here or in writing to {program}. It ends right away. What they saw "
        "before that can't be unseen.",
        "expiration": "On {day}, or when I turn it off, or when I leave {program}, whichever comes first.",
        "refusal": "If I do not share this, nothing about my care changes.",
        "redisclosure": "Those who see it are bound by the law that protects these records (42 CFR Part 2). If they pass "
        "it on as the law allows, that protection may end.",
    },
    "es": {
        "discloser": "{program}, a través de esta app.",
        "recipients": "Las personas de mi equipo en {program}{names}. Quien entre después al equipo lo verá desde entonces. "
        "Quien salga del equipo o de {program} no verá nada más desde ese momento.",
        "recipients_duty": "Las personas de mi equipo en {program}{names}, y quien esté de guardia allí. A quien entre después "
        "se le avisará desde entonces. A quien salga del equipo o de {program} no se le avisará más desde ese momento.",
        "names": " (hoy: {names})",
        "nobody": " (hoy todavía nadie)",
        "purpose": "Mi atención: para hablar de ello cuando nos vemos.",
        "purpose_duty": "Mi atención: para que alguien pueda comunicarse conmigo. Nadie lo mira a toda hora.",
        "revocation": "Puedo desactivarlo cuando quiera, aquí o por escrito a {program}. Termina al momento. Lo que ya "
        "vieron, ya lo vieron; no se puede deshacer.",
        "expiration": "El {day}, o cuando lo desactive, o cuando deje {program}: lo que ocurra primero.",
        "refusal": "Si no comparto esto, nada cambia en mi atención.",
        "redisclosure": "Quienes lo ven están obligados por la ley que protege estos datos (42 CFR Part 2). Si lo "
        "transmiten como la ley permite, esa protección puede terminar.",
    },
}


@dataclass(frozen=True)
class About:
    """What the sentences name: the program, the care team of today, and the day on which the consent would end."""

    program: str
    team: tuple[str, ...]
    ends_on: date
    hides_craving: bool = False


def text(item: str, level: str, about: About, language: str) -> dict[str, str]:
    """Element → sentence, of everything but person, signature and date, which come with the signing."""
    said = _TEXT[language]
    duty = item == HIGH_CRAVING
    names = said["names"].format(names=", ".join(about.team)) if about.team else said["nobody"]
    values = {"program": about.program, "names": names, "day": day_text(about.ends_on, language)}
    key = {"recipients": "recipients_duty", "purpose": "purpose_duty"} if duty else {}
    wanted = [element for element in CONSENT_ELEMENTS if element in said or element == "information"]
    return {
        element: _information(item, level, about, language)
        if element == "information"
        else said[key.get(element, element)].format(**values)
        for element in wanted
    }


def sentences_mark(shown: dict[str, str]) -> str:
    """The same for the same sentences."""
    return hashlib.sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()[:16]


def _information(item: str, level: str, about: About, language: str) -> str:
    found = _INFORMATION[language][item, level]
    sentence = found if isinstance(found, str) else found[_HIDDEN if about.hides_craving else _PLAIN]
    return str(sentence.format(days=DAYS_SHOWN, high=HIGH))


def signed_consent(
    shown: dict[str, str], signature: str, day: date, language: str, person: str = "", authority: str = ""
) -> dict[str, str]:
    """The whole of what was signed, in the order of the law; `person` and `authority` where somebody signs for somebody else."""
    signed = {"signature": signature, "signed_on": day_text(day, language)}
    if authority:
        signed = {REPRESENTATIVE: f"{signature}: {authority}"} | signed
    return {"person": person or signature} | shown | signed


def day_text(day: date, language: str) -> str:
    return str(babel_dates.format_date(day, "long", locale=_LOCALES[language]))
