"""Dialogs in a group in which Telegram tells the bot only of commands and of replies to it."""

from __future__ import annotations

from bot.domain.access import Role
from tests.support.office import Office, Person, new_phone


async def test_two_colleagues_change_their_orders_at_once(office: Office) -> None:
    oleg, maria = await office.person(), await office.person(Role.MANAGER)
    group = await office.group(oleg, maria)
    first, second = oleg.at(group), maria.at(group)
    for person in (first, second):
        await person.says(f"/call {new_phone('01')} Ваш заказ готов")
        await person.presses("Параметры")
        await person.presses("✏️ Текст")
        await person.sees("Ответьте на это сообщение")
    asked = [shown for shown in await first.replies() if "Ответьте на это сообщение" in shown.text]
    assert len(asked) == 2
    await _answers(first, asked[0].id, "Слова Олега")
    await _answers(second, asked[1].id, "Слова Марии")


async def _answers(person: Person, window: int, words: str) -> None:
    seen = await person.says(words, reply_to=window)
    assert seen["update_id"] is not None
    await person.sees(lambda shown: words in shown.text and shown.has("Ещё"))
