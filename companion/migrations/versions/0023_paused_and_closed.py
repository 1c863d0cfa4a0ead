"""An account says until which day the person paused reminders, and why it was closed.

Columns are only added: the program of before goes on closing accounts without a reason.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("accounts", sa.Column("closed_reason", sa.String(length=16), nullable=True))
    op.add_column("accounts", sa.Column("paused_until", sa.Date(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("accounts") as batch_op:
        batch_op.drop_column("paused_until")
        batch_op.drop_column("closed_reason")
