"""Processes that start with all modules imported and all texts read: that takes three seconds in each of a hundred.

They are forked from a process that has done nothing else. `Process.afresh` is one that is not.
"""

from __future__ import annotations

import multiprocessing
import os
import runpy
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from multiprocessing.reduction import DupFd
from pathlib import Path
from typing import Any

_MODULES = (
    "alembic.command",
    "asyncpg",
    "httpcore",
    "sqlalchemy.dialects.postgresql.asyncpg",
    "sqlalchemy.dialects.sqlite.aiosqlite",
    "typer",
    "uvloop",
    "bot.app",
    "bot.log",
    "bot.providers.callkeeper.provider",
    "bot.providers.mobilgroup.provider",
    "bot.providers.zvonobot.provider",
    "bot.sandbox.server",
    "bot.web.server",
    "bot.web.hooks",
    "storage.postgres",
    "storage.migrate",
    "tests.support.read",
)
_forks = multiprocessing.get_context("forkserver")
_forks.set_forkserver_preload(list(_MODULES))


class Fork:
    """`python -m …` with as much of `subprocess.Popen` as a test needs; it is ended when the tests end."""

    def __init__(self, arguments: Sequence[str], folder: Path, environment: Mapping[str, str], errors: Path) -> None:
        reading, writing = os.pipe()
        self.stdout = os.fdopen(reading, "rb")
        told = (list(arguments), str(folder), dict(environment), DupFd(writing), str(errors))
        self._process = _forks.Process(target=_become, args=told, daemon=True)
        self._process.start()
        os.close(writing)

    def poll(self) -> int | None:
        return self._process.exitcode

    def wait(self, timeout: float | None = None) -> int:
        self._process.join(timeout)
        if (code := self._process.exitcode) is None:
            raise subprocess.TimeoutExpired(str(self._process.name), timeout or 0.0)
        return code

    def send_signal(self, number: signal.Signals) -> None:
        if self._process.exitcode is None and self._process.pid is not None:
            os.kill(self._process.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)


def _become(arguments: list[str], folder: str, environment: dict[str, str], output: Any, errors: str) -> None:
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    written = os.open(errors, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for number, becomes in ((output.detach(), 1), (written, 2)):
        os.dup2(number, becomes)
        os.close(number)
    sys.path[:] = [folder, *(path for path in sys.path if path and path != folder)]
    sys.argv = arguments
    runpy.run_module(arguments[0], run_name="__main__", alter_sys=True)
