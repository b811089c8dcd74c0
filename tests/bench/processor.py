"""Seconds of the processor, of this process and of PostgreSQL's: what else the machine does adds nothing to them."""

from __future__ import annotations

import time
from pathlib import Path

from sqlalchemy import Connection, text


def backend_of(connection: Connection) -> int | None:
    """The process that serves this connection; None on SQLite, which is served by our own."""
    if connection.dialect.name == "sqlite":
        return None
    return int(connection.execute(text("SELECT pg_backend_pid()")).scalar_one())


def spent(backend: int | None) -> float:
    """By now."""
    theirs = Path(f"/proc/{backend}/schedstat").read_text().split()[0] if backend else "0"
    return time.process_time() + int(theirs) / 1e9
