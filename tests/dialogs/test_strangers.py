"""Strangers see «no access» and a way to ask, once in ten minutes; nothing else of the bot answers them."""

from __future__ import annotations

import asyncio

import pytest
from aiogram.methods import AnswerCallbackQuery, SetMyCommands
from aiogram.types import BotCommandScopeChat, Chat, Message, User

from bot.domain.access import Role
from handlers import middlewares as module
from tests.support.people import ANNA, CALL, MARIA, OLEG
from tests.support.stage import GROUP, Someone, Stage


@pytest.fixture
async def anna(stage: Stage) -> Someone:
    """An admin of the settings, who has written before."""
    anna = await stage.let_in(ANNA)
    await anna.says("/start")
    return anna


WAITS = "🔑 Запрос у администраторов с 20.11, 12:00. Ответ придёт сюда."


def seen(stage: Stage, message: Message) -> Message:
    """As it stands now."""
    return stage.telegram.messages[message.chat.id, message.message_id]


def heard(stage: Stage, chat: int) -> list[str]:
    return [message.text or "" for message in stage.telegram.in_chat(chat)]


async def test_a_stranger_is_told_once_in_ten_minutes(stage: Stage, ivan: Someone) -> None:
    for text in ("/start", CALL, "/users", "привет"):
        await ivan.says(text)
    assert len(heard(stage, ivan.id)) == 1
    assert "У вас нет доступа" in heard(stage, ivan.id)[0]
    assert ivan.labels() == ["🔑 Запросить доступ"]

    stage.clock.advance(599)
    await ivan.says("привет")
    assert len(heard(stage, ivan.id)) == 1
    stage.clock.advance(1)
    await ivan.says("привет")
    assert len(heard(stage, ivan.id)) == 2
    assert await stage.orders() == []


@pytest.mark.parametrize("written", ["/start", "/START", "/start settings", "/start@zvonar_bot"])
async def test_a_private_start_is_always_answered(stage: Stage, ivan: Someone, written: str) -> None:
    """Whoever pressed a button in a group was told of the private chat, and waits for an answer there."""
    oleg = await stage.let_in(OLEG)
    await oleg.says(CALL, GROUP)
    await ivan.presses("Позвонить", oleg.last(GROUP))
    for count in (1, 2):
        await ivan.says(written)
        assert len(heard(stage, ivan.id)) == count
    assert ivan.labels() == ["🔑 Запросить доступ"]
    await ivan.says("/started")
    await ivan.says("/start", GROUP)
    assert len(heard(stage, ivan.id)) == 2


async def test_whose_access_was_taken_is_answered_to_start(stage: Stage, anna: Someone) -> None:
    oleg = await stage.let_in(OLEG)
    await oleg.says(CALL)
    card = oleg.last()
    await anna.says("/users")
    await anna.presses("Олег")
    await anna.presses("Закрыть доступ")
    await anna.presses("Да, закрыть доступ")
    await oleg.presses("Позвонить", card)
    await oleg.says("/start")
    assert "У вас нет доступа" in (oleg.last().text or "")


def nobody(stage: Stage, account: int, language: str | None = None) -> Someone:
    return Someone(stage, User(id=account, is_bot=account != 777000, first_name="Group", language_code=language))


@pytest.mark.parametrize("account", [1087968824, 136817688])
@pytest.mark.parametrize("written", ["/call@zvonar_bot +7 999 123-45-67 Ваш заказ готов", CALL, "/Call+79991234567"])
async def test_an_anonymous_admin_is_told_once_what_to_do(stage: Stage, account: int, written: str) -> None:
    admin = nobody(stage, account)
    for _ in range(3):
        await admin.says(written, GROUP, sender_chat=Chat(id=GROUP, type="supergroup"))
    [told] = heard(stage, GROUP)
    assert "Отключите «Анонимность»" in told
    await admin.says(written, GROUP - 1)
    assert len(heard(stage, GROUP - 1)) == 1, "another group, another admin"
    stage.clock.advance(600)
    await admin.says(written, GROUP)
    assert len(heard(stage, GROUP)) == 2
    assert await stage.orders() == []


@pytest.mark.parametrize("written", ["привет", "/call@other_bot +79991234567", "/ban", "+7 999 123-45-67"])
async def test_what_an_anonymous_admin_writes_to_others_is_passed_over(stage: Stage, written: str) -> None:
    await nobody(stage, 1087968824).says(written, GROUP)
    assert heard(stage, GROUP) == []


async def test_a_channels_post_in_its_group_is_passed_over(stage: Stage) -> None:
    await nobody(stage, 777000).says(CALL, GROUP)
    assert heard(stage, GROUP) == []


async def test_an_anonymous_admin_is_nobody_whatever_the_database_says(stage: Stage) -> None:
    await stage.person(1087968824, Role.ADMIN)
    await nobody(stage, 1087968824).says(CALL, GROUP)
    assert await stage.orders() == []


async def test_in_their_language(stage: Stage) -> None:
    john = await stage.person(6, None, "en", "John")
    await john.says("/start")
    assert "You have no access" in (john.last().text or "")
    assert john.labels() == ["🔑 Request access"]


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("привет", 0),
        (CALL, 0),
        ("/call@other_bot", 0),
        ("/call@Zvonar_Bot +79991234567", 1),
        ("/CALL@zvonar_bot+79991234567", 1),
    ],
)
async def test_in_a_group_only_a_command_that_names_the_bot_is_answered(
    stage: Stage, ivan: Someone, text: str, answers: int
) -> None:
    for _ in range(2):
        await ivan.says(text, GROUP)
    assert len(heard(stage, GROUP)) == answers
    assert await stage.orders() == []


async def test_a_strangers_press_does_nothing(stage: Stage, ivan: Someone) -> None:
    oleg = await stage.let_in(OLEG)
    await oleg.says(CALL, GROUP)
    for _ in range(3):
        await ivan.presses("Позвонить", oleg.last(GROUP))
    assert stage.telegram.answers() == [
        "🔒 Нет доступа. Напишите боту в личные сообщения и запросите доступ.",
        None,
        None,
    ]
    assert stage.provider.placed == []


async def test_who_is_remembered_is_bounded(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """A flood of strangers costs silence, not memory."""
    monkeypatch.setattr(module, "MAX_REMEMBERED", 3)
    for id_ in range(100, 110):
        await (await stage.person(id_, None)).says("привет")
    assert sum(len(heard(stage, id_)) for id_ in range(100, 110)) == 3


async def test_asking_and_being_let_in(stage: Stage, ivan: Someone, anna: Someone) -> None:
    await ivan.says("/start")
    asked = ivan.last()
    await ivan.presses("Запросить доступ", asked)
    await ivan.presses("Запросить доступ", asked)
    assert [answer.text for answer in stage.telegram.asked(AnswerCallbackQuery)] == [
        "Запрос отправлен. Ответ придёт сюда, как только администратор решит.",
        WAITS,
    ]
    await stage.until(lambda: seen(stage, asked).text == WAITS)
    assert ivan.labels(seen(stage, asked)) == []
    for written in ("/start", "Когда дадите доступ?"):
        before = len(heard(stage, ivan.id))
        await ivan.says(written)
        assert len(heard(stage, ivan.id)) == before + 1
        assert (ivan.last().text, ivan.labels()) == (WAITS, [])
        await ivan.presses("Запросить доступ", asked)

    card = await stage.until(lambda: anna.under("Разрешить: оператор"))
    assert card.text == "👤 Иван просит доступ\nКем пустить?"

    await asyncio.gather(anna.presses("Разрешить", card), anna.presses("Отклонить", card))
    answers = stage.telegram.asked(AnswerCallbackQuery)[-2:]
    assert {(one.text, one.show_alert) for one in answers} == {
        ("Иван — оператор. Решение: Анна", False),
        ("Иван — оператор. Решение: Анна", True),
    }
    await stage.until(lambda: seen(stage, asked).text == "🔑 Запрос одобрен.")
    told = await stage.until(lambda: next((t for t in heard(stage, ivan.id) if "Ваша роль" in t), None))
    assert "Ваша роль: оператор" in told
    await stage.until(lambda: "Решение: Анна" in (stage.telegram.messages[anna.id, card.message_id].text or ""))
    await ivan.says(CALL)
    assert ivan.labels()[0] == "📞 Позвонить"
    menus = [m for m in stage.telegram.asked(SetMyCommands) if m.scope == BotCommandScopeChat(chat_id=ivan.id)]
    assert "call" in [command.command for command in menus[-1].commands]


async def test_only_an_admin_decides(stage: Stage, ivan: Someone, anna: Someone) -> None:
    await ivan.says("/start")
    await ivan.presses("Запросить доступ")
    card = await stage.until(lambda: anna.under("Разрешить: оператор"))
    maria = await stage.let_in(MARIA)
    await maria.presses("Разрешить как админу", card)
    assert stage.telegram.answers()[-1] == "На это у вас нет прав. Если они нужны, попросите администратора."
    await ivan.says(CALL)
    assert await stage.orders() == []


async def test_somebody_whose_access_is_taken_is_a_stranger_at_once(stage: Stage, anna: Someone) -> None:
    oleg = await stage.let_in(OLEG)
    await oleg.says(CALL)
    card = oleg.last()
    await anna.says("/users")
    await anna.presses("Олег")
    await anna.presses("Закрыть доступ")
    await anna.presses("Да, закрыть доступ")

    await oleg.presses("Позвонить", card)
    await oleg.says(CALL)
    assert stage.provider.placed == []
    assert len(await stage.orders()) == 1
