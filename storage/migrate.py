"""Bringing the tables up to date, safely when several replicas start at once."""

from pathlib import Path

from sqlalchemy import Connection, Select, column, func, inspect, select, table

from storage.engine import SqlDatabase
from storage.sqlite import SqliteBackend, begun, driver_of

MIGRATIONS = Path(__file__).parent / "migrations"
_LOCK = 0x5A564F4E4152
"""PostgreSQL's advisory locks are numbers; this one spells ZVONAR."""
_VERSION: Select[str] = select(column("version_num")).select_from(table("alembic_version"))


def head() -> str:
    """The newest revision. Its file's name begins with it: Alembic (0.1 s, 10 MB) need not be imported."""
    return max(path.stem for path in (MIGRATIONS / "versions").glob("[0-9]*.py")).partition("_")[0]


def current(connection: Connection) -> str | None:
    """The database's revision; None while it has no tables."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(_VERSION).scalar()


async def migrate(db: SqlDatabase) -> bool:
    """Whether anything was to be done. Raises Alembic's CommandError when the tables are newer than this."""
    if await db.run(current) == head():
        return False
    if isinstance(db.backend, SqliteBackend):
        await db.backend.run_alone(_upgrade_sqlite)
    else:
        await db.run(_upgrade_postgres)
    return True


def _upgrade_postgres(connection: Connection) -> None:
    connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
    upgrade(connection)


def _upgrade_sqlite(connection: Connection) -> None:
    """SQLite changes a table by making it anew. Dropping the old one must not break what refers to it.

    The pragma does nothing inside a transaction; BEGIN IMMEDIATE keeps another process waiting.
    """
    driver = driver_of(connection)
    driver.execute("PRAGMA foreign_keys = OFF")
    try:
        with begun(connection):
            upgrade(connection)
            broken = driver.execute("PRAGMA foreign_key_check").fetchall()
            if broken:
                raise RuntimeError(f"a migration broke references: {broken[:5]}")
    finally:
        driver.execute("PRAGMA foreign_keys = ON")


def upgrade(connection: Connection, revision: str = "head") -> None:
    """In the connection's own transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    command.upgrade(config, revision)
