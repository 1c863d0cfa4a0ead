"""Seals again what is stored: under people's own keys what was written before they had one, under the newest key of the
installation what an older one sealed. Row by row, each only if nobody changed it meanwhile.

How far it got is not written down anywhere: what is left is what still has the old form, so that it can be ended at any point
and started again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, func, select, text, tuple_, update

from companion.absences import service as absences
from companion.aftercare import service as aftercare
from companion.checkins import service as checkins
from companion.kernel import crypto, data_keys, settings
from companion.kernel.crypto import SealError
from companion.kernel.data_keys import OWN, Erased
from companion.kernel.database import Base, db, transaction
from companion.kernel.logs import log
from companion.kernel.statements import affected
from companion.logbook import service as logbook

BATCH = 200
OWN_MARK = f"{OWN}."
_DONE = "rows_sealed"  # the setting: everything of before people had keys is under theirs
Values = Callable[[Any], dict[str, Any]]


@dataclass(frozen=True)
class Place:
    """A sealed column. `bound` is what it is called in the seal, `row` the column whose id is. Where `values` makes the new
    columns of a row, `clear` are those that it empties, and `left` says of which rows."""

    table: str
    column: str
    bound: str
    row: str = "id"
    values: Values | None = None
    clear: tuple[str, ...] = ()
    left: str | None = None

    @property
    def of(self) -> Table:
        return Base.metadata.tables[self.table]

    def open_to(self, mark: str) -> ColumnElement[bool]:
        """The rows that do not begin with this mark yet."""
        if self.left is not None:
            return text(self.left)  # type: ignore[return-value]
        sealed = self.of.c[self.column]
        return and_(sealed.is_not(None), func.substr(sealed, 1, len(mark)) != mark)


_LISTS = ("habits", "triggers", "helped")  # not compared: the fingerprint changes with them
_ANSWERS = ("mood", "craving", "stress", "confidence", "sleep", *_LISTS)
OWN_PLACES = (
    *(
        Place(table, "content_sealed", "content_sealed")
        for table in ("own_words", "safety_plans", "aftercare_plans", "recovery_days", "goal_lists")
    ),
    Place("reminder_settings", "my_words_sealed", "my_words", "participant_id"),
    Place("supporters", "name_sealed", "name"),
    Place("checkin_revisions", "content_sealed", "content"),
    Place("absences", "reason_sealed", "reason", "id", absences.sealed_values, ("reason",), "reason IS NOT NULL"),
    Place("checkups", "answer_sealed", "answer", "id", aftercare.sealed_values, ("answer",), "answer IS NOT NULL"),
    Place("log_cards", "content_sealed", "content", "id", logbook.sealed_values, ("kind",), "kind IS NOT NULL AND deleted_at IS NULL"),
    Place(
        "checkins", "content_sealed", "content", "id", checkins.sealed_values,
        (*_ANSWERS, "note_sealed", "fingerprint_sealed"), "content_sealed IS NULL AND deleted_at IS NULL",
    ),
)  # fmt: skip
"""What belongs to a person alone."""

SHARED_PLACES = (
    Place("data_keys", "wrapped", "", "participant_id", data_keys.rewrapped),
    Place("accounts", "totp_sealed", "totp"),
    Place("consents", "text_sealed", "text"),
    Place("supporters", "consent_sealed", "consent"),
)
"""What the installation seals for itself: keys, authenticators, and records that outlive what they are about."""


@dataclass
class Sweep:
    """One look at all of these places. `step` does some rows of it at a time."""

    places: tuple[Place, ...]
    mark: str
    done: int = 0
    closed: int = 0
    """Rows that do not open. They stay as they are."""
    _steps: Iterator[int] | None = field(default=None, repr=False)

    def step(self) -> bool:
        """Do one batch; whether there may be more."""
        self._steps = self._steps or self._batches()
        return next(self._steps, 0) > 0

    def again(self) -> None:
        """Look at everything once more."""
        self._steps, self.closed = None, 0

    def left(self) -> int:
        """How many rows still have the old form."""
        count = select(func.count())
        return sum(
            db.session.scalar(count.select_from(each.of).where(each.open_to(self.mark))) or 0 for each in self.places
        )

    def _batches(self) -> Iterator[int]:
        for place in self.places:
            after: tuple[Any, ...] | None = None
            while rows := _rows(place, self.mark, after):
                if self.mark == OWN_MARK:
                    _make_keys(rows)
                with transaction():
                    for row in rows:
                        self._seal(place, row)
                after = tuple(getattr(rows[-1], column.name) for column in place.of.primary_key)
                yield len(rows)

    def _seal(self, place: Place, row: Any) -> None:
        try:
            values = self._values(place, row)
        except SealError:
            self.closed += 1
            log("sealing").error("sealed_text_does_not_open", table=place.table, column=place.column)
            return
        watched = (place.column, *place.clear)
        same = [place.of.c[column.name] == getattr(row, column.name) for column in place.of.primary_key]
        same += [_is(place, name, getattr(row, name)) for name in watched if name not in _LISTS]
        self.done += affected(update(place.of).where(*same).values(values))

    def _values(self, place: Place, row: Any) -> dict[str, Any]:
        try:
            if place.values is not None:
                return place.values(row)
            where = (place.table, getattr(row, place.row), place.bound)
            sealed = getattr(row, place.column)
            if self.mark != OWN_MARK:
                return {place.column: crypto.seal(*where, crypto.unseal(*where, sealed))}
            return {place.column: data_keys.seal(row.participant_id, *where, crypto.unseal(*where, sealed))}
        except Erased:
            return {place.column: OWN_MARK, **dict.fromkeys(place.clear)}


def _is(place: Place, name: str, value: Any) -> ColumnElement[bool]:
    column: ColumnElement[Any] = place.of.c[name]
    return column.is_(None) if value is None else column == value


def _rows(place: Place, mark: str, after: tuple[Any, ...] | None) -> list[Any]:
    keys = list(place.of.primary_key)
    query = select(place.of).where(place.open_to(mark)).order_by(*keys).limit(BATCH)
    if after is not None:
        query = query.where(tuple_(*keys) > tuple_(*after))
    return list(db.session.execute(query))


def _make_keys(rows: list[Any]) -> None:
    """In a transaction of its own: nobody who writes for one of these people has to wait for all of this batch."""
    people = sorted({row.participant_id for row in rows})
    data_keys.look_up(people)
    with transaction():
        for person in people:
            try:
                data_keys.box(person)
            except Erased:
                continue


def own_words() -> Sweep:
    """What is to be sealed under people's own keys."""
    return Sweep(OWN_PLACES, OWN_MARK)


def under_newest_key() -> Sweep:
    """What is to be sealed under the newest key of the installation."""
    return Sweep(SHARED_PLACES, crypto.box().mark)


_running: Sweep | None = None


def work(now: datetime) -> bool:
    """A step of the worker: once hosts of the version before had their day, move what they wrote. Whether there is more."""
    global _running
    waits = data_keys.waits_until()
    if waits is not None and now < waits:
        return False
    if waits is not None:
        stop_waiting()
    if settings.read(_DONE) is not None:
        return False
    _running = _running or own_words()
    if _running.step():
        return True
    finished, _running = _running, None
    with transaction():
        settings.put(_DONE, now.isoformat())
    log("sealing").info("rows_sealed", rows=finished.done, closed=finished.closed)
    return False


def stop_waiting() -> None:
    """From now on people have keys of their own, and the version before is refused at its start."""
    with transaction():
        data_keys.stop_waiting()
        settings.drop(_DONE)


def begin_rotation(folder: Path) -> str:
    """The id of the key under which everything is to be sealed: the next one, or the newest, if a rotation to it was not
    finished."""
    _active, waiting = crypto.key_files(folder)
    newest = crypto.box().mark.removesuffix(".")
    if waiting or (settings.canary_key() == newest and under_newest_key().left() == 0):
        newest = crypto.begin_next(folder)
    with transaction():
        settings.renew_canary()
    return newest


def sealed_by(folder: Path) -> dict[str, int]:
    """Key id → how many texts are sealed under it."""
    active, waiting = crypto.key_files(folder)
    return {key_id: _under(f"{key_id}.", SHARED_PLACES) for key_id in sorted(active | waiting, key=int)}


def under_own_keys() -> int:
    """How many texts are sealed under people's own keys."""
    return _under(OWN_MARK, OWN_PLACES)


def _under(mark: str, places: tuple[Place, ...]) -> int:
    count = select(func.count())
    marked = ((each.of, func.substr(each.of.c[each.column], 1, len(mark)) == mark) for each in places)
    return sum(db.session.scalar(count.select_from(table).where(is_so)) or 0 for table, is_so in marked)
