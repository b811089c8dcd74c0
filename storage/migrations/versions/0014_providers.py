"""A telephony company is called a provider in every table."""

import sqlalchemy as sa
from alembic import op

from storage.columns import Utc, Words

revision = "0014"
down_revision = "0013"

COLUMNS = ("emulations", "entered_values", "balance_falls")
STAGES = "stage IN ('sending', 'failed', 'lost', 'waiting', 'approved', 'refused', 'ready', 'removed')"


def upgrade() -> None:
    _rename("service", "provider")


def downgrade() -> None:
    _rename("provider", "service")


def _rename(old: str, new: str) -> None:
    op.drop_index(f"ix_emulations_{old}", "emulations")
    for table in COLUMNS:
        op.alter_column(table, old, new_column_name=new)
    op.create_index(f"ix_emulations_{new}", "emulations", [new, "id"])
    with op.batch_alter_table("webhooks") as webhooks:
        webhooks.drop_constraint(f"uq_webhooks_{old}", type_="unique")
        webhooks.alter_column(old, new_column_name=new)
    with op.batch_alter_table("webhooks") as webhooks:  # which knows the column by its new name
        webhooks.create_unique_constraint(f"uq_webhooks_{new}", [new, "token", "digest"])
    _move_records(f"{old}_records", f"{new}_records")


def _move_records(old: str, new: str) -> None:
    """Into a table of its own, whose constraints have its name."""
    op.create_table(
        new,
        sa.Column("provider", sa.String(), nullable=False),
        sa.Column("provider_record_id", Words(), nullable=False),
        sa.Column("name", Words(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("heard_at", Utc(), nullable=False),
        sa.CheckConstraint(STAGES, name=op.f(f"ck_{new}_stage")),
        sa.PrimaryKeyConstraint("provider", "provider_record_id", name=f"pk_{new}"),
    )
    columns = "provider, provider_record_id, name, stage, heard_at"
    op.execute(f"INSERT INTO {new} ({columns}) SELECT {columns} FROM {old}")
    op.drop_table(old)
