"""A request reaches the application whole or not at all: slow and endless bodies wait outside its threads."""

from __future__ import annotations

import asyncio
import json
from types import SimpleNamespace

import pytest

from companion.kernel.whole_requests import WholeRequests


class Headers(list):
    def items(self):
        return list(self)

    def get(self, name):
        return next((value for key, value in self if key == name), None)

    def __contains__(self, name):
        return self.get(name) is not None


class Protocol:
    def __init__(self, chunks, pause=0.0):
        self.chunks, self.pause, self.answer, self.taken = chunks, pause, None, 0

    async def __aiter__(self):
        for chunk in self.chunks:
            await asyncio.sleep(self.pause)
            self.taken += 1
            yield chunk

    def response_bytes(self, status, headers, body):
        self.answer = status, dict(headers), body


def scope(*headers, method="POST", path="/x", client="198.51.100.7:4000"):
    return SimpleNamespace(
        method=method, path=path, query_string="a=1", http_version="1.1", scheme="http", server="127.0.0.1:8000",
        client=client, authority=None, headers=Headers(headers),
    )  # fmt: skip


def echo(environ, start):
    said = {name: value for name, value in environ.items() if isinstance(value, str)}
    start("200 OK", [("content-type", "application/json")])
    return [json.dumps(said | {"body": environ["wsgi.input"].read().decode()}).encode()]


def send(protocol, *headers, application=echo, seconds=5.0, **about):
    asyncio.run(WholeRequests(application, 10, seconds=seconds, threads=1).__rsgi__(scope(*headers, **about), protocol))
    status, _, body = protocol.answer
    return status, json.loads(body)


def test_a_body_arrives_whole_with_and_without_a_declared_length():
    for header in (("content-length", "6"), ("transfer-encoding", "chunked")):
        status, seen = send(Protocol([b"abc", b"def"]), header)
        assert (status, seen["body"], seen["CONTENT_LENGTH"]) == (200, "abcdef", "6")
        assert "HTTP_TRANSFER_ENCODING" not in seen


def test_a_declared_length_over_the_limit_is_not_read_at_all():
    protocol = Protocol([b"x"] * 100)
    _, seen = send(protocol, ("content-length", "100"))
    assert (seen["body"], seen["CONTENT_LENGTH"], protocol.taken) == ("", "100", 0)


def test_an_endless_body_is_read_up_to_the_limit_and_no_further():
    protocol = Protocol([b"xxxx"] * 1000)
    _, seen = send(protocol, ("transfer-encoding", "chunked"))
    assert (seen["body"], seen["CONTENT_LENGTH"], protocol.taken) == ("", "12", 3)


def test_a_body_that_drips_is_answered_408_and_never_reaches_the_application():
    def never(_environ, _start):
        raise AssertionError

    protocol = Protocol([b"x"] * 5, pause=0.05)
    status, problem = send(protocol, ("content-length", "5"), application=never, seconds=0.08)
    assert (status, problem["status"], problem["code"]) == (408, 408, "request_timeout")
    assert protocol.answer[1]["server"] == ""


def test_a_header_with_an_underscore_cannot_pose_as_another():
    _, seen = send(
        Protocol([]), ("x_forwarded_for", "1.2.3.4"), ("content_length", "9"), ("accept", "a"), ("accept", "b")
    )
    assert "HTTP_X_FORWARDED_FOR" not in seen
    assert (seen["CONTENT_LENGTH"], seen["HTTP_ACCEPT"]) == ("0", "a,b")


@pytest.mark.parametrize(
    ("client", "address"), [("198.51.100.7:4000", "198.51.100.7"), ("[2001:db8::1]:4000", "2001:db8::1")]
)
def test_the_address_is_that_of_the_connection(client, address):
    assert send(Protocol([]), ("x-forwarded-for", "1.2.3.4"), client=client)[1]["REMOTE_ADDR"] == address


def test_a_path_is_spelled_as_wsgi_wants_it():
    assert send(Protocol([]), path="/é")[1]["PATH_INFO"] == "/é".encode().decode("latin-1")
