"""How somebody's time in the program ended, when they are away on leave, and what of that can be undone.

A column that may stay empty and two tables are only added: to the program of before, whoever left other than by completing is in no
track any more, and nobody is on leave. Whoever died is marked so; before, nothing but their closed account said it.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

_LEFT_AS = "left_as IN ('left_early', 'stepped_up', 'transferred', 'moved', 'ended', 'died')"
_REASONS = "reason IN ('hospital', 'jail', 'family', 'other')"
_WHAT = (
    "what IN ('track', 'brought_back', 'plan_off', 'leave', 'leave_over', "
    "'completed', 'left_early', 'stepped_up', 'transferred', 'moved', 'ended', 'died')"
)
_DIED = """
UPDATE enrollments SET left_as = 'died'
WHERE last_day IS NOT NULL AND completed_on IS NULL
AND participant_id IN (SELECT id FROM accounts WHERE closed_reason = 'died' AND disabled_at IS NOT NULL)
AND NOT EXISTS (
  SELECT 1 FROM enrollments AS later
  WHERE later.participant_id = enrollments.participant_id AND later.starts_on > enrollments.starts_on
)
"""


def upgrade() -> None:
    check = sa.CheckConstraint(_LEFT_AS, name=op.f("ck_enrollments_left_as"))
    op.add_column("enrollments", sa.Column("left_as", sa.String(length=12), check, nullable=True))
    op.execute(_DIED)
    op.create_table(
        "leaves",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(length=12), nullable=False),
        sa.Column("keeps_place", sa.Boolean(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(_REASONS, name=op.f("ck_leaves_reason")),
        sa.ForeignKeyConstraint(["created_by"], ["accounts.id"], name=op.f("fk_leaves_created_by_accounts")),
        sa.ForeignKeyConstraint(["participant_id"], ["accounts.id"], name=op.f("fk_leaves_participant_id_accounts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leaves")),
    )
    op.create_index("ix_leaves_participant_id_starts_on", "leaves", ["participant_id", "starts_on"])
    op.create_table(
        "enrollment_changes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("what", sa.String(length=16), nullable=False),
        sa.Column("before", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(_WHAT, name=op.f("ck_enrollment_changes_what")),
        sa.ForeignKeyConstraint(["made_by"], ["accounts.id"], name=op.f("fk_enrollment_changes_made_by_accounts")),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["accounts.id"], name=op.f("fk_enrollment_changes_participant_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enrollment_changes")),
    )
    op.create_index("ix_enrollment_changes_made_at", "enrollment_changes", ["made_at"])
    op.create_index("ix_enrollment_changes_participant_id_made_at", "enrollment_changes", ["participant_id", "made_at"])


def downgrade() -> None:
    """To an older version everybody who left other than by completing is in no track."""
    op.drop_index("ix_enrollment_changes_participant_id_made_at", table_name="enrollment_changes")
    op.drop_index("ix_enrollment_changes_made_at", table_name="enrollment_changes")
    op.drop_table("enrollment_changes")
    op.drop_index("ix_leaves_participant_id_starts_on", table_name="leaves")
    op.drop_table("leaves")
    op.drop_column("enrollments", "left_as")  # in place: a table made anew would lose what its indexes leave out
