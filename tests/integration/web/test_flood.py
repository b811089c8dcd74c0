"""A hundred thousand bodies that nearly are webhooks: nothing breaks, nothing of others changes, nothing swells."""

from __future__ import annotations

import asyncio
import logging
import random
import resource
from collections import Counter
from collections.abc import Iterator
from itertools import islice

import pytest

from bot.domain.calls import Handle
from tests.integration.web.bodies import answer, callback, shapes_of_callkeeper, shapes_of_engine, status
from tests.integration.web.conftest import Site
from tests.integration.web.mutator import mutated
from tests.integration.web.pipe import Pipe

SEEDS = (20261121, 20261122, 20261123, 20261124)
BODIES = 25_000
"""From each seed: a hundred thousand in all, which several processes can share."""
CONNECTIONS = 32
IN_ONE_GO = 16
GROWTH = 50 * 1024 * 1024
"""Bytes of memory beyond what the first tenth of the bodies took."""
WORDS = ("created", "processed", "started", "answered", "finished", "canceled", "busy", "telepathy")

Flood = Iterator[tuple[str, bytes]]


class Broken(logging.Handler):
    """Keeps what was logged as an error."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.told: Counter[str] = Counter()

    def emit(self, record: logging.LogRecord) -> None:
        self.told[f"{record.msg} {record.exc_info[1]!r:.200}" if record.exc_info else record.msg] += 1


def valid(bystander: str) -> list[bytes]:
    """Of our own call 17, of another one, and of nobody's."""
    engines = [status(id_, word, ivrDigit=1, cost="0.9") for id_ in (17, "17", bystander, 5) for word in WORDS]
    answers = [answer(pressed, phone) for pressed in (1, "да", -1, 9) for phone in ("79991234567", "79990000000")]
    pairs = [callback(id_, *pair) for id_ in ("31", 31) for pair in ((200, 200), (707, 0), ("486", None), (1, 0))]
    shapes = [*shapes_of_engine(17), *shapes_of_engine(bystander), *shapes_of_callkeeper("31")]
    return [*engines, *answers, *pairs, *shapes]


def flood(seed: int, own: list[str], wrong: list[str], seeds: list[bytes]) -> Flood:
    chance = random.Random(seed)
    for number in range(BODIES):
        paths = wrong if number % 7 == 0 else own
        yield f"/hooks/{chance.choice(paths)}", mutated(chance, chance.choice(seeds))


def memory() -> int:
    """Bytes that the process holds now."""
    with open("/proc/self/statm") as file:  # noqa: PTH123 - one line of the kernel's
        return int(file.read().split()[1]) * resource.getpagesize()


async def poured(site: Site, bodies: Flood) -> Counter[int]:
    """Posts all bodies over a few connections. Returns how often each status was answered."""
    said: Counter[int] = Counter()

    async def pour(pipe: Pipe) -> None:
        while requests := list(islice(bodies, IN_ONE_GO)):
            said.update(await pipe.post(requests))
        await pipe.close()

    await asyncio.gather(*(pour(Pipe(site.root)) for _ in range(CONNECTIONS)))
    return said


@pytest.mark.timeout(600)
@pytest.mark.parametrize("seed", SEEDS)
async def test_a_hundred_thousand_spoiled_bodies(site: Site, seed: int) -> None:
    mine, lost = await site.placed("17"), await site.submitting()
    other = await site.placed("17", "obzvonov")
    joined = await site.placed(Handle("31", "1763600000"), "callkeeper")
    bystanders = [await site.placed("424242"), await site.placed("424242", "obzvonov"), await site.submitting()]
    before = [await site.as_stored(call) for call in bystanders]
    own = [
        *[f"calldog/{mine.reference}"] * 3,
        f"calldog/{lost.reference}",
        f"obzvonov/{other.reference}",
        f"callkeeper/{site.token_of('callkeeper')}",
        f"callkeeper/{joined.reference}",
    ]
    elsewhere = [call.reference for call in bystanders]
    wrong = [
        *(f"callkeeper/{token}" for token in elsewhere),
        *(f"mobilgroup/{token}" for token in elsewhere),
        *(f"calldog/{token[:-1]}" for token in elsewhere),
        f"obzvonov/{elsewhere[0]}",
        f"calldog/{elsewhere[1]}",
        f"calldog/{site.token_of('callkeeper')}",
        "calldog/%00%ff",
        "calldog/../../healthz",
        "nobody/token",
    ]
    broken = Broken()
    logging.getLogger().addHandler(broken)
    applying = asyncio.create_task(site.core.webhooks.run())
    bodies = flood(seed, own, wrong, valid("424242"))

    said = await poured(site, islice(bodies, BODIES // 10))
    held = memory()
    said += await poured(site, bodies)
    applying.cancel()
    await asyncio.gather(applying, return_exceptions=True)
    await site.apply()
    logging.getLogger().removeHandler(broken)

    assert said.total() == BODIES
    assert set(said) == {200, 404, 413}, said
    assert said[200] > BODIES * 0.8
    assert broken.told == Counter()
    assert [await site.as_stored(call) for call in bystanders] == before
    assert memory() - held < GROWTH
    kept = await site.kept()
    assert all(applied for _, applied, _ in kept)
    assert {problem for *_, problem in kept} == {None, "not understood", "no call of ours"}
