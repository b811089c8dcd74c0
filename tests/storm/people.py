"""People in a storm: they order single calls and lists, press twice, and decide about calls nobody knows of."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.domain.phones import Phone
from tests.support.messages import Message
from tests.support.office import Office, Person, new_phone

CALL, AGAIN, PLACED = "order:place:", "call:again:", "call:was:"
"""What «Call now», «Place again» and «It was placed» carry; in Russian «Call again» reads like the second."""
ENDINGS = ("00", "01", "02", "03", "07", "08", "09")
PAUSE = (2.0, 5.0)
"""Seconds after an order: Telegram takes a message a second in a chat, and one is answered by three at least: its card,
an edit, its result. Whoever orders faster for long is told of everything later and later.
"""
PATIENCE = 10.0
"""Seconds that somebody looks at an answer that does not come, before they go on."""


def labels_of(message: Message, carries: str) -> list[str]:
    return [label for label, data in message.data.items() if data.startswith(carries)]


@dataclass
class Wish:
    """What somebody asked for, and what they did about it."""

    person: Person
    words: str
    phones: list[Phone]
    taps: int = 0
    again: int = 0
    """How often «Place again» was pressed, twice at once counting once."""

    def cards(self, shown: list[Message]) -> list[Message]:
        """The messages that follow it; a command that was told of twice may have two. Not the results."""
        return [message for message in shown if self.words in message.text and message.reply_to is None]


@dataclass
class Crowd:
    office: Office
    random: random.Random
    wishes: list[Wish] = field(default_factory=list)

    async def live(self, people: list[Person], goes_on: Callable[[], bool]) -> None:
        await asyncio.gather(*(self._live(person, goes_on) for person in people))

    async def _live(self, person: Person, goes_on: Callable[[], bool]) -> None:
        while goes_on():
            wish = self._wish(person)
            self.wishes.append(wish)
            await person.says(f"/call {', '.join(wish.phones)} {wish.words}")
            card = await self._card(wish)
            if card is not None and (labels := labels_of(card, CALL)):
                await self._press(wish, card, labels[0])
                wish.taps += 1
            await self._decide(person)
            await asyncio.sleep(self.random.uniform(*PAUSE))

    def _wish(self, person: Person) -> Wish:
        letters = "".join(self.random.choices("абвгдежзиклмн", k=10))
        count = self.random.choice((1, 1, 1, 3, 8))
        return Wish(
            person, f"Заказ {letters} готов", [Phone(new_phone(self.random.choice(ENDINGS))) for _ in range(count)]
        )

    async def _card(self, wish: Wish) -> Message | None:
        async def look() -> Message | None:
            return next(iter(wish.cards(await wish.person.replies())), None)

        return await self.office.until(look, PATIENCE)

    async def _press(self, wish: Wish, card: Message, label: str) -> None:
        await asyncio.gather(*(wish.person.taps(label, card) for _ in range(2)), return_exceptions=True)

    async def _decide(self, person: Person) -> None:
        """About one call that nobody knows of, if there is one."""
        own, shown = [wish for wish in self.wishes if wish.person is person], await person.replies()
        for wish in self.random.sample(own, k=len(own)):
            for card in wish.cards(shown):
                unknown = labels_of(card, AGAIN)
                if unknown and self.random.random() < 0.5:
                    label = self.random.choice(unknown)
                    wish.again += 1
                    await self._press(wish, card, label)
                    return
