"""The base of everything that a person can make the bot do: rights are checked here, once."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import ClassVar, Generic, TypeVar

from bot.domain.access import Person, Right
from bot.domain.errors import Forbidden, UndeclaredRight

Command = TypeVar("Command")
Result = TypeVar("Result")


class UseCase(ABC, Generic[Command, Result]):
    """Call it with the person who acts and what they want.

    Raises Forbidden when their role lacks `right`, and UndeclaredRight when the class forgot to name one.
    """

    right: ClassVar[Right | None] = None

    async def __call__(self, actor: Person, command: Command) -> Result:
        if self.right is None:
            raise UndeclaredRight("access-undeclared", use_case=type(self).__name__)
        if not actor.may(self.right):
            raise Forbidden("access-forbidden")
        return await self.run(actor, command)

    @abstractmethod
    async def run(self, actor: Person, command: Command) -> Result:
        """Do it; the right has been checked."""
