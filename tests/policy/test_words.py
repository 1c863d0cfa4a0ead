"""Wording: a lock screen gives nothing away, and no screen shames, counts, or commands."""

from __future__ import annotations

import re

import pytest

from companion.config import load
from tests.policy.sentences import on_lock_screens, on_screens, phone_messages

GIVES_AWAY = re.compile(
    r"""recover|sober|addict|craving|relapse|\bmood|therap|\bgroups?\b|\biop\b|treatment|clinic|discharge|medicat|counsel|patient
    |recupera|sobri|adict|recaíd|ánimo|terapi|terapeut|\bgrupos?\b|tratamiento|clínic|paciente|consejer|medicin|medicamento
    |alcohol|opioid|opiáce|naloxon|methadon|metadon|buprenorphin|buprenorfin|suboxone|heroin|cocain|fentan|meth\b|cannabis|marihuana""",
    re.IGNORECASE | re.VERBOSE,
)
SHAMES = re.compile(
    r"""\b(?:clean|dirty|addicts?|alcoholics?|abuse[sdr]?|failed|streaks?|compliance|compliant|should|must|discharged?)\b|we\ noticed\ you
    |\b(?:limpi[oa]s?|suci[oa]s?|adict[oa]s?|alcohólic[oa]s?|abus[oa]r?|fracas\w+|rachas?|debes?|deberías?|tienes\ que)\b""",
    re.IGNORECASE | re.VERBOSE,
)
# Each has a word of its own in docs/glossary.md or is not said in the United States, Mexico, and Central America.
OUT = re.compile(
    r"""\b(?:cancelled|called\ off|craving\ of|one\ meeting|this\ meeting|that\ meeting|single\ meetings?)\b
    |\bañad(?:e|es|a|as|ir|ido|idas?|ió)\b|\baparatos?\b|apetec|\bmedicación\b|ganas\ de\ consumir|dejarlo\ pasar|equipo\ de\ cuidado
    |\bno\ se\ hará\b|\bhacer\ un\ código\b|[«»]""",
    re.IGNORECASE | re.VERBOSE,
)
HARD_MOMENTS = ("urge", "help", "checkins", "safety", "recovery", "insight")


def test_nothing_on_a_lock_screen_says_what_the_app_is_for() -> None:
    assert [found for found in on_lock_screens() if GIVES_AWAY.search(found[1])] == []


def test_nothing_on_a_lock_screen_is_told_relative_to_now() -> None:
    """A late delivery would make it false."""
    relative = re.compile(r"\bin (?:\d+|\{\w+\}) (?:min|hour)|\ben (?:\d+|\{\w+\}) (?:min|hora)", re.IGNORECASE)
    assert [found for found in on_lock_screens() if relative.search(found[1])] == []


def test_the_name_on_the_home_screen_is_neutral(tmp_path: object) -> None:
    config = load({"COMPANION_INSTANCE": str(tmp_path)})
    assert not GIVES_AWAY.search(config.app_name)
    assert not GIVES_AWAY.search(config.vapid_contact)


def test_no_screen_shames_or_commands() -> None:
    assert [found for found in on_screens() if SHAMES.search(found[1])] == []


def test_no_screen_says_a_word_that_is_out() -> None:
    assert [found for found in on_screens() if OUT.search(found[1])] == []


def test_no_sentence_says_the_same_words_twice_in_a_row() -> None:
    """A replacement made twice once did this to what to do when someone does not wake up."""
    again = re.compile(r"(\b\w+(?:\s\w+){2,})\W+\1\b", re.IGNORECASE)
    assert [found for found in on_screens() if again.search(found[1])] == []


def test_hard_moments_are_quiet() -> None:
    loud = [
        found
        for found in on_screens()
        if any(f"/features/{name}/" in found[0] for name in HARD_MOMENTS) and "!" in found[1]
    ]
    assert loud == []


def test_both_languages_have_the_same_topics() -> None:
    files = [str(path) for path in phone_messages()]
    english = {re.sub(r"(?<=[/.])en(?=[/.])", "es", path) for path in files if re.search(r"[/.]en[/.]", path)}
    assert english == {path for path in files if re.search(r"[/.]es[/.]", path)}
    assert len(english) > 20


def test_there_are_sentences_to_look_at() -> None:
    assert len(list(on_screens())) > 200
    assert len(list(on_lock_screens())) > 20


@pytest.mark.parametrize(
    "sentence", ["Your group starts at 4", "Tu grupo empieza", "Log your cravings", "Take your medication"]
)
def test_the_look_at_lock_screens_finds_what_gives_away(sentence: str) -> None:
    assert GIVES_AWAY.search(sentence)


@pytest.mark.parametrize("sentence", ["You broke your streak", "You must call", "Stay clean", "Debes llamar"])
def test_the_look_at_screens_finds_what_shames(sentence: str) -> None:
    assert SHAMES.search(sentence)
