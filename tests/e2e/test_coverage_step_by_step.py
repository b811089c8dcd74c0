"""What the providers tell while a call goes on, or instead: their calls do nothing before a test says so.

As `test_coverage`: a walk serves several rows, and is walked once. Nobody is asked about calls: webhooks tell, or the
test lets the bot ask.
"""

from __future__ import annotations

import base64
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest
import pytest_asyncio

from bot.clock import SystemClock
from bot.domain.access import Role
from bot.domain.menu_file import write_menu
from bot.domain.menus import STAYED, Branch, Menu
from bot.domain.phones import Phone
from bot.domain.sayings import Saying
from bot.ports.abilities import Callback, Callbacks, able
from tests.support.coverage import Walk, World, shown_of
from tests.support.drafts import back, draft_at, phone_in
from tests.support.indoors import NEVER_ENDS, house
from tests.support.messages import Message
from tests.support.office import Person, new_phone
from tests.unit.providers.callkeeper.tables import rows

pytestmark = pytest.mark.asyncio(loop_scope="module")
RARELY = 3600.0
NEXT = "▶️"
PRICE = "Озвучка текста: 0,40\u00a0₽"


@dataclass
class Ahead:
    """The real clock, moved ahead by what a test lets pass."""

    by: timedelta = field(default_factory=timedelta)

    def now(self) -> datetime:
        return SystemClock().now() + self.by


CLOCK = Ahead()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def world(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[World]:
    folder = tmp_path_factory.mktemp("step_by_step")
    everything: dict[str, Any] = {"every_service": True, "both_engines": True, "told_by_webhooks": True}
    async with house(folder, pace=NEVER_ENDS, poll=RARELY, clock=CLOCK, **everything) as home:
        yield World(home, await home.office.person(Role.MANAGER), await home.office.person())
        assert await home.office.refused_by_telegram() == []


async def act(world: World, target: str, phone: str, *actions: str, **more: Any) -> None:
    calls = (await world.office.get("state"))[target]["calls"]
    [call] = [one for one in calls if one["phone"] == phone]
    for action in actions:
        await world.office.post(f"providers/{target}/calls/{call['id']}/act", action=action, **more)


async def under_way(person: Person, card: Message, phone: str) -> Message:
    await person.presses("Позвонить", card)
    return await person.sees(lambda shown: phone_in(phone, shown) and not shown.has("Позвонить"))


def menu_of(provider: str) -> Menu:
    """Every field of a key; a key without a webhook of its own tells the bot."""
    branches = (
        Branch("1", manager=Phone("79990000001"), sms="Ждём вас", block=True, tag="согласен"),
        Branch("2", webhook="https://example.org/key", parameters={"order": "17"}),
        Branch("words1", words=("да", "хочу"), tag="сказал да"),
        Branch(STAYED, tag="молчит"),
    )
    return Menu(f"Меню {provider}", provider, Saying("Ваш заказ готов"), branches)


async def pressed(world: World, target: str) -> None:
    """`/ivr`, «Из файла», «Позвонить»: the blocks as they are sent; what was pressed, before anybody asks."""
    maria, phone = world.maria, new_phone("00")
    await maria.says("/ivr")
    await maria.presses("Из файла", await maria.sees(lambda shown: shown.has("Из файла")))
    await maria.sees("Пришлите файл меню")
    data = base64.b64encode(write_menu(menu_of(target)).encode()).decode()
    await maria.says("", document={"data": data, "mime": "application/json", "name": "menu.json"})
    screen = await maria.sees(lambda shown: "Меню загружено" in shown.text and f"Меню {target}" in shown.text)
    await maria.presses("Позвонить", screen)
    await maria.sees("Кому")
    await maria.says(phone)
    card = await maria.sees(lambda shown: phone_in(phone, shown) and shown.has("Позвонить"))
    await under_way(maria, card, phone)
    request = (await world.office.request("create", target=target, phone=phone))["request"]
    first, second = request["ivrs"][:2]
    [worded] = [block for block in request["ivrs"] if "keyWords" in block]
    [_stayed] = [block for block in request["ivrs"] if not block.keys() & {"digit", "keyWords"}]
    assert (first["digit"], first["managerPhone"], first["smsText"]) == (1, "79990000001", "Ждём вас")
    assert int(first["needBlock"]) == 1
    assert (second["digit"], second["webhookUrl"]) == (2, "https://example.org/key")
    assert second["webhookParameters"] == '{"order": "17"}'
    assert worded["keyWords"] == "да хочу"
    assert first["webhookUrl"].startswith(request["webhookUrl"].partition("/hooks")[0])
    await act(world, target, phone, "answer")
    await act(world, target, phone, "digit", digit=1)
    await maria.sees(lambda shown: phone_in(phone, shown) and "согласен" in shown.text)
    await act(world, target, phone, "hangup")
    await maria.sees(lambda shown: phone_in(phone, shown) and shown.has("Позвонить ещё"))
    asked = await world.office.requests("get", target)
    assert not asked, "webhooks told everything"


async def webhooks_of_calldog(world: World) -> set[str]:
    await pressed(world, "calldog")
    return {"CD1i", "CD9", "CD10"}


async def webhooks_of_obzvonov(world: World) -> set[str]:
    await pressed(world, "obzvonov")
    return {"PO9"}


async def own_number_of_obzvonov(world: World) -> set[str]:
    """`/call`, «Параметры», «Номер»: it lists none, so the number is written once."""
    oleg = world.oleg
    phone, more = await draft_at(oleg, "Программа обзвонов")
    main = await back(oleg, more)
    await oleg.presses("Дежурный номер", main)
    await oleg.sees("номер")
    await oleg.says("+7 495 123-45-67")
    chosen = await oleg.sees(lambda shown: "123-45-67" in shown.text and shown.has("Позвонить"))
    await under_way(oleg, chosen, phone)
    request = (await world.office.request("create", target="obzvonov", phone=phone))["request"]
    assert request["outgoingPhone"] == "74951234567"
    return {"PO1"}


async def moderation(world: World) -> set[str]:
    """A text is refused, and its price was named; a call with an unmoderated record does not start, and says why."""
    oleg, office, core = world.oleg, world.office, world.home.app.core
    await office.calldog(moderation=True)
    phone, more = await draft_at(oleg, "CallDog")
    main = await back(oleg, more)
    assert PRICE in main.text
    await oleg.presses("Текст", await _options(oleg, main))
    asked = await oleg.sees("модерация снята с учётной записи")
    await oleg.presses("Назад", asked)
    await oleg.presses("Позвонить", await oleg.sees(lambda one: one.id == main.id and one.has("Позвонить")))
    refused = await oleg.sees(lambda shown: shown.id == main.id and "сервис отказал" in shown.text)
    assert "модерацию" in refused.text
    await office.calldog(unmoderated_text="hold")
    phone, more = await draft_at(oleg, "CallDog")
    card = await under_way(oleg, await back(oleg, more), phone)
    assert (await office.request("create", phone=phone))["status"] == 200
    await oleg.sees_in(card, "звонок в очереди")  # the answer is stored a moment after it is given
    CLOCK.by += timedelta(hours=1)
    await core.overdue.sweep()
    waits = await oleg.sees_in(card, "Звонок до сих пор не начался. Обычно это модерация")
    assert "Если за сутки звонок не начнётся, бот перестанет за ним следить." in waits.text
    CLOCK.by += timedelta(days=1)
    await core.overdue.sweep()
    await oleg.sees_in(card, "За сутки звонок так и не начался")
    await office.calldog(moderation=False, unmoderated_text="refuse")
    CLOCK.by = timedelta()
    return {"CD13"}


async def _options(person: Person, card: Message) -> Message:
    """Of a card whose window may be the options already."""
    if not card.has("Параметры"):
        return card
    await person.presses("Параметры", card)
    return await person.sees(lambda shown: shown.id == card.id and shown.has("Текст"))


async def statuses(world: World) -> set[str]:
    """`/calls`, «У сервиса»: every way in which a call ends, in the service's words; those over, those of an end."""
    maria, office = world.maria, world.office
    ends = {new_phone("00"): row for row in rows("statuses.csv") if row["status_code"] not in ("1", "2")}
    keeper = able(world.home.app.providers.by_name["callkeeper"], Callbacks)
    assert keeper is not None
    for phone in ends:
        await keeper.place_callback(Callback(Phone(phone)))
    calls = {call["phone"]: call["id"] for call in (await office.get("state"))["callkeeper"]["calls"]}
    for phone, row in ends.items():
        end = {"action": "status", "status": f"{row['status_code']}/{row['status2_code']}"}
        await office.post(f"providers/callkeeper/calls/{calls[phone]}/act", **end)
    await maria.says("/calls")
    await maria.presses("У сервиса", await maria.sees(lambda shown: shown.has("У сервиса")))
    window = await maria.sees("Звонки в CallKeeper")
    told = window.text
    while NEXT in window.data:
        window = await _next_page(maria, window)
        told += window.text
    assert told.count("запись разговора") == sum(row["status2_code"] == "200" for row in ends.values())
    told = told.replace("ё", "е")
    missing = [row["in_the_cabinet"] for row in ends.values() if row["in_the_cabinet"].replace("ё", "е") not in told]
    assert not missing
    await maria.presses("Завершённые", window)
    await maria.sees_in(window, "завершённые")
    await maria.presses("По итогу", window)
    ended = await maria.sees("Звонки с каким итогом показать?")
    await maria.presses(next(iter(ended.labels)), ended)
    await maria.sees_in(window, "Оператор временно недоступен")
    await maria.presses("Период", window)
    await maria.presses("7 дней", await maria.sees_in(window, "За какие дни"))
    await maria.presses("Выгрузить Tap2Calls", await maria.sees_in(window, "все"))
    await office.request("sendDocument", target="telegram", chat_id=maria.id)
    await maria.sees(lambda shown: shown.id > window.id and "Звонки в CallKeeper" in shown.text)
    for operation in ("getCallsInfo", "getCallsCompleted", "getCallsByStatus", "getT2C"):
        assert await office.requests(operation, "callkeeper"), operation
    return {"CK4", "CK5", "CK6", "CK10", "CK15"}


async def _next_page(person: Person, window: Message) -> Message:
    """Its button has no words."""
    path = f"chats/{person.chat}/messages/{window.id}/press"
    await person.office.post(path, **{"from": person.id}, data=window.data[NEXT], wait=60)
    return await person.sees(lambda shown: shown.id == window.id and shown.text != window.text)


async def widgets(world: World) -> set[str]:
    """`/settings`, «Виджеты CallKeeper»: made, with hours that are checked, and taken away."""
    anna, office = await world.office.admin(), world.office
    await anna.says("/settings")
    await anna.presses("Виджеты CallKeeper", await anna.sees(lambda shown: shown.has("Виджеты CallKeeper")))
    await anna.presses("Создать виджет", await anna.sees(lambda shown: shown.has("Создать виджет")))
    await anna.sees("На какой телефон")
    await anna.says("8 916 111-54-54")
    await anna.presses("Часы", await anna.sees("Новый виджет"))
    await anna.sees("В какие часы")
    await anna.says("25:00-6:00")
    await anna.sees("Часы непонятны")
    await anna.says("20:00-6:00")
    await anna.presses("Создать", await anna.sees(lambda shown: any("20:00–06:00" in label for label in shown.labels)))
    await anna.sees("Его хеш показан")
    [made] = await office.requests("createWidget", "callkeeper")
    assert made["request"]["schedule"] == "20000600"
    await anna.presses("Виджет", await anna.sees(lambda one: one.has("Виджет")))
    await anna.presses("Удалить", await anna.sees(lambda one: one.has("Удалить")))
    await anna.presses("Да, удалить", await anna.sees("Удалить виджет"))
    assert await office.requests("deleteWidget", "callkeeper")
    return {"CK8", "CK9", "CK16"}


async def emulator(world: World) -> set[str]:
    """`/emulator`: the masked key, every operation, what the API does not name; «Показать запрос» on a card."""
    anna, office = await world.office.admin(), world.office
    await anna.says("/emulator")
    await anna.presses("CallDog", await anna.sees("К какому сервису"))
    window = await anna.sees("Ключ API: sand…")
    assert "только в личном кабинете сервиса" in window.text
    await anna.presses("create", window)
    form = await anna.sees_in(window, "Через API недоступно: ")
    await anna.presses("record › text", form)
    await anna.sees("зам+ок")
    phone = new_phone()
    await anna.says(f"/call {phone} Ваш заказ готов")
    card = await anna.sees(lambda shown: phone_in(phone, shown) and shown.has("Ещё"))
    await anna.presses("Ещё", card)
    await anna.presses(
        "Показать запрос", await anna.sees(lambda shown: shown.id == card.id and shown.has("Показать запрос"))
    )
    request = await anna.sees_in(card, '"apiKey"')
    assert '"sand…"' in request.text
    await anna.presses("Назад", request)
    await under_way(anna, await anna.sees(lambda shown: shown.id == card.id and shown.has("Позвонить")), phone)
    await office.request("create", phone=phone)
    return {"EM1", "EM2", "EM4", "EM7", "EM8"}


WALKS: dict[str, Walk] = {
    **dict.fromkeys(("CD1i", "CD9", "CD10"), webhooks_of_calldog),
    "PO9": webhooks_of_obzvonov,
    "PO1": own_number_of_obzvonov,
    **dict.fromkeys(("CK4", "CK5", "CK6", "CK10", "CK15"), statuses),
    "CD13": moderation,
    **dict.fromkeys(("CK8", "CK9", "CK16"), widgets),
    **dict.fromkeys(("EM1", "EM2", "EM4", "EM7", "EM8"), emulator),
}


@pytest.mark.parametrize("row", WALKS)
async def test_people_meet_it(world: World, row: str) -> None:
    assert row in await world.once(WALKS[row])
    await shown_of(world.office, row)
