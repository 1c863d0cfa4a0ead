"""When whoever holds a sign-in last showed that they are the person it belongs to, and the hash of what a phone that came in by
a code keeps beside its cookie. Sign-ins of before have proved nothing yet: what needs proof asks for it once.
The worker looks for phones that are not confirmed every few seconds, so they have an index.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("sign_ins", sa.Column("proved_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("sign_ins", sa.Column("phone_secret_hash", sa.String(length=64), nullable=True))
    op.create_index(
        "ix_sign_ins_unconfirmed_since",
        "sign_ins",
        ["unconfirmed_since"],
        sqlite_where=sa.text("unconfirmed_since IS NOT NULL"),
        postgresql_where=sa.text("unconfirmed_since IS NOT NULL"),
    )


def downgrade() -> None:
    op.drop_index("ix_sign_ins_unconfirmed_since", "sign_ins")
    with op.batch_alter_table("sign_ins") as batch_op:
        batch_op.drop_column("phone_secret_hash")
        batch_op.drop_column("proved_at")
