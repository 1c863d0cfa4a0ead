"""Which addresses the socket is really given: a name on the list that leads inside leads nowhere, whatever the resolver says
and however often it changes its mind."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Sequence
from typing import Any

import pytest

from companion.push import http_client
from companion.push.http_client import HttpClient, Unreached
from companion.push.rules import Endpoint, HostPolicy, check_endpoint

ADDRESS = "https://fcm.googleapis.com/fcm/send/x"
OUTSIDE, OUTSIDE_6 = "142.250.1.1", "2607:f8b0::1"
INSIDE = [
    "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.0.1", "169.254.169.254",
    "100.64.0.1", "192.0.0.8", "192.0.2.1", "198.18.0.1", "198.51.100.7", "203.0.113.7", "224.0.0.1", "239.1.1.1",
    "192.88.99.1", "240.0.0.1", "255.255.255.255",
    "::", "::1", "fe80::1", "fe80::1%2", "fec0::1", "fc00::1", "fd12:3456::1", "ff02::1", "2001:db8::1", "100::1", "3fff::1", "5f00::1", "4000::1",
    "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::ffff:0:127.0.0.1", "::ffff:192.168.1.1",
    "::127.0.0.1", "::10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b:1::a00:1", "2002:7f00:1::",
    "2002:a00:1::", "2002:c0a8:101::1", "2001:0:4136:e378:8000:63bf:80ff:fffe",
]  # fmt: skip


class Resolver:
    """Says one list of addresses after another, the last one for good; and what the socket was asked to connect to."""

    def __init__(self, *answers: Sequence[str]):
        self._answers = list(answers)
        self.asked = 0
        self.connected: list[str] = []

    async def resolve(self, _host: str, port: int, **_: Any) -> list[Any]:
        self.asked += 1
        said = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        return [_entry(address, port) for address in said]

    async def connect(self, addresses: Sequence[Any], **_: Any) -> socket.socket:
        self.connected += [str(each[4][0]) for each in addresses]
        raise ConnectionRefusedError


def _entry(address: str, port: int) -> Any:
    where = (address, port, 0, 0) if ":" in address else (address, port)
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    return (family, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", where)


def post(resolver: Resolver, monkeypatch: pytest.MonkeyPatch, times: int = 1, later: float = 0.0) -> None:
    """Try to send `times` messages, each `later` seconds after the one before, by the client's own clock."""
    monkeypatch.setattr(http_client, "start_connection", resolver.connect)
    endpoint = check_endpoint(ADDRESS, HostPolicy())

    async def run() -> None:
        loop = asyncio.get_running_loop()
        began, real = 0.0, loop.time
        monkeypatch.setattr(loop, "getaddrinfo", resolver.resolve)
        monkeypatch.setattr(loop, "time", lambda: real() + began)
        line = HttpClient(HostPolicy())
        for _ in range(times):
            assert await refused(line, endpoint)
            began += later

    asyncio.run(run())


async def refused(line: HttpClient, endpoint: Endpoint) -> bool:
    """Whether a message to `endpoint` is not sent."""
    came: asyncio.Future[object] = asyncio.get_running_loop().create_future()
    line.post(endpoint, http_client.request(endpoint, {}, b"body"), 1, 1, came.set_result)
    return isinstance(await came, Unreached)


@pytest.mark.parametrize("address", INSIDE)
def test_the_socket_is_never_given_an_address_that_is_not_on_the_open_internet(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    resolver = Resolver([address])
    post(resolver, monkeypatch)
    assert (resolver.asked, resolver.connected) == (1, [])


def test_of_several_addresses_only_those_outside_are_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    resolver = Resolver(["127.0.0.1", OUTSIDE, "::1", OUTSIDE_6, "::ffff:10.0.0.1"])
    post(resolver, monkeypatch)
    assert resolver.connected == [OUTSIDE, OUTSIDE_6]


def test_a_resolver_that_changes_its_mind_after_the_check_is_not_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was looked at is what is connected to: there is no second look-up in between."""
    resolver = Resolver([OUTSIDE], ["127.0.0.1"])
    post(resolver, monkeypatch)
    assert (resolver.asked, resolver.connected) == (1, [OUTSIDE])


def test_a_name_that_moves_inside_later_is_looked_at_anew_and_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    resolver = Resolver([OUTSIDE], ["127.0.0.1"])
    post(resolver, monkeypatch, times=3, later=http_client.ADDRESSES_KNOWN + 1)
    assert resolver.connected == [OUTSIDE]
    assert resolver.asked == 3


@pytest.mark.parametrize("said", [[], ["not an address"], [""], ["127.0.0.1", "not an address"]])
def test_a_resolver_that_says_nothing_usable_is_no_way_out(said: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    resolver = Resolver(said)
    post(resolver, monkeypatch)
    assert resolver.connected == []


def test_a_host_of_the_operator_is_looked_at_in_the_same_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """Naming a host adds it to the list; only a test host, which production refuses, may lie inside."""
    resolver, policy = Resolver(["10.0.0.7"]), HostPolicy(patterns=("push.example.org",))
    monkeypatch.setattr(http_client, "start_connection", resolver.connect)
    endpoint = Endpoint("https://push.example.org/x", "push.example.org", 443, "https://push.example.org", local=False)

    async def run() -> None:
        monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", resolver.resolve)
        assert await refused(HttpClient(policy), endpoint)

    asyncio.run(run())
    assert resolver.connected == []
