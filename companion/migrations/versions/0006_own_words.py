"""A person's own lists of words, the optional cards of a track, and tracks that hide craving for everybody in them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "own_words",
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content_sealed", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("version >= 1", name=op.f("ck_own_words_version")),
        sa.ForeignKeyConstraint(["participant_id"], ["accounts.id"], name=op.f("fk_own_words_participant_id_accounts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_words")),
        sa.UniqueConstraint("participant_id", name=op.f("uq_own_words_participant_id")),
    )
    op.create_table(
        "log_cards",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("local_day", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("content_sealed", sa.Text(), nullable=False),
        sa.CheckConstraint("kind IN ('weekly_checkup', 'dbt_card')", name=op.f("ck_log_cards_kind")),
        sa.ForeignKeyConstraint(["participant_id"], ["accounts.id"], name=op.f("fk_log_cards_participant_id_accounts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_log_cards")),
    )
    op.create_index("ix_log_cards_participant_id_local_day", "log_cards", ["participant_id", "local_day"])
    op.add_column("tracks", sa.Column("hides_craving", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("tracks", sa.Column("modules", _JSON, nullable=False, server_default=sa.text("'{}'")))


def downgrade() -> None:
    with op.batch_alter_table("tracks") as tracks:
        tracks.drop_column("modules")
        tracks.drop_column("hides_craving")
    op.drop_index("ix_log_cards_participant_id_local_day", table_name="log_cards")
    op.drop_table("log_cards")
    op.drop_table("own_words")
