"""The bot and the sandbox as processes of their own, as they run outside of tests."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
from pathlib import Path

import httpx

from tests.support.forks import Fork
from tests.support.people import ADMIN

ROOT = Path(__file__).parents[2]
TOKEN = "4242:AAF-secret-half-of-a-token-0123456789"
CALLDOG_KEY = "sandbox-calldog-key"
START_WITHIN = 60.0
END_WITHIN = 180.0
"""Seconds in which one that ends by itself has ended. It may be a fresh Python on a busy machine."""
STOP_WITHIN = 60.0
TOLD_WITHIN = 10.0
"""Seconds since the new process is up. The time that Python takes to load does not count."""


class Process:
    """One `python -m …`, its output in a file. It runs in its own folder: no `.env` there but the test's."""

    afresh = False
    """Whether it is a fresh Python and not a fork with the libraries imported."""

    def __init__(self, folder: Path, name: str, arguments: list[str], environment: dict[str, str]) -> None:
        self.log = folder / f"{name}.log"
        environment = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), **environment}
        self._process: Fork | subprocess.Popen[bytes]
        if self.afresh:
            with self.log.open("ab") as log:
                command = [sys.executable, "-m", *arguments]
                self._process = subprocess.Popen(
                    command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=log
                )
        else:
            self._process = Fork(arguments, folder, environment, self.log)

    def first_line(self) -> str:
        """What it printed first. Raises RuntimeError when it ended instead."""
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if line.strip():
                return line.decode().strip()
        raise RuntimeError(f"it ended: {self.log.read_text()}")

    @property
    def is_running(self) -> bool:
        return self._process.poll() is None

    def send(self, number: signal.Signals) -> None:
        self._process.send_signal(number)

    def kill(self) -> None:
        """SIGKILL: nothing is finished, nothing is told."""
        self._process.kill()
        self._leave()

    def stop(self) -> int:
        """SIGTERM and its exit code; SIGKILL when it does not obey."""
        self._process.terminate()
        try:
            return self._process.wait(STOP_WITHIN)
        except subprocess.TimeoutExpired:
            self._process.kill()
            raise
        finally:
            self._leave()

    def ask_to_stop(self) -> None:
        self._process.terminate()

    def wait(self) -> int:
        """Waits until it ends by itself and returns its exit code; SIGKILL when it does not."""
        try:
            return self._process.wait(END_WITHIN)
        except subprocess.TimeoutExpired:
            self._process.kill()
            raise
        finally:
            self._leave()

    def _leave(self) -> None:
        self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()


class SandboxProcess(Process):
    """`pace` multiplies every duration of a call."""

    def __init__(self, folder: Path, pace: float = 0.05) -> None:
        super().__init__(folder, "sandbox", ["bot.sandbox", "--port", "0", "--pace", str(pace)], {})
        self.root = self.first_line()


class BotProcess(Process):
    """`python -m bot run` against the sandbox at `root`; it takes updates when this returns, unless nobody `waits`.

    `settings` come on top of those that make it speak to CallDog alone.
    """

    def __init__(self, folder: Path, root: str, admins: str, waits: bool = True, /, **settings: str) -> None:
        environment = bot_environment(folder, root, admins, **settings)
        with httpx.Client(base_url=root, timeout=START_WITHIN + 5, trust_env=False) as http:
            before = _polls(http)
            super().__init__(folder, "bot", ["bot", "run"], environment)
            try:
                if waits:
                    self._wait_for_poll(http, before)
            except BaseException:
                self.kill()
                raise

    def _wait_for_poll(self, http: httpx.Client, before: int) -> None:
        """`deleteWebhook` or `setWebhook` is the last thing that the bot says before it hears of updates."""
        while _polls(http) == before:
            if not self.is_running:
                raise RuntimeError(f"the bot ended: {self.log.read_text()}")
            seq = http.get("/api/wait", params={"timeout": 0}).json()["seq"]
            if _polls(http) == before:
                http.get("/api/wait", params={"after": seq, "timeout": 2})


def bot_environment(folder: Path, root: str, admins: str, **settings: str) -> dict[str, str]:
    return {
        "BOT_TOKEN": TOKEN,
        "BOT_ADMINS": admins,
        "TELEGRAM_API_URL": f"{root}/telegram",
        "DATABASE_URL": database_url(folder),
        "CALLDOG_URL": f"{root}/calldog",
        "CALLDOG_API_KEY": CALLDOG_KEY,
        "CALL_WINDOW": "00:00-24:00",
        "POLL_INTERVAL": "0.2",
        "WEB_PORT": "0",
        "LOG_LEVEL": "DEBUG",
        "LOG_FORMAT": "json",
        **settings,
    }


class Bots:
    """Bots of one test. At its end those that still run are killed, whatever became of the test."""

    def __init__(self) -> None:
        self._started: list[BotProcess] = []

    def __enter__(self) -> Bots:
        return self

    def __exit__(self, *_: object) -> None:
        for bot in self._started:
            if bot.is_running:
                bot.kill()

    async def start(
        self, folder: Path, root: str, /, waits: bool = True, kind: type[BotProcess] = BotProcess, **settings: str
    ) -> BotProcess:
        bot = await asyncio.to_thread(lambda: kind(folder, root, str(ADMIN), waits, **settings))
        self._started.append(bot)
        return bot


def _polls(http: httpx.Client) -> int:
    operations = ("deleteWebhook", "setWebhook")
    return sum(
        len(http.get("/api/requests", params={"target": "telegram", "operation": operation}).json())
        for operation in operations
    )


def database_url(folder: Path) -> str:
    return f"sqlite+aiosqlite:///{folder / 'zvonar.sqlite3'}"
