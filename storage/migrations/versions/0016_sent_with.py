"""Which calls one request asked for together."""

import sqlalchemy as sa
from alembic import op

from storage.columns import Id

revision = "0016"
down_revision = "0015"

TOGETHER = sa.text("sent_with IS NOT NULL")


def upgrade() -> None:
    op.add_column("calls", sa.Column("sent_with", Id))
    op.create_index(
        "ix_calls_sent_with", "calls", ["sent_with"], sqlite_where=TOGETHER, postgresql_where=TOGETHER
    )


def downgrade() -> None:
    op.drop_index("ix_calls_sent_with", "calls")
    op.drop_column("calls", "sent_with")
