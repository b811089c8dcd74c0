"""The command menu: what a person may do, in their language."""

import logging

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError
from aiogram.types import BotCommand, BotCommandScopeAllGroupChats, BotCommandScopeChat, BotCommandScopeDefault

from bot.domain.access import LOCALES, Person, Right, locale_of
from bot.telegram.texts import Texts

log = logging.getLogger(__name__)

NEEDS: dict[str, Right] = {
    "start": Right.REQUEST_ACCESS,
    "help": Right.SEE_OWN_CALLS,
    "call": Right.PLACE_CALLS,
    "callback": Right.PLACE_CALLS,
    "calls": Right.SEE_OWN_CALLS,
    "stats": Right.SEE_OWN_CALLS,
    "export": Right.SEE_OWN_CALLS,
    "verify": Right.PLACE_CALLS,
    "records": Right.MANAGE_RECORDS,
    "ivr": Right.MANAGE_MENUS,
    "templates": Right.MANAGE_TEMPLATES,
    "balance": Right.SEE_BALANCE,
    "notify": Right.SEE_OWN_CALLS,
    "settings": Right.SEE_OWN_CALLS,
    "users": Right.MANAGE_PEOPLE,
    "emulator": Right.SEE_EMULATOR,
    "status": Right.SEE_STATUS,
    "cancel": Right.PLACE_CALLS,
}


def commands_of(person: Person) -> list[str]:
    """The commands this person may use, `/start` left out: everybody has found it already."""
    return [name for name, right in NEEDS.items() if person.may(right) and name != "start"]


async def set_menu(bot: Bot, texts: Texts, person: Person) -> None:
    """Show this person their own menu in their private chat. A refusal is logged: a menu is a comfort, not a need."""
    tr = texts.speak(locale_of(person, texts.default))
    names = commands_of(person) if person.role else ["start"]
    commands = [BotCommand(command=name, description=tr.plain(f"command-{name}")) for name in names]
    try:
        await bot.set_my_commands(commands, scope=BotCommandScopeChat(chat_id=person.id))
    except TelegramAPIError as error:
        log.info("no command menu for %s: %s", person.id, type(error).__name__)


async def set_common_menus(bot: Bot, texts: Texts) -> None:
    """What strangers and groups see; the language without a code is for everybody else's."""
    for locale in (None, *LOCALES):
        tr = texts.speak(locale or texts.default)
        for scope, names in ((BotCommandScopeDefault(), ["start"]), (BotCommandScopeAllGroupChats(), ["call", "help"])):
            commands = [BotCommand(command=name, description=tr.plain(f"command-{name}")) for name in names]
            await bot.set_my_commands(commands, scope=scope, language_code=locale)
