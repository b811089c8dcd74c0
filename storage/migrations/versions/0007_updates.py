"""Telegram's updates are stored before they are confirmed."""

import sqlalchemy as sa
from alembic import op

from storage.columns import Id, Utc

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "updates",
        sa.Column("id", Id, primary_key=True),
        sa.Column("update_id", Id, nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("fresh_until", Utc(), nullable=False),
        sa.Column("holder", sa.String(), nullable=False),
        sa.Column("held_until", Utc(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("handled_at", Utc()),
        sa.UniqueConstraint("update_id", "digest", name=op.f("uq_updates_update_id")),
        sqlite_autoincrement=True,
    )
    _partial_index("ix_updates_unhandled", "id", "handled_at IS NULL")
    _partial_index("ix_updates_handled", "handled_at", "handled_at IS NOT NULL")
    op.create_table(
        "updates_heard",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("at", Utc(), nullable=False),
    )


def _partial_index(name: str, column: str, condition: str) -> None:
    where = sa.text(condition)
    op.create_index(name, "updates", [column], sqlite_where=where, postgresql_where=where)


def downgrade() -> None:
    op.drop_table("updates_heard")
    op.drop_table("updates")
