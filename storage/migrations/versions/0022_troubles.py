"""What goes wrong has a table, and a notice that reached nobody is known as lost."""

import sqlalchemy as sa
from alembic import op

from storage.columns import Utc

revision = "0022"
down_revision = "0021"

LOST = sa.text("lost IS NOT NULL")


def upgrade() -> None:
    op.create_table(
        "troubles",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.Column("since", Utc(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_troubles"),
    )
    op.execute(
        "INSERT INTO troubles (name, times, is_on, since)"
        " SELECT 'balance:' || provider, falls, is_low, CURRENT_TIMESTAMP FROM balance_falls"
    )
    op.drop_table("balance_falls")
    op.add_column("notices", sa.Column("lost", sa.String()))
    op.add_column("notices", sa.Column("lost_told_at", Utc()))
    op.create_index("ix_notices_lost", "notices", ["id"], sqlite_where=LOST, postgresql_where=LOST)


def downgrade() -> None:
    op.drop_index("ix_notices_lost", "notices")
    op.drop_column("notices", "lost_told_at")
    op.drop_column("notices", "lost")
    op.create_table(
        "balance_falls",
        sa.Column("provider", sa.String(), nullable=False),
        sa.Column("falls", sa.Integer(), nullable=False),
        sa.Column("is_low", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("provider", name="pk_balance_falls"),
    )
    op.execute(
        "INSERT INTO balance_falls (provider, falls, is_low)"
        " SELECT substr(name, 9), times, is_on FROM troubles WHERE name LIKE 'balance:%'"
    )
    op.drop_table("troubles")
