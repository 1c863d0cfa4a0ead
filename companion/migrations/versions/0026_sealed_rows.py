"""What people said in check-ins, cards, absences and check-ups is one sealed document per row, under a key of their own.

The columns it stood in stay, empty, until a later version takes them away: hosts of the version before this one may write
beside newer ones for a day, and until then everybody writes as that version does (setting `sealing_waits_until`; docs/decisions
/0022). `companion keys seal`, or the worker after that day, moves what is there. Of a consent, the sealed text may be sealed
anew when the installation's key is rotated; nothing else of it may change.
"""

from __future__ import annotations

import base64
import json
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from companion.checkins import rules
from companion.kernel import clock, crypto
from companion.kernel.columns import Instant

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

_JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
_ANSWERS = ("mood", "craving", "stress", "confidence", "sleep")
_LISTS = ("habits", "triggers", "helped")
_CHECKS = {
    "checkins": {
        "mood": "mood BETWEEN 1 AND 5",
        "craving": "craving BETWEEN 0 AND 10",
        "stress": "stress BETWEEN 0 AND 10",
        "confidence": "confidence BETWEEN 0 AND 10",
        "sleep": "sleep IN ('poor', 'ok', 'good')",
    },
    "log_cards": {"kind": "kind IN ('weekly_checkup', 'dbt_card')"},
    "checkups": {"answer": "answer IN ('okay', 'call')"},
}
_NULLABLE: dict[str, dict[str, sa.types.TypeEngine[Any]]] = {
    "checkins": {**dict.fromkeys(_LISTS, _JSON), "fingerprint_sealed": sa.Text()},
    "log_cards": {"kind": sa.String(length=16)},
    "checkups": {"answer": sa.String(length=8)},
}
_ADDED = {"checkins": "content_sealed", "checkups": "answer_sealed"}
_CLEAR = {
    "checkins": "content_sealed IS NULL AND deleted_at IS NULL",
    "log_cards": "kind IS NOT NULL AND deleted_at IS NULL",
    "absences": "reason IS NOT NULL",
    "checkups": "answer IS NOT NULL",
}
_FIXED = (
    "participant_id, id, item, level, version, program_id, decided_at, recorded_at, expires_at, wording"  # of a consent
)
_SENTENCE = "consent rows are append-only"


def _lite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def upgrade() -> None:
    op.add_column("absences", sa.Column("reason_sealed", sa.Text(), nullable=True))
    for table, columns in _NULLABLE.items():
        with _changed(table) as batch:
            if table in _ADDED:
                batch.add_column(sa.Column(_ADDED[table], sa.Text(), nullable=True))
            for name, kind in columns.items():
                batch.alter_column(name, existing_type=kind, nullable=True)
    for table, where in _CLEAR.items():
        op.create_index(
            op.f(f"ix_{table}_clear"), table, ["id"], sqlite_where=sa.text(where), postgresql_where=sa.text(where)
        )
    _let_consents_change(f"UPDATE OF {_FIXED}")
    if op.get_bind().execute(sa.text("SELECT 1 FROM accounts LIMIT 1")).first():
        until = (clock.now() + timedelta(days=1)).isoformat()
        setting = sa.table("settings", sa.column("name"), sa.column("value"))
        op.bulk_insert(setting, [{"name": "sealing_waits_until", "value": until}])


def _changed(table: str) -> Any:
    """All conditions of the table are named: rebuilding it on SQLite forgets those that are not."""
    checks = [sa.CheckConstraint(text, name=op.f(f"ck_{table}_{name}")) for name, text in _CHECKS[table].items()]
    return op.batch_alter_table(table, recreate="always" if _lite() else "never", table_args=checks if _lite() else ())


def _let_consents_change(event: str) -> None:
    if _lite():
        op.execute("DROP TRIGGER consents_no_update")
        op.execute(
            f"CREATE TRIGGER consents_no_update BEFORE {event} ON consents BEGIN SELECT RAISE(ABORT, '{_SENTENCE}'); END"
        )
        return
    op.execute("DROP TRIGGER consents_no_change ON consents")
    op.execute(
        f"CREATE TRIGGER consents_no_change BEFORE {event} OR DELETE OR TRUNCATE ON consents "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_consent_change()"
    )


def downgrade() -> None:
    """Back into columns, and under the installation's key. What was erased, or cannot be opened, is gone."""
    op.execute("DELETE FROM settings WHERE name IN ('sealing_waits_until', 'rows_sealed')")
    for table in _CLEAR:
        op.drop_index(op.f(f"ix_{table}_clear"), table)
    _unseal()
    for table, columns in _NULLABLE.items():
        with _changed(table) as batch:
            if table in _ADDED:
                batch.drop_column(_ADDED[table])
            for name, kind in columns.items():
                batch.alter_column(name, existing_type=kind, nullable=False)
    op.drop_column("absences", "reason_sealed")
    _let_consents_change("UPDATE")


_KINDS: dict[str, sa.types.TypeEngine[Any]] = {
    **dict.fromkeys(("id", "participant_id"), sa.Uuid()),
    **dict.fromkeys(("mood", "craving", "stress", "confidence"), sa.SmallInteger()),
    **dict.fromkeys(_LISTS, _JSON),
    "local_day": sa.Date(),
    "recorded_at": Instant(),
}


def _column(name: str) -> sa.ColumnClause[Any]:
    return sa.column(name, _KINDS.get(name, sa.Text()))


_KEY, _ROW = ("participant_id",), ("participant_id", "id")
_MOMENT = ("recorded_at", "zone", "local_day", *_ANSWERS, *_LISTS, "note_sealed", "fingerprint_sealed")
# Table → what tells a row from others, the sealed column and what it is called in the seal, and what else is needed.
_SEALED: dict[str, tuple[tuple[str, ...], str, str, tuple[str, ...]]] = {
    **dict.fromkeys(
        ("own_words", "safety_plans", "aftercare_plans", "recovery_days", "goal_lists"),
        (_ROW, "content_sealed", "content_sealed", ()),
    ),
    "checkin_revisions": (_ROW, "content_sealed", "content", ()),
    "supporters": (_ROW, "name_sealed", "name", ()),
    "reminder_settings": (_KEY, "my_words_sealed", "my_words", ()),
    "log_cards": (_ROW, "content_sealed", "content", ("kind",)),
    "absences": (_ROW, "reason_sealed", "reason", ("reason",)),
    "checkups": (_ROW, "answer_sealed", "answer", ("answer",)),
    "checkins": (_ROW, "content_sealed", "content", _MOMENT),
}


def _unseal() -> None:
    connection, keys = op.get_bind(), _keys()
    for name, (identity, column, bound, others) in _SEALED.items():
        table = sa.table(name, *map(_column, (*identity, column, *others)))
        for row in connection.execute(sa.select(table).where(table.c[column].like("p.%"))).all():
            here = sa.and_(*(table.c[each] == getattr(row, each) for each in identity))
            try:
                own = keys.get(row.participant_id)
                text = own.unseal(name, getattr(row, identity[-1]), bound, getattr(row, column)) if own else None
            except crypto.SealError:
                text = None
            if text is not None:
                connection.execute(sa.update(table).where(here).values(_plain(name, row, column, bound, text)))
            elif name in ("reminder_settings", "absences"):
                connection.execute(sa.update(table).where(here).values({column: None}))
            elif name == "supporters":
                connection.execute(sa.update(table).where(here).values({column: crypto.seal(name, row.id, bound, "–")}))
            else:
                connection.execute(sa.delete(table).where(here))


def _keys() -> dict[Any, crypto.Box]:
    """People's own keys, open."""
    table = sa.table("data_keys", *map(_column, ("participant_id", "id", "wrapped")))
    found = {}
    for key in op.get_bind().execute(sa.select(table).where(table.c.wrapped.is_not(None))):
        opened = crypto.unseal("data_keys", key.participant_id, f"wrapped|{key.id}", key.wrapped)
        found[key.participant_id] = crypto.Box(base64.b64decode(opened), "p", f"{key.participant_id}|{key.id}")
    return found


def _plain(table: str, row: Any, column: str, bound: str, text: str) -> dict[str, Any]:
    """The columns as the version before had them."""
    if table == "absences":
        return {"reason": text}
    if table == "checkups":
        return {"answer": text}
    if table == "log_cards":
        said = json.loads(text)
        kind = said.pop("kind")
        return {"kind": kind, column: crypto.seal(table, row.id, bound, json.dumps(said, ensure_ascii=False))}
    if table == "checkins":
        return _checkin(row, json.loads(text))
    return {column: crypto.seal(table, getattr(row, "id", row.participant_id), bound, text)}


def _checkin(row: Any, said: dict[str, Any]) -> dict[str, Any]:
    entry = rules.Entry(**said | {name: tuple(said.get(name, ())) for name in _LISTS})
    mark = rules.fingerprint(rules.NewCheckin(row.id, row.recorded_at, row.zone, row.local_day, entry))
    note = said.pop("note", None)
    return {
        **dict.fromkeys(_ANSWERS),
        **{name: [] for name in _LISTS},
        **said,
        "note_sealed": crypto.seal("checkins", row.id, "note", note) if note else None,
        "fingerprint_sealed": crypto.seal("checkins", row.id, "fingerprint", mark),
    }
