"""What figures are counted by: when a call was sent, and when it first rang."""

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
    op.create_index("ix_calls_submitted_at", "calls", ["submitted_at"])


def downgrade() -> None:
    op.drop_index("ix_calls_submitted_at", "calls")
    op.drop_column("calls", "rang_at")
