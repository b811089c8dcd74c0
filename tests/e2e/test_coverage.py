"""What every provider can do, where people meet it: a row of the providers' operations is walked from a command to what
the sandbox received or told. `/emulator` holds them all once more: `test_coverage_by_hand`.

A walk serves several rows, and is walked once.
"""

from __future__ import annotations

import base64
import re
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from bot.domain.access import Role
from tests.e2e import test_coverage_by_hand as by_hand
from tests.e2e import test_coverage_rarely as rarely
from tests.e2e import test_coverage_step_by_step as step_by_step
from tests.support.coverage import ROWS, Walk, World, shown_of
from tests.support.drafts import after, back, draft_at, phone_in, placed
from tests.support.indoors import house
from tests.support.office import Person, new_phone
from tests.support.sounds import encoded, voice

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def world(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[World]:
    folder = tmp_path_factory.mktemp("coverage")
    async with house(folder, every_service=True, both_engines=True) as home:
        yield World(home, await home.office.person(Role.MANAGER), await home.office.person())
        assert await home.office.refused_by_telegram() == []


async def calldog_call(world: World) -> set[str]:
    """`/call`, «Параметры»: voice, recording, number; «Ещё»: language; then the card and «Подробности»."""
    oleg = world.oleg
    phone, more = await draft_at(oleg, "CallDog", ending="03")
    await oleg.presses("Язык: по умолчанию", more)
    await oleg.presses("английский", await oleg.sees("На каком языке"))
    main = await back(oleg, await oleg.sees(lambda shown: shown.has("Язык: английский")))
    await oleg.presses("Голос: женский", main)
    await oleg.presses("Запись: нет", await oleg.sees(lambda shown: shown.has("Голос: мужской")))
    await oleg.presses("Дежурный номер", await oleg.sees(lambda shown: shown.has("Запись: да")))
    await oleg.presses("+7 495 123-45-67", await oleg.sees("С какого номера звонить?"))
    card = await placed(oleg, await oleg.sees(lambda shown: shown.id == main.id and shown.has("Позвонить")), "нажал 1")
    request = (await world.office.request("create", phone=phone))["request"]
    assert (request["lang"], request["outgoingPhone"], int(request["needRecording"])) == ("en-US", "74951234567", 1)
    assert (request["record"]["text"], int(request["record"]["gender"])) == ("Ваш заказ готов", 1)
    assert (await oleg.sees_in(card, "₽")).has("Запись разговора")
    for operation in ("get", "getPhones", "getAvailableLanguages"):
        assert await world.office.requests(operation), operation
    await oleg.presses("Подробности", card)
    await oleg.sees_in(card, "✅ разговор состоялся")
    return {"CD1", "CD2", "CD6", "CD7"}


async def endings(world: World) -> set[str]:
    """Every word for a status, and staying on the line, on the card."""
    for ending, said in (("01", "занято"), ("02", "не ответил"), ("06", "остался на линии"), ("04", "нажал 2")):
        for title in ("CallDog", "Программа обзвонов"):
            _, more = await draft_at(world.oleg, title, ending=ending)
            await placed(world.oleg, await back(world.oleg, more), said)
    return {"CD11", "CD12", "PO10"}


async def records(world: World) -> set[str]:
    """A voice note → «Сохранить как ролик» → both services; `/records` plays and removes it."""
    maria, office = world.maria, world.office
    before = await office.seq()
    data = base64.b64encode(encoded(voice(2), "ogg")).decode()
    await maria.says("", voice={"data": data, "duration": 2})
    await maria.presses("Сохранить как ролик", await maria.sees("можно сделать ролик"))
    offer = await maria.sees(lambda shown: shown.has("Прослушать"))
    name = offer.text.partition("Название: ")[2].partition("\n")[0]
    await maria.presses("Прослушать", offer)
    offer = await maria.sees(lambda shown: shown.id > offer.id and shown.has("Сервисы"))
    heard = [one["media"]["kind"] for one in await office.get(f"chats/{maria.chat}/messages") if one.get("media")]
    assert heard == ["voice", "voice"], "as it came, then as the callee will hear it"
    await maria.presses("Показать запрос", offer)
    await maria.presses("Назад", await maria.sees("(record.wav, audio/wav)"))
    offer = await maria.sees(lambda shown: shown.has("Сервисы"))
    await maria.presses("Сервисы", offer)
    await maria.presses("Программа обзвонов", await maria.sees("Куда отправить ролик?"))
    chosen = await maria.sees(lambda shown: "☑️ Программа обзвонов" in shown.labels)
    await maria.presses("Назад", chosen)
    await maria.presses("Отправить сервису", await maria.sees(lambda shown: shown.has("Отправить сервису")))
    ready = await maria.sees(lambda shown: shown.text.count("Готов к звонкам") == 2)
    await maria.presses("Показать запрос", ready)
    await maria.presses("Ответ", await maria.sees_in(ready, "🧾 Запрос к сервису CallDog"))
    await maria.presses("Назад", await maria.sees_in(ready, "HTTP 200"))
    for target in ("calldog", "obzvonov"):
        [made] = [one for one in await office.requests("createRecord", target) if one["seq"] > before]
        assert {"name", "source", "file"} <= made["request"].keys()
    for title, target in (("CallDog", "calldog"), ("Программа обзвонов", "obzvonov")):
        asked = await maria.says("/records")
        shelf = await maria.sees(after(asked))
        if title not in shelf.text:
            await maria.presses(title, shelf)
            shelf = await maria.sees_in(shelf, title)
        await maria.presses(name, shelf)
        await maria.presses("Удалить", await maria.sees(lambda shown: shown.has("Удалить")))
        await maria.presses("Да, удалить", await maria.sees("Вернуть его нельзя"))
        await office.request("removeRecord", target=target)
    return {"CD3", "CD4", "PO3", "PO4", "EM9"}


async def four_sources(world: World) -> set[str]:
    """`/call` alone asks what to say: an operator speaks, sends a file, takes a record; a text: `calldog_call`."""
    pavel, made = await world.office.person(), len(await world.office.requests("createRecord"))
    note = {"data": base64.b64encode(encoded(voice(2), "ogg")).decode(), "duration": 2}
    sound = {"data": base64.b64encode(encoded(voice(3), "wav")).decode(), "name": "Адрес.wav", "mime": "audio/wav"}
    await _call_with_sound(pavel, voice=note)
    await _call_with_sound(pavel, document=sound)
    assert len(await world.office.requests("createRecord")) == made + 2
    phone = new_phone()
    await pavel.says(f"/call {phone}")
    await pavel.presses("Ролик", await pavel.sees("Что сказать"))
    await pavel.presses("Адрес", await pavel.sees(lambda shown: any("Адрес" in label for label in shown.labels)))
    card = await pavel.sees(lambda shown: phone_in(phone, shown) and shown.has("Позвонить"))
    assert "Адрес" in card.text
    return {"EM3"}


async def _call_with_sound(person: Person, **attached: Any) -> None:
    phone = new_phone()
    await person.says(f"/call {phone}")
    asked = await person.sees("Что сказать")
    await person.says("", **attached)
    offer = await person.sees(lambda shown: shown.id >= asked.id and shown.has("Отправить в CallDog"))
    await person.presses("Отправить в CallDog", offer)
    await placed(person, await person.sees(lambda shown: phone_in(phone, shown) and shown.has("Позвонить")))
    assert (await person.office.request("create", phone=phone))["request"]["record"].keys() == {"id"}


async def balances(world: World) -> set[str]:
    """`/balance`"""
    await world.maria.says("/balance")
    told = await world.maria.sees("Баланс")
    assert all(f"{title}: " in told.text for title in TITLES)
    for target, operation in (("calldog", "userInfo"), ("obzvonov", "userInfo")):
        assert await world.office.requests(operation, target)
    assert await world.office.requests("getUserInfo", "callkeeper")
    assert await world.office.requests("balance", "mobilgroup")
    return {"CD5", "PO5", "CK7", "MG3"}


async def verification(world: World) -> set[str]:
    """`/verify`"""
    phone = new_phone()
    await world.oleg.says(f"/verify {phone}")
    card = await world.oleg.sees("звонок настоящий")
    await world.oleg.presses("Позвонить для проверки", card)
    await world.oleg.sees_in(card, "Код: ")
    assert await world.office.requests("confirmPhone", phone=phone)
    return {"CD8"}


async def obzvonov_call(world: World) -> set[str]:
    """`/call`, «Ещё», «Программа обзвонов»; «Подробности» tell what its answer holds."""
    phone, more = await draft_at(world.oleg, "Программа обзвонов", ending="03")
    card = await placed(world.oleg, await back(world.oleg, more), "нажал 1")
    [entry] = await world.office.requests("create", "obzvonov", phone=phone)
    assert entry["request"]["record"]["text"] == "Ваш заказ готов"
    assert "lang" not in entry["request"]
    await world.oleg.sees_in(card, "₽")
    assert await world.office.requests("get", "obzvonov")
    await world.oleg.presses("Подробности", card)
    details = await world.oleg.sees_in(card, "✅ разговор состоялся")
    for step, words in (("🔔 идёт вызов", "Начали набирать: "), ("🗣 идёт разговор", "Абонент ответил: ")):
        # The poll that saw the step may have come in a later second than the fact.
        seen, told = (set(re.findall(form, details.text)) for form in (rf"(\S+) {step}", rf"{words}(\S+)"))
        assert seen | told
        assert not seen & told, "once: as a step that was seen, or as a fact"
    return {"PO1", "PO2", "PO2r"}


async def callback(world: World) -> set[str]:
    """`/callback`: whose phone, the text, what else the manager is told; the card, «Подробности», «Метка»."""
    oleg, phone = world.oleg, new_phone()
    await oleg.says(f"/callback {phone} Клиент ждёт")
    await oleg.sees("Ваш телефон?")
    own = {"phone_number": "79990001122", "first_name": "Олег", "user_id": oleg.id}
    await world.office.post(f"chats/{oleg.chat}/messages", **{"from": oleg.id}, contact=own)
    card = await oleg.sees(lambda shown: phone_in(phone, shown) and shown.has("Параметры"))
    await oleg.presses("Параметры", card)
    await oleg.presses("Дополнительно", await oleg.sees(lambda shown: shown.has("Текст сотруднику")))
    await oleg.sees("Что ещё передать")
    await oleg.says("Заказ 7")
    main = await oleg.sees(lambda shown: "Заказ 7" in shown.text and shown.has("Позвонить"))
    card = await placed(oleg, main)
    [call] = (await world.office.request("makeCalls", target="callkeeper"))["request"]["calls"]
    assert (call["client"], call["manager"], call["text_to_manager"]) == (phone, "79990001122", "Клиент ждёт")
    assert call["info_to_manager"] == "Заказ 7"
    assert await world.office.requests("getCallInfo", "callkeeper")
    await oleg.presses("Подробности", card)
    details = await oleg.sees_in(card, "Успешный звонок. Всё прошло хорошо")
    for words in ("К оплате: 1 мин", "Номер попытки: 1", "Как соединили: ", "Сайт: ", "Откуда клиент: "):
        assert words in details.text
    await oleg.presses("Назад", details)
    await oleg.presses("Метка в CallKeeper", await oleg.sees(lambda shown: shown.has("Метка в CallKeeper")))
    await oleg.sees("Напишите метку")
    await oleg.says("важный клиент")
    await oleg.sees("поставлена")
    tag = await world.office.request("tag", target="callkeeper")
    assert tag["request"]["tag"] == "важный клиент"
    return {"CK1", "CK3", "CK11", "CK14"}


async def mailing(world: World) -> set[str]:
    """`/call`, «Ещё», «Mobilgroup»: scripts, phrases, numbers, attempts; the card, «Подробности»."""
    oleg = world.oleg
    phone, more = await draft_at(oleg, "Mobilgroup", ending="05")
    await oleg.presses("Готовая фраза", more)
    phrases = await oleg.sees("Какая фраза прозвучит?")
    assert "Заказ готов · 0:14" in phrases.labels
    await oleg.presses("Назад", phrases)
    await oleg.presses("Скрипт", await oleg.sees(lambda shown: shown.has("Скрипт")))
    await oleg.presses("Оплата счёта · 0:25", await oleg.sees("Какой скрипт запустить?"))
    await oleg.sees("Сейчас — сумма")
    await oleg.says("17,25")
    await oleg.presses("Готово", await oleg.sees("Сейчас — параметр 1"))
    main = await back(oleg, await oleg.sees(lambda shown: "Скрипт назовёт: 17,25" in shown.text and shown.has("Назад")))
    await oleg.presses("+7 993 243-27-81", main)
    numbers = await oleg.sees("С какого номера звонить?")
    assert "+7 495 123-45-67 · Московский номер" in numbers.labels
    await oleg.presses("Назад", numbers)
    card = await placed(oleg, await oleg.sees(lambda shown: shown.id == main.id and shown.has("Позвонить")))
    [sent] = [one for one in await world.office.requests("send", "mobilgroup") if phone in str(one["request"])]
    assert sent["request"]["settings"] == {"script": "1", "number": "79932432781", "attempts": "1"}
    assert sent["request"]["subscribers"] == [{"phone": phone, "summa": "17.25"}]
    for operation in ("phrases", "scripts", "numbers", "state"):
        assert await world.office.requests(operation, "mobilgroup"), operation
    await oleg.presses("Подробности", card)
    details = await oleg.sees_in(card, "Переведён на ")
    for words in ("Ожидаемая цена: ", "Сообщение длится 25 с", "Сделано попыток: 1", "Разговор после перевода: "):
        assert words in details.text
    return {"MG1", "MG1s", "MG1a", "MG1r", "MG2", "MG4", "MG5", "MG6", "MG10", "MG11"}


async def templates(world: World) -> set[str]:
    """`/templates`"""
    maria = world.maria
    await maria.says("/templates 123")
    await maria.presses("Добавить")
    await maria.sees("первая строка")
    await maria.says("Приветствие\nЗдравствуйте, ждём вас")
    await maria.presses("Назад", await maria.sees("Приветствие: сохранён"))
    await maria.presses("Приветствие")
    await maria.presses("Позвонить с ним", await maria.sees("Здравствуйте, ждём вас"))
    await maria.sees("Кому позвонить")
    [saved] = await world.office.requests("setTemplates", "mobilgroup")
    assert saved["request"]["templates"] == [{"id": "", "name": "Приветствие", "message": "Здравствуйте, ждём вас"}]
    assert await world.office.requests("templates", "mobilgroup")
    return {"MG7", "MG8"}


TITLES = ("CallDog", "Программа обзвонов", "CallKeeper", "Mobilgroup")
WALKS: dict[str, Walk] = {
    **dict.fromkeys(("CD1", "CD2", "CD6", "CD7"), calldog_call),
    **dict.fromkeys(("CD11", "CD12", "PO10"), endings),
    **dict.fromkeys(("CD3", "CD4", "PO3", "PO4", "EM9"), records),
    "EM3": four_sources,
    **dict.fromkeys(("CD5", "PO5", "CK7", "MG3"), balances),
    "CD8": verification,
    **dict.fromkeys(("PO1", "PO2", "PO2r"), obzvonov_call),
    **dict.fromkeys(("CK1", "CK3", "CK11", "CK14"), callback),
    **dict.fromkeys(("MG1", "MG1s", "MG1a", "MG1r", "MG2", "MG4", "MG5", "MG6", "MG10", "MG11"), mailing),
    **dict.fromkeys(("MG7", "MG8"), templates),
}
"""Each row, and the walk on which people meet it."""


async def test_every_row_is_walked() -> None:
    assert WALKS.keys() | rarely.WALKS.keys() | step_by_step.WALKS.keys() | by_hand.MET.keys() == ROWS.keys()


@pytest.mark.parametrize("row", WALKS)
async def test_people_meet_it(world: World, row: str) -> None:
    assert row in await world.once(WALKS[row])
    await shown_of(world.office, row)
