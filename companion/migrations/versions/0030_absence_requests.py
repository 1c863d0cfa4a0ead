"""Whole days that people said they cannot come on, as one request.

A table, and a column that may stay empty, are only added.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "absence_requests",
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("starts_on <= ends_on", name=op.f("ck_absence_requests_days")),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["accounts.id"], name=op.f("fk_absence_requests_participant_id_accounts")
        ),
        sa.PrimaryKeyConstraint("participant_id", "id", name=op.f("pk_absence_requests")),
    )
    op.create_index("ix_absence_requests_ends_on", "absence_requests", ["ends_on"])
    op.add_column("absences", sa.Column("request_id", sa.Uuid(), nullable=True))
    op.create_index("ix_absences_request_id", "absences", ["request_id"])


def downgrade() -> None:
    """The absences stay. To an older version a request for whole days is about a session no longer in the calendar, and
    can be closed."""
    op.drop_index("ix_absences_request_id", table_name="absences")
    op.drop_column("absences", "request_id")  # in place: a table made anew would lose what its indexes leave out
    op.drop_index("ix_absence_requests_ends_on", table_name="absence_requests")
    op.drop_table("absence_requests")
