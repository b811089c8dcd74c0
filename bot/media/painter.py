"""A Painter that lets a child process draw, see bot.media.paint.

The drawing library takes tens of megabytes that the bot would never give back, and a drawing holds the interpreter for
half a second: neither belongs into the process that answers people.
"""

from __future__ import annotations

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

from bot.domain.errors import NoPicture
from bot.ports.media import MenuPicture

log = logging.getLogger(__name__)

AT_ONCE = 1
"""Children; more wait."""
PATIENCE = 30.0
"""Seconds for one picture, its waiting for others left out. The first also looks the fonts over."""
SIGNATURE = b"\x89PNG\r\n\x1a\n"

_ROOT = Path(__file__).parents[2]
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
        asked = json.dumps(asdict(picture)).encode()
        async with self._free:
            return await self._drawn(asked)

    async def _drawn(self, asked: bytes) -> bytes:
        child = await asyncio.create_subprocess_exec(
            *self._command,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            cwd=_ROOT,
            env=self._environment(),
        )
        try:
            async with asyncio.timeout(self._patience):
                picture, complaint = await child.communicate(asked)
        except TimeoutError:
            raise _failed(f"it took more than {self._patience:g} s") from None
        finally:
            await _end(child)
        if child.returncode != 0 or not picture.startswith(SIGNATURE):
            raise _failed(f"exit code {child.returncode}, {complaint[-300:].decode(errors='replace')}")
        return picture

    def _environment(self) -> dict[str, str]:
        """Nothing of ours: no token reaches the child. The folder keeps what it knows of the machine's fonts."""
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="zvonar-painter-"))
            weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        folder = str(self._folder)
        return {"HOME": folder, "MPLCONFIGDIR": folder, "OPENBLAS_NUM_THREADS": "1", "PYTHONDONTWRITEBYTECODE": "1"}


def _failed(why: str) -> NoPicture:
    log.error("no picture of a menu: %s", why)
    return NoPicture("error-picture-text")


async def _end(child: asyncio.subprocess.Process) -> None:
    """The child is gone when this returns, however the drawing ended."""
    if child.returncode is None:
        child.kill()
    await child.wait()
