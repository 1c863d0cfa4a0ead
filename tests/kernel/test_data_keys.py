"""A key for each person: made once whoever comes first, bound to its place, and gone for good when it is destroyed."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import delete, select

from companion import config
from companion.accounts import service as accounts
from companion.kernel import crypto, data_keys, revocation_files
from companion.kernel.crypto import SealError
from companion.kernel.data_keys import DataKey, Erased
from companion.kernel.database import db, transaction
from companion.kernel.errors import Conflict
from tests.cast import NOW, Cast

pytestmark = pytest.mark.databases("sqlite", "postgresql")

ROW = UUID(int=7)
PLACE = ("notes", ROW, "text")


def sealed(person: UUID, text: str = "The long evening") -> str:
    with transaction():
        return data_keys.seal(person, *PLACE, text)


@contextmanager
def another_request(app: Flask) -> Iterator[None]:
    """Nothing that this test has open is known in there."""
    db.session.remove()
    with app.app_context():
        yield
        db.session.remove()


def test_a_person_gets_a_key_with_the_first_words_and_keeps_it(app: Flask, cast: Cast) -> None:
    first = sealed(cast.mia)
    with another_request(app):
        assert data_keys.unseal(cast.mia, *PLACE, first) == "The long evening"
        second = sealed(cast.mia)
    assert data_keys.unseal(cast.mia, *PLACE, second) == "The long evening"
    assert first != second
    assert len(db.session.scalars(select(DataKey.id)).all()) == 1


def test_neither_another_person_nor_another_place_opens_it(app: Flask, cast: Cast) -> None:
    words = sealed(cast.mia)
    sealed(cast.leo)
    for elsewhere in (
        (cast.leo, "notes", ROW, "text"),
        (cast.mia, "other", ROW, "text"),
        (cast.mia, "notes", UUID(int=8), "text"),
        (cast.mia, "notes", ROW, "name"),
    ):
        with pytest.raises(SealError):
            data_keys.unseal(*elsewhere, words)
    with pytest.raises(SealError):
        data_keys.unseal(cast.ana, *PLACE, words)


def test_a_wrapped_key_moved_to_another_person_does_not_open(app: Flask, cast: Cast) -> None:
    words = sealed(cast.mia)
    with transaction():
        key = db.session.scalars(select(DataKey)).one()
        moved = {"id": key.id, "wrapped": key.wrapped, "made_at": NOW, "destroyed_at": None}
        db.session.execute(delete(DataKey))
        db.session.add(DataKey(participant_id=cast.leo, **moved))
    with another_request(app), pytest.raises(SealError):
        data_keys.unseal(cast.leo, *PLACE, words)


def test_what_was_sealed_before_there_were_keys_still_opens(app: Flask, cast: Cast) -> None:
    assert data_keys.unseal(cast.mia, *PLACE, crypto.seal(*PLACE, "from before")) == "from before"


def test_a_key_whose_transaction_failed_is_not_used_again(app: Flask, cast: Cast) -> None:
    def write_and_fail() -> None:
        with transaction():
            data_keys.seal(cast.mia, *PLACE, "lost")
            raise Conflict("too_late")

    with pytest.raises(Conflict):
        write_and_fail()
    words = sealed(cast.mia)
    with another_request(app):
        assert data_keys.unseal(cast.mia, *PLACE, words) == "The long evening"


def test_many_at_once_make_one_key(app: Flask, cast: Cast) -> None:
    words: list[str] = []

    def write() -> None:
        with app.app_context():
            words.append(sealed(cast.mia))
            db.session.remove()

    at_once = [threading.Thread(target=write) for _ in range(8)]
    for one in at_once:
        one.start()
    for one in at_once:
        one.join()
    assert [data_keys.unseal(cast.mia, *PLACE, each) for each in words] == ["The long evening"] * 8
    assert len(db.session.scalars(select(DataKey.id)).all()) == 1


def test_once_destroyed_nothing_opens_and_nothing_is_sealed(app: Flask, cast: Cast) -> None:
    words, of_leo = sealed(cast.mia), sealed(cast.leo)
    with transaction():
        assert accounts.destroy_data_key(cast.mia, NOW)
        with pytest.raises(Erased):
            data_keys.unseal(cast.mia, *PLACE, words)
    with another_request(app):
        with pytest.raises(Erased):
            data_keys.unseal(cast.mia, *PLACE, words)
        with pytest.raises(Erased):
            sealed(cast.mia)
        with transaction():
            assert not accounts.destroy_data_key(cast.mia, NOW)
        assert data_keys.unseal(cast.leo, *PLACE, of_leo) == "The long evening"


def test_a_key_that_was_never_made_is_never_made_after_that(app: Flask, cast: Cast) -> None:
    with transaction():
        assert accounts.destroy_data_key(cast.mia, NOW)
    with pytest.raises(Erased):
        sealed(cast.mia)


def test_what_a_destroyed_key_leaves_says_nothing(app: Flask, cast: Cast) -> None:
    sealed(cast.mia)
    wrapped = db.session.scalars(select(DataKey.wrapped)).one()
    assert wrapped is not None
    with transaction():
        accounts.destroy_data_key(cast.mia, NOW)
    left = db.session.scalars(select(DataKey)).one()
    assert (left.wrapped, left.destroyed_at) == (None, NOW)
    assert wrapped not in (config.current().instance / revocation_files.FILE).read_text()


def test_rows_of_strangers_have_no_key(app: Flask) -> None:
    with pytest.raises(SealError):
        data_keys.unseal(uuid4(), *PLACE, "p.AAAA")
