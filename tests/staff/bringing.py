"""Bringing a file to the desk: look at it, and perhaps take it; what a look must not change."""

from __future__ import annotations

import html
import io
import re

from sqlalchemy import select

from companion.accounts import service as accounts
from companion.audit.models import AuditEntry
from companion.kernel.database import db
from companion.program import service as program
from tests.program.builders import rows

LOOK, TAKE = "/staff/content/look", "/staff/content/take"
SEALED = re.compile(r'name="sealed" value="([^"]+)"')
CODE = re.compile(r"#code=([0-9A-Z]{10})")


def look(desk, kind, content, name="table.csv", **fields):
    raw = content.encode() if isinstance(content, str) else content
    return desk.send(LOOK, program="maple", kind=kind, file=(io.BytesIO(raw), name), **fields)


def bring(desk, kind, content, **fields):
    """Look, then confirm."""
    return desk.send(TAKE, sealed=sealed(look(desk, kind, content, **fields)))


def sealed(page):
    found = SEALED.search(page.text)
    assert found is not None, page.text
    return found.group(1)


def said(page):
    """What the page says, without its tags."""
    return html.unescape(re.sub("<[^>]*>", "", page.text))


def everything():
    """What a look must not change."""
    db.session.rollback()
    return (
        rows(),
        [one.id for one in accounts.everyone(["participant"])],
        [one.slug for one in program.tracks(home().id)],
    )


def home():
    return program.program_by_slug("maple")


def actions():
    return list(db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.position)))
