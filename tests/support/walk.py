"""A job walked by a person in the sandbox: what they write and what they tap is counted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.support.messages import Message
from tests.support.office import Person

Seen = str | Callable[[Message], bool]


class Walk:
    """`messages` are what the person sent, voice notes, files and contacts among them; `taps` the buttons pressed."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.messages = 0
        self.taps = 0

    async def says(self, text: str, **attached: Any) -> Any:
        self.messages += 1
        return await self.person.says(text, **attached)

    async def shares(self, phone: str) -> None:
        self.messages += 1
        await self.person.shares(phone)

    async def taps_own_contact(self, phone: str) -> None:
        """The button of the reply keyboard that sends one's own contact: a tap, and nothing to write."""
        self.taps += 1
        contact = {"phone_number": phone, "first_name": "Павел", "user_id": self.person.id}
        await self.person.office.post(f"chats/{self.person.chat}/messages", **{"from": self.person.id}, contact=contact)

    async def presses(self, label: str, under: Message | None = None) -> str:
        self.taps += 1
        return await self.person.presses(label, under)

    async def sees(self, what: Seen) -> Message:
        return await self.person.sees(what)

    async def sees_button(self, label: str) -> Message:
        """The bot's newest message that has such a button."""
        return await self.person.sees(lambda message: message.has(label))

    def took_at_most(self, messages: int, taps: int) -> None:
        assert (self.messages, self.taps) <= (messages, self.taps), f"{self.messages} messages, wanted {messages}"
        assert self.taps <= taps, f"{self.taps} taps, wanted {taps}"
