"""`/stats` in a chat that Telegram judges: with a picture drawn by the child, and one window throughout."""

from __future__ import annotations

from bot.domain.access import Role
from tests.support.office import Office, new_phone


async def test_figures_of_a_call_that_was_just_made(office: Office) -> None:
    oleg, maria = await office.person(), await office.person(Role.MANAGER)
    await maria.says("/stats")
    window = await maria.sees("звонков не было")
    await oleg.says(f"/call {new_phone('03')} Ваш заказ готов")
    card = await oleg.sees("Ваш заказ готов")
    await oleg.presses("Позвонить", card)
    await oleg.sees_reply(card)
    await maria.presses("Неделя", window)
    drawn = await maria.sees("Состоялись: 1 · 100 %")
    assert "Звонки всех сотрудников" in drawn.text
    assert drawn.id == window.id, "Telegram adds a picture to a text"
    await maria.presses("Сравнить сервисы", drawn)
    await maria.sees_in(drawn, "Сравнение сервисов")
    await maria.presses("Ещё", drawn)
    asked = await maria.sees("Что посчитать?")
    assert asked.id != drawn.id, "and takes none away: the window is another message"
    assert [shown.id for shown in await maria.replies() if shown.id == drawn.id] == []
    await maria.presses("Назад", asked)
    await maria.sees_in(asked, "Сравнение сервисов")
    await oleg.says("/stats")
    await oleg.sees("Ваши звонки")
    stranger_to_it = await office.person()
    await stranger_to_it.says("/stats")
    await stranger_to_it.sees("звонков не было")
