"""Requests made by hand: who may, stored before they leave, once, audited; values kept without secrets."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import pytest

from bot.domain.access import Person
from bot.domain.errors import Forbidden, NotFound, Unreachable
from bot.ports import Capability
from bot.ports.emulating import BadValues, Operation, Parameter, ParameterKind, Prepared, RawAnswer
from bot.services.emulator import KEPT, FilledIn, Sent, emulated
from bot.services.emulator_values import file_value
from bot.services.providers import Providers
from storage.tables import audit, emulations
from tests.fakes.provider import FakeProvider
from tests.support.people import ANNA, MARIA, OLEG
from tests.support.world import World

PHONE = Parameter("phone", ParameterKind.PHONE, required=True)
HASH = Parameter("whash", ParameterKind.TEXT, secret=True)
FILE = Parameter("file", ParameterKind.FILE)


class Emulating(FakeProvider):
    """One operation, which needs a phone."""

    capabilities = FakeProvider.capabilities | {Capability.EMULATED}
    operations: Mapping[str, Operation] = {"OP1": Operation("OP1", "create", True, (PHONE, HASH, FILE))}
    masked_key = "calld…"

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[dict[str, Any]] = []
        self.arrived = asyncio.Event()
        self.answer: RawAnswer | Exception = RawAnswer(200, '{"id": 17}')

    def prepare(self, operation: str, values: Mapping[str, Any]) -> Prepared:
        if not values.get("phone"):
            raise BadValues({"phone": "Field required"})
        body = f"phone={values['phone']}&file={len(values.get('file', b''))}"
        return Prepared("POST", "https://service/create", {}, body, "curl")

    async def send(self, operation: str, values: Mapping[str, Any]) -> RawAnswer:
        self.prepare(operation, values)
        self.sent.append(dict(values))
        self.arrived.set()
        if self.hold is not None:
            await self.hold.wait()
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


@pytest.fixture
def service() -> Emulating:
    return Emulating()


def filled(**values: Any) -> FilledIn:
    return FilledIn("calldog", "OP1", {"phone": "79991234567", **values})


async def fetch(file_id: str) -> bytes:
    if file_id == "gone":
        raise NotFound("emulator-file-gone")
    return file_id.encode()


async def send(world: World, key: str = "k1", actor: Person = ANNA, **values: Any) -> Sent:
    return await world.api.emulator.send(actor, key, filled(**values), fetch)


async def test_who_may_look_and_who_may_send(world: World, service: Emulating) -> None:
    emulator = world.api.emulator
    looks: list[Callable[[Person], Awaitable[object]]] = [
        emulator.providers,
        lambda actor: emulator.prepare(actor, filled()),
        lambda actor: emulator.keep(actor, filled()),
        lambda actor: emulator.used(actor, "calldog", "OP1"),
        lambda actor: emulator.choices(actor, "calldog", PHONE),
        lambda actor: emulator.sent(actor, "k1"),
        lambda actor: emulator.is_last_lost(actor, "calldog", "OP1"),
    ]
    for look in looks:
        await look(MARIA)
        with pytest.raises(Forbidden):
            await look(OLEG)
    for person in (MARIA, OLEG):
        with pytest.raises(Forbidden):
            await send(world, actor=person)
    assert service.sent == []
    [offered] = await emulator.providers(MARIA)
    assert (offered.title, offered.masked_key) == ("CallDog", "calld…")


async def test_once_however_often(world: World, service: Emulating) -> None:
    service.hold = asyncio.Event()
    presses = [asyncio.create_task(send(world)) for _ in range(3)]
    first, rest = await asyncio.wait(presses, return_when=asyncio.FIRST_COMPLETED)
    if len(first) == 1:
        await asyncio.wait(rest, return_when=asyncio.FIRST_COMPLETED)
    await service.arrived.wait()
    service.hold.set()
    sent = await asyncio.gather(*presses)
    assert [one.is_first for one in sent].count(True) == 1
    assert len(service.sent) == 1
    again = await send(world)
    assert (again.is_first, again.emulation.answer) == (False, '{"id": 17}')
    assert [(row[1], row[2], row[3]) for row in await world.rows(audit)] == [
        (ANNA.id, "emulator.send", "calldog OP1 k1")
    ]


async def test_stored_before_it_leaves(world: World, service: Emulating) -> None:
    """A SIGKILL leaves a request under its key, without an answer."""
    service.hold = asyncio.Event()
    press = asyncio.create_task(send(world))
    await service.arrived.wait()
    [row] = await world.rows(emulations)
    assert row[1] == "k1"
    press.cancel()
    await asyncio.gather(press, return_exceptions=True)
    service.hold = None
    again = await send(world)
    assert (again.is_first, again.emulation.is_lost) == (False, True)
    assert len(service.sent) == 1
    assert await world.api.emulator.is_last_lost(ANNA, "calldog", "OP1")
    await send(world, "k2")
    assert not await world.api.emulator.is_last_lost(ANNA, "calldog", "OP1")


async def test_nothing_is_stored_of_what_does_not_leave(world: World, service: Emulating) -> None:
    with pytest.raises(BadValues):
        await send(world, phone="")
    with pytest.raises(NotFound):
        await send(world, file=file_value("gone", "a.wav", 4))
    assert (service.sent, await world.rows(emulations)) == ([], [])
    with pytest.raises(NotFound):
        await world.api.emulator.prepare(ANNA, FilledIn("mobilgroup", "OP1", {}))


@pytest.mark.parametrize(
    ("error", "problem"),
    [(Unreachable("provider-unreachable", "нет"), "provider-unreachable"), (ValueError(), "provider-change-lost")],
)
async def test_an_error_is_an_end_too(world: World, service: Emulating, error: Exception, problem: str) -> None:
    service.answer = error
    sent = await send(world)
    assert (sent.emulation.problem, sent.emulation.status) == (problem, None)
    kept = await world.api.emulator.sent(ANNA, "k1")
    assert kept == sent.emulation
    assert await world.api.emulator.sent(MARIA, "k1") is None, "somebody else's"


async def test_files_are_fetched_when_it_is_sent(world: World, service: Emulating) -> None:
    file = file_value("wave", "a.wav", 2048, "audio/x-wav")
    shown = await world.api.emulator.prepare(ANNA, filled(file=file))
    assert shown.body.endswith("file=2048")
    await send(world, file=file)
    sent = service.sent[0]["file"]
    assert (sent, sent.name, sent.content_type) == (b"wave", "a.wav", "audio/x-wav")


async def test_a_long_answer_is_told_whole_and_its_beginning_kept(world: World, service: Emulating) -> None:
    service.answer = RawAnswer(200, "x" * 100_000)
    sent = await send(world)
    assert (len(sent.whole), len(sent.emulation.answer or "")) == (100_000, KEPT)
    kept = await world.api.emulator.sent(ANNA, "k1")
    assert kept == sent.emulation
    assert (await send(world)).whole == "", "told once"


async def test_values_are_kept_per_person_without_secrets(world: World, service: Emulating) -> None:
    await world.api.emulator.keep(ANNA, filled(whash="secret"))
    await world.api.emulator.keep(ANNA, filled(phone="79990000000", whash="secret"))
    assert await world.api.emulator.used(ANNA, "calldog", "OP1") == {"phone": "79990000000"}
    assert await world.api.emulator.used(MARIA, "calldog", "OP1") == {}


async def test_what_is_offered(world: World, service: Emulating) -> None:
    service.answer = RawAnswer(200, '{"data": [{"number": "74951234567", "name": "x"}, {"number": "none"}]}')
    await send(world)
    await world.api.emulator.keep(ANNA, filled())
    offered = await world.api.emulator.choices(ANNA, "calldog", PHONE)
    assert offered == ["79991234567", "74951234567"]
    assert await world.api.emulator.choices(ANNA, "calldog", HASH) == []


def test_a_service_without_operations_is_not_there() -> None:
    with pytest.raises(NotFound):
        emulated(Providers({"calldog": FakeProvider()}, "calldog"), "calldog")
