"""A member of staff at their desk: follows redirects like a browser and sends the form's own token along."""

from __future__ import annotations

import re
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from companion.kernel.database import db

_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
_SIGN_IN = re.compile(r' data-sign-in="[^"]*"')


class Desk:
    def __init__(self, browser: FlaskClient):
        self.browser = browser

    def open(self, path: str) -> TestResponse:
        return self.browser.get(path)

    def token(self, page: str = "/staff/account") -> str:
        found = _TOKEN.search(self.browser.get(page).text)
        assert found is not None
        return found.group(1)

    def send(self, path: str, _page: str = "/staff/account", **fields: Any) -> TestResponse:
        """Send a form as a browser would, and land where it leads."""
        data = {name: value for name, value in fields.items() if value is not None}
        answer = self.browser.post(path, data=data | {"csrf_token": self.token(_page)}, follow_redirects=True)
        db.session.rollback()  # the test reads what is true now, not the snapshot of its last read
        return answer


def without_token(page: TestResponse) -> str:
    """The page less its form tokens, which change from one second to the next, and the id of the sign-in it is shown to."""
    return _SIGN_IN.sub("", _TOKEN.sub("", page.text))
