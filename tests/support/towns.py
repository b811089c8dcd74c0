"""The bot set up for some of the providers, as a process beside the sandbox's, and what must never be seen of it."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import ExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.services.webhooks import Addresses
from tests.support.office import Office
from tests.support.people import ADMIN, make_database
from tests.support.processes import CALLDOG_KEY, TOKEN, BotProcess, SandboxProcess, database_url

LOGIN, PASSWORD = "login-of-the-team-5512", "p4ssword-of-the-team"
WIDGET = "sandbox-widget"
KEYS = {name: f"sandbox-{name}-key" for name in ("calldog", "obzvonov", "callkeeper", "mobilgroup")}
SECRETS = (*KEYS.values(), WIDGET, LOGIN, PASSWORD, TOKEN, TOKEN.partition(":")[2])


@dataclass
class Town:
    office: Office
    bot: BotProcess


def settings_of(root: str, *providers: str) -> dict[str, str]:
    """What makes these providers there, and CallDog not unless it is named."""
    own = {
        "calldog": {"CALLDOG_URL": f"{root}/calldog", "CALLDOG_API_KEY": CALLDOG_KEY},
        "obzvonov": {"OBZVONOV_URL": f"{root}/obzvonov", "OBZVONOV_API_KEY": KEYS["obzvonov"]},
        "callkeeper": {
            "CALLKEEPER_URL": f"{root}/callkeeper",
            "CALLKEEPER_API_KEY": KEYS["callkeeper"],
            "CALLKEEPER_WIDGET_HASH": WIDGET,
        },
        "mobilgroup": {
            "MOBILGROUP_URL": f"{root}/mobilgroup",
            "MOBILGROUP_API_KEY": KEYS["mobilgroup"],
            "MOBILGROUP_CALLER_ID": "79932432781",
        },
    }
    found = {"CALLDOG_API_KEY": "", "DEFAULT_PROVIDER": providers[0]}
    for name in providers:
        found |= own[name]
    return found


def reachable() -> dict[str, str]:
    """Returns settings with which providers can reach the bot. They are told the port before anything listens on it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    return {"PUBLIC_URL": f"http://127.0.0.1:{port}", "WEB_PORT": str(port)}


def address_of(public_url: str, provider: str) -> str:
    """Where a provider that knows no attempts reports, as the bot would tell its admin."""
    return str(Addresses(public_url, TOKEN).of_provider(provider))


@contextmanager
def settled(folder: Path, sandbox: SandboxProcess, settings: Mapping[str, str]) -> Iterator[BotProcess]:
    """At its end it stops in good order, and its log holds no secret."""
    if not (folder / "zvonar.sqlite3").exists():
        make_database(database_url(folder))
    bot = BotProcess(folder, sandbox.root, str(ADMIN), **settings)
    try:
        yield bot
    finally:
        code = bot.stop()
    assert code == 0, "the bot did not stop in good order"
    written = bot.log.read_text()
    assert [secret for secret in SECRETS if secret in written] == []


@asynccontextmanager
async def visited(bot: BotProcess, sandbox: SandboxProcess) -> AsyncIterator[Town]:
    """At its end nothing was refused by Telegram, and no message holds a secret."""
    office = Office(sandbox.root)
    try:
        await office.open()
        yield Town(office, bot)
        assert await office.refused_by_telegram() == []
        said = json.dumps(await office.get("requests", target="telegram"), ensure_ascii=False)
        assert [secret for secret in SECRETS if secret in said] == []
    finally:
        await office.no_more_faults()
        await office.close()


@asynccontextmanager
async def town(folder: Path, sandbox: SandboxProcess, settings: Mapping[str, str]) -> AsyncIterator[Town]:
    """With a bot of its own."""
    stack = ExitStack()
    bot = await asyncio.to_thread(stack.enter_context, settled(folder, sandbox, settings))
    try:
        async with visited(bot, sandbox) as here:
            yield here
    finally:
        await asyncio.to_thread(stack.close)
