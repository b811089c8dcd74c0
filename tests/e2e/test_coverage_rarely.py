"""What providers can do and people need rarely: see `test_coverage`."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.domain.access import Role
from tests.support.coverage import ROWS, Walk, World, shown_of
from tests.support.drafts import back, draft_at, phone_in, placed
from tests.support.indoors import house
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
    "CK2": callback_redialled,
    "EM6": answer_as_it_came,
    "CK13": callback_refused,
    "MG9": mailing_refused,
}


@pytest.mark.parametrize("row", WALKS)
async def test_people_meet_it(world: World, row: str) -> None:
    assert row in await world.once(WALKS[row])
    await shown_of(world.office, row)
