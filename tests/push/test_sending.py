"""What the server sends, read back by a phone that knows only the standards, and what a push service can do to us."""

from __future__ import annotations

import dataclasses
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from companion.kernel import ids
from companion.push import host_queues, keys, messages, rules
from companion.push.messages import PADDED, Notice, Outgoing
from companion.push.rules import HostPolicy, host_policy
from companion.push.webpush import Sender, Signer
from tests.push.sink import Phone, Sink, verify_vapid
from tests.push.test_endpoints import HOSTILE

NOW = datetime(2026, 3, 10, 17, 0, tzinfo=UTC)
CONTACT = "mailto:ops@example.org"


class Office:
    """A sender with keys of its own, and letters to write."""

    def __init__(self, sink: Sink, folder: Path, policy: HostPolicy | None = None):
        self.sink, self.folder, self.phone = sink, folder, Phone()
        self.key = keys.current_key(folder)
        self.sender = Sender(policy or host_policy([sink.host], production=False), folder, CONTACT)

    def letter(
        self, behaviour: str | int = 201, who: str = "phone", url: str | None = None, **changes: object
    ) -> Outgoing:
        delivery = ids.new_id()
        payload = messages.encode(Notice("Reminder: 4:00 PM", "en", "/", "T" * 32), "https://app.example.org", delivery)
        letter = Outgoing(
            delivery, url or self.sink.url(behaviour, who), self.phone.keys["p256dh"], self.phone.keys["auth"], self.key.id,
            payload, "T" * 32, timedelta(minutes=28), messages.HIGH,
        )  # fmt: skip
        return dataclasses.replace(letter, **changes)  # type: ignore[arg-type]

    def more_keys(self, number: int) -> None:
        for _ in range(number):
            keys.save(self.folder, keys.draft(f"{int(keys.current_key(self.folder).id) + 1:03}"))

    def outcomes(self, *letters: Outgoing) -> list[str]:
        answers = self.sender.send(letters, NOW)
        return [answers[letter.delivery_id].outcome for letter in letters]


@pytest.fixture
def office(sink: Sink, tmp_path: Path):  # type: ignore[no-untyped-def]
    made = Office(sink, tmp_path)
    yield made
    made.sender.close()


def test_a_phone_that_knows_only_rfc_8291_can_read_what_is_sent(office: Office) -> None:
    letter = office.letter()
    assert office.outcomes(letter) == [rules.ACCEPTED]
    [seen] = office.sink.arrived
    whole = office.phone.read_json(seen.body)
    shown = whole["notification"]
    assert whole["web_push"] == 8030
    assert shown["title"] == "Reminder: 4:00 PM"
    assert shown["navigate"] == "https://app.example.org/"
    assert (shown["lang"], shown["tag"]) == ("en", "T" * 32)
    assert shown["data"] == {"delivery": str(letter.delivery_id)}


def test_the_message_says_how_long_how_urgent_and_about_what_without_saying_what(office: Office) -> None:
    office.outcomes(office.letter())
    headers = office.sink.arrived[0].headers
    assert headers["TTL"] == "1680"
    assert headers["Urgency"] == "high"
    assert headers["Topic"] == "T" * 32
    assert headers["Content-Encoding"] == "aes128gcm"
    assert "Cookie" not in headers


def test_the_signature_is_ours_for_this_service_and_ends_within_a_day(office: Office) -> None:
    office.outcomes(office.letter())
    claims, public = verify_vapid(office.sink.arrived[0].headers["Authorization"])
    assert public == office.key.public
    assert claims["aud"] == f"http://{office.sink.host}"
    assert claims["sub"] == CONTACT
    assert timedelta(0) < datetime.fromtimestamp(claims["exp"], UTC) - NOW <= timedelta(hours=24)


def test_every_message_has_one_length(office: Office) -> None:
    notices = [Notice("A", "en", "/", "t"), Notice("Ñ" * 80, "es", "/settings/reminders", "t" * 32, "ü" * 40)]
    payloads = [messages.encode(one, "https://app.example.org", ids.new_id()) for one in notices]
    payloads.append(messages.encode(notices[0], "https://app.example.org", ids.new_id(), token="k" * 43))
    office.outcomes(*(office.letter(payload=payload) for payload in payloads))
    assert {len(one.body) for one in office.sink.arrived} == {PADDED + 103}
    assert PADDED + 103 <= 2048


def test_what_does_not_fit_is_refused_before_it_is_sent() -> None:
    with pytest.raises(ValueError, match="fit"):
        messages.encode(Notice("x" * PADDED, "en", "/", "t"), "https://app.example.org", ids.new_id())


@pytest.mark.parametrize(
    ("status", "outcome"),
    [(201, rules.ACCEPTED), (404, rules.GONE_FOR_GOOD), (410, rules.GONE_FOR_GOOD), (400, rules.DOUBTED), (401, rules.DOUBTED),
     (403, rules.DOUBTED), (413, rules.TOO_BIG), (408, rules.LATER), (429, rules.LATER), (500, rules.LATER), (503, rules.LATER),
     ("redirect", rules.REDIRECTED), (301, rules.REDIRECTED), (418, rules.UNEXPECTED), ("hangup", rules.UNANSWERED)],
)  # fmt: skip
def test_each_answer_of_a_push_service_has_one_meaning(office: Office, status: str | int, outcome: str) -> None:
    assert office.outcomes(office.letter(status)) == [outcome]


def test_a_redirect_is_never_followed(office: Office) -> None:
    office.outcomes(office.letter("redirect"))
    assert [one.path for one in office.sink.arrived] == ["/redirect/phone"]


def test_an_answer_without_end_counts_by_its_status_and_is_let_go(office: Office) -> None:
    began = time.monotonic()
    assert office.outcomes(office.letter("endless"), office.letter(201)) == [rules.ACCEPTED, rules.ACCEPTED]
    assert time.monotonic() - began < 5


def test_a_service_that_never_answers_costs_ten_seconds_at_most(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("companion.push.webpush.TOTAL_SECONDS", 2.0)
    began = time.monotonic()
    assert office.outcomes(office.letter("tarpit"), office.letter(201)) == [rules.UNANSWERED, rules.ACCEPTED]
    assert time.monotonic() - began < 8


def test_a_service_that_is_not_there_was_not_reached(office: Office) -> None:
    policy = host_policy(["127.0.0.1:1"], production=False)
    other = Office(office.sink, office.folder, policy)
    assert other.outcomes(other.letter(url="http://127.0.0.1:1/x")) == [rules.UNREACHABLE]
    other.sender.close()


def test_a_malformed_row_fails_alone(office: Office) -> None:
    bad = [
        office.letter(p256dh="A" * 87), office.letter(auth="short"), office.letter(p256dh=""),
        office.letter(url="https://evil.example/x"), office.letter(url="not a url"), office.letter(payload=b""),
    ]  # fmt: skip
    assert office.outcomes(*bad, office.letter()) == [rules.BAD_ROW] * len(bad) + [rules.ACCEPTED]
    assert len(office.sink.arrived) == 1


def test_names_that_lead_inside_are_not_connected_to(office: Office) -> None:
    """The name is allowed; the address behind it is not."""
    policy = HostPolicy(patterns=("localhost",))
    inside = Office(office.sink, office.folder, policy)
    assert inside.outcomes(inside.letter(url="https://localhost/x")) == [rules.UNREACHABLE]
    assert office.sink.arrived == []
    inside.sender.close()


def test_proxies_of_the_environment_are_ignored(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    assert office.outcomes(office.letter()) == [rules.ACCEPTED]


def test_connections_are_kept_and_many_go_at_once_but_never_more_than_the_limit(office: Office) -> None:
    letters = [office.letter("slow", f"p{n}") for n in range(300)]
    assert set(office.outcomes(*letters)) == {rules.ACCEPTED}
    assert 16 < office.sink.most_at_once <= 128 + 8, "the sink counts a few whose answer is already on its way"


def test_a_broken_service_is_left_alone_after_a_few_tries_and_others_go_on(office: Office) -> None:
    """Both addresses are one machine here, but two push services by name."""
    policy = host_policy([office.sink.host, f"localhost:{office.sink.port}"], production=False)
    both = Office(office.sink, office.folder, policy)
    broken = [both.letter(500, f"b{n}") for n in range(60)]
    fine = [both.letter(url=f"http://localhost:{office.sink.port}/201/f{n}") for n in range(20)]
    outcomes = both.outcomes(*broken, *fine)
    assert set(outcomes[60:]) == {rules.ACCEPTED}
    assert outcomes[:60].count(rules.LATER) <= 16
    assert set(outcomes[:60]) == {rules.LATER, rules.NOT_TRIED}
    both.sender.close()


def test_when_a_service_refuses_everyone_no_subscription_is_blamed(office: Office) -> None:
    letters = [office.letter(403, f"p{n}") for n in range(30)]
    answers = office.sender.send(letters, NOW)
    assert {answer.outcome for answer in answers.values()} <= {rules.LATER, rules.NOT_TRIED}
    assert all(answer.retry_at and answer.retry_at > NOW for answer in answers.values())
    assert [host.alarm for host in office.sender.hosts.known() if host.alarm]


def test_one_refusal_among_many_is_about_that_one(office: Office) -> None:
    letters = [office.letter(201, f"p{n}") for n in range(12)] + [office.letter(403)]
    assert office.outcomes(*letters)[-1] == rules.DOUBTED, "it may be the first of many"
    assert office.outcomes(*letters)[-1] == rules.REFUSED, "others were taken since"


def test_the_signed_header_is_kept_for_an_hour_and_not_longer(tmp_path: Path) -> None:
    signer, key = Signer(tmp_path, CONTACT), keys.current_key(tmp_path)
    first = signer.header(key.id, "https://a.example", NOW)
    assert signer.header(key.id, "https://a.example", NOW + timedelta(minutes=59)) == first
    assert signer.header(key.id, "https://a.example", NOW + timedelta(minutes=61)) != first
    assert verify_vapid(signer.header(key.id, "https://b.example", NOW))[0]["aud"] == "https://b.example"


def test_a_clock_that_was_set_back_makes_a_new_header(tmp_path: Path) -> None:
    signer, key = Signer(tmp_path, CONTACT), keys.current_key(tmp_path)
    first = signer.header(key.id, "https://a.example", NOW)
    assert signer.header(key.id, "https://a.example", NOW - timedelta(hours=1)) != first


def test_a_message_to_a_device_with_an_old_key_is_signed_with_the_old_key(office: Office) -> None:
    old = office.key
    office.more_keys(1)
    office.outcomes(office.letter(vapid_key_id=old.id), office.letter(vapid_key_id=keys.current_key(office.folder).id))
    publics = {verify_vapid(one.headers["Authorization"])[1] for one in office.sink.arrived}
    assert publics == {old.public, keys.current_key(office.folder).public}


def test_ids_of_answers_are_those_of_the_letters(office: Office) -> None:
    letters = [office.letter() for _ in range(3)]
    answers = office.sender.send(letters, NOW)
    assert list(answers)
    assert set(answers) == {letter.delivery_id for letter in letters}
    assert all(isinstance(one, UUID) for one in answers)


def test_every_hostile_address_is_refused_again_when_it_would_be_connected_to(office: Office) -> None:
    """A row may have come from anywhere: an old version, a restored backup, somebody at the database."""
    letters = [office.letter(endpoint=url) for url in HOSTILE]
    assert len(letters) >= 60
    assert set(office.outcomes(*letters)) == {rules.BAD_ROW}
    assert office.sink.arrived == []


def test_a_device_that_never_comes_back_keeps_its_old_key_alive(office: Office) -> None:
    old = office.key
    office.more_keys(3)
    office.outcomes(office.letter(who="away", vapid_key_id=old.id))
    assert verify_vapid(office.sink.arrived[0].headers["Authorization"])[1] == old.public


def test_a_fault_of_our_own_is_raised_and_not_waited_for(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """No task waits for an answer; whatever breaks while one is taken in must not leave the pass hanging."""

    def broken(*_what: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(host_queues, "answer_of", broken)
    with pytest.raises(ExceptionGroup) as raised:
        office.sender.send([office.letter() for _ in range(3)], NOW)
    assert raised.group_contains(ZeroDivisionError)
    monkeypatch.undo()
    assert office.outcomes(office.letter()) == [rules.ACCEPTED]
