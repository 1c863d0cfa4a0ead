"""Phones and browsers on which somebody signed in before. They have tries of their own, so that a stranger who tries a name
all day locks nobody out who comes back on their own phone.

A signed cookie that outlives signing out says so. It opens nothing, and names nobody: it holds a random name for the phone, and
for each account a hash of both.
"""

from __future__ import annotations

import hashlib
import secrets
from typing import Any
from uuid import UUID

import flask
from flask import request
from itsdangerous import BadSignature, URLSafeSerializer

_LASTS = 400 * 24 * 3600  # seconds; browsers keep no cookie longer
_ACCOUNTS_AT_MOST = 8


def known_as(account_id: UUID | None) -> str | None:
    """The name of the phone that asks, if this account was signed in on it before."""
    phone, marks = _read()
    return phone if account_id is not None and _mark(phone, account_id) in marks else None


def remember(account_id: UUID) -> None:
    """Let the answer to this request say that this account was signed in here. An earlier one is kept beside it."""
    phone, marks = _read()
    phone = phone or secrets.token_urlsafe(16)
    mine = _mark(phone, account_id)
    kept = [*(mark for mark in marks if mark != mine), mine][-_ACCOUNTS_AT_MOST:]
    value = _signer().dumps([phone, kept])

    @flask.after_this_request
    def _set(response: Any) -> Any:
        config = flask.current_app.config
        response.set_cookie(
            _name(),
            value,
            max_age=_LASTS,
            secure=config["SESSION_COOKIE_SECURE"],
            httponly=True,
            samesite="Lax",
            path="/",
        )
        return response


def _name() -> str:
    return f"{flask.current_app.config['SESSION_COOKIE_NAME']}-known"


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(flask.current_app.secret_key or "", salt="known-phones")


def _read() -> tuple[str, list[str]]:
    try:
        phone, marks = _signer().loads(request.cookies.get(_name(), ""))
    except BadSignature:
        return "", []
    return phone, marks


def _mark(phone: str, account_id: UUID) -> str:
    return hashlib.sha256(f"{phone}|{account_id}".encode()).hexdigest()[:32]
