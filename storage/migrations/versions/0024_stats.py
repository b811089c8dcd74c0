"""When a call first rang: figures compare how soon providers do."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.columns import Utc

revision = "0024"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("calls", sa.Column("rang_at", Utc()))


def downgrade() -> None:
    op.drop_column("calls", "rang_at")
