"""Several passphrase changes, or a change and a sign-in with the old one, in the same moment."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from uuid import UUID

import psycopg
import pytest
from flask import Flask
from flask.testing import FlaskClient

from companion.accounts import service
from companion.kernel.database import db, transaction
from companion.kernel.errors import Conflict
from tests.accounts.test_me import put
from tests.cast import Cast

OLD = "plums in the icebox"
SignedIn = Callable[[UUID], FlaskClient]
MANY = 8


@contextmanager
def held_until(account_id: UUID, waiting: int) -> Iterator[None]:
    """The account's row is held by somebody else until so many wait for it: all have checked what they check before."""
    if db.engine.dialect.name == "sqlite":
        yield  # has one writer; hashing, between two turns of everybody, lets all eight past the check
        return
    url = db.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(url) as holder, psycopg.connect(url, autocommit=True) as looking:
        holder.execute("SELECT 1 FROM accounts WHERE id = %s FOR UPDATE", [account_id])

        def let_go() -> None:
            end = time.monotonic() + 4  # a request waits for five seconds
            asked = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
            while looking.execute(asked).fetchone() < (waiting,) and time.monotonic() < end:
                pass
            holder.rollback()

        thread = threading.Thread(target=let_go)
        thread.start()
        yield
        thread.join()


def all_at_once(phones: list[FlaskClient], **body: str) -> list[tuple[int, str]]:
    ready = threading.Barrier(len(phones))

    def change(number: int) -> tuple[int, str]:
        ready.wait(10)
        answer = put(phones[number], f"so sweet and so cold {number}", **body)
        return answer.status_code, answer.json["code"] if answer.json else ""

    with ThreadPoolExecutor(len(phones)) as threads:
        return list(threads.map(change, range(len(phones))))


def opening(name: str) -> list[int]:
    return [n for n in range(MANY) if service.proof_for(name, f"so sweet and so cold {n}", staff=False)]


@pytest.fixture
def mia(app: Flask, cast: Cast) -> UUID:
    with transaction():
        service.set_passphrase(cast.mia, "mia.m", OLD)
    return cast.mia


def test_of_eight_phones_that_change_it_at_once_one_does_and_stays_signed_in(mia: UUID, signed_in: SignedIn) -> None:
    phones = [signed_in(mia) for _ in range(MANY)]
    db.session.rollback()
    with held_until(mia, MANY):
        answers = all_at_once(phones, current=OLD)
    won = [number for number, (status, _) in enumerate(answers) if status == 204]
    assert len(won) == 1, answers
    assert {code for _, code in answers} <= {"", "passphrase_changed", "current_not_accepted", "sign_in_first"}
    assert opening("mia.m") == won
    assert [number for number in range(MANY) if phones[number].get("/api/v1/me").status_code == 200] == won


def test_of_eight_taps_on_one_phone_one_counts_and_it_stays_signed_in(mia: UUID, signed_in: SignedIn) -> None:
    phone = signed_in(mia)
    db.session.rollback()
    with held_until(mia, MANY):
        answers = all_at_once([phone] * MANY, current=OLD)
    assert [status for status, _ in answers].count(204) == 1, answers
    assert phone.get("/api/v1/me").status_code == 200


def test_of_eight_first_passphrases_one_is_kept(cast: Cast, signed_in: SignedIn) -> None:
    phones = [signed_in(cast.mia) for _ in range(MANY)]
    db.session.rollback()
    with held_until(cast.mia, MANY):
        answers = all_at_once(phones)
    won = [number for number, (status, _) in enumerate(answers) if status == 204]
    assert len(won) == 1, answers
    assert opening("mia.m") == won


def test_a_change_that_was_checked_before_another_one_is_refused_and_says_why(mia: UUID) -> None:
    mark = service.passphrase_mark(mia)
    for number, answer in ((1, contextlib.nullcontext()), (2, pytest.raises(Conflict, match="passphrase_changed"))):
        hashed = service.hash_for(mia, "mia.m", f"so sweet and so cold {number}")
        with answer, transaction():
            service.replace_passphrase(mia, "mia.m", hashed, mark)
    assert opening("mia.m") == [1]


def test_a_passphrase_that_was_right_until_a_moment_ago_begins_no_sign_in(mia: UUID) -> None:
    proof = service.proof_for("mia.m", OLD, staff=False)
    assert proof is not None
    with transaction():
        assert service.hold_passphrase(proof)
    with transaction():
        service.set_passphrase(mia, "mia.m", "so sweet and so cold")
    with transaction():
        assert not service.hold_passphrase(proof)
