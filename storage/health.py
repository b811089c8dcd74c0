"""Whether the database keeps what is written, asked by writing."""

import errno
import shutil
import sqlite3
from pathlib import Path
from uuid import uuid4

from sqlalchemy import Connection, delete, insert
from sqlalchemy.exc import DBAPIError

from bot.ports.watching import Unwritable
from storage.sqlite import SqliteBackend
from storage.tables import fsm

WITHIN = 15.0
"""Seconds: longer than SQLite waits for what another process is doing."""
PROBE = "x" * 16384
"""Takes pages of its own: a row changed in place would be kept by a database that has no room for a new one."""

_SQLITE = {
    sqlite3.SQLITE_FULL: Unwritable.FULL,
    sqlite3.SQLITE_READONLY: Unwritable.READ_ONLY,
}
_SQLSTATE = {
    "53100": Unwritable.FULL,  # disk_full
    "25006": Unwritable.READ_ONLY,  # read_only_sql_transaction
}
_ERRNO = {
    errno.ENOSPC: Unwritable.FULL,
    errno.EDQUOT: Unwritable.FULL,
    errno.EROFS: Unwritable.READ_ONLY,
}


def write_in_vain(connection: Connection) -> None:
    """What is written is gone again, and yet the COMMIT is one of something."""
    row = {"key": f"probe:{uuid4()}", "data": PROBE}
    connection.execute(insert(fsm), row)
    connection.execute(delete(fsm).where(fsm.c.key == row["key"]))


def free_bytes(backend: object) -> int | None:
    file = backend.file if isinstance(backend, SqliteBackend) else None
    try:
        return shutil.disk_usage(Path(file).parent).free if file else None
    except OSError:
        return None


def why(error: BaseException) -> Unwritable:
    """Of an error that a transaction ended with; the deepest cause that is known counts."""
    if isinstance(error, DBAPIError) and error.orig is not None:
        return why(error.orig)
    if isinstance(error, sqlite3.Error):
        code = getattr(error, "sqlite_errorcode", None)
        return _SQLITE.get(code & 0xFF, Unwritable.OTHER) if code is not None else Unwritable.OTHER
    if isinstance(error, OSError):
        return _ERRNO.get(error.errno or 0, Unwritable.OTHER)
    return _SQLSTATE.get(getattr(error, "sqlstate", None) or "", Unwritable.OTHER)
