"""What services last said of their records."""

import sqlalchemy as sa
from alembic import op

from storage.columns import Utc, Words

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "service_records",
        sa.Column("provider", sa.String(), nullable=False),
        sa.Column("provider_record_id", Words(), nullable=False),
        sa.Column("name", Words(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("heard_at", Utc(), nullable=False),
        sa.CheckConstraint(
            "stage IN ('sending', 'failed', 'lost', 'waiting', 'approved', 'refused', 'ready', 'removed')",
            name=op.f("ck_service_records_stage"),
        ),
        sa.PrimaryKeyConstraint("provider", "provider_record_id", name="pk_service_records"),
    )


def downgrade() -> None:
    op.drop_table("service_records")
