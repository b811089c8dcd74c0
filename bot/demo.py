"""`python -m bot demo`: the bot against the sandbox, in one process, with one address to open."""

import socket
import tempfile
from pathlib import Path

import httpx
import typer

from bot import garbage, log
from bot.app import App
from bot.domain.access import Person, Role
from bot.ports import UnitOfWork
from bot.sandbox.server import Sandbox
from bot.services.webhooks import tells_by_one_address
from bot.settings import Settings, given
from storage.engine import SqlDatabase
from storage.migrate import migrate

BOT = "1000000:demo-bot-of-the-sandbox-000000000000"
STAFF = (
    Person(1001, "Анна Смирнова", "anna", Role.ADMIN, telegram_locale="ru"),
    Person(1002, "Олег Петров", "oleg", Role.OPERATOR, telegram_locale="ru"),
    Person(1003, "Мария Кузнецова", "maria", Role.MANAGER, telegram_locale="ru"),
    Person(1005, "John Carter", "john", Role.OPERATOR, telegram_locale="en"),
    Person(1006, "Emma Clark", "emma", Role.ADMIN, telegram_locale="en"),
    Person(1007, "Grace Miller", "grace", Role.MANAGER, telegram_locale="en"),
)
"""The page in one language shows the team that speaks it."""


def demo_settings(sandbox: Sandbox, folder: Path, port: int) -> Settings:
    """The sandbox for everything; nobody is disturbed there, so calls go at any hour.

    `port` is where its providers report.
    """
    return given(
        bot_token=BOT,
        bot_admins=",".join(str(person.id) for person in STAFF if person.role is Role.ADMIN),
        telegram_api_url=f"{sandbox.root}/telegram",
        database_url=f"sqlite+aiosqlite:///{folder / 'demo.sqlite3'}",
        call_window="00:00-24:00",
        poll_interval=1,
        public_url=f"http://127.0.0.1:{port}",
        web_port=port,
        log_level="WARNING",
        **sandbox.access(),
    )


async def run_demo(host: str, port: int) -> None:
    sandbox = Sandbox()
    root = await _listen(sandbox, host, port)
    with tempfile.TemporaryDirectory(prefix="zvonar-demo-") as folder:
        settings = demo_settings(sandbox, Path(folder), _free_port())
        sandbox.time_zone = settings.timezone.key
        log.set_up(settings.log_level, settings.log_format, settings.secrets())
        await seed(settings.database_url.get_secret_value())
        app = App(settings)
        try:
            await app.start()
            await app.serve()
            garbage.collect_what_comes()
            await _greet(root, app)
            typer.echo(f"\n  Zvonar demo: open {root}\n  Звонарь, демонстрация: откройте {root}\n\n  Ctrl+C to stop.\n")
            await app.run()
        finally:
            await app.stop()
            await sandbox.stop()


async def _listen(sandbox: Sandbox, host: str, port: int) -> str:
    """A taken port is no reason to fail: the next free one does."""
    try:
        return await sandbox.start(host, port)
    except OSError:
        return await sandbox.start(host, 0)


async def seed(database_url: str) -> None:
    """The demo's staff, as if they had been let in before: the bot sets their command menus when it starts."""

    def work(uow: UnitOfWork) -> None:
        for person in STAFF:
            uow.people.save(person)
            uow.people.set_role(person.id, person.role)

    database = SqlDatabase.from_url(database_url)
    try:
        await database.start()
        await migrate(database)
        await database.transact(work)
    finally:
        await database.close()


async def _greet(root: str, app: App) -> None:
    """Admins and managers have written to the bot before: it may write to them. The cabinets know our address."""
    async with httpx.AsyncClient(base_url=root) as http:
        for person in STAFF:
            if person.role is not Role.OPERATOR:
                await http.post(f"/api/chats/{person.id}/messages", json={"from": person.id, "text": "/start"})
        for name, provider in app.providers.by_name.items():
            if tells_by_one_address(provider):
                address = app.core.addresses.of_provider(name)
                await http.post(f"/api/providers/{name}/settings", json={"webhook_url": address})


def _free_port() -> int:
    """The providers must be told the port before anything listens on it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
