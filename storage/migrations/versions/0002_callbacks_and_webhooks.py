"""Callbacks, a second service, people's defaults, and what services send by themselves."""

import sqlalchemy as sa
from alembic import op

from storage.columns import Id, Json, Utc, Words

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("people", sa.Column("phone", sa.String()))
    op.add_column("people", sa.Column("defaults", Json))

    op.add_column("orders", sa.Column("language", sa.String()))
    op.add_column("orders", sa.Column("callback", Json))
    op.add_column("orders", sa.Column("fallback", sa.String()))

    op.add_column("calls", sa.Column("reference", sa.String()))
    op.add_column("calls", sa.Column("answer", Words()))
    op.create_index("uq_calls_reference", "calls", ["reference"], unique=True)
    op.create_index("ix_calls_provider_call_id", "calls", ["provider_call_id"])
    unknown = sa.text("state = 'unknown'")
    op.create_index(
        "ix_calls_unknown", "calls", ["provider", "submitted_at"], sqlite_where=unknown, postgresql_where=unknown
    )

    op.create_table(
        "webhooks",
        sa.Column("id", Id, nullable=False),
        sa.Column("service", sa.String(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("received_at", Utc(), nullable=False),
        sa.Column("applied_at", Utc()),
        sa.Column("problem", Words()),
        sa.PrimaryKeyConstraint("id", name="pk_webhooks"),
        sa.UniqueConstraint("service", "token", "digest", name="uq_webhooks_service"),
    )
    unapplied = sa.text("applied_at IS NULL")
    op.create_index("ix_webhooks_unapplied", "webhooks", ["id"], sqlite_where=unapplied, postgresql_where=unapplied)


def downgrade() -> None:
    op.drop_table("webhooks")
    op.drop_index("ix_calls_unknown", "calls")
    op.drop_index("ix_calls_provider_call_id", "calls")
    op.drop_index("uq_calls_reference", "calls")
    for table, columns in ADDED.items():
        for column in columns:
            op.drop_column(table, column)


ADDED = {"calls": ("reference", "answer"), "orders": ("language", "callback", "fallback"), "people": ("phone", "defaults")}
