"""The first tables."""

import sqlalchemy as sa
from alembic import op

from storage.columns import Id, Json, Money, Utc, Words

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "cards",
        sa.Column("id", Id, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject_id", Id, nullable=False),
        sa.Column("chat_id", Id, nullable=False),
        sa.Column("thread_id", Id, nullable=False),
        sa.Column("locale", sa.String(), nullable=False),
        sa.Column("message_id", Id),
        sa.Column("shown", sa.String()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("shown_version", sa.Integer(), nullable=False),
        sa.Column("queue_key", Id, nullable=False),
        sa.Column("retry_at", Utc(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_cards"),
        sa.UniqueConstraint("kind", "subject_id", "chat_id", "thread_id", name="uq_cards_kind"),
        sqlite_autoincrement=True,
    )
    partial_index("ix_cards_stale", "cards", ["queue_key"], "version > shown_version")

    op.create_table(
        "fsm",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("state", sa.Text()),
        sa.Column("data", sa.Text()),
        sa.PrimaryKeyConstraint("key", name="pk_fsm"),
    )

    op.create_table(
        "notices",
        sa.Column("id", Id, nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("chat_id", Id, nullable=False),
        sa.Column("thread_id", Id),
        sa.Column("locale", sa.String(), nullable=False),
        sa.Column("payload", Json, nullable=False),
        sa.Column("reply_to", Id),
        sa.Column("created_at", Utc(), nullable=False),
        sa.Column("retry_at", Utc(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("delivered_at", Utc()),
        sa.Column("given_up_at", Utc()),
        sa.PrimaryKeyConstraint("id", name="pk_notices"),
        sa.UniqueConstraint("event", "chat_id", name="uq_notices_event"),
    )
    partial_index(
        "ix_notices_undelivered", "notices", ["chat_id", "id"], "delivered_at IS NULL AND given_up_at IS NULL"
    )

    op.create_table(
        "people",
        sa.Column("id", Id, autoincrement=False, nullable=False),
        sa.Column("name", Words(), nullable=False),
        sa.Column("username", sa.String()),
        sa.Column("role", sa.String()),
        sa.Column("locale", sa.String()),
        sa.Column("telegram_locale", sa.String()),
        sa.Column("every_result", sa.Boolean(), nullable=False),
        sa.Column("blocked_at", Utc()),
        sa.CheckConstraint("role IN ('operator', 'manager', 'admin')", name=op.f("ck_people_role")),
        sa.PrimaryKeyConstraint("id", name="pk_people"),
    )

    op.create_table(
        "access_requests",
        sa.Column("id", Id, nullable=False),
        sa.Column("person_id", Id, nullable=False),
        sa.Column("created_at", Utc(), nullable=False),
        sa.Column("decided_by", Id),
        sa.Column("decided_at", Utc()),
        sa.Column("role", sa.String()),
        sa.CheckConstraint("role IN ('operator', 'manager', 'admin')", name=op.f("ck_access_requests_role")),
        sa.ForeignKeyConstraint(["decided_by"], ["people.id"], name="fk_access_requests_decided_by"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_access_requests_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_access_requests"),
    )
    partial_index(
        "uq_access_requests_open", "access_requests", ["person_id"], "decided_at IS NULL", unique=True
    )

    op.create_table(
        "audit",
        sa.Column("id", Id, nullable=False),
        sa.Column("person_id", Id, nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("subject", Words(), nullable=False),
        sa.Column("at", Utc(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_audit_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
    )

    op.create_table(
        "orders",
        sa.Column("id", Id, nullable=False),
        sa.Column("author_id", Id, nullable=False),
        sa.Column("chat_id", Id, nullable=False),
        sa.Column("thread_id", Id),
        sa.Column("provider", sa.String(), nullable=False),
        sa.Column("phones", Json, nullable=False),
        sa.Column("text", Words()),
        sa.Column("record_id", sa.String()),
        sa.Column("voice", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("caller_id", sa.String()),
        sa.Column("need_recording", sa.Boolean(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("created_at", Utc(), nullable=False),
        sa.CheckConstraint("state IN ('draft', 'placed', 'withdrawn')", name=op.f("ck_orders_state")),
        sa.CheckConstraint("voice IN ('female', 'male')", name=op.f("ck_orders_voice")),
        sa.ForeignKeyConstraint(["author_id"], ["people.id"], name="fk_orders_author_id"),
        sa.PrimaryKeyConstraint("id", name="pk_orders"),
        sa.UniqueConstraint("source", name="uq_orders_source"),
    )
    op.create_index("ix_orders_author_id", "orders", ["author_id", "id"])

    op.create_table(
        "calls",
        sa.Column("id", Id, nullable=False),
        sa.Column("order_id", Id, nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("provider", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("provider_call_id", Words()),
        sa.Column("need_recording", sa.Boolean(), nullable=False),
        sa.Column("vendor_status", Words()),
        sa.Column("unrecognised", Words()),
        sa.Column("digit", sa.BigInteger()),
        sa.Column("cost", Money()),
        sa.Column("recording_url", Words()),
        sa.Column("hangup_cause", Words()),
        sa.Column("reason_key", sa.String()),
        sa.Column("reason_words", Words()),
        sa.Column("start_at", Utc()),
        sa.Column("submitted_at", Utc()),
        sa.Column("answered_at", Utc()),
        sa.Column("ended_at", Utc()),
        sa.Column("changed_at", Utc(), nullable=False),
        sa.Column("fingerprint", Words()),
        sa.Column("next_poll_at", Utc()),
        sa.Column("lease_token", sa.String()),
        sa.Column("leased_until", Utc()),
        sa.CheckConstraint(
            "state IN ('waiting', 'submitting', 'placed', 'ringing', 'talking', 'completed', 'no_answer', 'busy', 'voicemail', 'failed', 'canceled', 'rejected', 'unknown', 'expired')",
            name=op.f("ck_calls_state"),
        ),
        sa.CheckConstraint("attempt > 0", name=op.f("ck_calls_attempt")),
        sa.CheckConstraint("length(phone) = 11", name=op.f("ck_calls_phone")),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name="fk_calls_order_id"),
        sa.PrimaryKeyConstraint("id", name="pk_calls"),
        sa.UniqueConstraint("order_id", "phone", "attempt", name="uq_calls_order_id"),
    )
    partial_index("ix_calls_polled", "calls", ["provider", "next_poll_at"], "next_poll_at IS NOT NULL")
    partial_index("ix_calls_submitting", "calls", ["submitted_at"], "state = 'submitting'")
    partial_index("ix_calls_waiting", "calls", ["start_at"], "state = 'waiting'")

    op.create_table(
        "call_reports",
        sa.Column("call_id", Id, autoincrement=False, nullable=False),
        sa.Column("raw", Json, nullable=False),
        sa.Column("received_at", Utc(), nullable=False),
        sa.ForeignKeyConstraint(["call_id"], ["calls.id"], name="fk_call_reports_call_id"),
        sa.PrimaryKeyConstraint("call_id", name="pk_call_reports"),
    )


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)


def partial_index(name: str, table: str, columns: list[str], where: str, *, unique: bool = False) -> None:
    condition = sa.text(where)
    op.create_index(name, table, columns, unique=unique, sqlite_where=condition, postgresql_where=condition)


TABLES = ("call_reports", "calls", "orders", "audit", "access_requests", "people", "notices", "fsm", "cards")
