"""Supporters, who have a page and no account, and the meetings they are invited to."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "supporters",
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name_sealed", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("wording", sa.SmallInteger(), nullable=False),
        sa.Column("consent_sealed", sa.Text(), nullable=False),
        sa.Column("link_hash", sa.String(length=64), nullable=True),
        sa.Column("link_made_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("language IN ('en', 'es')", name=op.f("ck_supporters_language")),
        sa.CheckConstraint("revoked_at IS NULL OR link_hash IS NULL", name=op.f("ck_supporters_revoked")),
        sa.CheckConstraint("(link_hash IS NULL) = (link_made_at IS NULL)", name=op.f("ck_supporters_link")),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["accounts.id"], name=op.f("fk_supporters_participant_id_accounts")
        ),
        sa.PrimaryKeyConstraint("participant_id", "id", name=op.f("pk_supporters")),
        sa.UniqueConstraint("link_hash", name=op.f("uq_supporters_link_hash")),
    )
    op.create_table(
        "session_supporters",
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("supporter_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant_id", "supporter_id"],
            ["supporters.participant_id", "supporters.id"],
            name=op.f("fk_session_supporters_participant_id_supporter_id_supporters"),
        ),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["track_sessions.id"],
            name=op.f("fk_session_supporters_session_id_track_sessions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("session_id", "participant_id", "supporter_id", name=op.f("pk_session_supporters")),
    )
    op.create_index(
        "ix_session_supporters_participant_id_supporter_id", "session_supporters", ["participant_id", "supporter_id"]
    )


def downgrade() -> None:
    op.drop_index("ix_session_supporters_participant_id_supporter_id", table_name="session_supporters")
    op.drop_table("session_supporters")
    op.drop_table("supporters")
