"""Against the sandbox over real HTTP: what only Mobilgroup has, beside the contract that all providers share."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

import httpx
import pytest

from bot.domain.calls import CallState, Handle, Report
from bot.domain.errors import Refused
from bot.domain.phones import Phone
from bot.domain.reasons import Reason
from bot.domain.sayings import Record, RecordKind, Saying
from bot.ports import VoiceCall
from bot.ports.abilities import Template
from bot.providers.mobilgroup.provider import MobilgroupProvider
from bot.providers.mobilgroup.settings import MobilgroupConfig
from bot.sandbox.server import Sandbox
from tests.contract.entry import PATIENT, voice_call
from tests.contract.mobilgroup import CALLER, KEY


class Bench:
    def __init__(self, root: str, http: httpx.AsyncClient) -> None:
        self.provider = MobilgroupProvider(MobilgroupConfig(f"{root}/mobilgroup", KEY, caller_id=CALLER), PATIENT)
        self._root = root
        self._http = http

    async def placed(self) -> int:
        where = {"target": "mobilgroup", "operation": "send"}
        return len((await self._http.get(f"{self._root}/api/requests", params=where)).json())

    async def until_final(self, handle: Handle) -> list[Report]:
        """Every report from now to the final one."""
        told: list[Report] = []
        while not (told and told[-1].state and told[-1].state.is_final):
            after = (await self._http.get(f"{self._root}/api/state")).json()["seq"]
            told += [sighting.read() for sighting in await self.provider.fetch([handle])]
            if told[-1].state is None:
                await self._http.get(f"{self._root}/api/wait", params={"after": after, "timeout": 5})
        return told


@pytest.fixture
async def bench() -> AsyncIterator[Bench]:
    sandbox = Sandbox(pace=0.02)
    root = await sandbox.start("127.0.0.1", 0)
    async with httpx.AsyncClient(timeout=15) as http:
        found = Bench(root, http)
        yield found
        await found.provider.aclose()
    await sandbox.stop()


@pytest.mark.parametrize(
    ("ending", "state"),
    [
        ("00", CallState.COMPLETED),
        ("01", CallState.BUSY),
        ("02", CallState.NO_ANSWER),
        ("03", CallState.COMPLETED),
    ],
)
async def test_endings(bench: Bench, ending: str, state: CallState) -> None:
    reports = await bench.until_final(await bench.provider.place(voice_call(ending)))
    assert [report.state for report in reports[:-1]] == [None] * (len(reports) - 1)
    last = reports[-1]
    assert last.state is state
    assert last.cost is not None
    assert (last.cost > 0) == (state is CallState.COMPLETED)
    assert (last.ended_at is not None) == (state is CallState.COMPLETED)
    assert last.unrecognised is None


@pytest.mark.parametrize(("ending", "state"), [("01", CallState.BUSY), ("02", CallState.NO_ANSWER)])
async def test_attempts_of_its_own_are_waited_for(bench: Bench, ending: str, state: CallState) -> None:
    call = replace(voice_call(ending), attempts=3, interval=0)
    reports = await bench.until_final(await bench.provider.place(call))
    assert [report.state for report in reports[:-1]] == [None] * (len(reports) - 1)
    assert (reports[-1].state, reports[-1].raw["attempts"]) == (state, "3")


async def test_a_phrase_and_a_script(bench: Bench) -> None:
    [phrase, *_], [script, *_] = await bench.provider.phrases(), await bench.provider.scripts()
    for record in (Record(phrase.id), Record(script.id, RecordKind.SCRIPT)):
        call = VoiceCall(voice_call().phone, Saying(record), None, False)
        reports = await bench.until_final(await bench.provider.place(call))
        assert reports[-1].state is CallState.COMPLETED


@pytest.mark.parametrize(
    ("call", "key"),
    [
        (voice_call("00", Phone("74990000000")), "mobilgroup-bad-number"),
        (VoiceCall(voice_call().phone, Saying(Record("99999999")), None, False), "mobilgroup-no-audio"),
        (voice_call("08"), Reason.REFUSED_PHONE),
    ],
)
async def test_refusals(bench: Bench, call: VoiceCall, key: str) -> None:
    with pytest.raises(Refused) as caught:
        await bench.provider.place(call)
    assert caught.value.key == key
    assert await bench.placed() == 1


async def test_caller_ids_are_numbers_we_may_call_from(bench: Bench) -> None:
    for own in await bench.provider.caller_ids():
        assert (await bench.provider.place(voice_call("01", own.phone))).id


async def test_templates_come_back_as_they_were_saved(bench: Bench) -> None:
    new, gone = Template("Приветствие", "Здравствуйте"), Template("Нет", "Такого нет", "77777")
    kept, refused = await bench.provider.save_templates("123", [new, gone])
    assert (kept.name, kept.message, kept.error) == ("Приветствие", "Здравствуйте", None)
    assert (refused.id, refused.error) == ("77777", "Template_not_found")
    assert await bench.provider.templates("123") == [kept]


async def test_every_question_of_the_emulator_is_answered(bench: Bench) -> None:
    handle = await bench.provider.place(voice_call())
    values = {"MG2": {"id": handle.id.split(":")[0]}, "MG7": {"account": "123"}}
    for operation in ("MG2", "MG3", "MG4", "MG5", "MG6", "MG7"):
        answer = await bench.provider.send(operation, values.get(operation, {}))
        assert answer.status == 200
        assert '"ok"' in answer.body
