"""When a person blocked the bot was noted, and nothing ever asked for it."""

import sqlalchemy as sa
from alembic import op

from storage.columns import Utc

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.drop_column("people", "blocked_at")


def downgrade() -> None:
    op.add_column("people", sa.Column("blocked_at", Utc()))
