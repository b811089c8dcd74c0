"""Calls that stand in line for their turn at a service, and the process that sends a call's request."""

import sqlalchemy as sa
from alembic import op

from storage.columns import Utc

revision = "0009"
down_revision = "0008"

IN_LINE = sa.text("state = 'waiting' AND queued_at IS NOT NULL")


def upgrade() -> None:
    op.add_column("calls", sa.Column("queued_at", Utc()))
    op.add_column("calls", sa.Column("process", sa.BigInteger()))
    op.create_index(
        "ix_calls_in_line", "calls", ["provider", "queued_at"], sqlite_where=IN_LINE, postgresql_where=IN_LINE
    )


def downgrade() -> None:
    op.drop_index("ix_calls_in_line", "calls")
    op.drop_column("calls", "process")
    op.drop_column("calls", "queued_at")
