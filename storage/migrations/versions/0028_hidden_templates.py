"""Templates that were deleted here, while their provider keeps them."""

import sqlalchemy as sa
from alembic import op

from storage.columns import Words

revision = "0028"
down_revision = "0027"


def upgrade() -> None:
    op.create_table(
        "hidden_templates",
        sa.Column("provider", sa.String(), nullable=False),
        sa.Column("account", Words(), nullable=False),
        sa.Column("template_id", Words(), nullable=False),
        sa.PrimaryKeyConstraint("provider", "account", "template_id", name="pk_hidden_templates"),
    )


def downgrade() -> None:
    op.drop_table("hidden_templates")
