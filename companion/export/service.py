"""A person's own copy of everything stored about them: made at once, complete, in one of three formats."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from companion.accounts import service as accounts
from companion.enrollment import service as enrollment
from companion.export import readable, spreadsheet, tables
from companion.kernel import ratelimit, timezones

_AT_ONCE, _ONE_MORE_AFTER = 6, 600.0
FORMAT = 1
"""Of the JSON form. It grows by new keys; a change of what stands there already takes the next number."""


@dataclass(frozen=True)
class Copy:
    """A file. Its name says nothing about what the app is for."""

    name: str
    kind: str
    text: str


def make_copy(account_id: UUID, form: str, now: datetime) -> Copy:
    """Everything stored about this person, as `form` (json, csv: the check-ins, html: to read).

    Six at once, then one every ten minutes: raises TooMany. Raises NotFound for nobody.
    """
    person = accounts.get_person(account_id)
    ratelimit.spend(f"export|{account_id}", _AT_ONCE, _ONE_MORE_AFTER, now)
    found = tables.records(account_id)
    zone = timezones.zone(person.zone or enrollment.home_zone(account_id, now))
    name = f"my-copy-{now.astimezone(zone):%Y-%m-%d}.{form}"
    if form == "json":
        return Copy(name, "application/json", _as_json(found, now))
    if form == "csv":
        current = enrollment.enrollment_now(account_id, now)
        hidden = current is not None and current.hides_craving
        return Copy(name, "text/csv", spreadsheet.of(found, person.language, hides_craving=hidden))
    return Copy(name, "text/html", readable.of(found, person.language, zone, now))


def _as_json(found: dict[str, list[tables.Record]], now: datetime) -> str:
    document = {"format": FORMAT, "made_at": now, "records": found}
    return json.dumps(document, ensure_ascii=False, indent=1, default=_plain)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(f"no plain form for {type(value).__name__}")
