"""Cards, notices, webhooks, calls and updates are claimed in one way: by a process, until its lease ends."""

import sqlalchemy as sa
from alembic import op

from storage.columns import Utc

revision = "0011"
down_revision = "0010"

NEW = ("cards", "notices", "webhooks", "updates")


def upgrade() -> None:
    for column in ("holder", "held_until"):
        op.drop_column("updates", column)
    for table in NEW:
        op.add_column(table, sa.Column("holder", sa.BigInteger()))
        op.add_column(table, sa.Column("held_until", Utc()))
    op.alter_column("calls", "process", new_column_name="holder")
    op.alter_column("calls", "leased_until", new_column_name="held_until")
    op.drop_column("calls", "lease_token")


def downgrade() -> None:
    op.add_column("calls", sa.Column("lease_token", sa.String()))
    op.alter_column("calls", "held_until", new_column_name="leased_until")
    op.alter_column("calls", "holder", new_column_name="process")
    for table in NEW:
        op.drop_column(table, "held_until")
        op.drop_column(table, "holder")
    op.add_column("updates", sa.Column("holder", sa.String(), nullable=False, server_default=""))
    op.add_column("updates", sa.Column("held_until", Utc(), nullable=False, server_default="1970-01-01 00:00:00"))
