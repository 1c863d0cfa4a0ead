"""A phone that was opened by a new code for an account in use is not confirmed until the person confirms it, or two members of
staff do. A recovery card is one way to do so. Every sign-in that is there stays confirmed.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("sign_ins", sa.Column("unconfirmed_since", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "phone_confirmations",
        sa.Column("sign_in_id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["sign_in_id"],
            ["sign_ins.id"],
            name=op.f("fk_phone_confirmations_sign_in_id_sign_ins"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["accounts.id"], name=op.f("fk_phone_confirmations_staff_id_accounts"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("sign_in_id", "staff_id", name=op.f("pk_phone_confirmations")),
    )
    op.create_table(
        "recovery_cards",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_recovery_cards_account_id_accounts"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recovery_cards")),
        sa.UniqueConstraint("account_id", name=op.f("uq_recovery_cards_account_id")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_recovery_cards_code_hash")),
    )


def downgrade() -> None:
    """A version that knows no unconfirmed phones would open them all: they are ended instead."""
    op.execute(
        "UPDATE sign_ins SET ended_at = unconfirmed_since WHERE unconfirmed_since IS NOT NULL AND ended_at IS NULL"
    )
    op.drop_table("recovery_cards")
    op.drop_table("phone_confirmations")
    with op.batch_alter_table("sign_ins") as batch_op:
        batch_op.drop_column("unconfirmed_since")
