"""Audio records, menus, and orders that have a menu, a time and several attempts."""

import sqlalchemy as sa
from alembic import op

from storage.columns import Id, Json, Money, Utc, Words

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("orders", sa.Column("menu", Json))
    op.add_column("orders", sa.Column("planned_at", Utc()))
    for column, default in COUNTS.items():
        op.add_column("orders", sa.Column(column, sa.Integer(), nullable=False, server_default=default))

    op.create_table(
        "audio_records",
        sa.Column("id", Id, nullable=False),
        sa.Column("author_id", Id, nullable=False),
        sa.Column("chat_id", Id, nullable=False),
        sa.Column("thread_id", Id),
        sa.Column("locale", sa.String(), nullable=False),
        sa.Column("provider", sa.String(), nullable=False),
        sa.Column("provider_record_id", Words()),
        sa.Column("name", Words(), nullable=False),
        sa.Column("folded", Words(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("text", Words()),
        sa.Column("voice", sa.String(), nullable=False),
        sa.Column("source_file", sa.String()),
        sa.Column("voice_file", sa.String()),
        sa.Column("seconds", sa.Integer()),
        sa.Column("cost", Money()),
        sa.Column("words", Words(), nullable=False),
        sa.Column("reason_key", sa.String()),
        sa.Column("created_at", Utc(), nullable=False),
        sa.Column("sent_at", Utc()),
        sa.Column("check_at", Utc()),
        sa.Column("changed_at", Utc(), nullable=False),
        sa.CheckConstraint(
            "stage IN ('sending', 'failed', 'lost', 'waiting', 'approved', 'refused', 'ready', 'removed')",
            name=op.f("ck_audio_records_stage"),
        ),
        sa.CheckConstraint("voice IN ('female', 'male')", name=op.f("ck_audio_records_voice")),
        sa.ForeignKeyConstraint(["author_id"], ["people.id"], name="fk_audio_records_author_id"),
        sa.PrimaryKeyConstraint("id", name="pk_audio_records"),
        sa.UniqueConstraint("source", name="uq_audio_records_source"),
    )
    partial_index("ix_audio_records_checked", "audio_records", ["check_at"], "check_at IS NOT NULL")
    partial_index("ix_audio_records_sending", "audio_records", ["sent_at"], "stage = 'sending'")
    op.create_index("ix_audio_records_provider", "audio_records", ["provider", "id"])
    op.create_index("ix_audio_records_provider_record_id", "audio_records", ["provider", "provider_record_id"])

    op.create_table(
        "menus",
        sa.Column("id", Id, nullable=False),
        sa.Column("author_id", Id, nullable=False),
        sa.Column("provider", sa.String(), nullable=False),
        sa.Column("name", Words(), nullable=False),
        sa.Column("folded", Words(), nullable=False),
        sa.Column("content", Json, nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("created_at", Utc(), nullable=False),
        sa.Column("changed_at", Utc(), nullable=False),
        sa.Column("removed_at", Utc()),
        sa.ForeignKeyConstraint(["author_id"], ["people.id"], name="fk_menus_author_id"),
        sa.PrimaryKeyConstraint("id", name="pk_menus"),
        sa.UniqueConstraint("source", name="uq_menus_source"),
    )
    partial_index("ix_menus_kept", "menus", ["folded", "id"], "removed_at IS NULL")


def downgrade() -> None:
    op.drop_table("menus")
    op.drop_table("audio_records")
    for column in ("menu", "planned_at", *COUNTS):
        op.drop_column("orders", column)


def partial_index(name: str, table: str, columns: list[str], where: str) -> None:
    condition = sa.text(where)
    op.create_index(name, table, columns, sqlite_where=condition, postgresql_where=condition)


COUNTS = {"attempts": "1", "attempt_interval": "5", "repeats": "1"}
"""Column → what it is in orders of before."""
