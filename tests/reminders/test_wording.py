"""What may stand on a lock screen: at every level and in both languages nothing that says what the app is about."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import product
from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

import pytest

from companion.push.messages import PADDED, Notice, encode
from companion.push.rules import opaque_topic
from companion.reminders import rules, wording
from companion.reminders.rules import KINDS, Meeting
from companion.reminders.wording import LEVELS, Said, clock_text, say

BANNED = (
    r"recover|sober|sobri|addict|adic|crav|ansia|relaps|reca[ií]d|mood|ánimo|humor|therap|terap|group|grupo|\biop\b|treatment|tratamiento"
    r"|clinic|clínic|discharg|\balta\b|medica|medicin|counsel|consejer|program|alumn|drug|droga|alcohol|naloxon|methadon|buprenor|opioid"
    r"|session|sesión|patient|pacient|naltrex|suboxon|doctor|therapist|abus|rehab|clean|limpi"
)
CANARIES = ("Canary", "Zebra", "Quokka")
START = datetime(2026, 3, 10, 20, tzinfo=UTC)
NOW = START - timedelta(days=2)


def meeting(**changes: object) -> Meeting:
    made = {"on": True, "changed_at": None, "previous_starts_at": None} | changes
    return Meeting(UUID(int=7), "America/New_York", date(2026, 3, 10), START, START + timedelta(hours=1), **made)  # type: ignore[arg-type]


MEETINGS = (
    None,
    meeting(),
    meeting(on=False, changed_at=START),
    meeting(changed_at=START),
    meeting(changed_at=START, previous_starts_at=START),
)
EVERYTHING = list(product(KINDS, ("en", "es"), LEVELS, range(len(MEETINGS)), (0, 3, 8)))


def wrong_with(said: Said) -> Iterator[str]:
    """What may not be true of anything on a lock screen."""
    if found := re.search(BANNED, said.title, re.IGNORECASE):
        yield f"gives away {found[0]!r}"
    if found := re.search(r"\bin \d+|\ben \d+ min|tomorrow|mañana\b|!|¡", said.title, re.IGNORECASE):
        yield f"times are absolute, and nothing shouts: {found[0]!r}"
    if "{" in said.title:
        yield "has a gap nobody filled"
    if not 0 < len(said.title) <= 60:
        yield f"is {len(said.title)} characters long"
    if not said.path.startswith("/"):
        yield f"leads to {said.path!r}"


def test_no_sentence_gives_anything_away() -> None:
    wrong: list[str] = []
    for kind, language, level, which, silent in EVERYTHING:
        if kind in rules.SESSION_KINDS and MEETINGS[which] is None:
            continue
        said = say(kind, language, level, "", MEETINGS[which], silent, now=NOW)
        where = f"{kind}, {language}, {level}, meeting {which}, silent {silent} days: {said.title!r}"
        wrong += [f"{where} {what}" for what in wrong_with(said)]
    assert wrong == []


@pytest.mark.parametrize(
    "said",
    [
        Said("Your group starts", "/"),
        Said("Something in 5 minutes", "/"),
        Said("Open the app!", "/"),
        Said("Something at {time}", "/"),
        Said("", "/"),
        Said("x" * 61, "/"),
        Said("Open the app", "https://example.org/"),
    ],
)
def test_the_look_at_a_sentence_finds_what_is_wrong(said: Said) -> None:
    assert len(list(wrong_with(said))) == 1


def test_only_the_persons_own_words_come_from_the_person() -> None:
    wrong: list[str] = []
    for kind, language, level in product(KINDS, ("en", "es"), LEVELS):
        said = say(kind, language, level, "Canary Zebra", meeting(changed_at=START), now=NOW)
        leaked = [word for word in CANARIES if word in said.title + said.path]
        if bool(leaked) != (level == "words"):
            wrong.append(f"{kind}, {language}, {level}: {said}")
    assert wrong == []


def test_silent_says_the_same_for_everything() -> None:
    assert {say(kind, "en", "silent", "mine", meeting(), now=NOW).title for kind in KINDS} == {"Open the app"}
    assert {say(kind, "es", "silent", "mine", meeting(), now=NOW).title for kind in KINDS} == {"Abre la app"}


def test_own_words_that_are_missing_fall_back_to_private() -> None:
    assert say(rules.SOON, "en", "words", "", meeting(), now=NOW).title == "Reminder: 4:00 PM"


@pytest.mark.parametrize(
    ("kind", "which", "en", "es"),
    [(rules.SOON, 1, "Reminder: 4:00 PM", "Tienes un pendiente a las 4:00 p. m."),
     (rules.TOMORROW, 1, "Reminder: Tuesday at 4:00 PM", "Tienes un pendiente el martes a las 4:00 p. m."),
     (rules.CHANGED, 2, "Canceled: Tuesday, 4:00 PM", "Cancelado: martes, 4:00 p. m."),
     (rules.CHANGED, 3, "Something changed for Tuesday at 4:00 PM", "Algo cambió para el martes a las 4:00 p. m."),
     (rules.CHANGED, 4, "Changed: now Tuesday at 4:00 PM", "Cambio: ahora el martes a las 4:00 p. m.")],
)  # fmt: skip
def test_the_private_sentences(kind: str, which: int, en: str, es: str) -> None:
    assert say(kind, "en", "private", "", MEETINGS[which], now=NOW).title == en
    assert say(kind, "es", "private", "", MEETINGS[which], now=NOW).title == es


@pytest.mark.parametrize(
    ("ahead", "en", "es"),
    [
        (0, "Tuesday", "el martes"),
        (6, "Tuesday", "el martes"),
        (7, "Mar 10", "el 10 de marzo"),
        (400, "Mar 10", "el 10 de marzo"),
    ],
)
def test_a_day_that_is_far_ahead_is_named_by_its_date(ahead: int, en: str, es: str) -> None:
    at = START - timedelta(days=ahead)
    moved = meeting(changed_at=at, previous_starts_at=at)
    assert say(rules.CHANGED, "en", "private", "", moved, now=at).title == f"Changed: now {en} at 4:00 PM"
    assert say(rules.CHANGED, "es", "private", "", moved, now=at).title == f"Cambio: ahora {es} a las 4:00 p. m."


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        (rules.SOON, "/"),
        (rules.TOMORROW, "/schedule?day=2026-03-10"),
        (rules.CHANGED, "/schedule?day=2026-03-10"),
        (rules.PROMPT, "/log"),
        (rules.AFTERCARE, "/plan?after"),
        (rules.MILESTONE, "/days"),
        (rules.ALUMNI, "/groups"),
        (rules.CHECKUP, "/"),
    ],
)
def test_a_tap_opens_what_the_message_is_about(kind: str, path: str) -> None:
    assert {say(kind, "en", level, "mine", meeting(), now=NOW).path for level in LEVELS} == {path}


@pytest.mark.parametrize(
    ("hour", "en", "es"),
    [(0, "12:05 AM", "las 12:05 a. m."), (1, "1:05 AM", "la 1:05 a. m."), (11, "11:05 AM", "las 11:05 a. m."), (12, "12:05 PM", "las 12:05 p. m."),
     (13, "1:05 PM", "la 1:05 p. m."), (23, "11:05 PM", "las 11:05 p. m.")],
)  # fmt: skip
def test_clock_times_read_as_people_say_them(hour: int, en: str, es: str) -> None:
    at = datetime(2026, 1, 5, hour, 5, tzinfo=UTC)
    assert clock_text(at, "UTC", "en") == en
    assert clock_text(at, "UTC", "es") == es


def test_after_silence_the_question_is_gentler_and_after_a_week_it_says_how_often() -> None:
    silent = (0, 2, 3, 7, 8, 14)
    titles = [wording.say(rules.PROMPT, "en", "private", "", None, days, now=NOW).title for days in silent]
    assert (
        titles
        == ["A minute for yourself?"] * 2
        + ["No need to catch up. How is today?"] * 2
        + ["We’ll ask once a week now. How’s today going?"] * 2
    )


def test_what_travels_has_one_length_an_opaque_topic_and_no_word_of_anybody() -> None:
    """The whole payload as Safari reads it, for a person, a place and a program that are called Canary."""
    person, source = uuid5(NAMESPACE_URL, "Canary"), str(uuid5(NAMESPACE_URL, "Zebra"))
    every = product(KINDS, ("en", "es"), LEVELS, range(len(MEETINGS)), ("", "Quokka " * 5))
    for kind, language, level, which, own in every:
        if kind in rules.SESSION_KINDS and MEETINGS[which] is None:
            continue
        where = f"{kind}, {language}, {level}, meeting {which}, own words {own!r}"
        said = say(kind, language, level, own, MEETINGS[which], now=NOW)
        topic = opaque_topic(kind, person, source)
        payload = encode(Notice(said.title, language, said.path, topic), "https://app.example.org", uuid4())
        whole = json.loads(payload)
        assert len(payload) == PADDED, where
        assert whole["web_push"] == 8030, where
        assert whole["notification"]["navigate"].startswith("https://app.example.org/"), where
        assert len(topic) == 32, where
        text = payload.decode()
        for secret in ("Canary", "Zebra", str(person), source, kind):
            assert secret not in text, f"{where}: {secret}"
        assert ("Quokka" in text) == (level == "words" and bool(own)), where
        assert not re.search(BANNED, whole["notification"]["title"], re.IGNORECASE), where
