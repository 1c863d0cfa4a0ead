"""Who came to which meeting, as staff saw it."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "attendances",
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("marked_by", sa.Uuid(), nullable=False),
        sa.Column("marked_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "status IN ('present', 'late', 'excused', 'absent', 'remote')", name=op.f("ck_attendances_status")
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["track_sessions.id"], name=op.f("fk_attendances_session_id_track_sessions")
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["accounts.id"], name=op.f("fk_attendances_participant_id_accounts")
        ),
        sa.ForeignKeyConstraint(["marked_by"], ["accounts.id"], name=op.f("fk_attendances_marked_by_accounts")),
        sa.PrimaryKeyConstraint("session_id", "participant_id", name=op.f("pk_attendances")),
    )
    op.create_index("ix_attendances_participant_id", "attendances", ["participant_id"])


def downgrade() -> None:
    op.drop_table("attendances")
