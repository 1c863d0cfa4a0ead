"""Whose tries are counted behind a reverse proxy: the visitor's own, and nobody else's whatever they write."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask, request

from companion.app import create_app
from companion.config import ConfigError, load
from tests.support.databases import config_for

PROXY = {"REMOTE_ADDR": "10.0.0.5"}


@pytest.fixture
def behind(tmp_path: Path):  # type: ignore[no-untyped-def]
    """`behind(1)` is an application that trusts one proxy."""

    def make(proxies: int) -> Flask:
        return create_app(config_for(tmp_path, f"sqlite:///{tmp_path}/x.sqlite3", trusted_proxies=proxies))

    return make


def address(app: Flask, forwarded: str | None) -> str | None:
    """Where a request through the proxy seems to come from."""
    seen: list[str | None] = []
    app.before_request_funcs.setdefault(None, []).insert(0, lambda: seen.append(request.remote_addr))
    headers = {"X-Forwarded-For": forwarded} if forwarded is not None else {}
    app.test_client().get("/robots.txt", headers=headers, environ_base=PROXY)
    return seen[0]


def test_without_a_named_proxy_nobodys_word_counts(behind) -> None:  # type: ignore[no-untyped-def]
    assert address(behind(0), "203.0.113.7") == "10.0.0.5"


def test_behind_one_proxy_it_is_what_that_proxy_wrote_whatever_the_visitor_wrote_before(behind) -> None:  # type: ignore[no-untyped-def]
    assert address(behind(1), "203.0.113.7") == "203.0.113.7"
    assert address(behind(1), "8.8.8.8, 1.1.1.1, 203.0.113.7") == "203.0.113.7"


def test_behind_two_proxies_it_is_what_the_first_of_them_wrote(behind) -> None:  # type: ignore[no-untyped-def]
    assert address(behind(2), "8.8.8.8, 203.0.113.7, 10.0.0.9") == "203.0.113.7"


def test_a_visitor_who_went_around_the_proxy_is_who_they_are(behind) -> None:  # type: ignore[no-untyped-def]
    assert address(behind(2), "8.8.8.8") == "10.0.0.5"
    assert address(behind(1), None) == "10.0.0.5"


def test_host_and_scheme_are_never_taken_from_a_proxy(behind) -> None:  # type: ignore[no-untyped-def]
    app, seen = behind(1), []
    app.before_request_funcs.setdefault(None, []).insert(0, lambda: seen.append(request.url_root))
    away = {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.7"}
    app.test_client().get("/robots.txt", headers=away, environ_base=PROXY)
    assert seen == ["http://localhost/"]


@pytest.mark.parametrize("wrong", ["-1", "5", "one", "1.5", "²", "0001"])
def test_a_number_of_proxies_that_cannot_be_is_refused_with_the_way_out(tmp_path: Path, wrong: str) -> None:
    with pytest.raises(ConfigError, match=r"COMPANION_TRUSTED_PROXIES .* from 0 to 4"):
        load({"COMPANION_INSTANCE": str(tmp_path), "COMPANION_TRUSTED_PROXIES": wrong})


def test_none_is_trusted_until_somebody_says_so(tmp_path: Path) -> None:
    assert load({"COMPANION_INSTANCE": str(tmp_path)}).trusted_proxies == 0
