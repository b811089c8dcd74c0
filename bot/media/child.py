"""A child process for work that may take the bot down or hold it up: bounded in time and in what it answers."""

import asyncio
import contextlib
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import bot

ROOT = Path(bot.__file__).parent.parent
"""Where `bot` is imported from."""

PIECE = 64 * 1024
LAST_WORDS = 4000
"""Characters that are kept of what a child says before it fails."""


@dataclass(frozen=True, slots=True)
class Ended:
    """`code` is negative when a signal ended it. `words`: the end of what it said on stderr."""

    code: int
    answer: bytes = field(repr=False)
    words: str = field(repr=False)


async def run_child(
    module: str,
    arguments: list[str],
    source: bytes,
    within: float,
    most: int,
    said: Callable[[str], None] | None = None,
) -> Ended:
    """`python -m module arguments…`, see `run`. One thread, or each would reserve memory of its own."""
    environment = {"OPENBLAS_NUM_THREADS": "1", "PYTHONUTF8": "1"}
    return await run((sys.executable, "-s", "-m", module, *arguments), source, within, most, environment, said)


async def run(
    command: Sequence[str],
    source: bytes,
    within: float,
    most: int,
    environment: Mapping[str, str],
    said: Callable[[str], None] | None = None,
) -> Ended:
    """`command` with `source` on stdin, without the bot's environment: it holds keys. `said` gets the lines of stderr.

    Raises TimeoutError after `within` seconds, OverflowError when it answers more than `most` bytes. Then, and when
    this task is cancelled, the child is killed and gone before the error is seen.
    """
    process = await asyncio.create_subprocess_exec(
        *command,
        stdin=PIPE,
        stdout=PIPE,
        stderr=PIPE,
        cwd=ROOT,
        env=environment,
    )
    try:
        async with asyncio.timeout(within), asyncio.TaskGroup() as together:
            together.create_task(_feed(process, source))
            words = together.create_task(_listen(process, said))
            answer = together.create_task(_take(process, most))
            code = together.create_task(process.wait())
    except ExceptionGroup as group:
        raise group.exceptions[0] from None
    finally:
        await _bury(process)
    return Ended(code.result(), answer.result(), words.result())


async def _feed(process: Process, source: bytes) -> None:
    """Whoever ends early leaves the rest unread."""
    stdin = process.stdin
    if stdin is None:
        return
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        for start in range(0, len(source), PIECE):
            stdin.write(source[start : start + PIECE])
            await stdin.drain()
        stdin.close()
        await stdin.wait_closed()


async def _take(process: Process, most: int) -> bytes:
    taken = bytearray()
    while process.stdout is not None and (piece := await process.stdout.read(PIECE)):
        taken += piece
        if len(taken) > most:
            raise OverflowError("a child answers more than it may")
    return bytes(taken)


async def _listen(process: Process, said: Callable[[str], None] | None) -> str:
    words = line = ""
    while process.stderr is not None and (piece := await process.stderr.read(PIECE)):
        text = piece.decode("utf-8", "replace")
        words = (words + text)[-LAST_WORDS:]
        *ended, line = (line + text).split("\n")
        line = line[-LAST_WORDS:]
        if said is not None:
            for each in ended:
                said(each)
    return words


async def _bury(process: Process) -> None:
    """Killed, if need be; and what is left in its pipes is read, for only then are they closed."""
    with contextlib.suppress(ProcessLookupError):
        if process.returncode is None:
            process.kill()
    if process.stdin is not None:
        process.stdin.close()
    for pipe in (process.stdout, process.stderr):
        if pipe is not None:
            await pipe.read()
    await process.wait()
