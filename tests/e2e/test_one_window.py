"""A dialog's one window in a chat that Telegram judges."""

from __future__ import annotations

from bot.domain.access import Role
from tests.support.messages import Message
from tests.support.office import Office, Person

KEPT = '{"ok":false,"error_code":400,"description":"Bad Request: message can\'t be deleted for everyone"}'


async def left(person: Person, message: Message) -> list[str] | None:
    """The buttons of a message once they are gone; an empty list also when the message is."""

    async def look() -> list[str] | None:
        labels = [label for shown in await person.replies() if shown.id == message.id for label in shown.labels]
        return None if labels else []

    return await person.office.until(look)


async def opened(office: Office) -> tuple[Person, Message]:
    maria = await office.person(Role.MANAGER)
    await maria.says("/ivr")
    await maria.presses("Новое меню")
    return maria, await maria.sees("Как назвать")


async def test_the_window_moves_below_what_is_written_and_is_gone_in_the_end(office: Office) -> None:
    maria, asked = await opened(office)
    await maria.says("Меню одного окна")
    window = await maria.sees(lambda shown: shown.has("Выбрать ролик"))
    await left(maria, asked)
    await maria.presses("Назад", window)
    await maria.presses("Назад", await maria.sees(lambda shown: shown.id == window.id and shown.has("Ещё")))
    await maria.presses("Закрыть", await maria.sees(lambda shown: shown.id == window.id and shown.has("Закрыть")))
    await left(maria, window)
    assert await maria.replies() == []


async def test_a_window_that_telegram_keeps_loses_its_buttons(office: Office) -> None:
    maria, asked = await opened(office)
    await office.fault("status", "deleteMessage", "telegram", status=400, body=KEPT, chat_id=maria.chat)
    await maria.says("Меню двух окон")
    window = await maria.sees(lambda shown: shown.has("Выбрать ролик"))
    assert window.id != asked.id
    assert await left(maria, asked) == []
    assert [shown.id for shown in await maria.replies()] == [asked.id, window.id]
    await maria.presses("Голос", window)
    await maria.sees(lambda shown: shown.id == window.id and shown.has("Голос: мужской"))
    assert [one["operation"] for one in await office.refused_by_telegram()] == ["deleteMessage"]
    await office.open()
