"""The bot as a process that is killed and started again, and the weather it lives in."""

from __future__ import annotations

import asyncio
import random
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.support.office import Office, Request
from tests.support.people import ADMIN, make_database
from tests.support.processes import BotProcess, Process, SandboxProcess, bot_environment

TROUBLE = (
    # (target, operation, how, does it take effect)
    ("calldog", "create", {"kind": "429"}, False),
    ("calldog", "create", {"kind": "status", "status": 502}, True),
    ("calldog", "create", {"kind": "status", "status": 500}, False),
    ("calldog", "create", {"kind": "reset"}, True),
    ("calldog", "create", {"kind": "reset"}, False),
    ("calldog", "create", {"kind": "cut"}, True),
    ("calldog", "create", {"kind": "hang"}, True),
    ("calldog", "create", {"kind": "hang"}, False),
    ("calldog", "get", {"kind": "429"}, False),
    ("calldog", "get", {"kind": "status", "status": 503}, False),
    ("calldog", "get", {"kind": "cut"}, False),
    ("telegram", "sendMessage", {"kind": "429", "retry_after": 1}, False),
    ("telegram", "sendMessage", {"kind": "status", "status": 500}, False),
    ("telegram", "sendMessage", {"kind": "reset"}, True),
    ("telegram", "editMessageText", {"kind": "429", "retry_after": 1}, False),
    ("telegram", "editMessageText", {"kind": "status", "status": 502}, False),
    ("telegram", "editMessageText", {"kind": "reset"}, True),
    ("telegram", "answerCallbackQuery", {"kind": "status", "status": 500}, False),
    ("telegram", "answerCallbackQuery", {"kind": "reset"}, True),
    ("telegram", "getUpdates", {"kind": "status", "status": 502}, False),
    ("telegram", "getUpdates", {"kind": "reset"}, True),
)
FEWEST_KILLS, FEWEST_ORDERS, FEWEST_UNKNOWN = 2, 8, 2
"""What makes a storm, however slow the machine is: kills, orders placed, and calls of which nobody knows."""
LONGEST = 120.0
"""Seconds that it goes on beyond its time where it was none yet."""
STARTS_WITHIN = 2.0
"""Seconds. Where the bot takes longer to start it lives longer too, or it would die before it did anything."""
DIES_STARTING = 0.25
"""The probability that the next process is killed before it has started."""
LONGER_EACH_TIME = 1.5
"""Where it was none in its time, the bot lived too short to do anything: from then on it lives longer each time."""
LET_GO_EVERY = 6.0
"""Seconds after which requests that hang are cut: those of the provider for real, and what is left of all troubles."""


@dataclass
class Machine:
    """`url` is the database's; `kills` are the moments (of `time.time`) at which the bot was killed."""

    folder: Path
    url: str
    random: random.Random
    raging: float
    kills: list[float] = field(default_factory=list)
    creates: dict[int, Request] = field(default_factory=dict)
    """What the provider was asked to place, by the journal's numbers: it forgets the oldest."""
    lost_sends: int = 0
    orders: int = 0
    unknown: int = 0
    """What has come of it so far: orders placed, and calls whose fate nobody knows."""
    started_within: float = 0.0

    def __post_init__(self) -> None:
        make_database(self.url)
        self.sandbox = SandboxProcess(self.folder)
        self.bot = self.start()
        self.until = time.monotonic() + self.raging

    def start(self) -> BotProcess:
        began = time.monotonic()
        bot = BotProcess(self.folder, self.sandbox.root, str(ADMIN), **self._settings())
        self.started_within = time.monotonic() - began
        return bot

    def _start_in_vain(self) -> Process:
        environment = bot_environment(self.folder, self.sandbox.root, str(ADMIN), **self._settings())
        return Process(self.folder, "bot", ["bot", "run"], environment)

    def _settings(self) -> dict[str, str]:
        return {"DATABASE_URL": self.url, "LOG_LEVEL": "INFO", "POLL_INTERVAL": "0.5"}

    def stop(self) -> int:
        try:
            return self.bot.stop()
        finally:
            self.sandbox.stop()

    @property
    def is_storming(self) -> bool:
        was_one = len(self.kills) >= FEWEST_KILLS and self.orders >= FEWEST_ORDERS and self.unknown >= FEWEST_UNKNOWN
        return time.monotonic() < (self.until if was_one else self.until + LONGEST)

    async def kill_now_and_then(self, pause: tuple[float, float]) -> None:
        """Kills the bot at any moment, also while it starts."""
        longer = 1.0
        while self.is_storming:
            longer *= LONGER_EACH_TIME if time.monotonic() > self.until else 1.0
            life = self.random.uniform(*pause) * max(1.0, self.started_within / STARTS_WITHIN)
            await asyncio.sleep(life * longer)
            self.kills.append(time.time())
            self.bot.kill()
            if self.random.random() < DIES_STARTING:
                starting = self._start_in_vain()
                await asyncio.sleep(self.random.uniform(0.5, 5.0))
                self.kills.append(time.time())
                starting.kill()
            self.bot = await asyncio.to_thread(self.start)

    async def trouble(self, office: Office) -> None:
        let_go = time.monotonic() + LET_GO_EVERY
        while self.is_storming:
            target, operation, how, applied = self.random.choice(TROUBLE)
            await office.fault(operation=operation, target=target, applied=applied, **how)
            await asyncio.sleep(self.random.uniform(0.1, 0.6))
            await self.note(office)
            if time.monotonic() > let_go:
                await office.no_more_faults()
                let_go = time.monotonic() + LET_GO_EVERY

    async def note(self, office: Office) -> None:
        for entry in await office.requests("create"):
            self.creates[entry["seq"]] = entry
        sends = await office.requests("sendMessage", target="telegram", journal={"fault": "reset"})
        self.lost_sends = max(self.lost_sends, len(sends))
