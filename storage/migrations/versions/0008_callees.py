"""Numbers to choose from, extensions that cannot be dialled, and cards found by their message."""

import sqlalchemy as sa
from alembic import op

from storage.columns import Json

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.add_column("orders", sa.Column("choice", Json))
    op.add_column("orders", sa.Column("extensions", Json))
    op.create_index("ix_cards_message", "cards", ["chat_id", "message_id"])


def downgrade() -> None:
    op.drop_index("ix_cards_message", "cards")
    op.drop_column("orders", "extensions")
    op.drop_column("orders", "choice")
