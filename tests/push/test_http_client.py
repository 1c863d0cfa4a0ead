"""The connection to a push service, against answers written byte by byte: what is read, what is kept, what is let go."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

import pytest

from companion.push.http_client import HttpClient, request
from companion.push.http_connection import HEAD_LIMIT, Reply
from companion.push.rules import Endpoint, HostPolicy, check_endpoint, host_policy

CREATED = b"HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n"
Said = list[list[bytes]]


class Service:
    """Says the given pieces, one list per request, and counts connections and requests."""

    def __init__(self, said: Said, hang_up: bool = False):
        self._said, self._hang_up = list(said), hang_up
        self.requests: list[bytes] = []
        self.connections = 0

    async def meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            while self._said:
                head = await reader.readuntil(b"\r\n\r\n")
                self.requests.append(head + await reader.readexactly(4))
                for piece in self._said.pop(0):
                    writer.write(piece)
                    await writer.drain()
                    await asyncio.sleep(0.01)
                    if reader.at_eof():
                        raise ConnectionError  # nobody waits for the rest
                if self._hang_up:
                    break
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        writer.close()
        with contextlib.suppress(ConnectionError):
            await writer.wait_closed()


def talk(service: Service, times: int, seconds: float = 2.0, **headers: str) -> list[Reply | str]:
    """Send `times` requests one after another; what came of each."""

    async def both() -> list[Reply | str]:
        server = await asyncio.start_server(service.meet, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        policy = host_policy([f"127.0.0.1:{port}"], production=False)
        client, found = HttpClient(policy), []
        for _ in range(times):
            await client.notice_closed()
            endpoint = check_endpoint(f"http://127.0.0.1:{port}/a?b=1", policy)
            found.append(await outcome(client, endpoint, {"TTL": "60"} | headers, seconds))
            await asyncio.sleep(0.03)
        await client.close()
        server.close()
        await server.wait_closed()
        await asyncio.sleep(0.03)  # both ends of every connection come to their end
        return found

    return asyncio.run(both())


async def outcome(client: HttpClient, endpoint: Endpoint, headers: dict[str, str], seconds: float) -> Reply | str:
    """What came of one request, or the name of what went wrong."""
    came: asyncio.Future[Reply | Exception] = asyncio.get_running_loop().create_future()
    try:
        client.post(endpoint, request(endpoint, headers, b"body"), 1, seconds, came.set_result)
    except ValueError as error:
        return type(error).__name__
    assert not came.done(), "never called back before it returns"
    what = await came
    return what if isinstance(what, Reply) else type(what).__name__


def test_a_connection_is_kept_for_the_next_message() -> None:
    service = Service([[CREATED], [CREATED], [CREATED]])
    assert talk(service, 3) == [Reply(201, None)] * 3
    assert service.connections == 1


def test_the_request_is_what_was_asked_for_and_nothing_else() -> None:
    service = Service([[CREATED]])
    talk(service, 1)
    lines = service.requests[0].split(b"\r\n")
    assert lines[0] == b"POST /a?b=1 HTTP/1.1"
    assert [line.split(b":")[0] for line in lines[1:4]] == [b"Host", b"Content-Length", b"TTL"]
    assert lines[4:] == [b"", b"body"]


def test_an_answer_may_come_in_pieces_with_a_body_and_after_a_word_in_between() -> None:
    pieces = [
        b"HTTP/1.1 103 Early Hi",
        b"nts\r\n\r\nHTTP/1.1 429 Slow\r\nretry-after:  12 \r\nContent-Len",
        b"gth: 6\r\n\r\nabc",
        b"def",
    ]
    service = Service([pieces, [CREATED]])
    assert talk(service, 2) == [Reply(429, "12"), Reply(201, None)]
    assert service.connections == 1


@pytest.mark.parametrize(
    "said",
    [
        b"HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"HTTP/1.1 201 Created\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.0 201 Created\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 201 Created\r\n\r\n",
        b"HTTP/1.1 201 Created\r\nContent-Length: 0\r\nContent-Length: 5\r\n\r\n",
        b"HTTP/1.1 201 Created\r\nContent-Length: 99999999\r\n\r\n",
        b"HTTP/1.1 201 Created\r\nContent-Length: -1\r\n\r\n",
        b"HTTP/1.1 201 Created\r\nContent-Length: 0\r\nno colon\r\n\r\n",
        b"HTTP/1.1 201 Created\r\nContent-Length: 0\r\nTransfer-Encoding: chunked\r\n\r\n",
        CREATED + CREATED,
        CREATED + b"HTTP/1.1 410 Gone\r\nRetry-After: 9\r\nContent-Length: 0\r\n\r\n",
        CREATED + b"x",
    ],
)
def test_a_connection_with_anything_but_a_plain_short_answer_is_not_used_again(said: bytes) -> None:
    service = Service([[said], [CREATED]])
    assert talk(service, 2) == [Reply(201, None)] * 2
    assert service.connections == 2


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"HTTP/1.1 2",
        b"HTTP/1.1 201 Created\r\nContent-Length: 0\r\n",
        b"SSH-2.0\r\n\r\n",
        b"HTTP/2.0 201 Created\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 20 No\r\n\r\n",
        b"HTTP/1.1 101 Up\r\n\r\n",
        b"x" * (HEAD_LIMIT + 1),
        b"HTTP/1.1 201 Created\r\n" + b"X: 1\r\n" * HEAD_LIMIT,
        b"HTTP/1.1 201 Created\r\nX: " + b"1" * HEAD_LIMIT,
        b"HTTP/1.1 103 Early Hints\r\n\r\n" * HEAD_LIMIT,
    ],
    ids=[
        "silence",
        "half a line",
        "half a head",
        "another protocol",
        "another version",
        "two digits",
        "upgrade",
        "endless line",
        "endless headers",
        "endless header",
        "endless hints",
    ],
)
def test_what_is_no_answer_is_no_answer(said: bytes) -> None:
    assert talk(Service([[said]], hang_up=True), 1) == ["Unanswered"]


def test_what_is_no_answer_is_none_either_on_a_connection_that_was_kept() -> None:
    """The parser still has the status of the answer before."""
    assert talk(Service([[CREATED], [b"SSH-2.0\r\n\r\n"]]), 2) == [Reply(201, None), "Unanswered"]


def test_a_late_answer_is_none_and_its_connection_is_not_used_for_the_next() -> None:
    service = Service([[*[b""] * 80, CREATED], [CREATED]])  # each piece takes a hundredth of a second
    assert talk(service, 2, seconds=0.5) == ["Unanswered", Reply(201, None)]
    assert service.connections == 2


def test_a_connection_that_was_closed_meanwhile_is_noticed_before_it_is_used() -> None:
    service = Service([[CREATED], [CREATED]], hang_up=True)
    assert talk(service, 2) == [Reply(201, None)] * 2


def test_nothing_can_be_smuggled_into_the_head() -> None:
    service = Service([[CREATED]])
    assert talk(service, 1, Topic="a\r\nHost: other") == ["ValueError"]
    assert service.requests == []


def test_a_name_that_leads_inside_is_not_connected_to() -> None:
    async def call() -> Reply | str:
        client = HttpClient(HostPolicy(patterns=("localhost",)))
        endpoint = Endpoint("https://localhost/x", "localhost", 443, "https://localhost", local=False)
        return await outcome(client, endpoint, {}, 1)

    assert asyncio.run(call()) == "Unreached"


@contextlib.asynccontextmanager
async def deaf() -> AsyncIterator[tuple[HttpClient, Endpoint, Service]]:
    """A line to a service that never answers."""
    service = Service([[] for _ in range(9)])
    server = await asyncio.start_server(service.meet, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    policy = host_policy([f"127.0.0.1:{port}"], production=False)
    client = HttpClient(policy)
    yield client, check_endpoint(f"http://127.0.0.1:{port}/", policy), service
    await client.close()
    server.close()
    await server.wait_closed()


def test_of_many_that_wait_each_is_given_up_in_its_own_time() -> None:
    """One alarm looks after all of them, whichever was asked first."""
    ended: list[tuple[Reply | str, float]] = []

    async def run() -> None:
        async with deaf() as (client, endpoint, _), asyncio.TaskGroup() as group:

            async def one(seconds: float) -> None:
                ended.append((await outcome(client, endpoint, {}, seconds), seconds))

            for seconds in (2.0, 1.0, 1.5, 0.5):  # far enough apart to connect on a busy machine
                group.create_task(one(seconds))

    asyncio.run(run())
    assert ended == [("Unanswered", seconds) for seconds in (0.5, 1.0, 1.5, 2.0)]


@pytest.mark.parametrize(("arrived", "heard"), [(3, "Unanswered"), (0, "Unreached")])
def test_whoever_gives_up_hears_of_every_message(arrived: int, heard: str) -> None:
    """Of those that left, and of those whose connection had not even been tried."""

    async def run() -> list[Reply | str]:
        async with deaf() as (client, endpoint, service):
            asked = [asyncio.create_task(outcome(client, endpoint, {}, 60)) for _ in range(3)]
            await asyncio.sleep(0)
            while len(service.requests) < arrived:
                await asyncio.sleep(0.01)
            client.abort()
            return list(await asyncio.gather(*asked))

    assert asyncio.run(run()) == [heard] * 3
