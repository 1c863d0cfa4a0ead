"""The database itself refuses to change or remove an audit row; a signature counter has room for what devices count.

A later migration that rebuilds `audit_entries` on SQLite must make the triggers again: they go with the old table.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_SENTENCE = "audit rows are append-only"
_EVENTS = ("update", "delete")


def upgrade() -> None:
    with op.batch_alter_table("passkeys") as passkeys:
        passkeys.alter_column("sign_count", existing_type=sa.Integer(), type_=sa.BigInteger(), existing_nullable=False)
    if op.get_bind().dialect.name == "sqlite":
        for event in _EVENTS:
            op.execute(
                f"CREATE TRIGGER audit_entries_no_{event} BEFORE {event.upper()} ON audit_entries "
                f"BEGIN SELECT RAISE(ABORT, '{_SENTENCE}'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_SENTENCE}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    op.execute(
        "CREATE TRIGGER audit_entries_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entries "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change()"
    )


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for event in _EVENTS:
            op.execute(f"DROP TRIGGER audit_entries_no_{event}")
    else:
        op.execute("DROP TRIGGER audit_entries_no_change ON audit_entries")
        op.execute("DROP FUNCTION refuse_audit_change()")
    with op.batch_alter_table("passkeys") as passkeys:
        passkeys.alter_column("sign_count", existing_type=sa.BigInteger(), type_=sa.Integer(), existing_nullable=False)
