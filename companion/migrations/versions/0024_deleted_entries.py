"""An entry or card that its owner deleted leaves an empty row that keeps the id taken.

Columns are only added. The program of before lists no such row, because its day lies in 1970, and answers a phone that sends the
entry once more with a conflict.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("checkins", sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("log_cards", sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """A version that knows no deleted entries cannot read their rows."""
    for table in ("checkins", "log_cards"):
        op.execute(f"DELETE FROM {table} WHERE deleted_at IS NOT NULL")  # noqa: S608 - our own names
        with op.batch_alter_table(table) as batch_op:
            batch_op.drop_column("deleted_at")
