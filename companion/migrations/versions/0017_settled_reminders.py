"""Whether a reminder is settled stands by itself, so that on SQLite being claimed leaves the line as it is. The line holds
what is not settled; what is being sent, or parked, is found in an index of its own, which stays small. Who claimed a
reminder is known only while it is being sent.

On SQLite the table is rebuilt, spelled out as it is meant to be, as in 0009.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_TABLE = "occurrences"
_OPEN = "state IN ('planned', 'sending')"
_SETTLED = f"settled = (NOT {_OPEN})"
_CLAIMED = "(claimed_by IS NOT NULL) = (state = 'sending')"
_UNIQUE = ("participant_id", "kind", "source", "local_date", "slot")
_KINDS = (
    "'session_soon', 'session_tomorrow', 'session_changed', 'checkin_prompt', 'checkup', 'aftercare', 'alumni', "
    "'milestone', 'call_request'"
)
_STATES = "'planned', 'sending', 'sent', 'skipped', 'expired', 'failed', 'parked'"
_IN_STEP = (
    "UPDATE occurrences SET claimed_by = NULL WHERE state <> 'sending' AND claimed_by IS NOT NULL",
    "UPDATE occurrences SET state = 'planned' WHERE state = 'sending' AND claimed_by IS NULL",
)
_LINE = ("ix_occurrences_line", ["due_at", "closes_at"], "NOT settled")
_IN_HAND = ("ix_occurrences_in_hand", ["state", "claimed_at"], "state IN ('sending', 'parked')")
_BEFORE = ("ix_occurrences_state_due_at", ["state", "due_at"], "state IN ('planned', 'sending', 'parked')")
_SENT = ("ix_occurrences_participant_id_sent_at", ["participant_id", "sent_at"], "sent_at IS NOT NULL")


def _index(name: str, columns: list[str], which: str) -> None:
    op.create_index(name, _TABLE, columns, sqlite_where=sa.text(which), postgresql_where=sa.text(which))


def _columns() -> list[sa.Column]:
    instants = [
        sa.Column(name, sa.DateTime(timezone=True), nullable=False) for name in ("due_at", "closes_at", "expires_at")
    ]
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("local_date", sa.Date(), nullable=False),
        sa.Column("slot", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        *instants,
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("recoveries", sa.Integer(), nullable=False),
        sa.Column("claimed_by", sa.Uuid(), nullable=True),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.String(length=24), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
    ]


def _rebuilt(*, settled: bool) -> None:
    columns = _columns()
    kept = ", ".join(column.name for column in columns)
    into, values = (f"{kept}, settled", f"{kept}, NOT {_OPEN}") if settled else (kept, kept)
    new = [
        sa.Column("settled", sa.Boolean(), nullable=False),
        sa.CheckConstraint(_SETTLED, name=op.f(f"ck_{_TABLE}_settled")),
        sa.CheckConstraint(_CLAIMED, name=op.f(f"ck_{_TABLE}_claimed")),
    ]
    op.create_table(
        f"{_TABLE}_new",
        *columns,
        *(new if settled else []),
        sa.CheckConstraint(f"kind IN ({_KINDS})", name=op.f(f"ck_{_TABLE}_kind")),
        sa.CheckConstraint(f"state IN ({_STATES})", name=op.f(f"ck_{_TABLE}_state")),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["accounts.id"], name=op.f(f"fk_{_TABLE}_participant_id_accounts"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{_TABLE}")),
        sa.UniqueConstraint(*_UNIQUE, name=op.f(f"uq_{_TABLE}_{'_'.join(_UNIQUE)}")),
    )
    op.execute(f"INSERT INTO {_TABLE}_new ({into}) SELECT {values} FROM {_TABLE}")  # noqa: S608 - our own names
    op.drop_table(_TABLE)
    op.rename_table(f"{_TABLE}_new", _TABLE)
    op.create_index("ix_occurrences_due_at", _TABLE, ["due_at"])
    _index(*_SENT)


def upgrade() -> None:
    for statement in _IN_STEP:
        op.execute(statement)
    if op.get_bind().dialect.name == "sqlite":
        _rebuilt(settled=True)
    else:
        op.add_column(_TABLE, sa.Column("settled", sa.Boolean(), nullable=True))
        op.execute(f"UPDATE {_TABLE} SET settled = NOT {_OPEN}")  # noqa: S608 - our own names
        op.alter_column(_TABLE, "settled", nullable=False)
        op.create_check_constraint(op.f(f"ck_{_TABLE}_settled"), _TABLE, _SETTLED)
        op.create_check_constraint(op.f(f"ck_{_TABLE}_claimed"), _TABLE, _CLAIMED)
        op.drop_index(_BEFORE[0], _TABLE)
    _index(*_LINE)
    _index(*_IN_HAND)


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        _rebuilt(settled=False)
    else:
        op.drop_index(_IN_HAND[0], _TABLE)
        op.drop_index(_LINE[0], _TABLE)
        op.drop_constraint(op.f(f"ck_{_TABLE}_claimed"), _TABLE, type_="check")
        op.drop_column(_TABLE, "settled")
    _index(*_BEFORE)
