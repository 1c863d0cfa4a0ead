"""On SQLite the steps of a request are stored as well: rebuilding its table had kept the narrower conditions beside the
new ones, which refused them."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def _named(column: str) -> str:
    return op.f(f"fk_attention_items_{column}_accounts")


def _parts() -> list[sa.schema.SchemaItem]:
    """The table as it is meant to be, spelled out, so that nothing is read off the one that stands there."""
    columns = [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("source_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("acknowledged_by", sa.Uuid(), nullable=True),
        sa.Column("acknowledged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by", sa.Uuid(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_reason", sa.String(length=24), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
    ]
    checks = {
        "kind": "kind IN ('call_wanted', 'high_craving')",
        "state": "state IN ('open', 'acknowledged', 'contacted', 'attempted', 'escalated', 'closed')",
        "closed_reason": "closed_reason IS NULL OR closed_reason IN "
        "('contacted', 'attempted', 'no_longer_needed', 'referred')",
        "closed_at": "(state = 'closed') = (closed_at IS NOT NULL)",
    }
    return [
        *columns,
        *(sa.CheckConstraint(text, name=op.f(f"ck_attention_items_{name}")) for name, text in checks.items()),
        *(
            sa.ForeignKeyConstraint([column], ["accounts.id"], name=_named(column))
            for column in ("acknowledged_by", "closed_by", "participant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attention_items")),
        sa.UniqueConstraint(
            "participant_id", "kind", "source_id", name=op.f("uq_attention_items_participant_id_kind_source_id")
        ),
    ]


def upgrade() -> None:
    if op.get_bind().dialect.name != "sqlite":
        return
    parts = _parts()
    names = ", ".join(part.name for part in parts if isinstance(part, sa.Column))
    op.create_table("attention_items_new", *parts)
    op.execute(f"INSERT INTO attention_items_new ({names}) SELECT {names} FROM attention_items")  # noqa: S608 - our own names
    op.drop_table("attention_items")
    op.rename_table("attention_items_new", "attention_items")
    op.create_index("ix_attention_items_state_raised_at", "attention_items", ["state", "raised_at"])


def downgrade() -> None:
    """The wider conditions stay; the step before this one takes them away."""
