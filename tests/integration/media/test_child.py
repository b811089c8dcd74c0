"""What a child can do to the bot: nothing that lasts."""

from __future__ import annotations

import asyncio
import signal
import time

import psutil
import pytest

from bot.media.child import Ended, run_child

PROBE = "tests.support.probe"


async def told(deed: str, source: bytes = b"", within: float = 250, most: int = 1000) -> Ended:
    return await run_child(PROBE, [deed], source, within, most)


def children() -> list[psutil.Process]:
    return [child for child in psutil.Process().children() if PROBE in " ".join(child.cmdline())]


def wait_for_a_child() -> None:
    while not children():
        pass


async def test_a_child_knows_nothing_of_the_bots_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_TOKEN", "42:secret")
    names = (await told("environment")).answer.decode().split()
    assert set(names) <= {"OPENBLAS_NUM_THREADS", "PYTHONUTF8", "LC_CTYPE"}


async def test_a_confined_child_opens_nothing_more_and_takes_no_more_memory() -> None:
    ended = await told("confined")
    assert (ended.code, ended.answer) == (0, b"")


async def test_the_worker_is_confined_before_it_decodes() -> None:
    assert (await told("work")).answer.endswith(b"\nshut")


async def test_the_source_comes_whole() -> None:
    assert (await told("count", bytes(3_000_000))).answer == b"3000000"


async def test_who_does_not_listen_may_leave() -> None:
    assert (await told("leave", bytes(3_000_000))).answer == b"gone"


async def test_a_child_that_takes_too_long_is_killed() -> None:
    started = time.monotonic()
    with pytest.raises(TimeoutError):
        await told("wait", within=0.5)
    assert time.monotonic() - started < 5
    assert children() == []


async def test_a_child_that_talks_too_much_is_killed() -> None:
    with pytest.raises(OverflowError):
        await told("flood", most=1_000_000)
    assert children() == []


async def test_a_child_goes_with_the_task_that_wanted_it() -> None:
    task = asyncio.create_task(told("wait"))
    await asyncio.to_thread(wait_for_a_child)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert children() == []


async def test_a_crash_and_a_fault_are_told_apart() -> None:
    assert (await told("abort")).code == -signal.SIGABRT
    failed = await told("fail")
    assert failed.code == 1
    assert "ImportError: no library" in failed.words
    assert "no library" not in repr(failed)


async def test_a_child_has_only_so_much_of_the_processor() -> None:
    assert (await told("spin")).code == -signal.SIGXCPU
