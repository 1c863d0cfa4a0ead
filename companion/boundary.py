"""Turns every exception into one answer (RFC 9457) and adds headers to every answer."""

from __future__ import annotations

import json
import time
from http import HTTPStatus
from urllib.parse import quote

from flask import Flask, g, redirect, render_template, request
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.wrappers import Response

from companion.kernel.compression import compress_answer
from companion.kernel.errors import Problem, StorageFull, Unavailable
from companion.kernel.logs import log

_CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; worker-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'; "
    "require-trusted-types-for 'script'; trusted-types companion-worker"
)
_HEADERS = {
    "Content-Security-Policy": _CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cache-Control": "no-store",
}
_RETRY_AFTER = 3  # seconds, where a passing failure does not say otherwise
_USUAL = tuple((name, name.lower(), value) for name, value in _HEADERS.items())
_web = log("web")


def init_app(app: Flask, *, https: bool) -> None:
    """Install error answers, headers, one log line per request, and the number of trusted proxies."""
    proxies = app.extensions["companion.config"].trusted_proxies
    if proxies:  # only the address: scheme and host are settings of ours, whatever a proxy says
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=0, x_host=0)  # type: ignore[method-assign]
    app.register_error_handler(Problem, _known)
    app.register_error_handler(OperationalError, _database)
    app.register_error_handler(PoolTimeout, _database)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unexpected)
    app.before_request(_start_clock)
    app.after_request(_finish)
    app.after_request(compress_answer)
    if https:
        app.after_request(_strict_transport)


def _known(problem: Problem) -> Response:
    if _is_staff_page():
        return _staff_page(problem)
    if problem.status == 404 and _a_person_looks():
        return Response(_NOTHING_HERE, status=404, mimetype="text/html")
    return _answer(problem)


def _a_person_looks() -> bool:
    """Whether a browser asked for a page, rather than the app for data."""
    return (
        not request.path.startswith("/api/")
        and request.headers.get("Sec-Fetch-Dest", "document") == "document"
        and (request.accept_mimetypes.best_match(["application/json", "text/html"]) == "text/html")
    )


# Shown for a mistyped or old address: the way into the app, and help in any case. Its styles
# are those of the page without an account: a page that was taken back ends here, and that address carries no hash.
_NOTHING_HERE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><meta name="robots" content="noindex"><title>Nothing here</title>
<link rel="stylesheet" href="/family/page.css"></head>
<body><main><h1>There is nothing here</h1><p><a href="/">Open the app</a> · <a href="/help.html">Help</a></p>
<div lang="es"><h2>Aquí no hay nada</h2><p><a href="/">Abrir la app</a> · <a href="/help.html">Ayuda</a></p></div>
</main></body></html>
"""


def _answer(problem: Problem) -> Response:
    body = {
        "type": f"/problems/{problem.code}",
        "title": problem.title,
        "status": problem.status,
        "code": problem.code,
        "detail": problem.detail,
        "fields": [{"path": field.path, "code": field.code, "message": field.message} for field in problem.fields],
    }
    response = Response(json.dumps(body), status=problem.status, mimetype="application/problem+json")
    if problem.retry_after is not None:
        response.headers["Retry-After"] = str(problem.retry_after)
    return response


def _database(error: Exception) -> Response:
    """Busy and full are passing states with their own answers; the phone keeps its item and tries again."""
    text = str(getattr(error, "orig", error)).lower()
    if "no such table" in text or "no such column" in text:
        return _unexpected(error)  # SQLite reports these under the same class; a broken deployment, not a busy one
    full = (
        "disk is full" in text
        or "disk full" in text
        or "no space left" in text
        or "disk i/o error" in text
        or "readonly" in text
    )
    log("boundary").warning("database_unavailable", full=full, kind=type(error).__name__)
    return _known(
        StorageFull("no_room", "The server cannot save right now. Nothing of yours was lost.", retry_after=60)
        if full
        else Unavailable("database_busy")
    )


def _http(error: HTTPException) -> Response:
    status = error.code or 500
    if status < 400 or error.response is not None:
        return error.get_response()
    problem = Problem(HTTPStatus(status).phrase.lower().replace(" ", "_").replace("'", ""))
    problem.retry_after = _RETRY_AFTER if status == 503 else None
    problem.status, problem.title, problem.detail = (
        status,
        HTTPStatus(status).phrase,
        _DETAILS.get(status, "The request could not be read."),
    )
    response = _known(problem)
    if status == 405 and getattr(error, "valid_methods", None):
        response.headers["Allow"] = ", ".join(sorted(error.valid_methods))  # type: ignore[attr-defined]
    return response


_DETAILS = {
    404: "There is nothing here.",
    405: "This address does not do that.",
    408: "The request took too long to arrive.",
    413: "That is too large to send at once.",
}


def _unexpected(error: Exception) -> Response:
    log("boundary").error("unexpected_error", kind=type(error).__name__, route=_route(), exc_info=True)
    return _known(Problem("unexpected", "Something went wrong on our side. Try again."))


def _is_staff_page() -> bool:
    return request.path == "/staff" or request.path.startswith("/staff/")


def _staff_page(problem: Problem) -> Response:
    """Staff get a page: the sign-in page if that is all that is missing, otherwise one sentence."""
    if problem.status == 401:
        target = quote(request.full_path.rstrip("?") if request.method == "GET" else "/staff/", safe="/?=&")
        return redirect(f"/staff/sign-in?next={target}", 303)
    response = Response(
        render_template("staff/core/problem.html", problem=problem), status=problem.status, mimetype="text/html"
    )
    if problem.retry_after is not None:
        response.headers["Retry-After"] = str(problem.retry_after)
    return response


def _start_clock() -> None:
    g.started = time.perf_counter()


def _finish(response: Response) -> Response:
    said = {name.lower() for name, _ in response.headers}
    for name, lower, value in _USUAL:
        if lower not in said:
            response.headers.add(name, value)
    if inline := g.get("inline"):  # what stands inside the phone app's page, each by its hash and nothing else
        policy = _CSP
        for directive, hashes in inline.items():
            allowed = "".join(f" '{each}'" for each in hashes)
            policy = policy.replace(f"{directive} 'self'", f"{directive} 'self'{allowed}")
        response.headers["Content-Security-Policy"] = policy
        # A voice note that stays on the phone; the browser still asks the person. No other page may ask.
        response.headers["Permissions-Policy"] = _HEADERS["Permissions-Policy"].replace(
            "microphone=()", "microphone=(self)"
        )
    if "server" in said:
        del response.headers["Server"]
    took = time.perf_counter() - g.get("started", time.perf_counter())
    _web.info("request", method=request.method, route=_route(), status=response.status_code, ms=round(took * 1000, 1))
    return response


def _strict_transport(response: Response) -> Response:
    response.headers.setdefault("Strict-Transport-Security", "max-age=63072000; includeSubDomains")
    return response


def _route() -> str:
    return request.url_rule.rule if request.url_rule else "unmatched"
