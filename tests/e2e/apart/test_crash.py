"""The bot is killed while the provider has its request: nothing is sent twice, and people are asked."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.domain.access import Role
from tests.support.messages import Message
from tests.support.office import Office, Person, new_phone
from tests.support.people import ADMIN, make_database
from tests.support.processes import TOLD_WITHIN, BotProcess, SandboxProcess, database_url

NOT_KNOWN = "Неизвестно, прошёл ли этот звонок."


class Machine:
    """Where the bot runs, dies and runs again on the same database."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        make_database(database_url(folder))
        self.sandbox = SandboxProcess(folder)
        self.bot = self.start()

    def start(self) -> BotProcess:
        return BotProcess(self.folder, self.sandbox.root, str(ADMIN))

    async def restart(self) -> None:
        self.bot = await asyncio.to_thread(self.start)


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    machine = Machine(tmp_path_factory.mktemp("machine"))
    yield machine
    machine.bot.stop()
    machine.sandbox.stop()


@pytest.fixture
async def office(machine: Machine) -> AsyncIterator[Office]:
    office = Office(machine.sandbox.root)
    await office.open()
    yield office
    await office.no_more_faults()
    refused = await office.refused_by_telegram()
    await office.close()
    assert refused == []


async def _call_that_hangs(office: Office, person: Person, phone: str, applied: bool) -> Message:
    await office.fault("hang", "create", applied=applied)
    await person.says(f"/call {phone} Ваш заказ готов")
    card = await person.sees("Ваш заказ готов")
    await person.presses("Позвонить", card)
    await office.request("create", phone=phone)
    return card


async def test_killed_while_placing_it_asks_people_and_sends_nothing_twice(machine: Machine, office: Office) -> None:
    oleg, maria = await office.person(), await office.person()
    manager = await office.person(Role.MANAGER)
    group = await office.group(maria, manager)
    first, second = new_phone("00"), new_phone("01")
    card = await _call_that_hangs(office, oleg, first, applied=True)
    press = await office.update_of_press(oleg.last_press)
    group_card = await _call_that_hangs(office, maria.at(group), second, applied=False)

    machine.bot.kill()
    await office.no_more_faults()
    await machine.restart()
    asked = await oleg.sees_in(card, NOT_KNOWN, TOLD_WITHIN)
    asked_group = await maria.at(group).sees_in(group_card, NOT_KNOWN, TOLD_WITHIN)
    for shown in (asked, asked_group):
        assert shown.has("Звонок был")
        assert shown.has("Позвонить снова")
    await oleg.sees_reply(card, NOT_KNOWN)

    # Telegram may tell of the press again, for the bot died before it confirmed it.
    await office.repeat(press)
    assert await oleg.presses("Звонок был", asked) == "Отмечено: звонок был"
    settled = await oleg.sees_in(card, "подтвердил, что звонок был.")
    assert not settled.has("Звонок был"), "nothing is asked any more"
    assert settled.data_of("Позвонить ещё").startswith("order:"), "it begins a new call, which waits for «Позвонить»"
    assert await office.creates(first) == 1

    both = [maria.at(group), manager.at(group)]
    answers = await office.at_once(*(person.taps("Позвонить снова", asked_group) for person in both * 2))
    assert sorted(answers) == ["Звоним снова…", *["Уже решено, смотрите карточку"] * 3]
    await maria.at(group).sees_in(group_card, "занято")
    assert await office.creates(second) == 2
    assert await office.creates(first) == 1


@pytest.mark.parametrize("applied", [True, False])
async def test_killed_while_placing_a_list_each_is_unknown_and_none_is_placed_twice(
    machine: Machine, office: Office, applied: bool
) -> None:
    oleg, phones = await office.person(), [new_phone("01") for _ in range(3)]
    await office.fault("hang", "create", applied=applied)
    await oleg.says(f"/call {', '.join(phones)}\nВаш заказ готов")
    card = await oleg.sees("Ваш заказ готов")
    await oleg.presses("Позвонить", card)
    create = await office.request("create", phone=phones[2])
    assert create["request"]["phones"] == phones

    machine.bot.kill()
    await office.no_more_faults()
    await machine.restart()
    asked = await oleg.sees_in(card, "Неизвестно, прошёл ли", TOLD_WITHIN)
    assert all(phone[-7:-4] in asked.text for phone in phones)
    assert [await office.creates(phone) for phone in phones] == [1, 1, 1]
    made = [call["phone"] for call in (await office.get("state"))["calldog"]["calls"]]
    assert [made.count(phone) for phone in phones] == [int(applied)] * 3


async def test_a_restart_leaves_people_in_their_dialog(machine: Machine, office: Office) -> None:
    oleg, phone = await office.person(), new_phone("01")
    await oleg.says(f"/call {phone} Старый текст")
    card = await oleg.sees("Старый текст")
    await oleg.presses("Параметры", card)
    await oleg.presses("✏️ Текст")
    await oleg.sees("Напишите, что услышит абонент")
    # A dialog is stored after its press was answered; a person's updates are handled one after another.
    await oleg.says("/balance")
    await oleg.sees("CallDog: ")

    machine.bot.kill()
    await oleg.says("Новый текст")
    await machine.restart()
    options = await oleg.sees(lambda message: "Новый текст" in message.text and message.has("Ещё"))
    assert options.id > card.id, "below what was written"
    await oleg.presses("Назад", options)
    card = await oleg.sees(lambda message: "Новый текст" in message.text and message.has("Параметры"))
    await oleg.presses("Позвонить", card)
    create = await office.request("create", phone=phone)
    assert create["request"]["record"]["text"] == "Новый текст"
    await oleg.sees_in(card, "занято")


async def test_calls_placed_before_a_kill_are_followed_after_it(machine: Machine, office: Office) -> None:
    oleg, phone = await office.person(), new_phone("03")
    await oleg.says(f"/call {phone} Ваш заказ готов")
    card = await oleg.sees("Ваш заказ готов")
    await oleg.presses("Позвонить", card)
    create = await office.request("create", phone=phone)
    call = str(create["answer"]["data"][0]["id"])

    async def asked_about() -> bool | None:
        gets = await office.requests("get")
        return any(call in map(str, get["request"]["apiCallIdList"]) for get in gets) or None

    await office.until(asked_about)
    machine.bot.kill()
    await machine.restart()
    await oleg.sees_in(card, "нажал 1")
    await oleg.sees_reply(card)
    assert await office.creates(phone) == 1
    assert len(await oleg.replies()) == 2
