"""Requests that people make by hand, and the values they used last."""

import sqlalchemy as sa
from alembic import op

from storage.columns import Id, Json, Utc, Words

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "emulations",
        sa.Column("id", Id, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("person_id", Id, nullable=False),
        sa.Column("service", sa.String(), nullable=False),
        sa.Column("operation", sa.String(), nullable=False),
        sa.Column("request", Words(), nullable=False),
        sa.Column("sent_at", Utc(), nullable=False),
        sa.Column("status", sa.Integer()),
        sa.Column("answer", Words()),
        sa.Column("problem", sa.String()),
        sa.Column("words", Words()),
        sa.Column("answered_at", Utc()),
        sa.PrimaryKeyConstraint("id", name="pk_emulations"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_emulations_person_id"),
        sa.UniqueConstraint("key", name="uq_emulations_key"),
    )
    op.create_index("ix_emulations_service", "emulations", ["service", "id"])
    op.create_table(
        "entered_values",
        sa.Column("person_id", Id, nullable=False),
        sa.Column("service", sa.String(), nullable=False),
        sa.Column("operation", sa.String(), nullable=False),
        sa.Column("entered", Json, nullable=False),
        sa.Column("changed_at", Utc(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", "service", "operation", name="pk_entered_values"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_entered_values_person_id"),
    )


def downgrade() -> None:
    op.drop_table("entered_values")
    op.drop_index("ix_emulations_service", "emulations")
    op.drop_table("emulations")
