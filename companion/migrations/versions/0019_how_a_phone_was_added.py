"""A sign-in says how it was added and whether the app was opened from the home screen, so that two of a kind can be told apart.

Columns are only added: what was there says nothing of it, and the program of before goes on writing rows without them.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("sign_ins", sa.Column("added_by", sa.String(length=12), nullable=True))
    op.add_column("sign_ins", sa.Column("installed", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    with op.batch_alter_table("sign_ins") as batch_op:
        batch_op.drop_column("installed")
        batch_op.drop_column("added_by")
