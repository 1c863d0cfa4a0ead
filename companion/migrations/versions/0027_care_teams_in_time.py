"""Care teams have a beginning and an end: who is on one stays where it was; who was on one has a table of its own, which the
program of before does not read.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

_MEMBERS, _FORMER = "care_team_members", "former_care_team_members"


def upgrade() -> None:
    op.add_column(_MEMBERS, sa.Column("added_by", sa.Uuid(), nullable=True))
    op.add_column(_MEMBERS, sa.Column("unseen", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.create_table(
        _FORMER,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.Column("handed_to", sa.Uuid(), nullable=True),
        sa.Column("unseen", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.CheckConstraint("since <= until", name=op.f("ck_former_care_team_members_order")),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["accounts.id"],
            name=op.f("fk_former_care_team_members_participant_id_accounts"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"],
            ["accounts.id"],
            name=op.f("fk_former_care_team_members_staff_id_accounts"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_former_care_team_members")),
    )
    for column in ("participant_id", "staff_id"):
        op.create_index(op.f(f"ix_former_care_team_members_{column}"), _FORMER, [column])


def downgrade() -> None:
    op.drop_table(_FORMER)
    with op.batch_alter_table(_MEMBERS) as batch_op:
        batch_op.drop_column("unseen")
        batch_op.drop_column("added_by")
