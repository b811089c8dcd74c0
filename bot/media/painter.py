"""A Painter that lets a child process draw, see bot.media.paint.

The drawing library takes tens of megabytes that the bot would never give back, and a drawing holds the interpreter for
half a second: neither belongs into the process that answers people.
"""

import asyncio
import json
import logging
import shutil
import sys
import tempfile
import weakref
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bot.domain.errors import NoPicture
from bot.media.child import run
from bot.ports.media import ChartPicture, MenuPicture

log = logging.getLogger(__name__)

AT_ONCE = 1
"""Children; more wait."""
PATIENCE = 30.0
"""Seconds for one picture, without the wait for others. The first picture also needs a look through the fonts."""
LARGEST = 10 * 1024 * 1024
"""Bytes: as much as Telegram takes for a photo."""
SIGNATURE = b"\x89PNG\r\n\x1a\n"

_COMMAND = (sys.executable, "-m", "bot.media.paint")


class MatplotlibPainter:
    """`command` draws what it reads on stdin; `patience` in seconds."""

    def __init__(self, command: Sequence[str] = _COMMAND, patience: float = PATIENCE) -> None:
        self._command = command
        self._patience = patience
        self._free = asyncio.Semaphore(AT_ONCE)
        self._folder: Path | None = None

    async def menu(self, picture: MenuPicture) -> bytes:
        """A PNG that can be read in a chat, in light and in dark. Raises NoPicture."""
        return await self._asked("menu", asdict(picture))

    async def chart(self, picture: ChartPicture) -> bytes:
        return await self._asked("chart", asdict(picture))

    async def _asked(self, kind: str, picture: dict[str, Any]) -> bytes:
        async with self._free:
            return await self._drawn(json.dumps({kind: picture}).encode())

    async def _drawn(self, asked: bytes) -> bytes:
        try:
            ended = await run(self._command, asked, self._patience, LARGEST, self._environment())
        except TimeoutError:
            raise _failed(f"it took more than {self._patience:g} s") from None
        except OverflowError:
            raise _failed(f"it is larger than {LARGEST} bytes") from None
        if ended.code != 0 or not ended.answer.startswith(SIGNATURE):
            raise _failed(f"exit code {ended.code}, {ended.words[-300:]}")
        return ended.answer

    def _environment(self) -> dict[str, str]:
        """Nothing of ours: no token reaches the child. The folder keeps what it knows of the machine's fonts."""
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="zvonar-painter-"))
            weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        folder = str(self._folder)
        return {"HOME": folder, "MPLCONFIGDIR": folder, "OPENBLAS_NUM_THREADS": "1", "PYTHONDONTWRITEBYTECODE": "1"}


def _failed(why: str) -> NoPicture:
    log.error("no picture of a menu or of figures: %s", why)
    return NoPicture("error-picture-text")
