"""Two writers on real connections, one begun while the other is not over: what a check that holds no lock gets wrong."""

from __future__ import annotations

import contextvars
import threading
from collections.abc import Callable

from flask import Flask
from sqlalchemy import text

from companion.kernel.database import db, transaction

_PATIENCE = 20  # seconds; what never happens must fail a test, not hang it
_WAITING = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
Work = Callable[[], object]


def one_behind_the_other(app: Flask, first: Work, second: Work) -> list[BaseException | None]:
    """`first` commits once `second`, begun behind it, waits for it or is over. What each raised, None where nothing."""
    done_by_first, second_begins, second_over = threading.Event(), threading.Event(), threading.Event()
    raised: list[BaseException | None] = [None, None]

    def hold_until_the_other_waits() -> None:
        first()
        db.session.flush()
        done_by_first.set()
        assert second_begins.wait(_PATIENCE)
        if db.engine.dialect.name == "sqlite":
            return  # the one writer's turn is taken; the second is at its door or will be
        for _ in range(_PATIENCE * 100):
            if second_over.wait(0.01) or _somebody_waits():
                return
        raise AssertionError("the second neither waited nor ended")

    def run(place: int, work: Work, before: Work, after: Work) -> None:
        try:
            with app.app_context():
                before()
                with transaction():
                    work()
                db.session.remove()
        except BaseException as error:  # noqa: BLE001 - handed to the test
            raised[place] = error
        finally:
            after()

    def wait_for_the_first() -> None:
        assert done_by_first.wait(_PATIENCE)
        second_begins.set()

    db.session.rollback()
    works: list[tuple[int, Work, Work, Work]] = [
        (0, hold_until_the_other_waits, lambda: None, done_by_first.set),
        (1, second, wait_for_the_first, second_over.set),
    ]
    threads = [threading.Thread(target=contextvars.copy_context().run, args=(run, *work)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(_PATIENCE * 2)
    return raised


def _somebody_waits() -> bool:
    with db.engine.connect() as another:
        return bool(another.execute(_WAITING).scalar())
