"""Saying that one cannot come: absences, guests of meetings that make up for them, and the request to staff.

The table of requests is rebuilt on SQLite, spelled out as it is meant to be, as in 0009.
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_TABLE = "attention_items"
_BEFORE = {
    "kind": "kind IN ('call_wanted', 'high_craving')",
    "closed_reason": "closed_reason IS NULL OR closed_reason IN "
    "('contacted', 'attempted', 'no_longer_needed', 'referred')",
}
_AFTER = {
    "kind": "kind IN ('call_wanted', 'high_craving', 'absence')",
    "closed_reason": "closed_reason IS NULL OR closed_reason IN "
    "('contacted', 'attempted', 'no_longer_needed', 'referred', 'arranged', 'noted')",
}
_ALWAYS = {
    "state": "state IN ('open', 'acknowledged', 'contacted', 'attempted', 'escalated', 'closed')",
    "closed_at": "(state = 'closed') = (closed_at IS NOT NULL)",
}


def _columns() -> list[sa.Column]:
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("source_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("acknowledged_by", sa.Uuid(), nullable=True),
        sa.Column("acknowledged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by", sa.Uuid(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_reason", sa.String(length=24), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
    ]


def _rebuilt(conditions: dict[str, str]) -> None:
    columns = _columns()
    people = ("acknowledged_by", "closed_by", "participant_id")
    op.create_table(
        f"{_TABLE}_new",
        *columns,
        *(
            sa.CheckConstraint(text, name=op.f(f"ck_{_TABLE}_{name}"))
            for name, text in {**conditions, **_ALWAYS}.items()
        ),
        *(sa.ForeignKeyConstraint([one], ["accounts.id"], name=op.f(f"fk_{_TABLE}_{one}_accounts")) for one in people),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{_TABLE}")),
        sa.UniqueConstraint(
            "participant_id", "kind", "source_id", name=op.f(f"uq_{_TABLE}_participant_id_kind_source_id")
        ),
    )
    names = ", ".join(column.name for column in columns)
    op.execute(f"INSERT INTO {_TABLE}_new ({names}) SELECT {names} FROM {_TABLE}")  # noqa: S608 - our own names
    op.drop_table(_TABLE)
    op.rename_table(f"{_TABLE}_new", _TABLE)
    op.create_index(f"ix_{_TABLE}_state_raised_at", _TABLE, ["state", "raised_at"])


def _conditions(wanted: dict[str, str]) -> None:
    if op.get_bind().dialect.name == "sqlite":
        return _rebuilt(wanted)
    for name, text in wanted.items():
        op.drop_constraint(op.f(f"ck_{_TABLE}_{name}"), _TABLE, type_="check")
        op.create_check_constraint(op.f(f"ck_{_TABLE}_{name}"), _TABLE, text)
    return None


def upgrade() -> None:
    op.create_table(
        "session_guests",
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["track_sessions.id"],
            name=op.f("fk_session_guests_session_id_track_sessions"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["accounts.id"], name=op.f("fk_session_guests_participant_id_accounts")
        ),
        sa.PrimaryKeyConstraint("session_id", "participant_id", name=op.f("pk_session_guests")),
    )
    op.create_index(op.f("ix_session_guests_participant_id"), "session_guests", ["participant_id"])
    _absences()
    _conditions(_AFTER)


def _absences() -> None:
    op.create_table(
        "absences",
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("meets_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=16), nullable=True),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("make_up", sa.Uuid(), nullable=True),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "reason IS NULL OR reason IN ('unwell', 'work', 'family', 'transport', 'appointment', 'other')",
            name=op.f("ck_absences_reason"),
        ),
        sa.CheckConstraint(
            "state IN ('told', 'asked', 'confirmed', 'answered', 'taken_back')", name=op.f("ck_absences_state")
        ),
        sa.ForeignKeyConstraint(["decided_by"], ["accounts.id"], name=op.f("fk_absences_decided_by_accounts")),
        sa.ForeignKeyConstraint(
            ["make_up"], ["track_sessions.id"], name=op.f("fk_absences_make_up_track_sessions"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["participant_id"], ["accounts.id"], name=op.f("fk_absences_participant_id_accounts")),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["track_sessions.id"],
            name=op.f("fk_absences_session_id_track_sessions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("participant_id", "id", name=op.f("pk_absences")),
    )
    for name in ("session_id", "make_up", "meets_on"):
        op.create_index(f"ix_absences_{name}", "absences", [name])
    live = sa.text("state <> 'taken_back'")
    op.create_index(
        "uq_absences_live",
        "absences",
        ["participant_id", "session_id"],
        unique=True,
        sqlite_where=live,
        postgresql_where=live,
    )


def downgrade() -> None:
    """What was asked about absences goes with them."""
    op.execute("DELETE FROM attention_steps WHERE item_id IN (SELECT id FROM attention_items WHERE kind = 'absence')")
    op.execute("DELETE FROM attention_items WHERE kind = 'absence'")
    _conditions(_BEFORE)
    op.drop_table("absences")
    op.drop_table("session_guests")
