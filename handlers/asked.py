"""Commands as people write them, and the filters that handlers share."""

import re
from dataclasses import replace
from typing import Any

from aiogram import Bot, F
from aiogram.enums import ChatType
from aiogram.filters import Command, CommandObject, Filter
from aiogram.filters.callback_data import CallbackData
from aiogram.types import Message, TelegramObject
from aiogram.utils.magic_filter import MagicFilter

_GLUED = re.compile(r"/(?P<name>[A-Za-z]+)(?:@(?P<mention>[A-Za-z0-9_]+))?(?P<rest>(?![^\W\d]|@).*)", re.DOTALL)
_BETWEEN = ",;:. \t\n"


class Fits(Filter):
    """Whether an event fits a rule. aiogram asks a bare rule in a thread, which takes longer than the rule itself."""

    def __init__(self, rule: MagicFilter) -> None:
        self._rule = rule

    async def __call__(self, event: TelegramObject) -> Any:
        return self._rule.resolve(event)


IN_PRIVATE = Fits(F.chat.type == ChatType.PRIVATE)


class Asked(Command):
    """`/name`, in whatever case; `linked`: also `/start name`, which a link into the private chat writes."""

    def __init__(self, name: str, *, linked: bool = False) -> None:
        super().__init__(name, ignore_case=True)
        self._name = name
        self._linked = linked

    async def parse_command(self, text: str, bot: Bot) -> CommandObject:
        """Raises CommandException when this is not asked, or not of this bot."""
        command = self._read(text)
        if self._linked and (command.command.casefold(), command.args) == ("start", self._name):
            command = replace(command, command=self._name, args=None)
        self.validate_prefix(command)
        await self.validate_mention(bot, command)
        return self.validate_command(command)

    def _read(self, text: str) -> CommandObject:
        return self.extract_command(text)


class Linked(Filter):
    """`/start` with what a button would say: a link into the private chat writes it."""

    def __init__(self, press: type[CallbackData]) -> None:
        self._press = press

    async def __call__(self, message: Message) -> bool | dict[str, Any]:
        command = command_in(message.text or "")
        if command is None or command.command.casefold() != "start":
            return False
        try:
            return {"callback_data": self._press.unpack(command.args or "")}
        except (TypeError, ValueError):
            return False


class AskedWithNumbers(Asked):
    """Also with the number glued to it, `/call+7999…`, and with a comma or a colon before it, `/call, 8999…`."""

    def _read(self, text: str) -> CommandObject:
        return command_in(text) or self.extract_command(text)


def command_in(text: str) -> CommandObject | None:
    """The command that a text begins with, whatever follows its name; None when it begins with none."""
    found = _GLUED.match(text.lstrip())
    if found is None:
        return None
    rest = found["rest"]
    args = rest.strip() if rest[:1].isspace() else rest.lstrip(_BETWEEN).rstrip()
    return CommandObject(prefix="/", command=found["name"], mention=found["mention"], args=args or None)
