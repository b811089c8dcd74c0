"""Menus over HTTP: every field of every branch arrives, and what is pressed comes back."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from bot.domain.errors import Refused
from bot.domain.menus import STAYED, Branch, Menu
from bot.domain.phones import Phone
from bot.domain.reasons import Reason
from bot.domain.sayings import Record, Saying
from bot.ports import VoiceCall
from bot.ports.abilities import NewRecord, Pressed, WebhookKind
from bot.providers.zvonobot.provider import ZvonobotProvider
from tests.contract.conftest import Simulation
from tests.contract.engine import ENGINES
from tests.contract.entry import Entry
from tests.sandbox.calldog_bench import Listener
from tests.support.menus import FULL, MANAGER

pytestmark = pytest.mark.parametrize("entry", ENGINES, ids=lambda entry: entry.name, indirect=True)
OWN = "https://bot.example.ru/hooks/service/reference"


def with_menu(entry: Entry, *branches: Branch, ending: str = "00", **fields: object) -> VoiceCall:
    made = Menu("Меню", entry.name, branches=branches, recognize=bool(fields.pop("recognize", False)))
    phone = Phone(f"799912345{ending}")
    return VoiceCall(phone, Saying("Ваш заказ готов"), None, False, menu=made, **fields)  # type: ignore[arg-type]  # addresses only


async def recorded(provider: ZvonobotProvider) -> str:
    return (await provider.create_record(NewRecord("Ответ", text="Ждём вас"))).id


async def test_every_field_of_every_branch(sim: Simulation, entry: Entry, provider: ZvonobotProvider) -> None:
    record = await recorded(provider)
    full = replace(FULL, said=Record(record))
    stayed = Branch(STAYED, manager=MANAGER)
    call = with_menu(
        entry, full, Branch("0", tag="нет"), stayed, Branch("words1", words=("нет",), block=True), ivr_url=OWN
    )
    await provider.place(call)
    [asked] = await sim.journal("create")
    assert asked["request"]["ivrs"] == [
        {
            "digit": 1,
            "keyWords": "да хочу",
            "needBlock": 1,
            "record": {"id": int(record)},
            "managerPhone": "74951234567",
            "smsText": "Ждём вас",
            "webhookUrl": "https://example.ru/ivr",
            "webhookParameters": '{"order": "17"}',
        },
        {"digit": 0, "webhookUrl": OWN},
        {"managerPhone": "74951234567", "webhookUrl": OWN},
        {"keyWords": "нет", "needBlock": 1, "webhookUrl": OWN},
    ]
    assert '"webhookParameters": "{\\"order\\": \\"17\\"}"' in provider.describe(call)


@pytest.mark.parametrize(("ending", "digit"), [("03", 1), ("04", 2), ("06", -1)])
async def test_the_pressed_digit_comes_back(
    sim: Simulation, entry: Entry, provider: ZvonobotProvider, ending: str, digit: int
) -> None:
    branches = (Branch("1", sms="Ждём вас"), Branch("2", tag="нет"), Branch(STAYED, tag="молчит"))
    handle = await provider.place(with_menu(entry, *branches, ending=ending))
    report = (await sim.until_final(provider, handle))[-1]
    assert report.digit == digit
    [call] = (await sim.state())[entry.name]["calls"]
    assert call["sms"] == (["Ждём вас"] if digit == 1 else [])


async def test_the_press_is_told_at_once(entry: Entry, provider: ZvonobotProvider) -> None:
    async with Listener().listening() as listener:
        call = with_menu(entry, Branch("1", tag="да"), ending="03", ivr_url=listener.url)
        await provider.place(call)
        body = json.dumps(await listener.next()).encode()
    assert provider.read_webhook(WebhookKind.IVR, body) == [Pressed(call.phone, "1", {})]


async def test_a_menu_with_texts(sim: Simulation, entry: Entry, provider: ZvonobotProvider) -> None:
    """Only Программа обзвонов reads them aloud and recognises speech; CallDog is not asked at all."""
    call = with_menu(entry, Branch("1", said="Ждём вас", recognize=True), recognize=True)
    assert "Ждём вас" in provider.describe(call)
    if provider.menu_limits.reads_texts:
        assert (await provider.place(call)).id
        return
    with pytest.raises(Refused) as caught:
        await provider.place(call)
    assert caught.value.key == Reason.BAD_MENU
    assert await sim.journal("create") == []


async def test_a_record_that_the_service_does_not_know(entry: Entry, provider: ZvonobotProvider) -> None:
    with pytest.raises(Refused) as caught:
        await provider.place(with_menu(entry, Branch("1", said=Record("99999999"))))
    assert caught.value.key == Reason.REFUSED_RECORD


async def test_another_services_menu_is_not_sent(sim: Simulation, entry: Entry, provider: ZvonobotProvider) -> None:
    call = with_menu(entry, Branch("1", tag="да"))
    assert call.menu
    with pytest.raises(Refused) as caught:
        await provider.place(replace(call, menu=replace(call.menu, provider="other")))
    assert caught.value.key == Reason.BAD_MENU
    assert await sim.journal("create") == []
