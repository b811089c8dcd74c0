"""The storm itself: `raging` seconds of it, more where it was none by then; and then what it left behind."""

from __future__ import annotations

import asyncio
import random
import sys
import time
from pathlib import Path

from bot.domain.access import Role
from storage.engine import SqlDatabase
from tests.storm.machine import Machine
from tests.storm.people import Crowd
from tests.storm.verdict import Verdict, judge, so_far, under_way
from tests.support.office import Office

PEOPLE = 12
"""So many that together they order several times a second."""
QUIET_WITHIN = 150.0
"""Seconds after the storm: a call that hangs takes 20 to be given up, a message that failed often waits longer."""


async def storm(folder: Path, url: str, *, raging: float, kills: tuple[float, float], seed: int) -> Verdict:
    """`kills`: the shortest and longest pause before a kill, in seconds. Raises AssertionError if it never calms."""
    chance = random.Random(seed)
    machine = await asyncio.to_thread(Machine, folder, url, random.Random(chance.random()), raging)
    office = Office(machine.sandbox.root)
    database = SqlDatabase.from_url(url)
    try:
        await office.open()
        await database.start()
        people = [await office.person(Role.OPERATOR) for _ in range(PEOPLE)]
        crowd = Crowd(office, random.Random(chance.random()))
        await asyncio.gather(
            crowd.live(people, lambda: machine.is_storming),
            machine.trouble(office),
            machine.kill_now_and_then(kills),
            _count(database, machine),
        )
        await office.no_more_faults()
        rested = await _calm(office, database, machine)
        verdict = await judge(database, machine, crowd)
        verdict.figures["seconds to rest"] = round(rested)
        return verdict
    finally:
        await database.close()
        await office.close()
        code = await asyncio.to_thread(machine.stop)
        assert code == 0, "the bot did not stop in good order"


async def _count(database: SqlDatabase, machine: Machine) -> None:
    while machine.is_storming:
        machine.orders, machine.unknown = await database.run(so_far)
        await asyncio.sleep(0.5)


async def _calm(office: Office, database: SqlDatabase, machine: Machine) -> float:
    """Until nothing is under way, and stays so while whatever may be on its way still comes. Returns its seconds."""
    began = time.monotonic()
    quiet_since: float | None = None
    while quiet_since is None or time.monotonic() - quiet_since < 2.0:
        assert machine.bot.is_running, machine.bot.log.read_text()[-2000:]
        seq, left = await office.seq(), await under_way(database)
        assert time.monotonic() - began < QUIET_WITHIN, f"the bot does not come to rest: {left}"
        if left or await office.unconfirmed():
            quiet_since = None
        elif quiet_since is None:
            quiet_since = time.monotonic()
        await office.get("wait", after=seq, timeout=0.5)
    await machine.note(office)
    return time.monotonic() - began


def report(verdict: Verdict) -> None:
    sys.stdout.write("\n".join(verdict.lines()) + "\n")
