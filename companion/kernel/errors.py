"""Expected errors, as exceptions. Raised anywhere; answered once, in `companion.boundary`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Field:
    """One part of a request that was not accepted: where it is, a stable code, and a sentence."""

    path: str
    code: str
    message: str


class Problem(Exception):
    """Base of every expected failure. `code` is for programs, `detail` is one plain sentence without private data."""

    status = 500
    title = "Something went wrong"

    def __init__(self, code: str, detail: str = "", *, fields: Sequence[Field] = (), retry_after: int | None = None):
        super().__init__(code)
        self.code = code
        self.detail = detail or self.title
        self.fields = tuple(fields)
        self.retry_after = retry_after


class BadRequest(Problem):
    status, title = 400, "The request could not be read"


class Unauthenticated(Problem):
    status, title = 401, "Sign in first"

    def __init__(self, code: str = "sign_in_first", detail: str = "Sign in to go on."):
        super().__init__(code, detail)


class Forbidden(Problem):
    status, title = 403, "Not allowed"

    def __init__(self, code: str = "not_allowed", detail: str = "This account cannot do that."):
        super().__init__(code, detail)


class NotFound(Problem):
    """Also the answer for what exists but belongs to somebody else."""

    status, title = 404, "Not found"

    def __init__(self, code: str = "not_found", detail: str = "There is nothing here."):
        super().__init__(code, detail)


class Conflict(Problem):
    status, title = 409, "It has changed in the meantime"


class TooLarge(Problem):
    status, title = 413, "Too large"


class UnsupportedMedia(Problem):
    status, title = 415, "Send JSON"


class Invalid(Problem):
    status, title = 422, "Some of this was not accepted"


class TooMany(Problem):
    status, title = 429, "Too many tries"

    def __init__(self, retry_after: int, code: str = "too_many_tries", detail: str = "Wait a moment, then try again."):
        super().__init__(code, detail, retry_after=max(1, retry_after))


class Unavailable(Problem):
    status, title = 503, "Not available right now"

    def __init__(self, code: str = "busy", detail: str = "Try again in a few seconds.", retry_after: int = 3):
        super().__init__(code, detail, retry_after=retry_after)


class StorageFull(Problem):
    status, title = 507, "No room left to save"
