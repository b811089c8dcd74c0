"""What providers answered to the requests that place a call or make a record."""

import sqlalchemy as sa
from alembic import op

from storage.columns import Id, Utc, Words

revision = "0025"
down_revision = "0022"


def upgrade() -> None:
    op.create_table(
        "answers",
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("subject_id", Id, nullable=False),
        sa.Column("answer", Words, nullable=False),
        sa.Column("left_out", sa.Integer, nullable=False),
        sa.Column("at", Utc, nullable=False),
        sa.PrimaryKeyConstraint("kind", "subject_id", name="pk_answers"),
    )


def downgrade() -> None:
    op.drop_table("answers")
