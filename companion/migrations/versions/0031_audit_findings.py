"""Who saw whom in which days is answered by an index, also over a million rows; and what those who run a program have to look
into: an audit log that does not verify, and accounts that read in bulk.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_audit_entries_actor_id_at", "audit_entries", ["actor_id", "at"])
    op.create_index("ix_audit_entries_participant_id_at", "audit_entries", ["participant_id", "at"])
    op.create_index("ix_audit_entries_at", "audit_entries", ["at"])
    op.drop_index("ix_audit_entries_participant_id", "audit_entries")  # the one of person and time does as much
    op.create_table(
        "audit_findings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("source", sa.String(length=80), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_by", sa.Uuid(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("kind IN ('audit_broken', 'bulk_reading')", name=op.f("ck_audit_findings_kind")),
        sa.CheckConstraint("(closed_by IS NULL) = (closed_at IS NULL)", name=op.f("ck_audit_findings_closed")),
        sa.ForeignKeyConstraint(["staff_id"], ["accounts.id"], name=op.f("fk_audit_findings_staff_id_accounts")),
        sa.ForeignKeyConstraint(["closed_by"], ["accounts.id"], name=op.f("fk_audit_findings_closed_by_accounts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_findings")),
        sa.UniqueConstraint("source", name=op.f("uq_audit_findings_source")),
    )


def downgrade() -> None:
    op.drop_table("audit_findings")
    op.create_index("ix_audit_entries_participant_id", "audit_entries", ["participant_id"])
    for columns in ("at", "participant_id_at", "actor_id_at"):
        op.drop_index(f"ix_audit_entries_{columns}", "audit_entries")
