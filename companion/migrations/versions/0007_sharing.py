"""Consent as rows that are never changed, duty hours, and the whole life of an attention item.

A later migration that rebuilds `consents` on SQLite must make the triggers again: they go with the old table.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
_REASONS = "closed_reason IS NULL OR closed_reason IN ('contacted', 'attempted', 'no_longer_needed', 'referred')"
_CLOSED = "(state = 'closed') = (closed_at IS NOT NULL)"
_BEFORE = {"kind": "kind IN ('call_wanted')", "state": "state IN ('open', 'acknowledged', 'closed')"}
_AFTER = {
    "kind": "kind IN ('call_wanted', 'high_craving')",
    "state": "state IN ('open', 'acknowledged', 'contacted', 'attempted', 'escalated', 'closed')",
}
_SENTENCE = "consent rows are append-only"
_EVENTS = ("update", "delete")


def _lite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def _checks(kind_and_state: dict[str, str]) -> tuple[sa.CheckConstraint, ...]:
    """All of the table's conditions: rebuilding it on SQLite forgets those that are not named here."""
    every = {**kind_and_state, "closed_reason": _REASONS, "closed_at": _CLOSED}
    return tuple(sa.CheckConstraint(text, name=op.f(f"ck_attention_items_{name}")) for name, text in every.items())


def _swap(old: dict[str, str], new: dict[str, str]) -> None:
    for name in old:
        op.drop_constraint(op.f(f"ck_attention_items_{name}"), "attention_items", type_="check")
        op.create_check_constraint(op.f(f"ck_attention_items_{name}"), "attention_items", new[name])


def upgrade() -> None:
    if _lite():
        with op.batch_alter_table("attention_items", recreate="always", table_args=_checks(_AFTER)) as items:
            items.add_column(sa.Column("attempts", sa.Integer(), nullable=False, server_default="0"))
            items.add_column(sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True))
    else:
        op.add_column("attention_items", sa.Column("attempts", sa.Integer(), nullable=False, server_default="0"))
        op.add_column("attention_items", sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True))
        _swap(_BEFORE, _AFTER)
    _new_tables()
    _append_only()


def _new_tables() -> None:
    op.create_table(
        "attention_steps",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("step", sa.String(length=16), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "step IN ('opened', 'acknowledged', 'contacted', 'attempted', 'escalated', 'closed')",
            name=op.f("ck_attention_steps_step"),
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["attention_items.id"], name=op.f("fk_attention_steps_item_id_attention_items")
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["accounts.id"], name=op.f("fk_attention_steps_staff_id_accounts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attention_steps")),
    )
    op.create_index(op.f("ix_attention_steps_item_id"), "attention_steps", ["item_id"])
    op.create_table(
        "duties",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("weekdays", _JSON, nullable=False),
        sa.Column("starts", sa.Time(), nullable=False),
        sa.Column("ends", sa.Time(), nullable=False),
        sa.CheckConstraint("starts < ends", name=op.f("ck_duties_order")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_duties_program_id_programs")),
        sa.ForeignKeyConstraint(["staff_id"], ["accounts.id"], name=op.f("fk_duties_staff_id_accounts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duties")),
    )
    op.create_index(op.f("ix_duties_program_id"), "duties", ["program_id"])
    op.create_index(op.f("ix_duties_staff_id"), "duties", ["staff_id"])
    op.create_table(
        "consents",
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("item", sa.String(length=24), nullable=False),
        sa.Column("level", sa.String(length=12), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("wording", sa.SmallInteger(), nullable=False),
        sa.Column("text_sealed", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "level IN ('nothing', 'summary', 'entries', 'all', 'notice')", name=op.f("ck_consents_level")
        ),
        sa.CheckConstraint("version >= 1", name=op.f("ck_consents_version")),
        sa.CheckConstraint("(level = 'nothing') = (text_sealed IS NULL)", name=op.f("ck_consents_text")),
        sa.CheckConstraint(
            "level = 'nothing' OR (expires_at IS NOT NULL AND program_id IS NOT NULL)",
            name=op.f("ck_consents_complete"),
        ),
        sa.ForeignKeyConstraint(["participant_id"], ["accounts.id"], name=op.f("fk_consents_participant_id_accounts")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_consents_program_id_programs")),
        sa.PrimaryKeyConstraint("participant_id", "id", name=op.f("pk_consents")),
        sa.UniqueConstraint("participant_id", "item", "version", name=op.f("uq_consents_participant_id_item_version")),
    )


def _append_only() -> None:
    if _lite():
        for event in _EVENTS:
            op.execute(
                f"CREATE TRIGGER consents_no_{event} BEFORE {event.upper()} ON consents "
                f"BEGIN SELECT RAISE(ABORT, '{_SENTENCE}'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION refuse_consent_change() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_SENTENCE}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    op.execute(
        "CREATE TRIGGER consents_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON consents "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_consent_change()"
    )


def downgrade() -> None:
    """What the older schema has no word for becomes the nearest it has; notices of high craving it cannot hold."""
    if not _lite():
        op.execute("DROP TRIGGER consents_no_change ON consents")
        op.execute("DROP FUNCTION refuse_consent_change()")
    for table in ("consents", "duties", "attention_steps"):
        op.drop_table(table)
    op.execute("DELETE FROM attention_items WHERE kind = 'high_craving'")
    op.execute("UPDATE attention_items SET state = 'open' WHERE state = 'escalated'")
    op.execute("UPDATE attention_items SET state = 'acknowledged' WHERE state IN ('contacted', 'attempted')")
    if _lite():
        with op.batch_alter_table("attention_items", recreate="always", table_args=_checks(_BEFORE)) as items:
            items.drop_column("changed_at")
            items.drop_column("attempts")
    else:
        _swap(_AFTER, _BEFORE)
        op.drop_column("attention_items", "changed_at")
        op.drop_column("attention_items", "attempts")
