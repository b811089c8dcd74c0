"""What access, the balance and the emulator cost a person: messages and taps, none more than is wanted."""

from __future__ import annotations

from tests.support.office import Office
from tests.support.walk import Walk


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
    assert not (await ivan.sees_in(asked, "Доступ открыт")).labels
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
