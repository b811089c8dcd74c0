"""A process that opens new SQLite files when told to: `python -m tests.support.openers FOLDER`.

It says `ready`, then for each name that it reads what came of it: `open`, or the error.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path
from types import TracebackType

from storage.engine import SqlDatabase

ROOT = Path(__file__).parents[2]


class Opener:
    """Such a process, and the line that leads to it."""

    def __init__(self, folder: Path) -> None:
        arguments = [sys.executable, "-m", "tests.support.openers", str(folder)]
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(arguments, cwd=ROOT, stdin=pipe, stdout=pipe, text=True)

    def __enter__(self) -> Opener:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._process.communicate()

    def open(self, name: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{name}\n")
        self._process.stdin.flush()

    def said(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()


async def _opened(file: Path) -> str:
    database = SqlDatabase.from_url(f"sqlite+aiosqlite:///{file}")
    try:
        await database.start()
        await database.transact(lambda uow: None)
        await database.close()
    except Exception as error:  # whatever it is, the test is told
        return repr(error)
    return "open"


def main(folder: Path) -> None:
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for name in sys.stdin:
        sys.stdout.write(f"{asyncio.run(_opened(folder / name.strip()))}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
