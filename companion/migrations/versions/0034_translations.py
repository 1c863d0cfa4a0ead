"""What a program says of itself in other languages than its own.

Two columns are added, one with a default and one that may stay empty.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    json = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
    op.add_column("programs", sa.Column("language", sa.String(length=2), nullable=False, server_default="en"))
    op.add_column("programs", sa.Column("translations", json, nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("programs") as batch_op:
        batch_op.drop_column("translations")
        batch_op.drop_column("language")
