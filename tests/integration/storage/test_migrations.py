from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from functools import partial

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, inspect, text

from bot.domain.calls import Handle, Report
from bot.domain.orders import Terms
from bot.ports import UnitOfWork
from storage.engine import SqlDatabase
from storage.migrate import MIGRATIONS, current, head, migrate
from storage.tables import metadata
from tests.integration.storage.make import FULL_MENU, NOW, OPERATOR, PHONE, add_call, add_order


async def opened(url: str) -> SqlDatabase:
    db = SqlDatabase.from_url(url)
    await db.start()
    return db


NEWER = text("UPDATE alembic_version SET version_num = '9999'")


def differences(connection: Connection) -> object:
    return compare_metadata(MigrationContext.configure(connection), metadata)


def test_the_newest_file_is_alembics_head() -> None:
    assert ScriptDirectory(str(MIGRATIONS)).get_heads() == [head()]


async def test_an_empty_database_gets_exactly_the_tables(empty_url: str) -> None:
    db = await opened(empty_url)
    assert await db.run(current) is None
    assert await migrate(db)
    assert await db.run(current) == head()
    assert await db.run(differences) == []
    assert not await migrate(db)
    await db.close()


async def test_the_last_step_is_taken_back_and_taken_again(empty_url: str) -> None:
    db = await opened(empty_url)
    await migrate(db)
    await db.run(_take_back)
    assert not await db.run(lambda connection: inspect(connection).has_table("menus"))
    assert not await db.run(lambda connection: inspect(connection).has_table("service_records"))
    assert await db.run(lambda connection: "planned_at" not in _columns(connection, "orders"))
    await migrate(db)
    assert await db.run(differences) == []
    await db.close()


def _take_back(connection: Connection) -> None:
    _take_back_to("0004", connection)


def _take_back_to(revision: str, connection: Connection) -> None:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(MIGRATIONS))
    command.downgrade(config, revision)


def _columns(connection: Connection, table: str) -> set[str]:
    return {column["name"] for column in inspect(connection).get_columns(table)}


async def test_orders_of_before_are_asked_once_and_heard_once(empty_url: str) -> None:
    db = await opened(empty_url)
    await migrate(db)
    await db.run(_take_back)
    await db.run(_order_of_before)
    await migrate(db)
    (order,) = (await db.transact(lambda uow: uow.orders.many([1]))).values()
    assert order.terms == Terms()
    await db.close()


def _order_of_before(connection: Connection) -> None:
    connection.execute(text("INSERT INTO people (id, name, every_result) VALUES (100, 'Ольга', :no)"), {"no": False})
    connection.execute(
        text(
            "INSERT INTO orders (id, author_id, chat_id, provider, phones, voice, state, need_recording, source, "
            "created_at) VALUES (1, 100, 100, 'calldog', '[]', 'female', 'placed', :no, 'chat/1', CURRENT_TIMESTAMP)"
        ),
        {"no": False},
    )


async def test_handles_of_before_are_split_and_joined_again(empty_url: str) -> None:
    db = await opened(empty_url)
    await migrate(db)
    written = {1: "17@1497096000", 2: f"1234:{PHONE}@3", 3: f"1234:{PHONE}", 4: None}
    await db.transact(_calls_of_before)
    await db.run(partial(_take_back_to, "0011"))
    await db.run(partial(_write_handles, written))
    await migrate(db)
    calls = await db.transact(lambda uow: uow.calls.many(written))
    assert {id_: call.handle for id_, call in calls.items()} == {
        1: Handle("17", "1497096000"),
        2: Handle(f"1234:{PHONE}", "3"),
        3: Handle(f"1234:{PHONE}"),
        4: None,
    }
    await db.run(partial(_take_back_to, "0011"))
    assert await db.run(_read_handles) == written
    await db.close()


async def test_what_providers_sent_and_said_before_is_kept(empty_url: str) -> None:
    db = await opened(empty_url)
    await migrate(db)
    await db.run(partial(_take_back_to, "0012"))
    await db.run(_said_before)
    await migrate(db)

    def read(uow: UnitOfWork) -> None:
        (webhook,) = uow.webhooks.claim(NOW, NOW, 10)
        assert (webhook.provider, webhook.token, webhook.body) == ("calldog", "t", b"{}")
        assert uow.emulations.answers("mobilgroup", 10) == ["[]"]
        assert uow.emulations.remembered(100, "mobilgroup") == {"SendSms": {"text": "a"}}
        assert set(uow.troubles.on()) == {"balance:obzvonov"}
        assert set(uow.provider_records.known("calldog", ["5"])) == {"5"}

    await db.transact(read)
    await db.close()


def _said_before(connection: Connection) -> None:
    rows = (
        "people (id, name, every_result) VALUES (100, 'Ольга', :no)",
        "webhooks (service, token, digest, body, received_at) VALUES ('calldog', 't', 'd', :body, CURRENT_TIMESTAMP)",
        "emulations (key, person_id, service, operation, request, sent_at, answer) "
        "VALUES ('k', 100, 'mobilgroup', 'SendSms', 'POST', CURRENT_TIMESTAMP, '[]')",
        "entered_values VALUES (100, 'mobilgroup', 'SendSms', '{\"text\": \"a\"}', CURRENT_TIMESTAMP)",
        "balance_falls VALUES ('obzvonov', 1, :yes)",
        "service_records VALUES ('calldog', '5', 'Их', 'ready', CURRENT_TIMESTAMP)",
    )
    values = {"no": False, "yes": True, "body": b"{}"}
    for row in rows:
        named = {name: value for name, value in values.items() if f":{name}" in row}
        connection.execute(text(f"INSERT INTO {row}"), named)


def _calls_of_before(uow: UnitOfWork) -> None:
    uow.people.save(OPERATOR)
    for number in range(4):
        add_call(uow, f"chat/{number}")


def _write_handles(written: Mapping[int, str | None], connection: Connection) -> None:
    for id_, handle in written.items():
        connection.execute(text("UPDATE calls SET provider_call_id = :it WHERE id = :id"), {"it": handle, "id": id_})


def _read_handles(connection: Connection) -> dict[int, str | None]:
    rows = connection.execute(text("SELECT id, provider_call_id FROM calls"))
    return {row.id: row.provider_call_id for row in rows}


async def test_answers_of_before_are_kept_with_their_menus_words(empty_url: str) -> None:
    db = await opened(empty_url)
    await migrate(db)

    def answered(uow: UnitOfWork) -> list[int]:
        uow.people.save(OPERATOR)
        order = add_order(uow, "list/1", phones=("79990000001", "79990000002", "79990000003"), menu=FULL_MENU)
        calls = [uow.calls.add(order, phone, 1, NOW) for phone in order.phones]
        found = [call for call in calls if call is not None]
        digits = zip(found, (1, -1, 9), strict=True)
        uow.calls.record([(replace(call, digit=digit), Report(), "1") for call, digit in digits], NOW)
        return [call.id for call in found]

    ids = await db.transact(answered)

    async def tags() -> list[str | None]:
        calls = await db.transact(lambda uow: uow.calls.many(ids))
        return [calls[id_].tag for id_ in ids]

    known = await tags()
    assert known == ["согласен", "молчит", None]
    await db.run(partial(_take_back_to, "0028"))
    for tag, digit in ((None, 1), (None, 9), ("моё", -1)):
        await db.run(partial(_tag, tag, digit))
    await migrate(db)
    assert await tags() == ["согласен", "моё", None]
    await db.close()


def _tag(tag: str | None, digit: int, connection: Connection) -> None:
    connection.execute(text("UPDATE calls SET tag = :tag WHERE digit = :digit"), {"tag": tag, "digit": digit})


async def test_replicas_that_start_at_once_migrate_once(empty_url: str) -> None:
    replicas = await asyncio.gather(*(opened(empty_url) for _ in range(3)))
    await asyncio.gather(*(migrate(db) for db in replicas))
    assert await replicas[0].run(differences) == []
    for db in replicas:
        await db.close()


async def test_checks_and_partial_indexes_are_those_of_the_tables(empty_url: str) -> None:
    """Alembic does not compare them."""
    db = await opened(empty_url)
    await migrate(db)
    migrated = await db.run(_described)
    await db.run(metadata.drop_all)
    await db.run(metadata.create_all)
    assert migrated == await db.run(_described)
    await db.close()


def _described(connection: Connection) -> dict[str, list[str]]:
    inspector = inspect(connection)
    return {
        table.name: sorted(
            [f"{check['name']} {check['sqltext']}" for check in inspector.get_check_constraints(table.name)]
            + [
                f"{index['name']} {(index.get('dialect_options') or {}).get(f'{connection.dialect.name}_where')}"
                for index in inspector.get_indexes(table.name)
            ]
        )
        for table in metadata.sorted_tables
    }


async def test_tables_newer_than_the_code_are_refused(empty_url: str) -> None:
    db = await opened(empty_url)
    await migrate(db)
    await db.run(lambda connection: connection.execute(NEWER))
    with pytest.raises(CommandError, match="9999"):
        await migrate(db)
    await db.close()


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_alembic_is_not_imported_when_nothing_is_to_be_done(url: str) -> None:
    code = (
        "import asyncio, sys\n"
        "from storage.engine import SqlDatabase\n"
        "from storage.migrate import migrate\n"
        "async def main():\n"
        f"    db = SqlDatabase.from_url({url!r})\n"
        "    await db.start()\n"
        "    print(await migrate(db), 'alembic' in sys.modules, 'aiogram' in sys.modules)\n"
        "    await db.close()\n"
        "asyncio.run(main())\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False", "False"]


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_foreign_keys_hold_again_after_migrating(url: str) -> None:
    db = await opened(url)
    await db.run(lambda connection: connection.execute(text("DELETE FROM alembic_version")))
    with pytest.raises(Exception, match="already exists"):
        await migrate(db)
    assert await db.run(lambda connection: connection.execute(text("PRAGMA foreign_keys")).scalar()) == 1
    assert await db.run(current) is None
    await db.close()
