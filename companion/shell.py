"""Serves the built PWA: shell, service worker, manifest with the neutral name, help page; and two system routes."""

from __future__ import annotations

import gzip
import json
import mimetypes
import os
import re
from base64 import b64encode
from collections.abc import Callable
from datetime import timedelta
from functools import lru_cache, partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, current_app, g, request
from markupsafe import escape
from werkzeug.security import safe_join

from companion import config
from companion.accounts.gate import page
from companion.accounts.policies import PUBLIC
from companion.attention import service as attention
from companion.kernel import clock, heartbeat
from companion.kernel.errors import NotFound
from companion.kernel.payload import Out
from companion.kernel.routes import Api
from companion.outside import telephone

PACKAGE = Path(__file__).parent
BUILT = PACKAGE / "static" / "pwa"
_WORKER_LATE = timedelta(seconds=90)
_IMMUTABLE = "public, max-age=31536000, immutable"
_REVALIDATE = "no-cache"

shell = Blueprint("shell", __name__)
system = Api("system", prefix="")

# Addresses the app's own router knows. Anything else is a plain 404 instead of a page that boots and then shrugs.
SCREENS = (
    "/",
    "/welcome",
    "/sign-in",
    "/confirm",
    "/schedule",
    "/schedule/<uuid:session_id>",
    "/log",
    "/log/words",
    "/log/weekly",
    "/log/skills",
    "/history",
    "/insight",
    "/since",
    "/urge",
    "/plan",
    "/groups",
    "/sharing",
    "/call-me",
    "/after",
    "/days",
    "/days/happened",
    "/goals",
    "/settings",
    "/settings/reminders",
    "/settings/lock",
    "/settings/copy",
    "/settings/supporters",
    "/index.html",
)


_INLINE = {
    "script-src": re.compile(r"<script(?![^>]* src=)[^>]*>(.*?)</script>", re.DOTALL),
    "style-src": re.compile(r"<style>(.*?)</style>", re.DOTALL),
}
_COMPRESSED = frozenset({".html", ".css", ".js", ".svg"})


@lru_cache(maxsize=256)
def _read(path: Path, _modified: int) -> tuple[bytes, bytes | None]:
    """A built file, plain and compressed. They are few and small, so they stay in memory; a rebuild is noticed."""
    plain = path.read_bytes()
    return plain, gzip.compress(plain, 9, mtime=0) if path.suffix in _COMPRESSED else None


def _file(name: str, cache: str, replace: Callable[[str], str] | None = None, folder: Path = BUILT) -> Response:
    """A built file under its cache rule, compressed where the browser takes it. `replace` puts settings into a page."""
    found = safe_join(str(folder), name)
    if found is None or not os.path.isfile(found):
        raise NotFound("not_built" if name in ("index.html", "sw.js") else "not_found", "There is nothing here.")
    path = Path(found)
    plain, packed = _read(path, path.stat().st_mtime_ns)
    if replace is not None:
        plain = replace(plain.decode()).encode()
        packed = gzip.compress(plain, 6, mtime=0)
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    response = Response(plain, mimetype=kind, headers={"Cache-Control": cache})
    if packed is not None:
        response.headers["Vary"] = "Accept-Encoding"
        if request.accept_encodings["gzip"] > 0:
            response.set_data(packed)
            response.headers["Content-Encoding"] = "gzip"
    response.add_etag()
    return response.make_conditional(request)  # type: ignore[return-value]  # it returns the response itself


def _screen(**_: Any) -> Response:
    return _file("index.html", _REVALIDATE, _prepared)


def _prepared(shell_text: str) -> str:
    """The shell as this installation serves it. What stands inside it (the table of files, what looks ahead for the first
    screen, the look of the page before the app is there) is allowed by its hash."""
    g.inline = {
        directive: [
            "sha256-" + b64encode(sha256(text.encode()).digest()).decode() for text in pattern.findall(shell_text)
        ]
        for directive, pattern in _INLINE.items()
    }
    return _named(shell_text)


def _named(shell_text: str) -> str:
    """The shell under the installation's neutral name: it is what a browser tab and an iPhone's home screen show."""
    name = str(escape(config.current().app_name))
    named = shell_text.replace('content="Companion"', f'content="{name}"')
    return named.replace(">Companion</title>", f">{name}</title>").replace(">Companion</p>", f">{name}</p>")


for _rule in SCREENS:
    page(shell, _rule, policy=PUBLIC, endpoint=f"screen_{_rule}".replace("<uuid:session_id>", "one").replace(".", "_"))(
        _screen
    )


@page(shell, "/help", policy=PUBLIC)
@page(shell, "/help.html", policy=PUBLIC, endpoint="help_file")
def help_page() -> Response:
    """Help as plain HTML: signed out, without JavaScript, precached by the worker."""
    phone = config.current().program_phone
    return _file("help.html", _REVALIDATE, partial(_with_program_phone, phone) if phone else None)


def _with_program_phone(phone: str, page_text: str) -> str:
    """The deployment's own number, first in both languages of the page."""
    number = telephone.dialed(phone)
    for label, call in (("The program", "Call"), ("El programa", "Llamar")):
        line = (
            f'<ul><li class="help-line"><b>{label}: {escape(phone)}</b>'
            f'<span class="actions"><a href="tel:{number}">{call}</a></span></li></ul>'
        )
        page_text = page_text.replace("<!-- program-phone -->", line, 1)
    return page_text


@page(shell, "/sw.js", policy=PUBLIC)
def service_worker() -> Response:
    return _file("sw.js", _REVALIDATE)


@page(shell, "/assets/<path:name>", policy=PUBLIC)
def asset(name: str) -> Response:
    """Files whose names carry their content's hash."""
    return _file(name, _IMMUTABLE, folder=BUILT / "assets")


@page(shell, "/icons/<name>", policy=PUBLIC)
def icon(name: str) -> Response:
    return _file(name, "public, max-age=86400", folder=BUILT / "icons")


@page(shell, "/favicon.ico", policy=PUBLIC)
def favicon() -> Response:
    return _file("icons/icon-192.png", "public, max-age=86400")


@page(shell, "/manifest.webmanifest", policy=PUBLIC)
def manifest() -> Response:
    """The manifest: nothing on a home screen says what the app is for."""
    name = config.current().app_name
    icons = [
        {"src": "/icons/icon-192.png", "sizes": "192x192", "type": "image/png"},
        {"src": "/icons/icon-512.png", "sizes": "512x512", "type": "image/png"},
        {"src": "/icons/icon-maskable-512.png", "sizes": "512x512", "type": "image/png", "purpose": "maskable"},
    ]
    described = {
        "id": "/",
        "name": name,
        "short_name": name[:12],
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#f6f3ee",
        "theme_color": "#f6f3ee",
        "icons": icons,
        "shortcuts": [
            {"name": "Ten minutes", "url": "/urge", "icons": icons[:1]},
            {"name": "Log", "url": "/log", "icons": icons[:1]},
            {"name": "Help", "url": "/help", "icons": icons[:1]},
        ],
    }
    return _json(described, "application/manifest+json", _REVALIDATE)


@page(shell, "/robots.txt", policy=PUBLIC)
def robots() -> Response:
    return Response(
        "User-agent: *\nDisallow: /\n", mimetype="text/plain", headers={"Cache-Control": "public, max-age=86400"}
    )


@system.get("/api/v1/openapi.json", policy=PUBLIC, answers={200: None})
def openapi_document() -> Response:
    """This document: every route, every answer, every error."""
    text = current_app.extensions["companion.openapi"]()
    return Response(text, mimetype="application/json", headers={"Cache-Control": _REVALIDATE})


class Health(Out):
    """`worker` is ok, late (no heartbeat for 90 seconds) or never seen. `audit` is ok, broken (the log is not as it was
    written), late (not verified for two days) or never verified."""

    status: str
    database: str
    worker: str
    audit: str


@system.get("/healthz", policy=PUBLIC, answers={200: Health, 503: Health})
def healthz() -> tuple[Health, int]:
    """Whether the database answers and the worker has been seen lately.

    503 when the worker is not well; a database that does not answer gives a problem instead. An audit log that is not well
    makes the status degraded, and takes no server out of service.
    """
    last = heartbeat.last("worker")
    worker = "never seen" if last is None else "ok" if clock.now() - last <= _WORKER_LATE else "late"
    audit, well = attention.audit_health(clock.now()), worker == "ok"
    status = "ok" if well and audit in ("ok", "never verified") else "degraded"
    return Health(status=status, database="ok", worker=worker, audit=audit), 200 if well else 503


def _json(body: Any, mimetype: str, cache: str, status: int = 200) -> Response:
    return Response(json.dumps(body), status=status, mimetype=mimetype, headers={"Cache-Control": cache})
