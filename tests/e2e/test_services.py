"""A call on each of the providers, from Telegram to the final reply; and one whose answer was lost.

One sandbox for all, one bot after another, each a process that knows one provider. Neither story ever sends a second
request. Where the providers can reach the bot they tell it themselves: it is so slow to ask that it asks nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.messages import Message
from tests.support.office import Office, Person, new_phone
from tests.support.processes import SandboxProcess
from tests.support.towns import Town, address_of, reachable, settings_of, town

TALKED = "разговор состоялся"
NOT_KNOWN = "Неизвестно, прошёл ли этот звонок."
FOUND_WITHIN = 45.0
"""Seconds: lost calls are looked for every fifteen, and what is found is asked about later still."""
SLOW, RARE = "10", "600"
"""Seconds between two looks: twenty times as long as a whole call of the sandbox lasts, and longer than any test."""


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SandboxProcess]:
    process = SandboxProcess(tmp_path_factory.mktemp("sandbox"))
    yield process
    process.stop()


async def placed(person: Person, phone: str) -> Message:
    """Places a call and returns its card."""
    await person.says(f"/call {phone} Ваш заказ готов")
    card = await person.sees("Ваш заказ готов")
    assert await person.presses("Позвонить", card) == "Звоним…"
    return card


async def followed(town: Town, ending: str = "00", said: str = TALKED) -> tuple[str, Message]:
    """The phone and the card of a call that was followed to its end and told of once."""
    oleg, phone = await town.office.person(), new_phone(ending)
    card = await placed(oleg, phone)
    await oleg.sees_reply(card, said)
    shown = await oleg.sees_in(card, said)
    assert len([message for message in await oleg.replies() if message.reply_to == card.id]) == 1
    return phone, shown


async def found_again(town: Town) -> str:
    """The phone of a call whose answer was lost, and which was followed to its end all the same."""
    oleg, phone = await town.office.person(), new_phone("09")
    card = await placed(oleg, phone)
    ended = await oleg.sees_in(card, TALKED, FOUND_WITHIN)
    assert not ended.has("Звонок был")
    await oleg.sees_reply(card, TALKED, FOUND_WITHIN)
    assert len([message for message in await oleg.replies() if message.reply_to == card.id]) == 1, "nobody was asked"
    return phone


async def requests(office: Office, service: str, operation: str) -> int:
    return len(await office.requests(operation, service))


async def test_calldog_tells_by_webhooks_and_names_a_lost_call_at_its_own_address(
    sandbox: SandboxProcess, tmp_path: Path
) -> None:
    settings = {**settings_of(sandbox.root, "calldog"), **reachable(), "POLL_INTERVAL": RARE}
    async with town(tmp_path, sandbox, settings) as here:
        first, card = await followed(here, "03", "нажал 1")
        assert "CallDog" in card.text
        assert await here.office.requests("get") == [], "webhooks told everything"
        second = await found_again(here)
        for phone in (first, second):
            assert await here.office.creates(phone) == 1
        creates = [entry["request"]["webhookUrl"] for entry in await here.office.requests("create")]
        assert len(set(creates)) == 2, "an address of its own per attempt"


async def test_obzvonov_shows_a_lost_call_among_all_its_calls(sandbox: SandboxProcess, tmp_path: Path) -> None:
    async with town(tmp_path, sandbox, settings_of(sandbox.root, "obzvonov")) as here:
        first, card = await followed(here, "04", "нажал 2")
        assert "Программа обзвонов" in card.text
        second = await found_again(here)
        for phone in (first, second):
            assert len(await here.office.requests("create", "obzvonov", phone=phone)) == 1


async def test_obzvonov_calls_from_any_number_of_its_account(sandbox: SandboxProcess, tmp_path: Path) -> None:
    """It lists none: the number is written once, and offered from then on, also in the settings."""
    own = "+7 495 123-45-67"
    async with town(tmp_path, sandbox, settings_of(sandbox.root, "obzvonov")) as here:
        oleg, phone = await here.office.person(), new_phone("01")
        await oleg.says(f"/call {phone} Ваш заказ готов")
        await oleg.presses("Параметры")
        await oleg.presses("Ещё")
        await oleg.presses("Назад", await oleg.sees("Через API недоступно: фильтр автоответчиков"))
        await oleg.presses("Дежурный номер")
        await oleg.sees("Пришлите номер, который подтверждён")
        await oleg.says("не номер")
        await oleg.sees(lambda shown: "Пришлите номер, который подтверждён" in shown.text and "⚠️" in shown.text)
        await oleg.says("8 (495) 123-45-67")
        card = await busy_from(oleg, own)
        await oleg.presses("Позвонить ещё", card)
        await oleg.presses("Параметры", await oleg.sees("Новый звонок"))
        await oleg.presses(own)
        await oleg.presses(own, await oleg.sees(lambda shown: shown.has("Дежурный номер")))
        await busy_from(oleg, own)
        sent = await here.office.requests("create", "obzvonov", phone=phone)
        assert [one["request"]["outgoingPhone"] for one in sent] == ["74951234567"] * 2
        await oleg.says("/settings")
        await oleg.presses("Параметры по умолчанию")
        await oleg.presses("Номер", await oleg.sees("С ними начинается каждый"))
        await oleg.presses(own, await oleg.sees("с которых вы уже звонили"))
        await oleg.sees(f"Номер: {own}")


async def busy_from(person: Person, own: str) -> Message:
    """Places the call whose options are open. Its text is paid for, which is said before it goes."""
    window = await person.sees(lambda shown: f"Номер: {own}" in shown.text and shown.has("Позвонить"))
    assert "Озвучка текста: 0,40" in window.text
    await person.presses("Позвонить", window)
    card = await person.sees_in(window, "занято")
    assert "Озвучка" not in card.text
    return card


async def test_callkeeper_rings_both_and_shows_a_lost_call_by_its_date(sandbox: SandboxProcess, tmp_path: Path) -> None:
    public = reachable()
    settings = {**settings_of(sandbox.root, "callkeeper"), **public, "POLL_INTERVAL": SLOW}
    async with town(tmp_path, sandbox, settings) as here:
        address = address_of(public["PUBLIC_URL"], "callkeeper")
        await here.office.post("providers/callkeeper/settings", webhook_url=address)
        _, card = await followed(here)
        assert "CallKeeper" in card.text
        assert card.has("Запись разговора")
        for question in ("getCallInfo", "getCallsInfo"):
            assert await requests(here.office, "callkeeper", question) == 0, "webhooks told everything"
        await found_again(here)
        assert await requests(here.office, "callkeeper", "makeCalls") == 2


async def test_mobilgroup_cannot_tell_of_a_lost_call_so_a_person_is_asked(
    sandbox: SandboxProcess, tmp_path: Path
) -> None:
    async with town(tmp_path, sandbox, settings_of(sandbox.root, "mobilgroup")) as here:
        _, card = await followed(here)
        assert "Mobilgroup" in card.text
        assert "₽" in card.text

        oleg = await here.office.person()
        card = await placed(oleg, new_phone("09"))
        asked = await oleg.sees_in(card, NOT_KNOWN)
        await oleg.sees_reply(card, NOT_KNOWN)
        assert asked.has("Позвонить снова")
        assert await oleg.presses("Звонок был", asked) == "Отмечено: звонок был"
        await oleg.sees_in(card, "подтвердил")
        assert await requests(here.office, "mobilgroup", "send") == 2
