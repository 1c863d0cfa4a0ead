"""Indexes hold only what is looked for in them: what is not settled, what was sent, our own messages. Sending a reminder
touches fewer of them, and the look for our own messages, each second, no longer reads every delivery there ever was."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_SENT = "sent_at IS NOT NULL"
_OWN = "purpose != 'reminder'"
_UNSETTLED = "state IN ('planned', 'sending', 'parked')"


def upgrade() -> None:
    op.drop_index("ix_occurrences_state_due_at", "occurrences")
    _only("occurrences", ["state", "due_at"], "ix_occurrences_state_due_at", _UNSETTLED)
    op.drop_index("ix_occurrences_participant_id_sent_at", "occurrences")
    _only("occurrences", ["participant_id", "sent_at"], "ix_occurrences_participant_id_sent_at", _SENT)
    op.drop_index("ix_deliveries_participant_id_sent_at", "deliveries")
    op.create_index("ix_deliveries_participant_id_due_at", "deliveries", ["participant_id", "due_at"])
    op.drop_index("ix_deliveries_purpose_state_due_at", "deliveries")
    _only("deliveries", ["state", "due_at"], "ix_deliveries_own_state_due_at", _OWN)
    op.create_index("ix_deliveries_due_at", "deliveries", ["due_at"])


def downgrade() -> None:
    op.drop_index("ix_deliveries_due_at", "deliveries")
    op.drop_index("ix_deliveries_own_state_due_at", "deliveries")
    op.create_index("ix_deliveries_purpose_state_due_at", "deliveries", ["purpose", "state", "due_at"])
    op.drop_index("ix_deliveries_participant_id_due_at", "deliveries")
    op.create_index("ix_deliveries_participant_id_sent_at", "deliveries", ["participant_id", "sent_at"])
    op.drop_index("ix_occurrences_participant_id_sent_at", "occurrences")
    op.create_index("ix_occurrences_participant_id_sent_at", "occurrences", ["participant_id", "sent_at"])
    op.drop_index("ix_occurrences_state_due_at", "occurrences")
    op.create_index("ix_occurrences_state_due_at", "occurrences", ["state", "due_at"])


def _only(table: str, columns: list[str], name: str, which: str) -> None:
    op.create_index(name, table, columns, sqlite_where=sa.text(which), postgresql_where=sa.text(which))
