"""A push subscription belongs to the sign-in it was made under, and says why it is over. A sign-in says what it is on, so that
two can be told apart, and can be given a name.

Subscriptions that are there name no sign-in until their phone starts again, which says so at every start. On SQLite the table
is rebuilt, spelled out as it is meant to be, as in 0009.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

_TABLE = "push_subscriptions"
_NEW = ("name", "platform", "browser", "kind")
# What a label of before says, in the words of accounts.devices.
_KINDS = {
    "phone": ("iPhone", "Android"),
    "tablet": ("iPad",),
    "computer": ("Mac", "Windows", "Linux", "Chromebook"),
}
_BROWSERS = ("Samsung Internet", "Edge", "Firefox", "Chrome", "Safari")


def _rebuilt(*, with_sign_in: bool) -> None:
    """The table with or without the new columns, with everything that stands in it."""
    columns = [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("endpoint", sa.String(length=1024), nullable=False),
        sa.Column("endpoint_hash", sa.String(length=64), nullable=False),
        sa.Column("p256dh", sa.String(length=120), nullable=False),
        sa.Column("auth", sa.String(length=40), nullable=False),
        sa.Column("vapid_key_id", sa.String(length=16), nullable=False),
        sa.Column("device", sa.String(length=60), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=True),
        sa.Column("token_expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_reached_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
    ]
    kept = ", ".join(column.name for column in columns)
    new = [
        sa.Column("sign_in_id", sa.Uuid(), nullable=True),
        sa.Column("ended_because", sa.String(length=16), nullable=True),
        sa.ForeignKeyConstraint(
            ["sign_in_id"], ["sign_ins.id"], name=op.f(f"fk_{_TABLE}_sign_in_id_sign_ins"), ondelete="CASCADE"
        ),
    ]
    op.create_table(
        f"{_TABLE}_new",
        *columns,
        *(new if with_sign_in else []),
        sa.CheckConstraint("state IN ('unverified', 'active', 'suspended', 'gone')", name=op.f(f"ck_{_TABLE}_state")),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["accounts.id"], name=op.f(f"fk_{_TABLE}_participant_id_accounts"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{_TABLE}")),
        sa.UniqueConstraint("endpoint_hash", name=op.f(f"uq_{_TABLE}_endpoint_hash")),
    )
    op.execute(f"INSERT INTO {_TABLE}_new ({kept}) SELECT {kept} FROM {_TABLE}")  # noqa: S608 - our own names
    op.drop_table(_TABLE)
    op.rename_table(f"{_TABLE}_new", _TABLE)
    op.create_index(f"ix_{_TABLE}_participant_id_state", _TABLE, ["participant_id", "state"])


def _tell_apart() -> None:
    """Read the labels of before: "Android · Chrome"."""
    said = sa.table("sign_ins", *(sa.column(name, sa.String()) for name in ("device", "kind", "platform", "browser")))
    for kind, platforms in _KINDS.items():
        for platform in platforms:
            here = said.update().where(said.c.device.startswith(platform))
            op.execute(here.values(kind=kind, platform=platform))
    for browser in _BROWSERS:
        op.execute(said.update().where(said.c.device.endswith(browser)).values(browser=browser))


def upgrade() -> None:
    for name, length in (("name", 40), ("platform", 24), ("browser", 24)):
        op.add_column("sign_ins", sa.Column(name, sa.String(length=length), nullable=True))
    op.add_column("sign_ins", sa.Column("kind", sa.String(length=10), nullable=False, server_default="unknown"))
    _tell_apart()
    if op.get_bind().dialect.name == "sqlite":
        _rebuilt(with_sign_in=True)
    else:
        op.add_column(_TABLE, sa.Column("sign_in_id", sa.Uuid(), nullable=True))
        op.add_column(_TABLE, sa.Column("ended_because", sa.String(length=16), nullable=True))
        op.create_foreign_key(
            op.f(f"fk_{_TABLE}_sign_in_id_sign_ins"), _TABLE, "sign_ins", ["sign_in_id"], ["id"], ondelete="CASCADE"
        )
    op.create_index(f"ix_{_TABLE}_sign_in_id", _TABLE, ["sign_in_id"])


def downgrade() -> None:
    op.drop_index(f"ix_{_TABLE}_sign_in_id", _TABLE)
    if op.get_bind().dialect.name == "sqlite":
        _rebuilt(with_sign_in=False)
    else:
        op.drop_column(_TABLE, "sign_in_id")
        op.drop_column(_TABLE, "ended_because")
    with op.batch_alter_table("sign_ins") as batch_op:
        for name in _NEW:
            batch_op.drop_column(name)
