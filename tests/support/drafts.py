"""How a person goes from `/call` through the options of a draft to its call, in the sandbox."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.support.messages import Message
from tests.support.office import Person, new_phone


async def draft_at(
    person: Person, title: str, text: str = "Ваш заказ готов", ending: str = "00"
) -> tuple[str, Message]:
    """A draft that goes to this provider, in the rarer options."""
    phone = new_phone(ending)
    await person.says(f"/call {phone} {text}")
    card = await person.sees(lambda shown: phone_in(phone, shown) and shown.has("Параметры"))
    await person.presses("Параметры", card)
    await person.presses("Ещё", await person.sees(lambda shown: shown.id == card.id and shown.has("Ещё")))
    more = await person.sees(lambda shown: shown.id == card.id and shown.has(title))
    if f"✓ {title}" not in more.labels:
        await person.presses(title, more)
    return phone, await person.sees(lambda shown: shown.id == card.id and f"✓ {title}" in shown.labels)


def phone_in(phone: str, shown: Message) -> bool:
    return f"{phone[-7:-4]}-{phone[-4:-2]}-{phone[-2:]}" in shown.text


def after(sent: dict[str, Any]) -> Callable[[Message], bool]:
    return lambda shown: shown.id > int(sent["message_id"])


async def back(person: Person, window: Message) -> Message:
    await person.presses("Назад", window)
    return await person.sees(lambda shown: shown.id == window.id and shown.has("Позвонить"))


async def placed(person: Person, card: Message, said: str = "разговор состоялся") -> Message:
    await person.presses("Позвонить", card)
    return await person.sees_in(card, said)
