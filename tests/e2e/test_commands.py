"""The other commands, and the other ways to name a number."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from bot.domain.access import Role
from tests.fakes.clock import FakeClock
from tests.support.indoors import house
from tests.support.office import Office, new_phone


def shown(phone: str) -> str:
    return f"+7 {phone[1:4]} {phone[4:7]}-{phone[7:9]}-{phone[9:]}"


async def test_calls_shows_ones_own_and_pages_back(office: Office) -> None:
    """There are seven calls, two more than a page holds."""
    oleg, manager = await office.person(), await office.person(Role.MANAGER)
    phones = [new_phone("01") for _ in range(7)]
    for phone in phones:  # in a group each, for Telegram takes but a message a second in one chat
        there = oleg.at(await office.group(oleg, manager))
        await there.says(f"/call {phone} Ваш заказ готов")
        await there.presses("Позвонить")
    await oleg.says("/calls")
    page = await oleg.sees("Ваши звонки")
    assert [shown(phone) in page.text for phone in phones] == [False, False, *[True] * 5]
    await oleg.presses("Раньше", page)
    older = await oleg.sees(lambda message: message.id == page.id and message.has("◀️ Позже"))
    assert [shown(phone) in older.text for phone in phones] == [True, True, *[False] * 5]
    await manager.says("/calls")
    everybody = await manager.sees("Звонки всех сотрудников")
    assert oleg.name in everybody.text
    stranger_to_it = await office.person()
    await stranger_to_it.says("/calls")
    await stranger_to_it.sees("Звонков пока нет")


async def test_balance_is_told_and_refreshed(tmp_path: Path) -> None:
    """In one second, which the title names: only the amount tells whether anything changed."""
    async with house(tmp_path, clock=FakeClock(datetime.now(UTC))) as home:
        office, oleg = home.office, await home.office.person()
        await office.calldog(balance="1234.50")
        await oleg.says("/balance")
        told = await oleg.sees("CallDog: 1234,50\u00a0₽")
        await office.calldog(balance="99.00")
        assert await oleg.presses("Обновить", told) == "Обновлено"
        await oleg.sees_in(told, "CallDog: 99,00\u00a0₽")
        assert await oleg.presses("Обновить", told) == "Обновлено", "the same amount twice is no error"
        await office.calldog(key="another-key")
        await oleg.presses("Обновить", told)
        silent = await oleg.sees_in(told, "узнать не удалось")
        assert "Неверный API-ключ." in silent.text
        # That one refresh changed nothing is the one refusal that is expected here.
        assert ["not modified" in str(request["answer"]) for request in await office.refused_by_telegram()] == [True]


async def test_another_language_shows_at_once(office: Office) -> None:
    oleg = await office.person()
    await oleg.says("/settings")
    page = await oleg.sees("Ваша роль: оператор")
    await oleg.presses("English", page)
    page = await oleg.sees_in(page, "Your role: operator")
    await oleg.says(f"/call {new_phone('01')} Your order is ready")
    assert (await oleg.sees("Your order is ready")).has("Call now")
    assert await office.until(lambda: _menu_speaks_english(office, oleg.id))
    await oleg.presses("As in Telegram", page)
    await oleg.sees_in(page, "Ваша роль: оператор")


async def _menu_speaks_english(office: Office, person_id: int) -> bool | None:
    scope = {"type": "chat", "chat_id": person_id}
    menus = [one["request"] for one in await office.requests("setMyCommands", "telegram")]
    return any("how to use it" in str(menu["commands"]) for menu in menus if menu.get("scope") == scope) or None


async def test_an_admin_changes_a_role_and_sees_the_status(office: Office) -> None:
    anna, oleg = await office.admin(), await office.person(first_name="Растущий")
    await oleg.says("/start")
    await oleg.sees("/call")
    await anna.says("/status")
    await anna.sees("Работает")
    await anna.says("/users")
    page = await anna.sees(lambda message: message.has(oleg.name))
    await anna.presses(oleg.name, page)
    await anna.presses("Сделать менеджером")
    await anna.sees(lambda message: message.id == page.id and f"{oleg.name} — менеджер" in message.text)
    await oleg.says("/settings")
    await oleg.sees("Ваша роль: менеджер")


async def test_help_names_only_what_one_may_do(office: Office) -> None:
    oleg, anna = await office.person(), await office.admin()
    await oleg.says("/help")
    assert "/users" not in (await oleg.sees("/calls")).text
    await anna.says("/help")
    assert "/users" in (await anna.sees("/calls")).text


async def test_cancel_withdraws_the_last_order_that_nobody_placed(office: Office) -> None:
    oleg, phone = await office.person(), new_phone("00")
    await oleg.says(f"/call {phone} Ваш заказ готов")
    await oleg.sees("Ваш заказ готов")
    await oleg.says("/cancel")
    await oleg.sees("Отменено. Звонка не будет.")
    await oleg.says("/cancel")
    await oleg.sees("Отменять нечего")
    assert await office.creates(phone) == 0


async def test_the_cards_own_cancel_withdraws_it(office: Office) -> None:
    oleg, phone = await office.person(), new_phone("00")
    await oleg.says(f"/call {phone} Ваш заказ готов")
    card = await oleg.sees("Ваш заказ готов")
    assert await oleg.presses("Отмена", card) == "Отменено"
    withdrawn = await oleg.sees_in(card, "звонка не было")
    assert not withdrawn.has("Позвонить")
    assert await office.creates(phone) == 0


async def test_the_request_is_shown_with_the_key_hidden(office: Office) -> None:
    oleg, phone = await office.person(Role.MANAGER), new_phone("00")
    await oleg.says(f"/call {phone} Ваш заказ готов")
    card = await oleg.sees("Ваш заказ готов")
    await oleg.presses("Ещё", card)
    await oleg.presses("Показать запрос", await oleg.sees(lambda shown: shown.has("Показать запрос")))
    request = await oleg.sees_in(card, '"apiKey"')
    assert "<blockquote expandable>" in request.html
    assert phone in request.text
    assert "sandbox-calldog-key" not in request.text
    assert await office.creates(phone) == 0


async def test_a_reply_with_call_takes_the_number_from_that_message(office: Office) -> None:
    oleg, customer, phone = await office.person(), await office.person(None), new_phone("01")
    group = await office.group(oleg, customer)
    asked = await customer.at(group).says(f"Перезвоните мне, пожалуйста: 8 ({phone[1:4]}) {phone[4:]}. Жду!")
    await oleg.at(group).says("/call Ваш заказ готов", reply_to=asked["message_id"])
    await oleg.at(group).presses("Позвонить")
    create = await office.request("create", phone=phone)
    assert create["request"]["record"]["text"] == "Ваш заказ готов"


async def test_a_number_that_cannot_be_called_is_explained(office: Office) -> None:
    oleg = await office.person()
    for written, reason in (
        ("", "Кому позвонить?"),
        ("12345 Привет", "не хватает цифр"),
        ("+1 202 555 0123", "с +7"),
    ):
        await oleg.says(f"/call {written}")
        await oleg.sees(reason)


async def test_a_list_is_called_in_its_order_each_number_once(office: Office) -> None:
    oleg = await office.person()
    phones = [new_phone("01") for _ in range(3)]
    await oleg.says(f"/call {phones[0]}, 8{phones[1][1:]}; {phones[0]}\n+{phones[2]}\nВаш заказ готов")
    card = await oleg.sees("Новый звонок: 3 номера")
    assert [card.text.index(shown(phone)) for phone in phones] == sorted(card.text.index(shown(p)) for p in phones)
    await oleg.presses("Позвонить", card)
    told = await oleg.sees_reply(card)
    assert "3 звонка — ни один не состоялся" in told.text
    assert [await office.creates(phone) for phone in phones] == [1, 1, 1]
    ended = await oleg.sees_in(card, "занято")
    assert ended.text.count("занято") == 3
