"""What to bring to a meeting, as lines of one text."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_TABLES = ("segments", "track_sessions")


def upgrade() -> None:
    # Plain ALTERs: rebuilding a table on SQLite would lose its CHECK constraints.
    for table in _TABLES:
        op.add_column(table, sa.Column("bring", sa.String(length=648), server_default="", nullable=False))


def downgrade() -> None:
    for table in _TABLES:
        op.execute(f"ALTER TABLE {table} DROP COLUMN bring")
