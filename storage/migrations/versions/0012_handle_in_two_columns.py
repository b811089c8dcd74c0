"""What a provider knows a call by has two columns: the call's id, and the note that stood behind an «@» in it."""

import sqlalchemy as sa
from alembic import op

from storage.columns import Words

revision = "0012"
down_revision = "0011"

# `strpos` of PostgreSQL is `instr` of SQLite.
SPLIT = """
UPDATE calls
SET provider_call_id = substr(provider_call_id, 1, {find}(provider_call_id, '@') - 1),
    provider_call_detail = substr(provider_call_id, {find}(provider_call_id, '@') + 1)
WHERE {find}(provider_call_id, '@') > 1
"""
JOIN = """
UPDATE calls
SET provider_call_id = provider_call_id || '@' || provider_call_detail
WHERE provider_call_detail IS NOT NULL
"""


def upgrade() -> None:
    op.add_column("calls", sa.Column("provider_call_detail", Words()))
    op.execute(SPLIT.format(find="strpos" if op.get_bind().dialect.name == "postgresql" else "instr"))


def downgrade() -> None:
    op.execute(JOIN)
    op.drop_column("calls", "provider_call_detail")
