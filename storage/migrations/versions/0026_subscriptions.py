"""Subscriptions. Managers' switch «everybody's results» becomes one of them, which each of them begins with."""

import sqlalchemy as sa
from alembic import op

from storage.columns import Id, Json, Utc

revision = "0026"
down_revision = "0025"

_WANTED = '{"whose": "everybody"}'
_SCHEDULE = '{"rhythm": "at_once"}'


def upgrade() -> None:
    op.create_table(
        "subscriptions",
        sa.Column("id", Id, nullable=False),
        sa.Column("chat_id", Id, nullable=False),
        sa.Column("thread_id", Id, nullable=False),
        sa.Column("owner_id", Id, nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("wanted", Json, nullable=False),
        sa.Column("schedule", Json, nullable=False),
        sa.Column("created_at", Utc, nullable=False),
        sa.CheckConstraint("topic IN ('results', 'records', 'balance', 'providers')", name="topic"),
        sa.ForeignKeyConstraint(["owner_id"], ["people.id"], name="fk_subscriptions_owner_id_people"),
        sa.PrimaryKeyConstraint("id", name="pk_subscriptions"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_subscriptions_place", "subscriptions", ["chat_id", "thread_id"])
    op.create_table(
        "habits",
        sa.Column("chat_id", Id, autoincrement=False, nullable=False),
        sa.Column("thread_id", Id, autoincrement=False, nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("quiet", sa.String()),
        sa.Column("muted_until", Utc),
        sa.PrimaryKeyConstraint("chat_id", "thread_id", name="pk_habits"),
    )
    op.create_table(
        "gathered",
        sa.Column("id", Id, nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("chat_id", Id, nullable=False),
        sa.Column("thread_id", Id, nullable=False),
        sa.Column("subscription_id", Id, nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("locale", sa.String(), nullable=False),
        sa.Column("payload", Json, nullable=False),
        sa.Column("created_at", Utc, nullable=False),
        sa.Column("due_at", Utc, nullable=False),
        sa.Column("told_at", Utc),
        sa.PrimaryKeyConstraint("id", name="pk_gathered"),
        sa.UniqueConstraint("subject", "chat_id", "thread_id", name="uq_gathered_subject"),
    )
    untold = sa.text("told_at IS NULL")
    for name, columns in (("due", ["due_at"]), ("place", ["chat_id", "thread_id", "due_at"])):
        op.create_index(f"ix_gathered_{name}", "gathered", columns, sqlite_where=untold, postgresql_where=untold)
    op.create_index("ix_gathered_told", "gathered", ["told_at"])
    op.add_column("notices", sa.Column("subscription_id", Id))
    subscribed = sa.text("subscription_id IS NOT NULL")
    op.create_index(
        "ix_notices_subscribed",
        "notices",
        ["chat_id", "created_at"],
        sqlite_where=subscribed,
        postgresql_where=subscribed,
    )
    op.execute(
        "INSERT INTO subscriptions (chat_id, thread_id, owner_id, topic, wanted, schedule, created_at) "  # noqa: S608  # constants
        f"SELECT id, 0, id, 'results', '{_WANTED}', '{_SCHEDULE}', CURRENT_TIMESTAMP FROM people "
        "WHERE every_result AND role IN ('manager', 'admin')"
    )
    op.drop_column("people", "every_result")


def downgrade() -> None:
    op.add_column("people", sa.Column("every_result", sa.Boolean(), nullable=False, server_default=sa.true()))
    op.execute(
        "UPDATE people SET every_result = (EXISTS (SELECT 1 FROM subscriptions WHERE chat_id = people.id)) "
        "WHERE role IN ('manager', 'admin')"
    )
    op.drop_index("ix_notices_subscribed", "notices")
    op.drop_column("notices", "subscription_id")
    for table in ("gathered", "habits", "subscriptions"):
        op.drop_table(table)
