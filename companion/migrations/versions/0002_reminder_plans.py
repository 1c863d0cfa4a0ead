"""From what each person's reminders were planned last, so that planning again costs almost nothing."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "reminder_plans",
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("stamp", sa.String(length=24), nullable=False),
        sa.Column("hour", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["accounts.id"],
            name=op.f("fk_reminder_plans_participant_id_accounts"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("participant_id", name=op.f("pk_reminder_plans")),
    )


def downgrade() -> None:
    op.drop_table("reminder_plans")
