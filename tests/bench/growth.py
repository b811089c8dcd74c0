"""What something costs with a million calls behind it, against ten thousand.

On SQLite, and on PostgreSQL where the tests' own server runs.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from storage.engine import SqlDatabase
from storage.migrate import migrate
from tests.bench.figures import Ratio
from tests.integration.storage.postgres import postgres_server

FEW, MANY = 10_000, 1_000_000
TARGET = 1.5

Look = Callable[[SqlDatabase], Awaitable[float]]
"""Seconds of the processor."""

_SERIES = {
    "sqlite": "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {count})",
    "postgresql": "WITH numbers(n) AS (SELECT generate_series(CAST(1 AS bigint), {count}))",
}
_AT = {
    "sqlite": "strftime('%Y-%m-%d %H:%M:%S.000000', '{newest}', '-' || (({count} - n) * {apart}) || ' seconds')",
    "postgresql": "timestamptz '{newest}+00' - ({count} - n) * interval '{apart} seconds'",
}
_LATER = {"sqlite": "datetime({at}, '+30 seconds')", "postgresql": "({at} + interval '30 seconds')"}
_PEOPLE = """
INSERT INTO people (id, name, role)
{series} SELECT 1000 + n, 'Оператор', 'operator' FROM numbers
"""
_ORDERS = """
INSERT INTO orders (id, author_id, chat_id, provider, phones, text, voice, state, need_recording, source, created_at)
{series} SELECT n, 1001 + n % 40, 1001, 'calldog', '["79991234567"]', 'Ваш заказ готов', 'female', 'placed', {no},
'message:1001:' || n, {at} FROM numbers
"""


@dataclass(frozen=True, slots=True)
class Past:
    """Orders of forty people, one each `apart` seconds; `rows`: statements that write their calls and what else.

    In a statement stand `{series}` for numbers of orders, `{at}` and `{later}` for moments, `{no}` and `{money}`.
    """

    newest: datetime
    apart: int
    rows: Sequence[str]

    async def filled(self, url: str, count: int) -> SqlDatabase:
        database = SqlDatabase.from_url(url)
        await database.start()
        await migrate(database)
        await database.run(lambda connection: self._fill(connection, count))
        return database

    def _fill(self, connection: Connection, count: int) -> None:
        dialect = connection.dialect.name
        is_sqlite = dialect == "sqlite"
        at = _AT[dialect].format(newest=f"{self.newest:%Y-%m-%d %H:%M:%S}", apart=self.apart, count=count)
        words = {
            "at": at,
            "later": _LATER[dialect].format(at=at),
            "no": "0" if is_sqlite else "false",
            "money": "'1.2'" if is_sqlite else "1.2",
        }
        for statement, rows in ((_PEOPLE, 50), *((rows, count) for rows in (_ORDERS, *self.rows))):
            connection.exec_driver_sql(statement.format(series=_SERIES[dialect].format(count=rows), **words))
        if not is_sqlite:
            connection.exec_driver_sql("ANALYZE")  # its autovacuum does, and nobody does on SQLite


def measure(folder: Path, past: Past, looks: Mapping[str, Look], rounds: int) -> tuple[list[Ratio], list[str]]:
    async def on(name: str, *urls: str) -> list[Ratio]:
        few, many = [await past.filled(url, count) for url, count in zip(urls, (FEW, MANY), strict=True)]
        ratios: list[Ratio] = []
        for what, look in looks.items():
            seconds = [[await look(database) for database in (many, few)] for _ in range(rounds + 2)][2:]
            ours, other = map(min, zip(*seconds, strict=True))
            shown = f"{name}: {what}, {MANY:,} calls to {FEW:,}"
            ratios.append(Ratio(shown, ours / other, f"{ours * 1000:.2f} ms", f"{other * 1000:.2f} ms", TARGET))
        for database in (few, many):
            await database.close()
        return ratios

    ratios = asyncio.run(on("SQLite", *(f"sqlite+aiosqlite:///{folder}/{n}.sqlite3" for n in ("few", "many"))))
    with postgres_server() as few, postgres_server() as many:
        ratios += asyncio.run(on("PostgreSQL", few, many))
    return ratios, [f"{rounds} rounds in turns, seconds of the processor, PostgreSQL's among them; the least"]
