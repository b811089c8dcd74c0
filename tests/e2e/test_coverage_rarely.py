"""What providers can do and people need rarely: see `test_coverage`."""

from __future__ import annotations

from collections.abc import AsyncIterator
from functools import partial

import pytest
import pytest_asyncio

from bot.domain.access import Role
from tests.support.coverage import ROWS, Walk, World, shown_of
from tests.support.drafts import back, draft_at, phone_in, placed
from tests.support.indoors import house
from tests.support.messages import Message
from tests.support.office import new_phone

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def world(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[World]:
    folder = tmp_path_factory.mktemp("rarely")
    async with house(folder, every_service=True) as home:
        yield World(home, await home.office.person(Role.MANAGER), await home.office.person())
        assert await home.office.refused_by_telegram() == []


async def callback_redialled(world: World) -> set[str]:
    """`/callback`, «Параметры», «Ещё», «Дозвон»: the service itself calls again, which is another operation."""
    maria, phone = world.maria, new_phone()
    await maria.says(f"/callback {phone} Клиент ждёт")
    await maria.says("Не сейчас")
    card = await maria.sees(lambda shown: phone_in(phone, shown) and shown.has("Параметры"))
    await maria.presses("Параметры", card)
    await maria.presses("Ещё", await maria.sees(lambda shown: shown.id == card.id and shown.has("Текст сотруднику")))
    await maria.presses("Дозвон: нет", await maria.sees(lambda shown: shown.has("Дозвон: нет")))
    await maria.presses("Через 5, 10, 15 мин", await maria.sees("сервис позвонит снова сам"))
    main = await back(maria, await maria.sees(lambda shown: shown.has("Дозвон: 5, 10, 15")))
    await placed(maria, main)
    order = (await world.office.request("orderCall", target="callkeeper"))["request"]
    assert (order["client"], order["interval"], order["text_to_manager"]) == (phone, "5,10,15", "Клиент ждёт")
    return {"CK2"}


EXTRAS = {
    "Сайт": "example.com",
    "Офис": "Центр",
    "Почта клиента": "a@example.com",
    "Итог на почту": "boss@example.com",
    "Звук до беседы": "https://example.com/a.mp3",
    "Звук ожидания": "https://example.com/b.mp3",
    "Часы звонков": "0:00-24:00",
    "Метки рекламы": "utm_source=ya utm_medium=cpc utm_campaign=осень utm_content=а utm_term=б utm_type=organic "
    "entry_point=https://example.com user_agent=Mozilla ip_client=10.0.0.1 tool_name=Форма ga_client_id=15.17 "
    "roistat_id=7492561 calltouch_session_id=9449450 current_page=https://example.com/a?b=1&c=2",
}


def _offers(label: str, shown: Message) -> bool:
    return any(label in one for one in shown.labels)


def _asks(window: int, shown: Message) -> bool:
    return shown.id == window and not any(label.startswith("Сайт: ") for label in shown.labels)


async def callback_marked(world: World) -> set[str]:
    """`/callback`, «Параметры», «Сайт, почта, метки»: what the service keeps with a call; «Подробности»."""
    pavel, phone = await world.office.person(), new_phone()
    await pavel.says(f"/callback {phone} Клиент ждёт")
    await pavel.says("Не сейчас")
    card = await pavel.sees(lambda shown: phone_in(phone, shown) and shown.has("Параметры"))
    await pavel.presses("Параметры", card)
    await pavel.presses("Сайт, почта, метки", await pavel.sees(partial(_offers, "Сайт, почта, метки")))
    for name, value in EXTRAS.items():
        asked = await pavel.sees(partial(_offers, f"{name}: нет"))
        await pavel.presses(f"{name}: нет", asked)
        await pavel.sees(partial(_asks, asked.id))
        await pavel.says(value)
    main = await back(pavel, await pavel.sees(partial(_offers, "Метки рекламы: utm_source=ya")))
    assert all(f"{name}: " in main.text for name in EXTRAS)
    card = await placed(pavel, main)
    sent = (await world.office.request("makeCalls", target="callkeeper", ip_client="10.0.0.1"))["request"]
    assert ([call["client"] for call in sent["calls"]], sent["opening_hours"]) == ([phone], "00002400")
    await pavel.presses("Подробности", card)
    details = await pavel.sees_in(card, "ya / cpc / осень")
    for words in (
        "10.0.0.1",
        "Mozilla",
        "15.17",
        "example.com/a?b=1&c=2",
        "Почта клиента: a@example.com",
        "tool_name=Форма",
    ):
        assert details.text.count(words) == 1, "told once, by the service or by what was asked of it"
    await pavel.presses("Назад", details)
    await pavel.presses("Позвонить ещё", await pavel.sees(lambda shown: shown.has("Позвонить ещё")))
    again = await pavel.sees(lambda shown: shown.id > card.id and shown.has("Параметры"))
    assert "roistat_id=7492561" in again.text
    return {"CK1c", "CK1u"}


async def answer_as_it_came(world: World) -> set[str]:
    """A card, «Ещё», «Ответ»: fields that nobody has named to us are kept and shown."""
    maria, phone = world.maria, new_phone("03")
    await maria.says(f"/call {phone} Ваш заказ готов")
    await placed(maria, await maria.sees(lambda shown: phone_in(phone, shown) and shown.has("Позвонить")), "₽")
    card = await maria.sees(lambda shown: phone_in(phone, shown) and shown.has("Позвонить ещё"))
    await maria.sees_reply(card)
    await maria.presses("Ещё", card)
    await maria.presses("Ответ", await maria.sees(lambda shown: shown.id == card.id and shown.has("Ответ")))
    answer = await maria.sees_in(card, "как пришло")
    for name in ROWS["EM6"].fields.split():
        assert name == "data" or f'"{name}"' in answer.text, name
    return {"EM6"}


async def callback_refused(world: World) -> set[str]:
    """A reason of the service, in words."""
    oleg = world.oleg
    phone = new_phone("08")
    await oleg.says(f"/callback {phone} Клиент ждёт")
    await oleg.says("Не сейчас")
    card = await oleg.sees(lambda shown: phone_in(phone, shown) and shown.has("Позвонить"))
    shown = await placed(oleg, card, "отказ")
    assert "reason" not in shown.text
    return {"CK13"}


async def mailing_refused(world: World) -> set[str]:
    """A code of the service, in words."""
    await world.office.post("providers/mobilgroup/settings", enabled=False)
    _, more = await draft_at(world.oleg, "Mobilgroup")
    await placed(world.oleg, await back(world.oleg, more), "Учётная запись в Mobilgroup заблокирована")
    await world.office.post("providers/mobilgroup/settings", enabled=True)
    return {"MG9"}


WALKS: dict[str, Walk] = {
    **dict.fromkeys(("CK1c", "CK1u"), callback_marked),
    "CK2": callback_redialled,
    "EM6": answer_as_it_came,
    "CK13": callback_refused,
    "MG9": mailing_refused,
}


@pytest.mark.parametrize("row", WALKS)
async def test_people_meet_it(world: World, row: str) -> None:
    assert row in await world.once(WALKS[row])
    await shown_of(world.office, row)
