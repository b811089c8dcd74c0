"""CallKeeper over HTTP, from Telegram: what a callback carries, a miss that it mends by itself, widgets, its calls."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import pytest

from bot.domain.access import Role
from tests.support.messages import Message
from tests.support.office import Office, Person, new_phone
from tests.support.processes import BotProcess, SandboxProcess
from tests.support.texts import texts
from tests.support.towns import Town, settings_of, settled, visited

BUSY_IN_ENGLISH, TALKED_IN_ENGLISH = (texts().speak("en").plain(f"callkeeper-status-200_{code}") for code in (486, 200))
WORDS = {
    "ru": {
        "options": "Параметры",
        "more": "Ещё",
        "redials": "Дозвон",
        "extras": "Сайт, почта",
        "site": "Сайт:",
        "notification": "Итог на почту",
        "waiting": "Звук ожидания",
        "marks": "Метки рекламы",
        "no_marks": "Меток рекламы здесь нет",
        "bad_email": "не похоже на адрес почты",
        "together": "вместе CallKeeper не принимает",
        "back": "Назад",
        "none": "Не перезванивать",
        "call": "Позвонить",
        "details": "Подробности",
        "card_redials": "сервис перезвонит сам через 5, 10",
        "busy": "занято",
        "attempt": "попытка 2",
        "talked": "разговор состоялся",
        "settings": "Виджеты CallKeeper",
        "add": "Создать виджет",
        "new": "Новый виджет",
        "hours": "Часы",
        "bad_hours": "Часы непонятны",
        "name": "Название",
        "make": "Создать",
        "made": "Его хеш показан",
        "list": "Виджеты ·",
        "remove": "Удалить",
        "sure": "Да, удалить",
        "removed": "Виджет удалён",
        "own": "сейчас звонит бот",
        "there": "У сервиса",
        "title": "Звонки в CallKeeper",
        "period": "Период",
        "yesterday": "Вчера",
        "today": "Сегодня",
        "none_then": "звонков нет",
        "over": "Завершённые",
        "by_end": "По итогу",
        "client_busy": "Номер клиента занят",
        "success": "Звонок прошёл успешно",
        "bad_dates": "Даты непонятны",
    },
    "en": {
        "options": "Options",
        "more": "More",
        "redials": "Redials",
        "extras": "Site, mail",
        "site": "Site:",
        "notification": "Result by e-mail",
        "waiting": "Waiting sound",
        "marks": "Ad marks",
        "no_marks": "no marks of an advertisement",
        "bad_email": "does not look like an e-mail",
        "together": "together with redials",
        "back": "Back",
        "none": "No redials",
        "call": "Call now",
        "details": "Details",
        "card_redials": "the service redials by itself after 5, 10",
        "busy": "busy",
        "attempt": "attempt 2",
        "talked": "answered",
        "settings": "CallKeeper widgets",
        "add": "New widget",
        "new": "New widget",
        "hours": "Hours",
        "bad_hours": "not clear",
        "name": "Name",
        "make": "Create",
        "made": "Its hash is shown",
        "list": "Widgets ·",
        "remove": "Delete",
        "sure": "Yes, delete",
        "removed": "is deleted",
        "own": "bot calls through",
        "there": "At service",
        "title": "Calls at CallKeeper",
        "period": "Period",
        "yesterday": "Yesterday",
        "today": "Today",
        "none_then": "no calls",
        "over": "Completed",
        "by_end": "By result",
        "client_busy": BUSY_IN_ENGLISH,
        "success": TALKED_IN_ENGLISH,
        "bad_dates": "not clear",
    },
}
LANGUAGES = tuple(WORDS)


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SandboxProcess]:
    process = SandboxProcess(tmp_path_factory.mktemp("sandbox"))
    yield process
    process.stop()


@pytest.fixture(scope="module")
def bot(sandbox: SandboxProcess, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BotProcess]:
    with settled(tmp_path_factory.mktemp("bot"), sandbox, settings_of(sandbox.root, "callkeeper")) as bot:
        yield bot


@pytest.fixture
async def here(bot: BotProcess, sandbox: SandboxProcess) -> AsyncIterator[Town]:
    async with visited(bot, sandbox) as found:
        yield found


async def drafted(person: Person, phone: str) -> Message:
    await person.says(f"/call {phone} Клиент ждёт")
    return await person.sees(lambda one: "Клиент ждёт" in one.text and spaced(phone) in one.text)


async def taps(person: Person, label: str) -> str:
    """The newest button in whose label this stands."""
    return await person.presses(label, await person.sees(offering(label)))


def offering(label: str) -> Callable[[Message], bool]:
    return lambda message: any(label in shown for shown in message.labels)


async def ordered(office: Office, operation: str, phone: str) -> list[dict[str, Any]]:
    found = await office.requests(operation, "callkeeper")
    return [entry["request"] for entry in found if phone in str(entry["request"])]


async def at_service(office: Office, phone: str) -> list[dict[str, Any]]:
    calls = (await office.get("state"))["callkeeper"]["calls"]
    return sorted((call for call in calls if call["phone"] == phone), key=lambda call: call["attempt"])


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_callback_redials_and_the_card_tells_the_mended_miss(here: Town, language: str) -> None:
    say, phone = WORDS[language], new_phone("01")
    person = await here.office.person(language=language)
    card = await drafted(person, phone)
    await person.presses(say["options"], card)
    await taps(person, say["more"])
    await taps(person, say["redials"])
    await person.says("5, 10")
    await person.presses(say["back"], await person.sees(say["card_redials"]))
    await taps(person, say["call"])

    async def second() -> dict[str, Any] | None:
        return next((call for call in await at_service(here.office, phone) if call["attempt"] == 2), None)

    found = await here.office.until(second)
    assert found is not None
    await here.office.post(f"providers/callkeeper/calls/{found['id']}/act", action="answer")
    await here.office.post(f"providers/callkeeper/calls/{found['id']}/act", action="hangup")
    shown = await person.sees(lambda one: say["talked"] in one.text and say["attempt"] in one.text)
    assert say["card_redials"] not in shown.text, "nobody redials after a talk"
    await person.sees_reply(shown, say["talked"])
    await person.says("/balance")
    await person.sees("CallKeeper: ")
    results = [one for one in await person.replies() if one.reply_to == shown.id]
    assert 1 <= len(results) <= 2
    assert say["talked"] in results[-1].text
    assert len(await ordered(here.office, "orderCall", phone)) == 1
    assert await ordered(here.office, "makeCalls", phone) == []


@pytest.mark.parametrize("language", LANGUAGES)
async def test_what_a_callback_rarely_carries(here: Town, language: str) -> None:
    say, phone = WORDS[language], new_phone("00")
    person = await here.office.person(language=language)
    await person.presses(say["options"], await drafted(person, phone))
    for button in ("more", "extras", "site"):
        await taps(person, say[button])
    await person.says("example.com")
    await taps(person, say["notification"])
    await person.says("no address")
    await person.sees(say["bad_email"])
    await person.says("boss@example.com")
    await taps(person, say["marks"])
    await person.says("https://example.com/")
    await person.sees(say["no_marks"])
    await person.says("https://example.com/?utm_source=ads&utm_term=%D1%82%D0%B5%D1%81%D1%82&yclid=1")
    await taps(person, say["waiting"])
    await person.says("https://example.com/wait.mp3")
    await person.presses(say["back"], await person.sees(offering(say["waiting"])))
    await taps(person, say["redials"])
    await person.says("5")
    await person.sees(say["together"])
    await taps(person, say["none"])
    await person.presses(say["back"], await person.sees(offering(say["extras"])))
    draft = await person.sees(lambda one: "boss@example.com" in one.text and offering(say["call"])(one))
    assert "example.com/wait.mp3" in draft.text
    await person.presses(say["call"], draft)
    await person.sees(say["talked"])
    [request] = await ordered(here.office, "makeCalls", phone)
    [call] = request["calls"]
    marks = {"utm_source": "ads", "utm_term": "тест"}
    assert (request["notification"], call["site"], call["utm"]) == ("boss@example.com", "example.com", marks)
    assert call["record_to_await"] == "https://example.com/wait.mp3"
    await person.presses(say["details"], await person.sees(offering(say["details"])))
    await person.sees("ads / тест")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_widgets_are_listed_made_and_deleted(here: Town, language: str) -> None:
    say = WORDS[language]
    admin = await here.office.person(Role.ADMIN, language)
    await admin.says("/settings")
    await taps(admin, say["settings"])
    await taps(admin, say["add"])
    await admin.says("8 916 111-54-54 доб. 23")
    await admin.presses(say["hours"], await admin.sees(say["new"]))
    await admin.says("ночью")
    await admin.sees(say["bad_hours"])
    await admin.says("20:00-6:00")
    await admin.presses(say["name"], await admin.sees(offering("20:00–06:00")))
    await admin.says(f"Ночной {language}")
    await admin.presses(say["make"], await admin.sees(offering(f"Ночной {language}")))
    told = await admin.sees(say["made"])
    made = [widget for widget in (await widgets(here.office)) if widget["name"] == f"Ночной {language}"]
    assert [widget["hash"] for widget in made if widget["hash"] in told.text] == [made[0]["hash"]]
    [request] = await here.office.requests("createWidget", "callkeeper")
    assert (request["request"]["schedule"], request["request"]["phoneadd"]) == ("20000600", "23")
    shown = [one for one in await admin.messages() if made[0]["hash"] in one.text]
    assert len(shown) == 1, "the hash is shown once"

    listed = await admin.sees(lambda one: say["list"] in one.text and offering(f"Ночной {language}")(one))
    await admin.presses(f"Ночной {language}", listed)
    await taps(admin, say["remove"])
    assert await here.office.requests("deleteWidget", "callkeeper") == []
    assert say["removed"] in await taps(admin, say["sure"])
    assert made[0] not in await widgets(here.office)
    assert len(await here.office.requests("deleteWidget", "callkeeper")) == 1


async def widgets(office: Office) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await office.get("state"))["callkeeper"]["settings"]["widgets"]
    return found


@pytest.mark.parametrize("language", LANGUAGES)
async def test_calls_of_the_account_by_period_and_end(here: Town, language: str) -> None:
    say, busy, talked = WORDS[language], new_phone("01"), new_phone("00")
    operator, manager = await here.office.person(), await here.office.person(Role.MANAGER, language)
    for phone, end in ((busy, "занято"), (talked, "разговор состоялся")):
        card = await drafted(operator, phone)
        await operator.presses("Позвонить", card)
        await operator.sees_in(card, end)

    await manager.says("/calls")
    await taps(manager, say["there"])
    shown = await manager.sees(say["title"])
    for part in (spaced(busy), spaced(talked), say["client_busy"], say["success"]):
        assert part in shown.text
    await taps(manager, say["by_end"])
    await taps(manager, say["client_busy"])
    shown = await manager.sees(lambda one: say["title"] in one.text and spaced(talked) not in one.text)
    assert spaced(busy) in shown.text
    [asked] = await here.office.requests("getCallsByStatus", "callkeeper")
    assert asked["request"]["statuses"] == "200/486"
    await taps(manager, say["over"])
    await manager.sees(lambda one: say["title"] in one.text and spaced(talked) in one.text)
    assert await here.office.requests("getCallsCompleted", "callkeeper")

    await taps(manager, say["period"])
    await taps(manager, say["yesterday"])
    await manager.sees(say["none_then"])
    await taps(manager, say["period"])
    await manager.says("завтра")
    await manager.sees(say["bad_dates"])
    await manager.says("1.01–2.01")
    await manager.sees(lambda one: say["none_then"] in one.text and "01.01–02.01" in one.text)

    await operator.says("/calls")
    await operator.sees(lambda one: spaced(busy) in one.text and not offering(WORDS["ru"]["there"])(one))


def spaced(phone: str) -> str:
    """`79991000001` → `+7 999 100-00-01`."""
    return f"+7 {phone[1:4]} {phone[4:7]}-{phone[7:9]}-{phone[9:]}"
