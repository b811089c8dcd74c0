"""Bot and sandbox in the test's own process, still over HTTP: for what needs another clock or shorter limits."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.app import App, Parts
from bot.ports import Clock
from bot.providers.registry import PROVIDERS, build_providers
from bot.providers.spec import ProviderSpec, Timing
from bot.sandbox.server import MakeTwin, Sandbox
from bot.settings import given
from bot.telegram.limits import Limits
from storage.engine import SqlDatabase
from tests.fakes.database import migrated
from tests.support.office import Office
from tests.support.people import ADMIN, let_in, pools
from tests.support.processes import CALLDOG_KEY, TOKEN, database_url
from tests.support.texts import texts
from tests.support.towns import reachable

NEVER_ENDS = 10_000.0
"""Pace at which no call gets anywhere while a test lasts."""


@dataclass
class House:
    office: Office
    app: App
    sandbox: Sandbox


@asynccontextmanager
async def house(
    folder: Path,
    *,
    pace: float = 0.05,
    timing: Timing | None = None,
    clock: Clock | None = None,
    poll: float = 0.2,
    every_service: bool = False,
    both_engines: bool = False,
    more: Mapping[ProviderSpec, MakeTwin] | None = None,
    limits: Limits | None = None,
    told_by_webhooks: bool = False,
    heartbeat: str | None = None,
) -> AsyncIterator[House]:
    """`pace` multiplies a call's durations, `poll` is POLL_INTERVAL in seconds. Telegram's rates are off
    unless there are `limits`.

    `told_by_webhooks`: the providers reach the bot, also those whose addresses are not ours to choose. `heartbeat` is
    HEARTBEAT_URL.

    CallDog alone is set up, unless `every_service` is; `more` are set up beside it, played by their twins, and with
    `both_engines` Программа обзвонов.
    """
    if not (file := folder / "zvonar.sqlite3").exists():
        file.write_bytes(migrated())
    further = {spec.name: make for spec, make in (more or {}).items()}
    sandbox = Sandbox(pace, further)
    root = await sandbox.start()
    settings = given(
        (*PROVIDERS, *(more or {})),
        bot_token=TOKEN,
        bot_admins=str(ADMIN),
        telegram_api_url=f"{root}/telegram",
        database_url=database_url(folder),
        call_window="00:00-24:00",
        poll_interval=poll,
        heartbeat_url=heartbeat,
        calldog_url=f"{root}/calldog",
        calldog_api_key=CALLDOG_KEY,
        **(_others(root) if every_service else {}),
        **({"obzvonov_url": f"{root}/obzvonov", "obzvonov_api_key": "sandbox-obzvonov-key"} if both_engines else {}),
        **(_reachable() if told_by_webhooks else {}),
        **{name: value for name, value in sandbox.access().items() if name.startswith(tuple(further))},
    )
    office = Office(root)
    try:
        parts = Parts(
            limits=limits or Limits.off(),
            clock=clock,
            providers=build_providers(settings.providers, timing),
            texts=texts(default=settings.default_locale),
        )
        app = App(settings, parts)
        async with _living(app, office):
            yield House(office, app, sandbox)
    finally:
        await office.close()
        await sandbox.stop()


def _reachable() -> dict[str, str]:
    own = {name.lower(): value for name, value in reachable().items()}
    return {**own, "calldog_webhook_ips": "127.0.0.1", "obzvonov_webhook_ips": "127.0.0.1"}


def _others(root: str) -> dict[str, str]:
    return {
        "callkeeper_url": f"{root}/callkeeper",
        "callkeeper_api_key": "sandbox-callkeeper-key",
        "callkeeper_widget_hash": "sandbox-widget",
        "mobilgroup_url": f"{root}/mobilgroup",
        "mobilgroup_api_key": "sandbox-mobilgroup-key",
        "mobilgroup_caller_id": "79932432781",
    }


@asynccontextmanager
async def _living(app: App, office: Office) -> AsyncIterator[None]:
    await app.start()
    await next(task for task in app._workers if task.get_name() == "menus")  # or it sets the menus of all those people
    assert isinstance(app.database, SqlDatabase)
    await let_in(app.database, pools(), subscribed=False)
    await office.open()
    if app.settings.public_url:
        await app.serve()
    running = asyncio.create_task(app.run())
    await office.request("deleteWebhook", target="telegram")
    try:
        yield
        assert not (wrong := await office.misshapen()), f"a phone does not show these keyboards well: {wrong}"
    finally:
        await office.no_more_faults()
        app.end()
        await running
        await app.stop()
