"""A push service refuses: whether a phone is to blame, or our key, our contact, our clock. Nothing of ours suspends a phone, on
any machine."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from companion import config
from companion.config import ConfigError
from companion.push import keys, rules, webpush
from companion.push.hosts import REFUSED_SAMPLE, Host
from companion.push.post import post_office
from companion.push.rules import host_policy
from companion.push.webpush import Sender, Signer
from tests.push.sink import Sink, verify_vapid
from tests.push.test_sending import Office

NOW = datetime(2026, 3, 10, 17, 0, tzinfo=UTC)


@pytest.fixture
def office(sink: Sink, tmp_path: Path):  # type: ignore[no-untyped-def]
    made = Office(sink, tmp_path)
    yield made
    made.sender.close()


@pytest.mark.parametrize("phones", [1, 2, 3, 4, 5, 20])
@pytest.mark.parametrize("status", [401, 403])
def test_while_the_service_refuses_everybody_nobody_is_blamed_however_often_it_is_tried(
    office: Office, phones: int, status: int
) -> None:
    for _ in range(6):
        outcomes = office.outcomes(*(office.letter(status, f"p{number}") for number in range(phones)))
        assert set(outcomes) <= {rules.DOUBTED, rules.LATER, rules.NOT_TRIED}


def test_a_trouble_that_comes_after_good_hours_blames_nobody(office: Office) -> None:
    office.outcomes(*(office.letter(201, f"p{number}") for number in range(60)))
    for _ in range(4):
        outcomes = office.outcomes(*(office.letter(403, f"p{number}") for number in range(60)))
        assert set(outcomes) <= {rules.DOUBTED, rules.LATER, rules.NOT_TRIED}


def test_a_trouble_that_passed_is_no_evidence_in_the_next_one() -> None:
    host = Host("push.example.org")
    for number in range(REFUSED_SAMPLE):
        host.refused(0.0, f"p{number}")
    host.good("p0", "001")
    assert not host.blamed
    host.refused(900.0, "p1")
    assert not host.is_to_blame("p1", "001")


def test_a_machine_whose_trouble_it_is_learns_nothing_from_one_that_has_none(office: Office, tmp_path: Path) -> None:
    """Two workers take turns with the same phones; one of them has another contact, or another clock, and is refused."""
    policy = host_policy([office.sink.host], production=False)
    other = Sender(policy, office.folder, "mailto:wrong@example.org")
    try:
        for _ in range(8):
            refused = other.send([office.letter(403, "p"), office.letter(403, "q")], NOW)
            assert {answer.outcome for answer in refused.values()} <= {rules.DOUBTED, rules.LATER, rules.NOT_TRIED}
            assert office.outcomes(office.letter(201, "p"), office.letter(201, "q")) == [rules.ACCEPTED] * 2
    finally:
        other.close()


def test_one_phone_that_is_refused_again_and_again_does_not_stop_the_others(office: Office) -> None:
    last = ""
    for _ in range(5):
        last, *others = office.outcomes(office.letter(403, "bad"), office.letter(201, "p"), office.letter(201, "q"))
        assert others == [rules.ACCEPTED] * 2
    assert last in (rules.REFUSED, rules.DOUBTED)


def test_a_key_this_machine_does_not_have_harms_no_subscription_and_is_said_once(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    letters = [office.letter(vapid_key_id="002", who=f"p{number}") for number in range(3)]
    assert office.outcomes(*letters, office.letter()) == [rules.UNSIGNED] * 3 + [rules.ACCEPTED]
    assert rules.UNSIGNED in rules.RETRYABLE
    assert "".join(capsys.readouterr()).count("push_not_signed") == 1
    keys.save(office.folder, keys.draft("002"))
    assert office.outcomes(*letters) == [rules.ACCEPTED] * 3, "the file was copied here"


CONTACTS = [
    ("https://app.example.org:8443", None, "https://app.example.org"),
    ("https://app.example.org", "https://example.org/contact", "https://example.org/contact"),
    ("https://app.example.org", "https://example.org:8443/", "https://example.org:8443"),
    ("https://app.example.org", "tech@example.org", "mailto:tech@example.org"),
    ("https://münchen.example", None, "https://xn--mnchen-3ya.example"),
    ("http://localhost:8000", None, "mailto:push@localhost"),
]


@pytest.mark.parametrize(("origin", "contact", "signed"), CONTACTS)
def test_a_contact_is_made_valid_and_can_be_signed(
    origin: str, contact: str | None, signed: str, tmp_path: Path
) -> None:
    said = {"COMPANION_VAPID_CONTACT": contact} if contact else {}
    settings = config.load({"COMPANION_ORIGIN": origin, "COMPANION_INSTANCE": str(tmp_path), **said})
    assert settings.vapid_contact == signed
    post_office(settings)
    signer, key = Signer(tmp_path, settings.vapid_contact), keys.current_key(tmp_path)
    assert verify_vapid(signer.header(key.id, "https://push.example.org", NOW))[0]["sub"] == signed


@pytest.mark.parametrize(
    "contact",
    ["http://example.org", "mailto:", "mailto:a b@example.org", "Tech <t@example.org>", "tel:911", "mailto:@"],
)
def test_a_contact_that_cannot_be_made_valid_stops_the_start_and_says_what_to_write(contact: str) -> None:
    with pytest.raises(ConfigError, match="such as mailto:"):
        config.load({"COMPANION_ORIGIN": "https://app.example.org", "COMPANION_VAPID_CONTACT": contact})


def test_a_contact_is_proven_by_signing_once_at_the_start(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Should the library refuse tomorrow what it takes today, the program does not start."""
    settings = config.load({"COMPANION_ORIGIN": "https://app.example.org", "COMPANION_INSTANCE": str(tmp_path)})
    assert webpush.proves(settings.vapid_contact, "https://push.example.org", NOW)
    monkeypatch.setattr(webpush.Vapid02, "sign", _refuse)
    with pytest.raises(ConfigError, match="COMPANION_VAPID_CONTACT is"):
        post_office(dataclasses.replace(settings, port=1))


def _refuse(*_: object) -> None:
    raise webpush.VapidException("Missing 'sub' from claims.")


def test_a_phone_refused_while_others_are_taken_is_to_blame(office: Office) -> None:
    """The control: a fault that is the phone's own is still found."""
    assert office.outcomes(office.letter(403, "bad")) == [rules.DOUBTED]
    assert office.outcomes(office.letter(403, "bad")) == [rules.DOUBTED], "nothing was taken since"
    assert office.outcomes(office.letter(201, "good")) == [rules.ACCEPTED]
    assert office.outcomes(office.letter(403, "bad")) == [rules.REFUSED]


def test_a_doubted_message_is_tried_again_within_its_time() -> None:
    for outcome in (rules.DOUBTED, rules.UNSIGNED):
        assert rules.next_try(rules.Answer(outcome, 403), 1, NOW, 1.0) == NOW + timedelta(seconds=15)
