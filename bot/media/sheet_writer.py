"""A SheetWriter that lets a child process write, see bot.media.sheets: the loop answers others meanwhile."""

import asyncio
import contextlib
import json
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator
from dataclasses import asdict
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from bot.media.child import ROOT
from bot.media.sheets import LARGEST, MOST_ROWS
from bot.ports.media import Cell, Rows, Sheet, SheetFile

WORKER = "bot.media.sheets"


class ChildSheetWriter:
    def __init__(self, largest: int = LARGEST, most_rows: int = MOST_ROWS) -> None:
        """`largest`: bytes of a file, about."""
        self._limits = {"largest": largest, "most_rows": most_rows}

    async def write(self, sheet: Sheet, portions: AsyncIterator[Rows], folder: Path) -> AsyncIterator[SheetFile]:
        """Raises RuntimeError when the child fails, such as on a full disk. Whoever stops early kills the child."""
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-s", "-m", WORKER),
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
            cwd=ROOT,
            env={"PYTHONUTF8": "1"},
        )
        head = {**asdict(sheet), "folder": str(folder), **self._limits}
        feeding = asyncio.create_task(_feed(process, head, portions))
        try:
            while process.stdout is not None and (line := await process.stdout.readline()):
                rows, _, path = line.decode().rstrip("\n").partition(" ")
                yield SheetFile(Path(path), int(rows))
            await feeding
            if code := await process.wait():
                raise RuntimeError(f"the writer of tables ended with {code}")
        finally:
            feeding.cancel()
            await asyncio.gather(feeding, return_exceptions=True)
            with contextlib.suppress(ProcessLookupError):
                if process.returncode is None:
                    process.kill()
            await process.wait()


async def _feed(process: Process, head: dict[str, Any], portions: AsyncIterator[Rows]) -> None:
    """No faster than the child writes. Whatever breaks here ends its input too soon: the child is killed first."""
    stdin = process.stdin
    if stdin is None:
        return
    try:
        stdin.write(json.dumps(head).encode() + b"\n")
        async for rows in portions:
            stdin.write(json.dumps([[_kept(cell) for cell in row] for row in rows]).encode() + b"\n")
            await stdin.drain()
    except BaseException:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        raise
    stdin.close()


def _kept(cell: Cell) -> Any:
    match cell:
        case datetime():
            return {"at": round(cell.replace(tzinfo=UTC).timestamp())}
        case Decimal():
            return float(cell)
    return cell
