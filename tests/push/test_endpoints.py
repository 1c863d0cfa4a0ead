"""Where we push to. Whoever can make us send a request anywhere else can look around our network."""

from __future__ import annotations

import pytest

from companion.push.rules import (
    Endpoint,
    HostPolicy,
    Refused,
    check_endpoint,
    host_policy,
    is_public_address,
)  # fmt: skip

POLICY = HostPolicy()

GOOD = [
    "https://fcm.googleapis.com/fcm/send/abc:APA91b-x_y",
    "https://fcm.googleapis.com:443/wp/abc",
    "https://updates.push.services.mozilla.com/wpush/v2/gAAAA",
    "https://web.push.apple.com/QGuQ",
    "https://wns2-by3p.notify.windows.com/w/?token=BQYAAA%2b%2f",
]

HOSTILE = [
    "", " ", "x", "fcm.googleapis.com", "//fcm.googleapis.com/x", "https://", "https:///x", "https:fcm.googleapis.com/x",
    "http://fcm.googleapis.com/x", "ftp://fcm.googleapis.com/x", "file:///etc/passwd", "gopher://fcm.googleapis.com/x",
    "javascript:alert(1)", "data:text/plain,x", "HTTPS://fcm.googleapis.com/x", "ws://fcm.googleapis.com/x",
    "https://fcm.googleapis.com:80/x", "https://fcm.googleapis.com:8443/x", "https://fcm.googleapis.com:0/x",
    "https://fcm.googleapis.com:65536/x", "https://fcm.googleapis.com:-1/x", "https://fcm.googleapis.com:x/x",
    "https://fcm.googleapis.com:/x", "https://fcm.googleapis.com:0443/x",
    "https://user@fcm.googleapis.com/x", "https://user:pw@fcm.googleapis.com/x", "https://@fcm.googleapis.com/x",
    "https://fcm.googleapis.com@evil.example/x", "https://evil.example@fcm.googleapis.com/x",
    "https://fcm.googleapis.com#@evil.example/", "https://fcm.googleapis.com/x#y", "https://fcm.googleapis.com/x#",
    "https://fcm.googleapis.com\\@evil.example/", "https:\\\\fcm.googleapis.com\\x", "https://fcm.googleapis.com\\.evil.example/",
    "https://evil.example/fcm.googleapis.com", "https://evil.example/?fcm.googleapis.com", "https://fcm.googleapis.com.evil.example/x",
    "https://evilfcm.googleapis.com/x", "https://x.fcm.googleapis.com/x", "https://googleapis.com/x", "https://fcm.googleapis.com./x",
    "https://push.services.mozilla.com/x", "https://evilpush.services.mozilla.com/x", "https://push.apple.com/x",
    "https://.push.apple.com/x", "https://a..push.apple.com/x", "https://notify.windows.com.evil.example/x",
    "https://-a.push.apple.com/x", "https://a_b.push.apple.com/x", "https://*.push.apple.com/x",
    "https://127.0.0.1/x", "https://127.1/x", "https://2130706433/x", "https://0x7f000001/x", "https://017700000001/x",
    "https://0/x", "https://10.0.0.1/x", "https://169.254.169.254/latest/meta-data/", "https://192.168.1.1/x",
    "https://[::1]/x", "https://[::ffff:127.0.0.1]/x", "https://[fe80::1%25eth0]/x", "https://[fd00::1]/x", "https://[::]/x",
    "https://localhost/x", "https://localhost.localdomain/x", "https://metadata.google.internal/x", "https://db.internal/x",
    "https://fcm.googleapis.com /x", " https://fcm.googleapis.com/x", "https://fcm.googleapis.com/x ", "https://fcm.googleapis.com/\nx",
    "https://fcm.googleapis.com/\r\nHost: evil.example", "https://fcm.googleapis.com/\x00", "https://fcm.googleapis.com\t/x",
    "https://fcm.googleapis.com/ü", "https://fcm。googleapis。com/x", "https://ｆcm.googleapis.com/x", "https://xn--fcm-.googleapis.com/x",
    "https://%66cm.googleapis.com/x", "https://fcm.googleapis.com%2eevil.example/x", "https://fcm.googleapis.com%00.evil.example/x",
    "https://[fcm.googleapis.com]/x", "https://fcm.googleapis.com]/x", "https://fcm.googleapis.com/" + "x" * 1024,
    "https://" + "a" * 64 + ".push.apple.com/x", "https://" + "a." * 130 + "push.apple.com/x",
]  # fmt: skip


@pytest.mark.parametrize("url", GOOD)
def test_the_push_services_of_the_browsers_are_accepted(url: str) -> None:
    assert check_endpoint(url, POLICY).port == 443


def test_the_table_of_hostile_addresses_is_long_enough() -> None:
    assert len(set(HOSTILE)) == len(HOSTILE) >= 60


@pytest.mark.parametrize("url", HOSTILE)
def test_nothing_else_is(url: str) -> None:
    with pytest.raises(Refused):
        check_endpoint(url, POLICY)


def test_the_audience_is_the_origin_without_path_and_default_port() -> None:
    found = check_endpoint("https://fcm.googleapis.com:443/wp/abc?x=1", POLICY)
    assert found == Endpoint(
        "https://fcm.googleapis.com:443/wp/abc?x=1", "fcm.googleapis.com", 443, "https://fcm.googleapis.com", False
    )


def test_an_operator_may_add_hosts_and_families_of_hosts() -> None:
    policy = host_policy(["push.example.org", "*.push.example.net"], production=True)
    assert check_endpoint("https://push.example.org/x", policy)
    assert check_endpoint("https://eu.push.example.net/x", policy)
    for url in ("https://push.example.net/x", "http://push.example.org/x", "https://push.example.org:444/x"):
        with pytest.raises(Refused):
            check_endpoint(url, policy)


@pytest.mark.parametrize("entry", ["127.0.0.1:9000", "http://127.0.0.1:9000", "HTTP://127.0.0.1:9000/"])
def test_a_named_test_host_is_reached_over_plain_http_on_its_port_only(entry: str) -> None:
    policy = host_policy([entry], production=False)
    assert check_endpoint("http://127.0.0.1:9000/x", policy).local
    for url in (
        "http://127.0.0.1:9001/x",
        "http://127.0.0.1/x",
        "http://127.0.0.2:9000/x",
        "http://u@127.0.0.1:9000/x",
    ):
        with pytest.raises(Refused):
            check_endpoint(url, policy)


@pytest.mark.parametrize(
    "entry",
    ["127.0.0.1", "localhost", "localhost:9000", "10.0.0.1:443", "[::1]:9000", "push.test", "push.example.org:8443"],
)
def test_production_refuses_test_hosts(entry: str) -> None:
    assert host_policy([entry], production=False).local
    with pytest.raises(Refused, match="local_host_in_production"):
        host_policy([entry], production=True)


@pytest.mark.parametrize(
    "entry", ["", "*", "*.", "a b", "push.example.org/path", "u@push.example.org", "a..b", "*.*.org", "x:y"]
)
def test_what_is_no_host_is_not_added(entry: str) -> None:
    with pytest.raises(Refused):
        host_policy([entry], production=False)


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
     "255.255.255.255", "240.0.0.1", "192.0.2.1", "198.18.0.1", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1",
     "::ffff:10.0.0.1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a00:1", "2002:7f00:1::", "2001:db8::1",
     "not an address", ""],
)  # fmt: skip
def test_a_name_that_leads_inside_leads_nowhere(address: str) -> None:
    assert not is_public_address(address)


@pytest.mark.parametrize("address", ["142.250.1.1", "2607:f8b0::1", "64:ff9b::8efa:101", "17.57.144.1"])
def test_the_open_internet_is_open(address: str) -> None:
    assert is_public_address(address)
