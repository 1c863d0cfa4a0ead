"""Segments get effective dates, tracks a capacity, meetings invitees and a telehealth switch, and changes can be undone."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_FLAGS = (("segments", "telehealth"), ("track_sessions", "telehealth"), ("track_sessions", "by_invitation"))
_DAYS = (("segments", "valid_from"), ("enrollments", "remote_from"), ("enrollments", "remote_until"))


def upgrade() -> None:
    # Plain ALTERs: rebuilding a table on SQLite would lose its CHECK constraints.
    for table, name in _FLAGS:
        op.add_column(table, sa.Column(name, sa.Boolean(), server_default=sa.false(), nullable=False))
    for table, name in _DAYS:
        op.add_column(table, sa.Column(name, sa.Date(), nullable=True))
    op.add_column("tracks", sa.Column("capacity", sa.Integer(), nullable=True))
    op.add_column("segments", sa.Column("version_of", sa.Uuid(), nullable=True))
    op.execute("ALTER TABLE segments RENAME COLUMN retired_on TO valid_until")
    op.create_table(
        "session_invitees",
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["track_sessions.id"],
            name=op.f("fk_session_invitees_session_id_track_sessions"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["accounts.id"], name=op.f("fk_session_invitees_participant_id_accounts")
        ),
        sa.PrimaryKeyConstraint("session_id", "participant_id", name=op.f("pk_session_invitees")),
    )
    op.create_index(op.f("ix_session_invitees_participant_id"), "session_invitees", ["participant_id"])
    op.create_table(
        "schedule_changes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("what", sa.String(length=12), nullable=False),
        sa.Column("before", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("what IN ('session', 'added', 'pattern', 'closure')", name=op.f("ck_schedule_changes_what")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_schedule_changes_program_id_programs")),
        sa.ForeignKeyConstraint(["made_by"], ["accounts.id"], name=op.f("fk_schedule_changes_made_by_accounts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_schedule_changes")),
    )
    op.create_index("ix_schedule_changes_program_id_made_at", "schedule_changes", ["program_id", "made_at"])


def downgrade() -> None:
    op.drop_table("schedule_changes")
    op.drop_table("session_invitees")
    op.execute("ALTER TABLE segments RENAME COLUMN valid_until TO retired_on")
    for table, name in (("segments", "version_of"), ("tracks", "capacity"), *_DAYS, *_FLAGS):
        op.execute(f"ALTER TABLE {table} DROP COLUMN {name}")
