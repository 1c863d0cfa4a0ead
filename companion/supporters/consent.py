"""The sentences a person signs before somebody close to them gets a page. They contain every element of 42 CFR §2.31(a), like
those of `sharing`, and are stored as they were shown. `VERSION` counts changes of these sentences."""

from __future__ import annotations

from datetime import date

from companion.sharing import service as sharing

VERSION = 2

_TEXT = {
    "en": {
        "discloser": "{program}, through this app.",
        "information": "When and where the sessions are that {program} invites this person to, with their link. What "
        "{program} suggests to families. Numbers to call. Not my name, not the name of {program}, and nothing about me.",
        "recipients": "The person I name here, and anybody who has the address of the page. My care team and the "
        "coordinators of {program} see the name I write, to invite this person.",
        "purpose": "So that somebody close to me can come to a session, and find help for themselves.",
        "revocation": "I can turn off the page at any time, here or in writing to {program}. It ends right away. What they "
        "saw before that can't be unseen.",
        "expiration": "When I turn it off, or when my account is closed, whichever comes first.",
        "refusal": "If I do not make this page, nothing about my care changes.",
        "redisclosure": "Whoever has the address can pass it on. The law that protects my records (42 CFR Part 2) does not "
        "bind them.",
    },
    "es": {
        "discloser": "{program}, a través de esta app.",
        "information": "Cuándo y dónde son las sesiones a las que {program} invita a esta persona, con su enlace. Lo que "
        "{program} sugiere a las familias. Números para llamar. Ni mi nombre, ni el de {program}, ni nada sobre mí.",
        "recipients": "La persona que nombro aquí, y quien tenga la dirección de la página. Mi equipo y quienes coordinan "
        "{program} ven el nombre que escribo, para invitar a esta persona.",
        "purpose": "Para que alguien cercano pueda venir a una sesión y encuentre apoyo también.",
        "revocation": "Puedo desactivar la página cuando quiera, aquí o por escrito a {program}. Termina al momento. Lo que "
        "ya vieron, ya lo vieron; no se puede deshacer.",
        "expiration": "Cuando la desactive o cuando se cierre mi cuenta: lo que ocurra primero.",
        "refusal": "Si no hago esta página, nada cambia en mi atención.",
        "redisclosure": "Quien tenga la dirección puede pasarla. La ley que protege mis datos (42 CFR Part 2) no obliga a "
        "esas personas.",
    },
}


def text(program: str, language: str) -> dict[str, str]:
    """Element → sentence, in the order of the law; person, signature and date come with the signing."""
    said = _TEXT[language]
    return {element: said[element].format(program=program) for element in sharing.CONSENT_ELEMENTS if element in said}


def signed(shown: dict[str, str], signature: str, day: date, language: str) -> dict[str, str]:
    """The whole consent."""
    return sharing.signed_consent(shown, signature, day, language)


def mark(shown: dict[str, str]) -> str:
    """The same for the same sentences."""
    return sharing.sentences_mark(shown)
