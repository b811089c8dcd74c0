"""Orders that verify a number, and whose money ran low."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("orders", sa.Column("kind", sa.String(), nullable=False, server_default="call"))
    op.create_table(
        "balance_falls",
        sa.Column("service", sa.String(), nullable=False),
        sa.Column("falls", sa.Integer(), nullable=False),
        sa.Column("is_low", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("service", name="pk_balance_falls"),
    )


def downgrade() -> None:
    op.drop_table("balance_falls")
    op.drop_column("orders", "kind")
