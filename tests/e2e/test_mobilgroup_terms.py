"""What Mobilgroup alone takes: scripts with values, attempts of the account, repeats, numbers with comments."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox.mobilgroup.twin import MobilgroupTwin
from tests.support.drafts import draft_at
from tests.support.indoors import NEVER_ENDS, House, house
from tests.support.messages import Message
from tests.support.office import Office, Person, new_phone


@pytest.fixture
async def home(tmp_path: Path) -> AsyncIterator[House]:
    async with house(tmp_path, every_service=True, pace=NEVER_ENDS) as home:
        yield home
        assert await home.office.refused_by_telegram() == [], "Telegram refused what the bot sent"
        assert await home.office.misshapen() == []


@pytest.fixture
def everywhere(home: House) -> Office:
    return home.office


async def taps(person: Person, window: Message, what: str) -> None:
    """Numbers stand several times in a window: `attempts:3` is which one."""
    intent = next(iter(window.data.values())).partition("\x1d")[0]
    path = f"chats/{person.chat}/messages/{window.id}/press"
    await person.office.post(path, **{"from": person.id}, data=f"{intent}\x1d{what}", wait=60)


async def placed(oleg: Person, phone: str) -> dict[str, Any]:
    """From «More» to the card, and the call; what the service was asked."""
    await oleg.presses("Назад", await oleg.sees(lambda shown: "✓ Mobilgroup" in shown.labels))
    await oleg.presses("Позвонить", await oleg.sees(lambda shown: shown.has("Позвонить")))
    sent = await oleg.office.request("send", target="mobilgroup")
    assert [one["phone"] for one in sent["request"]["subscribers"]] == [phone]
    return dict(sent["request"])


async def test_a_script_reads_a_sum_a_date_and_digits(everywhere: Office) -> None:
    oleg = await everywhere.person()
    phone, card = await draft_at(oleg, "Mobilgroup")
    await oleg.presses("Скрипт", card)
    await oleg.presses("Оплата счёта · 0:25", await oleg.sees("Какой скрипт запустить?"))
    await oleg.sees_in(card, "Сейчас — сумма")
    await oleg.says("много")
    await oleg.sees("Сумма пишется в рублях")
    await oleg.says("17,25")
    await oleg.sees("Сейчас — параметр 1")
    await oleg.says("25.11.2026")
    asked = await oleg.sees("Сейчас — параметр 2")
    await oleg.presses("Параметр 3", asked)
    await oleg.sees_in(asked, "Сейчас — параметр 3")
    await oleg.says("142")
    filled = await oleg.sees(lambda shown: shown.has("✓ Параметр 3: 142"))
    await oleg.presses("Готово", filled)
    await oleg.sees("Скрипт назовёт: 17,25 ₽, 25.11.2026, 142".replace(" ₽", "\u00a0₽"))
    request = await placed(oleg, phone)
    assert request["settings"]["script"] == "1"
    assert request["subscribers"] == [{"phone": phone, "summa": "17.25", "param1": "25.11.2026", "param3": "142"}]
    await oleg.sees("звучит 25 с")


async def test_another_thing_to_say_takes_the_values_away(everywhere: Office) -> None:
    oleg = await everywhere.person()
    phone, more = await draft_at(oleg, "Mobilgroup")
    await oleg.presses("Скрипт", more)
    await oleg.presses("Оплата счёта · 0:25")
    await oleg.sees("Сейчас — сумма")
    await oleg.says("100")
    await oleg.presses("Готово", await oleg.sees("Сейчас — параметр 1"))
    more = await oleg.sees("Скрипт назовёт: 100")
    await oleg.presses("Скрипт", more)
    await oleg.presses("Напоминание о записи · 0:14")
    await oleg.presses("Готово", await oleg.sees("Сейчас — сумма"))
    request = await placed(oleg, phone)
    assert (request["settings"]["script"], request["subscribers"]) == ("2", [{"phone": phone}])


async def test_attempts_as_the_account_says_and_the_price_while_it_waits(everywhere: Office) -> None:
    oleg = await everywhere.person()
    phone, card = await draft_at(oleg, "Mobilgroup")
    await oleg.presses("Попытки: 1", card)
    await taps(oleg, await oleg.sees("Если абонент не ответит"), "attempts:0")
    window = await oleg.sees(lambda shown: "✓ Как в ЛК" in shown.labels)
    await oleg.presses("Назад", window)
    await oleg.sees("Попытки: сколько указано в личном кабинете сервиса")
    request = await placed(oleg, phone)
    assert request["settings"].keys() == {"message", "number"}, "neither attempts nor an interval, nor a repeat"
    card = await oleg.sees("ожидается 0,13")
    assert "звучит 2 с" in card.text


async def test_once_again_at_a_key_and_an_interval_of_the_account(everywhere: Office) -> None:
    oleg = await everywhere.person()
    phone, more = await draft_at(oleg, "Mobilgroup")
    await oleg.presses("Попытки: 1", more)
    window = await oleg.sees("Если абонент не ответит")
    for one in ("attempts:3", "interval:0", "repeats:1"):
        await taps(oleg, window, one)
    await oleg.presses("Назад", window)
    await oleg.sees("до 3 попыток, интервал из личного кабинета сервиса")
    await oleg.sees("Можно переслушать клавишей 1: один раз")
    settings = (await placed(oleg, phone))["settings"]
    assert (settings["attempts"], settings["repeat"], "interval" in settings) == ("3", "1", False)


async def test_numbers_with_their_comments(everywhere: Office) -> None:
    oleg = await everywhere.person()
    _, more = await draft_at(oleg, "Mobilgroup")
    await oleg.presses("Назад", more)
    await oleg.presses("+7 993 243-27-81")
    numbers = await oleg.sees("С какого номера звонить?")
    assert "+7 495 123-45-67 · Московский номер" in numbers.labels
    await oleg.presses("+7 495 123-45-67", numbers)
    await oleg.presses("Позвонить", await oleg.sees(lambda shown: shown.has("Позвонить")))
    sent = await everywhere.request("send", target="mobilgroup")
    assert sent["request"]["settings"]["number"] == "74951234567"


async def test_why_a_template_was_not_saved_is_said_in_words(home: House, everywhere: Office) -> None:
    anna = await everywhere.admin()
    await anna.says("/templates 123")
    await anna.presses("Добавить")
    await anna.sees("Напишите шаблон")
    await anna.says("Заказ\nВаш заказ готов")
    await anna.presses("Назад", await anna.sees("Заказ: сохранён"))
    await anna.presses("Заказ")
    await anna.presses("Изменить")
    await anna.sees("Напишите шаблон заново")
    twin = home.sandbox.providers["mobilgroup"]
    assert isinstance(twin, MobilgroupTwin)
    twin.templates.clear()
    await anna.says("Заказ\nВаш заказ уже готов")
    await anna.sees("Заказ: не сохранён. Такого шаблона у Mobilgroup нет")


async def test_a_template_by_its_name(everywhere: Office) -> None:
    anna, phone = await everywhere.admin(), new_phone()
    await anna.says(f"/call {phone} #Заказ")
    await anna.sees("Чей шаблон «Заказ»?")
    await anna.says("/templates 123")
    await anna.presses("Добавить")
    await anna.sees("Напишите шаблон")
    await anna.says("Заказ\nВаш заказ № 7 готов")
    await anna.sees("Заказ: сохранён")
    await anna.says(f"/call {phone} #Нет такого")
    await anna.sees("Шаблона «Нет такого» у этого клиента нет")
    await anna.says(f"/call {phone} #заказ")
    card = await anna.sees("Ваш заказ № 7 готов")
    assert card.has("Позвонить")


async def test_a_template_is_deleted_here_and_comes_back(home: House, everywhere: Office) -> None:
    """The service is asked for nothing and keeps it."""
    anna, phone = await everywhere.admin(), new_phone()
    await anna.says("/templates 123")
    await anna.presses("Добавить")
    await anna.sees("Напишите шаблон")
    await anna.says("Заказ\nВаш заказ № 7 готов")
    await anna.presses("Назад", await anna.sees("Заказ: сохранён"))
    await anna.presses("Заказ", await anna.sees(lambda shown: "Заказ" in shown.labels))
    await anna.presses("Удалить", await anna.sees("Ваш заказ № 7 готов"))
    await anna.presses("Да, удалить", await anna.sees("В личном кабинете сервиса Mobilgroup он останется"))
    window = await anna.sees("Шаблон «Заказ» удалён")
    assert "Заказ" not in window.labels
    twin = home.sandbox.providers["mobilgroup"]
    assert isinstance(twin, MobilgroupTwin)
    assert [one.name for one in twin.templates] == ["Заказ"]

    await anna.presses("Вернуть", window)
    await anna.sees(lambda shown: "Заказ" in shown.labels)
    await anna.says(f"/call {phone} #заказ")
    await anna.sees("Ваш заказ № 7 готов")
    await anna.says("/templates 123")
    await anna.presses("Заказ", await anna.sees(lambda shown: "Заказ" in shown.labels))
    await anna.presses("Удалить", await anna.sees(lambda shown: shown.has("Удалить")))
    await anna.presses("Да, удалить", await anna.sees(lambda shown: shown.has("Да, удалить")))
    await anna.sees("Шаблон «Заказ» удалён")
    await anna.says(f"/call {phone} #заказ")
    await anna.sees("Шаблона «заказ» у этого клиента нет")
    await anna.says("/templates 123")
    await anna.sees("Список пуст")
