"""Every sentence on a participant's screens reads at sixth grade, in both languages; staff pages at eighth.

English by the Flesch–Kincaid grade; Spanish by the Fernández-Huerta score, of which 70 and more is sixth grade or below
(Blanco Pérez and Gutiérrez Couto, 2002). Both formulas were made for running text: sentences of fewer than six words are
labels and are judged together with the rest of their file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import textstat

from tests.policy.sentences import on_screens

GRADE, STAFF_GRADE = 6.0, 8.0
EASE, STAFF_EASE = 70.0, 60.0
SHORTEST = 6
# Reviewed one by one: the hard word is the thing itself, and a softer one would be less clear in a bad moment.
EXCEPTIONS = frozenset(
    {
        "If it was alcohol or sedatives",
        "42 CFR part 2 prohibits unauthorized use or disclosure of these records.",  # the words of §2.32(a)(2)
        "Este navegador no puede mostrar recordatorios.",
        "Pensamientos, emociones, lugares, horas del día.",
        "Every push service takes our messages.",
        "This was completed already, on another day.",
        "Allow notifications in its settings, then come back.",
        "Places and people your program suggests.",
        "Taking medicine the way your doctor prescribed it doesn’t count as use.",
        "Tomar tus medicamentos como te los recetaron no cuenta como consumo.",
        "A short reminder before each session.",
        "Your calendar is run by a company, like Google or Apple.",
        "Recibe un recordatorio corto antes de cada sesión.",
        "Tu teléfono dejó de recibir recordatorios.",
        "Every time someone at your program opens your page, it’s listed here.",
        "four passed your request to a coordinator",
        "four’s page stops working right away, and four is taken off every session.",
        "Desactiva una página para hacer lugar.",
        "Capital or lowercase letters both work.",
        "6-digit code from your authenticator app",
    }
)
_BLANK = re.compile(r"\$\{[^}]*\}|\{\w*\}|%\(\w+\)\w")
_WORD = re.compile(r"[^\W\d_]+")


def spoken() -> Iterator[tuple[str, str, str]]:
    """(language, file, sentence), blanks filled with a plain word; addresses, codes and class names are no sentences."""
    for file, text in on_screens():
        if file.startswith("pwa/public/") or file.endswith("export/labels.py"):
            continue  # these hold both languages in one file; their sentences are the app's own
        language = "es" if "/es/" in file or file.endswith(".es.ts") else "en"
        filled = _BLANK.sub("cuatro" if language == "es" else "four", text)
        for sentence in re.split(r"(?<=[.?:;])\s+", filled):
            if not re.fullmatch(r"[\w./-]*", sentence):
                yield language, file, sentence


def words_in(sentence: str) -> int:
    return len(_WORD.findall(sentence))


def too_hard(language: str, file: str, text: str) -> bool:
    textstat.set_lang(language)
    staff = file.startswith("companion/")
    if language == "es":
        return bool(textstat.fernandez_huerta(text) < (STAFF_EASE if staff else EASE))
    return bool(textstat.flesch_kincaid_grade(text) > (STAFF_GRADE if staff else GRADE))


def test_every_sentence_can_be_read_in_sixth_grade() -> None:
    hard = [
        (file, sentence)
        for language, file, sentence in spoken()
        if words_in(sentence) >= SHORTEST and sentence not in EXCEPTIONS and too_hard(language, file, sentence)
    ]
    assert hard == []


def test_every_topic_as_a_whole_can_be_read_in_sixth_grade() -> None:
    topics: dict[tuple[str, str], list[str]] = {}
    for language, file, sentence in spoken():
        topics.setdefault((language, file), []).append(
            sentence if sentence.endswith((".", "?", ":")) else sentence + "."
        )
    hard = [file for (language, file), said in topics.items() if too_hard(language, file, " ".join(said))]
    assert hard == []


def test_the_exceptions_are_still_needed() -> None:
    said = {sentence: (language, file) for language, file, sentence in spoken()}
    idle = [sentence for sentence in EXCEPTIONS if sentence not in said or not too_hard(*said[sentence], sentence)]
    assert idle == []
    assert len(EXCEPTIONS) <= 20


def test_both_languages_are_read() -> None:
    counted = {tongue: sum(language == tongue for language, _, _ in spoken()) for tongue in ("en", "es")}
    assert min(counted.values()) > 300


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Notification authorization was terminated administratively by your organization."),
        ("es", "La autorización de notificaciones fue interrumpida administrativamente por la organización."),
    ],
)
def test_a_sentence_from_an_office_is_noticed(language: str, sentence: str) -> None:
    assert too_hard(language, "pwa/src/i18n/x.ts", sentence)
