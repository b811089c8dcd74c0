"""The commands: what each role may do, in their language; double taps break nothing."""

from __future__ import annotations

import asyncio
import logging
import re

import pytest
from aiogram.methods import SetMyCommands
from aiogram.types import BotCommandScopeChat

from bot.domain.access import Role
from bot.domain.errors import Unreachable
from bot.ports import UnitOfWork
from bot.ports.keeping import Webhook
from bot.services.history import PAGE
from tests.support.people import ANNA, MARIA
from tests.support.stage import GROUP, Someone, Stage

CALL = "/call +7 999 123-45-67"
EVERYBODYS = {"help", "call", "calls", "export", "balance", "settings", "cancel"}
ADMINS = {"users", "status"}


def menus(stage: Stage, chat: int) -> list[SetMyCommands]:
    asked: list[SetMyCommands] = stage.telegram.asked(SetMyCommands)
    return [method for method in asked if method.scope == BotCommandScopeChat(chat_id=chat)]


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize(("language", "help_"), [("ru", "как пользоваться"), ("en", "how to use it")])
async def test_the_menu_is_ones_roles_in_ones_language(stage: Stage, role: Role, language: str, help_: str) -> None:
    person = await stage.person(3, role, language)
    await person.says("/start")
    menu = menus(stage, person.id)[-1]
    names = {command.command for command in menu.commands}
    assert names & (EVERYBODYS | ADMINS) == EVERYBODYS | (ADMINS if role is Role.ADMIN else set())
    assert menu.commands[0].description == help_
    assert all(command.description[0].islower() for command in menu.commands)


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("language", ["ru", "en"])
async def test_start_is_three_lines_and_three_buttons(stage: Stage, role: Role, language: str) -> None:
    person = await stage.person(3, role, language, "Олег")
    await person.says("/start")
    shown = person.last().text or ""
    assert len(shown.splitlines()) == 3
    assert "Олег" in shown.splitlines()[0]
    assert len(person.labels()) == 3
    await person.says("/help")
    helped = person.last().text or ""
    assert re.findall(r"^/\w+", helped, re.MULTILINE) == ["/call"], "an example, and no list of commands"
    assert ("/users" in helped) == (role is Role.ADMIN)


async def test_the_buttons_of_start_open_what_they_name(stage: Stage, oleg: Someone) -> None:
    for label, opened in (("Звонки", "Звонков пока нет"), ("Настройки", "Ваша роль: оператор")):
        await oleg.says("/start")
        message = oleg.last()
        await oleg.presses(label)
        assert oleg.last().message_id == message.message_id, "in the same message"
        assert opened in (oleg.last().text or "")
    await oleg.says("/start")
    await oleg.presses("Позвонить")
    await oleg.says("+7 999 123-45-67 Ваш заказ готов")
    assert "Ваш заказ готов" in (oleg.last().text or "")


async def test_start_in_a_group_offers_nothing_of_ones_own(stage: Stage, oleg: Someone) -> None:
    await oleg.says("/start", GROUP)
    assert oleg.labels(oleg.last(GROUP)) == ["📞 Позвонить"]


async def test_strangers_and_groups_have_menus_in_both_languages(stage: Stage) -> None:
    await stage.until(lambda: len(stage.telegram.asked(SetMyCommands)) >= 6)
    asked: list[SetMyCommands] = stage.telegram.asked(SetMyCommands)
    found = {(m.scope.type if m.scope else "", m.language_code): [c.command for c in m.commands] for m in asked}
    assert {language for _, language in found} == {None, "ru", "en"}
    assert found["default", "ru"] == ["start"]
    assert found["all_group_chats", "en"] == ["call", "help"]


@pytest.mark.parametrize("command", ["/users", "/status"])
@pytest.mark.parametrize("role", [Role.OPERATOR, Role.MANAGER])
async def test_a_command_of_admins_is_refused_to_others(stage: Stage, role: Role, command: str) -> None:
    person = await stage.person(3, role)
    await person.says(command)
    assert person.last().text == "На это у вас нет прав. Если они нужны, попросите администратора."


async def test_a_language_of_ones_own_choice(stage: Stage, oleg: Someone) -> None:
    await oleg.says("/settings")
    assert oleg.labels()[-4:] == ["Русский", "English", "✓ Как в Telegram", "Закрыть"]
    await oleg.presses("English")
    assert stage.telegram.answers() == ["Saved"]
    assert "Your role: operator" in (oleg.last().text or "")
    assert menus(stage, oleg.id)[-1].commands[0].description == "how to use it"

    await oleg.says("/help")
    assert "Write a number and what to say" in (oleg.last().text or "")
    await oleg.says("/settings")
    await oleg.presses("As in Telegram")
    await oleg.says("/help")
    assert "Как позвонить" in (oleg.last().text or "")


async def test_settings_lead_to_what_is_told(stage: Stage) -> None:
    maria = await stage.let_in(MARIA)
    await maria.says("/settings")
    await maria.presses("🔔 Уведомления")
    assert "1. Все звонки · сразу" in (maria.last().text or "")


async def test_an_operator_mutes_themselves_and_no_group(stage: Stage, oleg: Someone) -> None:
    await oleg.says("/settings")
    await oleg.sends_data("mute", oleg.last())
    assert stage.telegram.answers()[-1] == "Тихо до 13:00. Потом придёт одно сообщение обо всём."
    await oleg.says("/settings", chat=-100)
    await oleg.sends_data("mute", oleg.last(-100))
    assert "выбирают менеджеры" in (stage.telegram.answers()[-1] or "")


async def test_balance_and_what_stands_in_its_way(stage: Stage, oleg: Someone) -> None:
    await oleg.says("/balance")
    assert oleg.last().text == "💰 Баланс на 12:00:00\nCallDog: 273,50\u00a0₽"
    stage.clock.advance(7)
    await oleg.presses("Обновить")
    assert "на 12:00:07" in (oleg.last().text or ""), "it is seen that it is fresh"
    stage.provider.read_error = Unreachable("provider-read-outage", "<html>502</html>")
    await oleg.presses("Обновить")
    shown = oleg.last().text or ""
    assert "CallDog: узнать не удалось." in shown
    assert "<html>502</html>" in shown


async def test_status_for_admins(stage: Stage) -> None:
    anna = await stage.let_in(ANNA)
    await anna.says("/status")
    shown = anna.last().text or ""
    assert "Работает 0 мин" in shown
    assert "Сейчас звонков нет" in shown


async def test_what_services_said_in_vain_can_be_applied_again(stage: Stage) -> None:
    def receive_nonsense(uow: UnitOfWork) -> None:
        now = stage.app.clock.now()
        uow.webhooks.add(Webhook("calldog", "token", b"{}"), now)
        for webhook in uow.webhooks.claim(now, now, 10):
            uow.webhooks.applied(webhook.id, now, "not understood")

    anna = await stage.let_in(ANNA)
    await anna.says("/status")
    assert anna.labels() == ["Закрыть"]
    await stage.app.database.transact(receive_nonsense)
    await anna.says("/status")
    assert "Не разобрано 1 сообщение от сервисов" in (anna.last().text or "")

    await anna.presses("Разобрать заново")
    assert await stage.app.database.transact(lambda uow: uow.webhooks.problems(10)) == []


async def test_a_role_is_changed_and_the_last_admin_stays(stage: Stage, oleg: Someone) -> None:
    anna = await stage.let_in(ANNA)
    boris = await stage.person(7, Role.ADMIN, name="Борис")
    await boris.says("/users")
    assert boris.labels() == ["Анна", "Олег", "Закрыть"]
    users = boris.last()
    await boris.presses("Олег", users)
    await boris.presses("Сделать менеджером")
    assert "Олег — менеджер" in (boris.last().text or "")
    await boris.presses("Анна", users)
    assert "только там" in (stage.telegram.answers()[-1] or "")
    await anna.says("/users")
    assert "Олег — менеджер" in (anna.last().text or "")


@pytest.mark.parametrize(
    ("command", "label"), [("/balance", "Обновить"), ("/users", "Олег"), ("/settings", "English"), ("/calls", "Раньше")]
)
async def test_a_double_tap_breaks_nothing(
    stage: Stage, oleg: Someone, command: str, label: str, caplog: pytest.LogCaptureFixture
) -> None:
    for index in range(PAGE + 1):
        await oleg.says(f"{CALL} {index}")
        await oleg.presses("Позвонить")
    await stage.app.core.submitter.drain()
    anna = await stage.let_in(ANNA)
    await anna.says(command)
    message = anna.last()
    before = len(stage.telegram.answers())
    with caplog.at_level(logging.ERROR, "handlers"):
        await asyncio.gather(anna.presses(label, message), anna.presses(label, message))
    answers = stage.telegram.answers()[before:]
    assert len(answers) == 2
    assert caplog.records == []


async def test_every_press_is_answered(stage: Stage, oleg: Someone) -> None:
    """Telegram shows a clock on a button until its press is answered."""
    await oleg.says(f"{CALL} текст")
    card = oleg.last()
    for label in ("Параметры", "Позже", "Отмена"):
        before = len(stage.telegram.answers())
        await oleg.presses(label, card)
        assert len(stage.telegram.answers()) == before + 1, label
