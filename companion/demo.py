"""Demo accounts: one person in each phase and every staff role, placed around today, in the starter programs.

Loading again keeps everything; it only renews what was used up, such as a code or a first day that has come, and brings a
demo that was created weeks ago up to date.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from companion import config, demo_again, demo_programs, demo_story
from companion.accounts import authenticators, invitations, rules, service
from companion.accounts.policies import STAFF_ROLES
from companion.config import Config
from companion.kernel import settings
from companion.kernel.database import transaction

FILE = "demo.json"


class DemoRefused(Exception):
    """Why no demo accounts were made, as one sentence."""


@dataclass(frozen=True)
class Row:
    """One line of the table, and one object in demo.json."""

    key: str
    role: str
    phase: str | None
    activation_code: str | None = None
    activation_url: str | None = None
    sign_in_name: str | None = None
    passphrase: str | None = None
    totp_secret: str | None = None


def load(now: datetime) -> None:
    """Create or renew everything and write instance/demo.json. Raises DemoRefused in production."""
    current = config.current()
    if current.production:
        raise DemoRefused("Demo accounts are refused in production; for a trial, set COMPANION_PRODUCTION=0.")
    known = _known(current.instance / FILE)
    with transaction():
        programs = demo_programs.load_programs(now)
        people = {part.key: _account(part, now) for part in demo_story.parts(now)}
        demo_story.tell(programs, people, now)
        demo_again.bring_up_to_date(people, now)
        rows = [_row(part, people[part.key], known.get(part.key, {}), now) for part in demo_story.parts(now)]
    _write(current.instance / FILE, {"address": current.origin, "accounts": [asdict(row) for row in rows]})


def _known(path: Path) -> dict[str, dict[str, Any]]:
    """What the last load wrote, if it belongs to this database: its passphrases still open it."""
    try:
        found = {entry["key"]: entry for entry in json.loads(path.read_text())["accounts"]}
        admin = found["admin"]
        fits = service.proof_for(admin["sign_in_name"], admin["passphrase"], staff=True) is not None
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return found if fits else {}


def _account(part: demo_story.Part, now: datetime) -> UUID:
    """The account that plays this part, known by a setting; made when there is none yet."""
    stored = settings.read(part.setting)
    if stored:
        return UUID(stored)
    account_id = service.create_account(part.role, part.name, now)
    settings.ensure(part.setting, str(account_id))
    return account_id


def _row(part: demo_story.Part, account_id: UUID, known: dict[str, Any], now: datetime) -> Row:
    name, passphrase = known.get("sign_in_name"), known.get("passphrase")
    person = service.get_person(account_id)
    if part.signs_in and not (name and passphrase and person.sign_in_name == name):
        name, passphrase = person.sign_in_name or service.free_name(part.name), rules.new_passphrase()
        service.set_passphrase(account_id, name, passphrase)
        known = {}
    row = Row(part.key, part.role, part.phase, sign_in_name=name, passphrase=passphrase)
    if part.role in STAFF_ROLES:
        secret = known.get("totp_secret") or authenticators.set_totp(account_id)
        return Row(**{**asdict(row), "totp_secret": secret})
    code = _code(account_id, known, now)
    return Row(**{**asdict(row), "activation_code": rules.shown_code(code), "activation_url": _activation(code)})


def _code(account_id: UUID, known: dict[str, Any], now: datetime) -> str:
    """The code handed out last time if it still waits, else a new one."""
    last = rules.typed_code(known.get("activation_code") or "")
    if last and invitations.is_waiting(account_id, last, now):
        return last
    return service.invite(account_id, None, now)


def _activation(code: str) -> str:
    return f"{config.current().origin}/welcome#code={code}"


def _write(path: Path, content: dict[str, Any]) -> None:
    """Readable by the owner only: it opens accounts, if only demo ones."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".new")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump(content, file, indent=2, ensure_ascii=False)
        file.write("\n")
    draft.replace(path)


def table(current: Config) -> str:
    """The address and how to sign in, for the terminal."""
    content = json.loads((current.instance / FILE).read_text())
    lines = ["", f"  Open {content['address']}   (Ctrl-C stops it; the same table is in {current.instance / FILE})", ""]
    lines += [_line(row, content["address"]) for row in content["accounts"]]
    lines += [
        "",
        "  The staff pages also ask for a code; this prints the current one: companion totp SECRET",
        "",
    ]
    return "\n".join(lines)


def _line(row: dict[str, Any], address: str) -> str:
    who = f"  {row['role']:<12}{row['phase'] or '':<11}"
    if row["activation_url"]:
        signs_in = f"   (or {row['sign_in_name']} / {row['passphrase']})" if row["passphrase"] else ""
        return f"{who}{row['activation_url']}{signs_in}"
    return f"{who}{address}/staff/sign-in   {row['sign_in_name']} / {row['passphrase']} / {row['totp_secret']}"
