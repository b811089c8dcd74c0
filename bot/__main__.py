"""The command line: run, demo, check, migrate.

Everything heavy is imported inside the commands: `--help` answers at once.
"""

import asyncio
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from bot import garbage

if TYPE_CHECKING:
    from bot.settings import Settings

T = TypeVar("T")

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Zvonar, a Telegram bot that makes phone calls.",
)


@app.command()
def run() -> None:
    """Run the bot with the settings of the environment and `.env`."""
    settings = _settings()
    _log_as(settings)
    _start(_run(settings))


@app.command()
def demo(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port of the page; 0 takes a free one.")] = 8090,
) -> None:
    """Try everything without an account: Telegram and the providers are played by a page in the browser."""
    garbage.collect_nothing()
    _told(_check_proxies)
    from bot.demo import run_demo

    _start(run_demo(host, port))


@app.command()
def check() -> None:
    """Check the settings, the database, Telegram and each provider. Places no call."""
    garbage.collect_nothing()
    settings = _settings()
    from bot.check import check_all

    _log_as(settings, quiet=True)
    raise typer.Exit(0 if asyncio.run(check_all(settings)) else 1)


@app.command()
def migrate() -> None:
    """Bring the database's tables up to date. `run` does it by itself."""
    settings = _settings()
    _log_as(settings)
    asyncio.run(_migrate(settings))


async def _run(settings: "Settings") -> None:
    garbage.collect_nothing()
    from bot.app import App, Stopped
    from bot.telegram.inbox import TelegramRefused

    application = App(settings)
    application.obey_signals()
    refusal = ""
    try:
        await application.start()
        await application.serve()
        garbage.collect_what_comes()
        await application.run()
    except Stopped:
        pass
    except TelegramRefused as error:
        refusal = str(error)
    finally:
        await application.stop()
    if refusal:
        typer.echo(refusal, err=True)
        sys.exit(1)


async def _migrate(settings: "Settings") -> None:
    from storage.engine import SqlDatabase
    from storage.migrate import migrate as bring_up_to_date

    database = SqlDatabase.from_url(settings.database_url.get_secret_value())
    await database.start()
    try:
        changed = await bring_up_to_date(database)
    finally:
        await database.close()
    typer.echo("The tables were brought up to date." if changed else "The tables are up to date.")


def _settings() -> "Settings":
    from bot.settings import load

    return _told(lambda: load(Path(".env")))


def _check_proxies() -> None:
    from bot.settings import check_proxies

    check_proxies()


def _told(read: Callable[[], T]) -> T:
    """What `read` returns; settings that cannot be used are told in a line each, and the process ends."""
    from bot.settings import SettingsError

    try:
        return read()
    except SettingsError as error:
        for line in error.lines:
            typer.echo(line, err=True)
        typer.echo("See .env.example: it explains every setting.", err=True)
        sys.exit(2)


def _log_as(settings: "Settings", *, quiet: bool = False) -> None:
    from bot import log

    log.set_up("ERROR" if quiet else settings.log_level, settings.log_format, settings.secrets())


def _start(work: Coroutine[Any, Any, None]) -> None:
    """Run until done or interrupted; Ctrl+C is an orderly stop.

    On uvloop, as aiogram recommends: an order takes a sixth less CPU time than on asyncio's own loop.
    """
    import uvloop

    try:
        uvloop.run(work)
    except KeyboardInterrupt:
        typer.echo("Stopped.", err=True)


if __name__ == "__main__":
    app()
