"""Wishes to be erased and what became of them, legal holds, and how long a program keeps records.

Tables and a column are only added.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    json = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
    op.add_column("programs", sa.Column("retention", json, nullable=True))
    op.create_table(
        "erasures",
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("record_ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["participant_id"], ["accounts.id"], name=op.f("fk_erasures_participant_id_accounts")),
        sa.PrimaryKeyConstraint("participant_id", name=op.f("pk_erasures")),
    )
    op.create_table(
        "legal_holds",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(length=16), nullable=False),
        sa.Column("set_by", sa.Uuid(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lifted_by", sa.Uuid(), nullable=True),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("reason IN ('court', 'investigation', 'claim', 'law')", name=op.f("ck_legal_holds_reason")),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["accounts.id"], name=op.f("fk_legal_holds_participant_id_accounts")
        ),
        sa.ForeignKeyConstraint(["set_by"], ["accounts.id"], name=op.f("fk_legal_holds_set_by_accounts")),
        sa.ForeignKeyConstraint(["lifted_by"], ["accounts.id"], name=op.f("fk_legal_holds_lifted_by_accounts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legal_holds")),
    )
    op.create_index(
        "uq_legal_holds_standing",
        "legal_holds",
        ["participant_id"],
        unique=True,
        sqlite_where=sa.text("lifted_at IS NULL"),
        postgresql_where=sa.text("lifted_at IS NULL"),
    )


def downgrade() -> None:
    op.drop_index("uq_legal_holds_standing", table_name="legal_holds")
    op.drop_table("legal_holds")
    op.drop_table("erasures")
    with op.batch_alter_table("programs") as batch_op:
        batch_op.drop_column("retention")
