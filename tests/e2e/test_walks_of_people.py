"""What access, the balance and the emulator cost a person: messages and taps, none more than is wanted."""

from __future__ import annotations

from collections.abc import Callable

from tests.support.messages import Message
from tests.support.office import Office, new_phone
from tests.support.walk import Walk


def _holds(value: str) -> Callable[[Message], bool]:
    return lambda shown: value in shown.text and shown.has("Показать запрос")


async def test_a_request_for_access(office: Office) -> None:
    """Also right after a press in a group was refused."""
    ivan, anna = await office.person(None, first_name="Иван"), await office.admin()
    asks, decides = Walk(ivan), Walk(anna)
    await asks.says("/start")
    asked = await asks.sees_button("Запросить доступ")
    await asks.presses("Запросить доступ", asked)
    assert not (await ivan.sees_in(asked, "Запрос у администраторов с")).labels
    card = await decides.sees(f"{ivan.name} просит доступ")
    await decides.presses("Разрешить: оператор", card)
    await anna.sees_in(card, f"{ivan.name} — оператор")
    assert not (await ivan.sees_in(asked, "Запрос одобрен")).labels
    asks.took_at_most(1, 1)
    decides.took_at_most(0, 1)


async def test_access_is_closed(office: Office) -> None:
    oleg, anna = await office.person(first_name="Уходящий"), await office.admin()
    await oleg.says("/start")
    await oleg.sees("Здравствуйте")
    walk = Walk(anna)
    await walk.says("/users")
    page = await walk.sees_button(oleg.name)
    await walk.presses(oleg.name, page)
    await walk.presses(
        "Закрыть доступ", await anna.sees(lambda shown: shown.id == page.id and shown.has("Закрыть доступ"))
    )
    sure = await anna.sees_in(page, f"Закрыть доступ: {oleg.name}?")
    await walk.presses("Да, закрыть доступ", sure)
    await anna.sees_in(page, f"Доступ закрыт: {oleg.name}")
    await oleg.sees("Доступ закрыт. Решение: Анна Смирнова")
    walk.took_at_most(1, 3)


async def test_a_balance_in_the_emulator(office: Office) -> None:
    walk = Walk(await office.admin())
    await walk.says("/emulator")
    await walk.presses("CallDog", await walk.sees("К какому сервису"))
    await walk.presses("userInfo", await walk.sees("Какой запрос собрать"))
    await walk.presses("Отправить сервису", await walk.sees("POST "))
    assert '"balance"' in (await walk.sees("HTTP 200")).text
    walk.took_at_most(1, 3)


async def test_a_call_in_the_emulator(office: Office) -> None:
    walk, phone = Walk(await office.admin()), new_phone("00")
    await walk.says("/emulator")
    await walk.presses("CallDog", await walk.sees("К какому сервису"))
    await walk.presses("create", await walk.sees("Какой запрос собрать"))
    for field, value in (("record › text", "Ваш заказ готов"), ("phone", phone)):
        await walk.presses(field, await walk.sees_button("Показать запрос"))
        await walk.sees("Пришлите")
        await walk.says(value)
        await walk.sees(_holds(value))
    await walk.presses("dutyPhone", await walk.sees_button("Показать запрос"))
    await walk.presses("Показать запрос", await walk.sees_button("dutyPhone: да"))
    await walk.presses("Отправить сервису", await walk.sees("POST "))
    await walk.presses("Отправить сервису", await walk.sees("Это настоящий звонок"))
    await walk.sees("HTTP 200")
    assert await office.creates(phone) == 1
    walk.took_at_most(3, 8)
