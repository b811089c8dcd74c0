"""Where people look for each thing: no more than three taps after a command, in a world with every provider."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from functools import partial

import pytest
import pytest_asyncio

from bot.domain.access import Role
from tests.support.drafts import phone_in
from tests.support.indoors import NEVER_ENDS, House, house
from tests.support.messages import Message
from tests.support.office import Person, new_phone

pytestmark = pytest.mark.asyncio(loop_scope="module")
MOST = 3
CALL, CALLBACK = "/call {} Ваш заказ готов", "/callback {} Клиент ждёт"


@dataclass(frozen=True)
class Way:
    """`command`, then taps on buttons of which the last is the thing, or leads to the window that says `seen`."""

    command: str
    taps: tuple[str, ...]
    seen: str
    who: Role = Role.MANAGER
    at: str = ""
    """The provider that this person's calls begin with, where it is not CallDog."""


THINGS = {
    "the voice that reads": Way(CALL, ("Параметры",), "Голос: женский"),
    "the recording of the talk": Way(CALL, ("Параметры",), "Запись: нет"),
    "the number that the callee sees": Way(CALL, ("Параметры", "Дежурный номер"), "С какого номера звонить?"),
    "a saved record": Way(CALL, ("Параметры", "Ролик"), "ролик"),
    "a voice menu": Way(CALL, ("Параметры", "Меню"), "меню"),
    "a time": Way(CALL, ("Позже",), "Когда"),
    "the language": Way(CALL, ("Параметры", "Ещё", "Язык"), "На каком языке"),
    "the second provider": Way(CALL, ("Параметры", "Ещё", "Запасной"), "Если первый сервис откажет"),
    "another provider": Way(CALL, ("Параметры", "Ещё", "Mobilgroup"), "✓ Mobilgroup"),
    "the purpose": Way(CALL, ("Параметры", "Ещё", "Повод"), "Повод"),
    "a text of the client's templates": Way(CALL, ("Параметры", "Шаблон"), "Шаблоны какого клиента"),
    "what the service tells of a call": Way(CALL, ("Позвонить", "Подробности"), "ℹ️ Подробности"),
    "what the service answered": Way(CALL, ("Позвонить", "Ещё", "Ответ"), "как пришло"),
    "a callback's details": Way(CALLBACK, ("Позвонить", "Подробности"), "ℹ️ Подробности"),
    "a ready phrase": Way(CALL, ("Параметры", "Ещё", "Готовая фраза"), "Какая фраза", at="Mobilgroup"),
    "a script": Way(CALL, ("Параметры", "Ещё", "Скрипт"), "Какой скрипт", at="Mobilgroup"),
    "attempts and replays": Way(CALL, ("Параметры", "Ещё", "Попыт"), "сервис позвонит ещё", at="Mobilgroup"),
    "many calls asked at once": Way("/emulator", ("CallDog", "get"), "apiCallIdList", Role.ADMIN),
    "the service's documents": Way("/emulator", ("CallKeeper", "getDoc"), "getDoc", Role.ADMIN),
    "the request": Way(CALL, ("Ещё", "Показать запрос"), "🧾 Запрос к сервису"),
    "whose phone rings first": Way(CALLBACK, ("Параметры", "+7 999 000-11-22"), "Чей телефон зазвонит первым?"),
    "what the manager is told more": Way(CALLBACK, ("Параметры", "Дополнительно"), "Что ещё передать"),
    "redials of the provider": Way(CALLBACK, ("Параметры", "Ещё", "Дозвон"), "Сколько минут ждать"),
    "site, mail, sounds of a callback": Way(CALLBACK, ("Параметры", "Сайт, почта", "Сайт"), "С какого сайта"),
    "marks of a callback's advertisement": Way(CALLBACK, ("Параметры", "Сайт, почта", "Метки рекламы"), "utm_source"),
    "marks of its analytics": Way(CALLBACK, ("Параметры", "Сайт, почта", "Метки рекламы"), "roistat_id"),
    "when the service may call": Way(CALLBACK, ("Параметры", "Сайт, почта", "Часы звонков"), "В какие часы"),
    "a record from a text": Way("/records", ("Из текста",), "Напишите одним сообщением"),
    "records of the other provider": Way("/records", ("Программа обзвонов",), "Программа обзвонов"),
    "a new menu": Way("/ivr", ("Новое меню",), "Как назвать меню?"),
    "a menu from a file": Way("/ivr", ("Из файла",), "Пришлите файл меню"),
    # By somebody else than whom a draft still asks for the client: it is remembered.
    "templates": Way("/templates 123", (), "Добавить", at="Mobilgroup"),
    "a new template": Way("/templates 123", ("Добавить",), "первая строка", at="Mobilgroup"),
    "calls in the service's account": Way("/calls", ("У сервиса",), "Звонки в CallKeeper"),
    "those of another period": Way("/calls", ("У сервиса", "Период"), "Вчера"),
    "those that are over": Way("/calls", ("У сервиса", "Завершённые"), "завершённые"),
    "who tapped a phone on a site": Way("/calls", ("У сервиса",), "Tap2Calls"),
    "widgets": Way("/settings", ("Виджеты CallKeeper",), "Виджеты · CallKeeper", Role.ADMIN),
    "a new widget": Way("/settings", ("Виджеты CallKeeper", "Создать виджет"), "На какой телефон", Role.ADMIN),
    "defaults of calls": Way("/settings", ("Параметры по умолчанию",), "по умолчанию"),
    "money": Way("/balance", (), "Mobilgroup: "),
    "a number's verification": Way("/verify {}", (), "звонок настоящий"),
    "the request of a verification": Way("/verify {}", ("Ещё", "Показать запрос"), "🧾 Запрос к сервису"),
    "any operation of a service": Way("/emulator", ("Mobilgroup", "templates"), "account", Role.ADMIN),
}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def home(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    folder = tmp_path_factory.mktemp("taps")
    async with house(folder, every_service=True, both_engines=True, pace=NEVER_ENDS) as home:
        yield home
        assert await home.office.refused_by_telegram() == []


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def maria(home: House) -> Person:
    maria = await home.office.person(Role.MANAGER)
    await maria.says("/settings")
    await maria.presses("Указать мой телефон", await maria.sees(lambda shown: shown.has("Указать мой телефон")))
    contact = {"phone_number": "79990001122", "first_name": "Мария", "user_id": maria.id}
    await home.office.post(f"chats/{maria.chat}/messages", **{"from": maria.id}, contact=contact)
    await maria.sees("сохранён")
    await begin_with("CallDog", maria)
    return maria


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def pavel(home: House) -> Person:
    pavel = await home.office.person(Role.MANAGER)
    await begin_with("Mobilgroup", pavel)
    return pavel


async def begin_with(title: str, person: Person) -> None:
    """Else a person's calls begin with the provider of the last one, in whatever order the things are looked for."""
    await person.says("/settings")
    for label in ("Параметры по умолчанию", "Сервис", title):
        await person.presses(label, await person.sees(partial(_has, label)))
    await person.sees(f"Сервис: {title}")


async def close_windows(person: Person) -> None:
    """One that the thing before left open would follow below what is looked for."""
    sent = await person.says("/cancel")
    await person.sees(lambda shown: shown.id > sent["message_id"])


def _has(label: str, window: Message) -> bool:
    return window.has(label)


def shows(window: Message, what: str) -> bool:
    return any(what in words for words in (window.text, *window.labels))


@pytest.mark.parametrize("thing", THINGS)
async def test_it_is_near(home: House, maria: Person, pavel: Person, thing: str) -> None:
    way = THINGS[thing]
    assert len(way.taps) <= MOST
    person = await home.office.admin() if way.who is Role.ADMIN else pavel if way.at else maria
    phone = new_phone()
    await close_windows(person)
    sent = await person.says(way.command.format(phone))

    def is_new(shown: Message) -> bool:
        return shown.id > sent["message_id"] and ("{}" not in way.command or phone_in(phone, shown))

    window = await person.sees(is_new)
    for tap in way.taps:
        window = await person.sees(_offering(tap, window, is_first=tap == way.taps[0]))
        await person.presses(tap, window)
    await person.sees(lambda shown: shown.id >= window.id and shows(shown, way.seen))


def _offering(label: str, last: Message, *, is_first: bool) -> Callable[[Message], bool]:
    """What a tap has changed already."""
    return lambda shown: (
        shown.id >= last.id and any(label in one for one in shown.labels) and (is_first or shown.labels != last.labels)
    )
