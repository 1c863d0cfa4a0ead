"""An account has one open activation code at most: of several that were made at the same moment, the newest stays."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

_NAME, _TABLE = "uq_invitations_open_account_id", "invitations"
_OPEN = "used_at IS NULL"


def upgrade() -> None:
    codes = sa.table(_TABLE, *(sa.column(name) for name in ("id", "account_id", "created_at", "used_at")))
    later = codes.alias("later")
    newer = sa.or_(
        later.c.created_at > codes.c.created_at,
        sa.and_(later.c.created_at == codes.c.created_at, later.c.id > codes.c.id),
    )
    replaced = sa.exists().where(later.c.account_id == codes.c.account_id, later.c.used_at.is_(None), newer)
    op.execute(codes.delete().where(codes.c.used_at.is_(None), replaced))
    op.create_index(
        _NAME, _TABLE, ["account_id"], unique=True, sqlite_where=sa.text(_OPEN), postgresql_where=sa.text(_OPEN)
    )


def downgrade() -> None:
    op.drop_index(_NAME, _TABLE)
