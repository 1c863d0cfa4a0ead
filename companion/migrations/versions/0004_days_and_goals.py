"""Time in recovery and goals: two sealed documents per person."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def _documents(table: str, *more: sa.Column) -> None:
    op.create_table(
        table,
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        *more,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content_sealed", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("version >= 1", name=op.f(f"ck_{table}_version")),
        sa.ForeignKeyConstraint(["participant_id"], ["accounts.id"], name=op.f(f"fk_{table}_participant_id_accounts")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("participant_id", name=op.f(f"uq_{table}_participant_id")),
    )


def upgrade() -> None:
    wants_word = sa.Column("wants_word", sa.Boolean(), server_default=sa.false(), nullable=False)
    _documents("recovery_days", wants_word)
    op.create_index(op.f("ix_recovery_days_wants_word"), "recovery_days", ["wants_word"])
    _documents("goal_lists")


def downgrade() -> None:
    op.drop_table("goal_lists")
    op.drop_index(op.f("ix_recovery_days_wants_word"), "recovery_days")
    op.drop_table("recovery_days")
