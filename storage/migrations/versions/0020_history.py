"""What the history is searched by, each call's steps, and its recording at Telegram."""

import re
import unicodedata

import sqlalchemy as sa
from alembic import op

from storage.columns import Id, Utc, Words

revision = "0020"
down_revision = "0019"

ENDED = sa.text(
    "state IN ('busy', 'canceled', 'completed', 'expired', 'failed', 'no_answer', 'rejected', 'unknown', 'voicemail')"
)
PRESSED = sa.text("digit IS NOT NULL")
TAGGED = sa.text("tag IS NOT NULL")
OF_ORDER = sa.text("order_id IS NOT NULL")
INDEXES: tuple[tuple[str, list[str], sa.TextClause | None], ...] = (
    ("ix_calls_at", ["at", "id"], None),
    ("ix_calls_author", ["author_id", "at", "id"], None),
    ("ix_calls_by_provider", ["provider", "at", "id"], None),
    ("ix_calls_tail", ["tail", "at", "id"], None),
    ("ix_calls_ended", ["state", "at", "id"], ENDED),
    ("ix_calls_pressed", ["digit", "at", "id"], PRESSED),
    ("ix_calls_tagged", ["tag", "at", "id"], TAGGED),
)
COLUMNS = (
    ("author_id", Id),
    ("at", Utc()),
    ("tail", sa.String()),
    ("tag", Words()),
    ("steps", sa.Text()),
    ("recording_file", sa.String()),
)
AT_ONCE = 5000
WORD = re.compile(r"\w+")
ENDING = re.compile(
    r"(?<=\w{3})(?:иями|ями|ами|ого|его|ому|ему|ыми|ими|иях|ях|ах|ов|ев|ам|ям|ом|ем|ой|ей|ый|ий|ую|юю|ая|яя|ое|ее|ые|ие|"
    r"[аеиоуыэюяйь]|(?<=\w{3})s)$"
)


def upgrade() -> None:
    for name, kind in COLUMNS:
        op.add_column("calls", sa.Column(name, kind))
    op.execute(
        "UPDATE calls SET author_id = (SELECT author_id FROM orders WHERE orders.id = calls.order_id),"
        " at = coalesce(submitted_at, start_at, changed_at), tail = substr(phone, 8)"
    )
    for name, columns, where in INDEXES:
        op.create_index(name, "calls", columns, sqlite_where=where, postgresql_where=where)
    op.add_column("audit", sa.Column("order_id", Id))
    op.execute(
        "UPDATE audit SET order_id = CAST(subject AS INTEGER)"
        " WHERE action IN ('order.place', 'order.place_missed', 'order.withdraw', 'order.change_planned')"
    )
    op.create_index("ix_audit_order_id", "audit", ["order_id"], sqlite_where=OF_ORDER, postgresql_where=OF_ORDER)
    op.create_table(
        "order_words",
        sa.Column("word", sa.String(), nullable=False),
        sa.Column("order_id", Id, sa.ForeignKey("orders.id", name="fk_order_words_order_id"), nullable=False),
        sa.PrimaryKeyConstraint("word", "order_id", name="pk_order_words"),
        sqlite_with_rowid=False,
    )
    _note_words()


def _note_words() -> None:
    """Of what was placed before."""
    connection = op.get_bind()
    read = sa.text(
        "SELECT id, text, purpose FROM orders WHERE state = 'placed' AND id > :after ORDER BY id LIMIT :limit"
    )
    note = sa.text("INSERT INTO order_words (word, order_id) VALUES (:word, :order_id)")
    after = 0
    while rows := connection.execute(read, {"after": after, "limit": AT_ONCE}).all():
        after = rows[-1].id
        words = [
            {"word": word, "order_id": row.id}
            for row in rows
            for word in stems_of(f"{row.text or ''} {row.purpose or ''}")
        ]
        if words:
            connection.execute(note, words)


def stems_of(text: str) -> list[str]:
    """As bot.domain.history had it then."""
    plain = unicodedata.normalize("NFC", text.casefold()).replace("ё", "е")
    stems = (ENDING.sub("", word)[:16] for word in WORD.findall(plain) if len(word) > 1)
    return list(dict.fromkeys(stems))[:60]


def downgrade() -> None:
    op.drop_table("order_words")
    op.drop_index("ix_audit_order_id", "audit")
    op.drop_column("audit", "order_id")
    for name, _, _ in INDEXES:
        op.drop_index(name, "calls")
    for name, _ in COLUMNS:
        op.drop_column("calls", name)
