"""`/users`: what is grave is asked once, can be undone and is told; of two admins the second learns of the first."""

from __future__ import annotations

import pytest
from aiogram.methods import AnswerCallbackQuery

from bot.domain.access import Role
from bot.services.directory import Profile
from tests.support.people import ANNA, OLEG
from tests.support.stage import Someone, Stage


@pytest.fixture
async def anna(stage: Stage) -> Someone:
    anna = await stage.let_in(ANNA)
    await anna.says("/start")
    return anna


async def role_of(stage: Stage, person_id: int = OLEG.id) -> Role | None:
    return (await stage.app.core.directory.recognise(Profile(person_id, "Олег", None, "ru"))).role


@pytest.mark.parametrize(
    ("label", "sure", "role", "now", "told"),
    [
        ("Закрыть доступ", "Да, закрыть доступ", None, "Доступ закрыт: Олег", "Доступ закрыт. Решение: Анна"),
        (
            "Сделать админом",
            "Да, сделать админом",
            Role.ADMIN,
            "Олег — администратор",
            "Ваша роль теперь: администратор. Решение: Анна",
        ),
    ],
)
async def test_what_is_grave_asks_once_with_the_name_and_can_be_undone(
    stage: Stage, oleg: Someone, anna: Someone, label: str, sure: str, role: Role | None, now: str, told: str
) -> None:
    await anna.opens("/users", "Олег", label)
    assert (anna.last().text or "").startswith(f"{label}: Олег?")
    await anna.presses("Назад")
    assert await role_of(stage) is Role.OPERATOR
    await anna.presses(label)
    window = anna.last()
    await anna.presses(sure, window)
    await anna.presses(sure, window)
    assert await role_of(stage) is role
    assert stage.telegram.answers()[-2:] == [now, now]
    assert f"✅ {now}" in (anna.last().text or "")
    await stage.until(lambda: told in (oleg.last().text or ""))

    await anna.presses("Вернуть")
    assert await role_of(stage) is Role.OPERATOR
    assert "↩️ Вернуть" not in anna.labels()
    await stage.until(lambda: "Ваша роль теперь: оператор" in (oleg.last().text or ""))
    heard = [message.text or "" for message in stage.telegram.in_chat(oleg.id)]
    assert len([text for text in heard if told in text]) == 1


async def test_the_second_admin_learns_what_the_first_decided(stage: Stage, oleg: Someone, anna: Someone) -> None:
    boris = await stage.person(7, Role.ADMIN, name="Борис")
    await anna.opens("/users", "Олег")
    await boris.opens("/users", "Олег", "Закрыть доступ")
    await anna.presses("Сделать менеджером")
    await boris.presses("Да, закрыть доступ")
    last = stage.telegram.asked(AnswerCallbackQuery)[-1]
    assert (last.text, last.show_alert) == ("Роль уже изменили: Олег — менеджер", True)
    assert await role_of(stage) is Role.MANAGER
    assert "Олег — менеджер" in (boris.last().text or "")
    assert "↩️ Вернуть" not in boris.labels()


async def test_a_person_who_blocked_the_bot_is_changed_all_the_same(
    stage: Stage, anna: Someone, oleg: Someone, caplog: pytest.LogCaptureFixture
) -> None:
    from aiogram.exceptions import TelegramForbiddenError
    from aiogram.methods import SendMessage

    await anna.opens("/users", "Олег")
    ask = stage.telegram.make_request

    async def blocked(bot: object, method: object) -> object:
        if isinstance(method, SendMessage) and method.chat_id == oleg.id:
            stage.telegram.requests.append(method)
            stage.telegram.on_request()
            raise TelegramForbiddenError(method, "Forbidden: bot was blocked by the user")
        return await ask(bot, method)  # type: ignore[arg-type]  # it is handed on as it came

    stage.telegram.make_request = blocked  # type: ignore[method-assign]  # what Telegram says to this chat
    with caplog.at_level("INFO", "bot.telegram.messenger"):
        await anna.presses("Сделать менеджером")
        await stage.app.core.deliveries.settle()
    assert await role_of(stage) is Role.MANAGER
    assert "reaches nobody" in caplog.text


async def test_many_people_take_pages_of_eight_rows(stage: Stage, anna: Someone) -> None:
    for number in range(23):
        await stage.person(100 + number, Role.OPERATOR, name=f"Человек с очень длинным именем {number:02}")
    await anna.says("/users")
    seen: set[str] = set()
    for turn in ("▶️", "▶️", "◀️"):
        markup = anna.last().reply_markup
        assert markup is not None
        assert len(markup.inline_keyboard) <= 8
        assert max(len(label) for label in anna.labels()) <= 24
        seen |= {str(b.callback_data) for row in markup.inline_keyboard for b in row if "user:" in str(b.callback_data)}
        await anna.presses(turn)
    assert len(seen) == 23


@pytest.mark.parametrize("denied", [True, False])
async def test_a_role_given_here_settles_the_request_for_access(stage: Stage, anna: Someone, denied: bool) -> None:
    """Neither the admins' card nor the asker's message goes on asking."""
    oleg = await stage.person(OLEG.id, Role.OPERATOR, name="Олег")
    await oleg.says("/start")
    await anna.opens("/users", "Олег", "Закрыть доступ", "Да, закрыть доступ")
    undo = anna.last()
    await oleg.says("/start")
    asked = oleg.last()
    await oleg.presses("Запросить доступ", asked)
    await stage.app.core.deliveries.settle()
    if denied:
        await anna.presses("Отклонить")
        await stage.app.core.deliveries.settle()
        assert oleg.under("🔑 Запросить доступ") is not None
    await anna.presses("Вернуть", undo)
    await stage.app.core.deliveries.settle()
    assert oleg.under("🔑 Запросить доступ") is None
    assert anna.under("Отклонить") is None
    texts = [message.text or "" for message in stage.telegram.in_chat(oleg.id)]
    assert "🔑 Запрос одобрен." in texts


async def test_a_button_that_asks_goes_where_there_is_access_already(stage: Stage, anna: Someone) -> None:
    oleg = await stage.person(OLEG.id, Role.OPERATOR, name="Олег")
    await oleg.says("/start")
    await anna.opens("/users", "Олег", "Закрыть доступ", "Да, закрыть доступ")
    await oleg.says("/start")
    asked = oleg.last()
    await anna.presses("Вернуть")
    await oleg.presses("Запросить доступ", asked)
    assert oleg.under("🔑 Запросить доступ") is None
