"""Planned calls at a Telegram as strict as the real one: the windows, the card, the list, the withdrawal."""

from __future__ import annotations

from tests.support.office import Office, new_phone


async def test_planned_seen_changed_and_withdrawn(office: Office) -> None:
    oleg, phone = await office.person(), new_phone("00")
    await oleg.says(f"/call {phone} Ваш заказ готов")
    draft = await oleg.sees("Ваш заказ готов")
    await oleg.presses("Позже", draft)
    plan = await oleg.sees("Когда позвонить?")
    await oleg.presses("Другой день", plan)
    calendar = await oleg.sees("В какой день позвонить?")
    await oleg.presses("Назад", calendar)
    plan = await oleg.sees("Когда позвонить?")
    assert await oleg.presses("Через 2 часа", plan) == "Звонок запланирован"
    planned = await oleg.sees_in(draft, "запланирован на")

    await oleg.presses("Изменить", planned)
    options = await oleg.sees("Запланирован 1 звонок")
    await oleg.presses("✏️ Текст", options)
    await oleg.sees("одним сообщением")
    await oleg.says("Заказ ждёт вас")
    await oleg.presses("Назад", await oleg.sees(lambda shown: shown.has("Ещё") and "ждёт вас" in shown.text))
    await oleg.sees(lambda shown: shown.has("Отменить") and "Заказ ждёт вас" in shown.text)

    await oleg.says("/calls")
    listed = await oleg.sees("Запланированные звонки")
    await oleg.presses(next(label for label in listed.labels if "🗓" in label), listed)
    anew = await oleg.sees(lambda shown: shown.id > listed.id and shown.has("Отменить"))
    assert await oleg.presses("Отменить", anew) == "Отменено"
    await oleg.sees_in(anew, "— отменено")
    assert await office.creates(phone) == 0
    assert await office.refused_by_telegram() == []


async def test_a_number_is_asked_for(office: Office) -> None:
    oleg, phone = await office.person(), new_phone("01")
    await oleg.says("/call")
    await oleg.sees("Кому позвонить?")
    await oleg.shares(f"+{phone}")
    await oleg.sees("Что сказать абоненту?")
    await oleg.says("Ваш заказ готов")
    await oleg.presses("Позвонить", await oleg.sees(lambda shown: shown.has("Позвонить")))
    assert (await office.request("create", phone=phone))["request"]["record"]["text"] == "Ваш заказ готов"
    assert await office.refused_by_telegram() == []
