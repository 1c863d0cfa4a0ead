"""Pure decisions of push: keys of phones, answers, waiting, hosts, and our own signing keys."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from companion.app import create_app
from companion.config import ConfigError, load
from companion.push import keys, rules
from companion.push.hosts import FAILURES_TO_OPEN, MOST, START, Host
from companion.push.rules import Answer, Refused, check_keys, classify, next_try, opaque_topic, retry_instant
from tests.push.sink import Phone, b64

NOW = datetime(2026, 3, 10, 17, 0, tzinfo=UTC)
PHONE = Phone(secret=0xC0FFEE)
GOOD = PHONE.keys["p256dh"], PHONE.keys["auth"]


def test_keys_of_a_real_phone_are_accepted_with_and_without_padding() -> None:
    assert check_keys(*GOOD) == GOOD
    assert check_keys(GOOD[0] + "=", GOOD[1] + "==") == GOOD


def _off_the_curve() -> str:
    point = bytearray(PHONE.point)
    point[40] ^= 1
    return b64(bytes(point))


@pytest.mark.parametrize(
    "point",
    ["", "A", b64(PHONE.point[:64]), b64(PHONE.point + b"x"), b64(b"\x02" + PHONE.point[1:33]), b64(b"\x05" + PHONE.point[1:]),
     b64(b"\x04" + bytes(64)), b64(b"\x04" + b"\xff" * 64), _off_the_curve(), GOOD[0].replace(GOOD[0][3], "+", 1), GOOD[0] + "\n",
     "ü" * 87, "A" * 5000],
)  # fmt: skip
def test_what_is_no_point_on_the_curve_is_refused(point: str) -> None:
    with pytest.raises(Refused):
        check_keys(point, GOOD[1])


@pytest.mark.parametrize("auth", ["", b64(bytes(15)), b64(bytes(17)), "!" * 22, "A" * 201])
def test_a_secret_of_another_length_is_refused(auth: str) -> None:
    with pytest.raises(Refused):
        check_keys(GOOD[0], auth)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("0", 0), ("120", 120), (" 30 ", 30), ("999999999999", 86400), ("Tue, 10 Mar 2026 17:05:00 GMT", 300),
     ("Tue, 10 Mar 2026 16:00:00 GMT", 0), ("Sun, 10 Mar 2030 17:05:00 GMT", 86400), ("Tuesday, 10-Mar-26 17:05:00 GMT", 300)],
)  # fmt: skip
def test_retry_after_is_understood_as_seconds_and_as_a_date(header: str, seconds: int) -> None:
    assert retry_instant(header, NOW) == NOW + timedelta(seconds=seconds)


@pytest.mark.parametrize("header", [None, "", "soon", "-5", "1.5", "٣", "Tue, 99 Mar 2026 99:99:99 GMT", "\x00"])
def test_retry_after_that_says_nothing_is_ignored(header: str | None) -> None:
    assert retry_instant(header, NOW) is None


def test_only_an_answer_that_asks_to_wait_names_an_instant() -> None:
    assert classify(429, "60", NOW) == Answer(rules.LATER, 429, NOW + timedelta(seconds=60))
    assert classify(201, "60", NOW) == Answer(rules.ACCEPTED, 201)


def test_waiting_grows_has_an_upper_end_and_follows_what_the_service_says() -> None:
    waits = [next_try(Answer(rules.LATER, 500), attempt, NOW, 1.0) - NOW for attempt in (1, 2, 3, 9, 99)]
    assert [wait.total_seconds() for wait in waits] == [15, 30, 60, 300, 300]
    told = NOW + timedelta(seconds=7)
    assert next_try(Answer(rules.LATER, 429, told), 5, NOW, 1.0) == told


def test_topics_are_opaque_and_fit_the_header() -> None:
    topic = opaque_topic("session", "Mia", 1)
    assert len(topic) == 32
    assert "Mia" not in topic
    assert topic == opaque_topic("session", "Mia", 1) != opaque_topic("session", "Leo", 1)
    assert opaque_topic("a", "bc") != opaque_topic("ab", "c")


def test_a_host_earns_room_and_loses_half_of_it() -> None:
    host = Host("h")
    for _ in range(500):
        host.good()
    assert host.limit == MOST
    host.bad(0.0)
    assert host.limit == MOST // 2
    assert Host("h").limit == START


def test_a_host_that_keeps_failing_is_paused_then_probed_once() -> None:
    host = Host("h")
    for _ in range(FAILURES_TO_OPEN):
        assert host.may_send(0.0)
        host.bad(0.0)
    assert not host.may_send(29.0)
    assert host.may_send(31.0)
    assert not host.may_send(31.0), "one probe at a time"
    host.bad(31.0)
    assert not host.may_send(31.0 + 59.0), "the next pause is longer"
    assert host.may_send(31.0 + 61.0)
    host.good()
    assert host.may_send(92.0)
    assert host.may_send(92.0)


def test_a_probe_that_never_left_lets_the_next_one_probe() -> None:
    host = Host("h")
    host.bad(0.0, 10.0)
    assert host.may_send(11.0)
    host.not_asked()
    assert host.may_send(11.0)


def test_a_host_that_names_a_time_is_left_alone_until_then() -> None:
    host = Host("h")
    host.bad(0.0, 20.0)
    assert not host.may_send(19.0)
    assert host.may_send(21.0)


def test_a_fifth_of_refusals_is_an_alarm_one_of_many_is_not() -> None:
    host = Host("h")
    for _ in range(40):
        host.good()
    assert not host.refused(0.0, "a")
    for number in range(20):
        host.refused(0.0, f"b{number}")
    assert host.blamed
    assert not host.may_send(1.0)


def test_two_processes_that_start_together_end_up_with_one_key(tmp_path: Path) -> None:
    found: list[str] = []
    threads = [threading.Thread(target=lambda: found.append(keys.current_key(tmp_path).public)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len(set(found)) == 1
    assert keys.key_ids(tmp_path) == ["001"]


def test_the_key_file_is_for_its_owner_only(tmp_path: Path) -> None:
    keys.current_key(tmp_path / "keys")
    assert (tmp_path / "keys" / "vapid-001.key").stat().st_mode & 0o077 == 0
    assert len(list((tmp_path / "keys").iterdir())) == 1, "no draft is left behind"


def test_a_damaged_or_missing_key_is_said_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "vapid-001.key").write_bytes(b"short")
    with pytest.raises(KeyError):
        keys.current_key(tmp_path)
    with pytest.raises(KeyError):
        keys.load_key(tmp_path, "007")


@pytest.mark.parametrize(
    ("hosts", "said"),
    [
        ("a b", "contains something that is not a host name"),
        ("https://push.example.org/path", "contains something that is not a host name"),
    ],
)
def test_a_push_host_that_cannot_be_stops_the_start_with_one_sentence(tmp_path: Path, hosts: str, said: str) -> None:
    settings = load({"COMPANION_INSTANCE": str(tmp_path), "COMPANION_PUSH_ALLOWED_HOSTS": hosts})
    with pytest.raises(ConfigError) as refused:
        create_app(settings)
    assert said in str(refused.value)
    assert "COMPANION_PUSH_ALLOWED_HOSTS" in str(refused.value)
    assert str(refused.value).count("\n") == 0


def test_a_silent_push_service_is_asked_once_a_minute_at_least_whether_it_is_back() -> None:
    host, at = Host("push.example.org"), 0.0
    for _ in range(30):
        host.bad(at)
        assert host.paused_until - at <= 60
        at = max(at, host.paused_until)
        assert host.may_send(at)


def test_a_time_that_a_push_service_names_is_kept_to_for_five_minutes() -> None:
    host = Host("push.example.org")
    host.bad(0.0, wait=1000.0)
    assert host.paused_until == 300
