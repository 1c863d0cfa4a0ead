"""What is changed from the command line stands in the journal, too, where no account made it."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("schedule_changes") as batch_op:
        batch_op.alter_column("made_by", existing_type=sa.Uuid(), nullable=True)


def downgrade() -> None:
    op.execute("DELETE FROM schedule_changes WHERE made_by IS NULL")
    with op.batch_alter_table("schedule_changes") as batch_op:
        batch_op.alter_column("made_by", existing_type=sa.Uuid(), nullable=False)
