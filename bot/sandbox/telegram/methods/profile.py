"""The bot itself: who it is, its names and its command menus."""

import re
from typing import Any

from aiogram import methods
from aiogram.methods import TelegramMethod

from bot.sandbox.telegram.access import find_chat
from bot.sandbox.telegram.methods.call import Call, answers
from bot.sandbox.telegram.refusal import bad_request
from bot.sandbox.telegram.world import Chat, Person, World

MOST_COMMANDS = 100
LONGEST_DESCRIPTION = 256
# Of getMe; this bot has none of them.
ABILITIES = (
    "supports_inline_queries", "can_connect_to_business", "has_main_web_app", "has_topics_enabled",
    "allows_users_to_create_topics", "can_manage_bots",
)  # fmt: skip
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")

Key = tuple[str, int, int, str]
Menu = list[dict[str, str]]


@answers(methods.GetMe)
async def get_me(call: Call[methods.GetMe]) -> Any:
    bot = call.office.world.bot
    return {
        **bot.as_user(),
        "can_join_groups": True,
        "can_read_all_group_messages": not bot.privacy,
        **dict.fromkeys(ABILITIES, False),
    }


@answers(methods.SetMyCommands)
async def set_commands(call: Call[methods.SetMyCommands]) -> Any:
    key = _key(call)
    commands = [_command(command) for command in call.params.commands]
    if len(commands) > MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    call.office.world.bot.commands[key] = commands
    _announce(call)
    return True


@answers(methods.GetMyCommands)
async def get_commands(call: Call[methods.GetMyCommands]) -> Any:
    return call.office.world.bot.commands.get(_key(call), [])


@answers(methods.DeleteMyCommands)
async def delete_commands(call: Call[methods.DeleteMyCommands]) -> Any:
    call.office.world.bot.commands.pop(_key(call), None)
    _announce(call)
    return True


@answers(methods.LogOut)
@answers(methods.Close)
async def part(_: Call[Any]) -> Any:
    """logOut and close: the sandbox has no other server to go to."""
    return True


def _declare_text(
    name: str, longest: int, setting: type[TelegramMethod[Any]], getting: type[TelegramMethod[Any]]
) -> None:
    """The bot's name or one of its descriptions: kept by language, "" for all others."""

    async def set_text(call: Call[Any]) -> Any:
        value = getattr(call.params, name) or ""
        if len(value) > longest:
            raise bad_request(f"BOT_{'TITLE' if name == 'name' else 'DESCRIPTION'}_INVALID")
        call.office.world.bot.texts[name, call.params.language_code or ""] = value
        return True

    async def get_text(call: Call[Any]) -> Any:
        bot = call.office.world.bot
        return {name: bot.text(name, call.params.language_code or "")}

    answers(setting)(set_text)
    answers(getting)(get_text)


_declare_text("name", 64, methods.SetMyName, methods.GetMyName)
_declare_text("description", 512, methods.SetMyDescription, methods.GetMyDescription)
_declare_text("short_description", 120, methods.SetMyShortDescription, methods.GetMyShortDescription)


def _command(command: Any) -> dict[str, str]:
    name = command.command.strip().removeprefix("/")
    description = command.description.strip()
    if not name:
        raise bad_request("command must be non-empty")
    if len(name) > 32:
        raise bad_request("command length must not exceed 32")
    if not _COMMAND.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not description:
        raise bad_request("command description must be non-empty")
    if len(description) > LONGEST_DESCRIPTION:
        raise bad_request(f"command description length must not exceed {LONGEST_DESCRIPTION}")
    return {"command": name, "description": description}


def _key(call: Call[Any]) -> Key:
    """Scope, chat, person and language, under which one list of commands is kept."""
    params = call.params
    language = params.language_code or ""
    if language and not re.fullmatch(r"[a-z]{2}", language):
        raise bad_request("language_code is invalid")
    if params.scope is None:
        return "default", 0, 0, language
    chat = getattr(params.scope, "chat_id", None)
    chat_id = find_chat(call.office, chat).id if chat is not None else 0
    user_id = getattr(params.scope, "user_id", 0)
    if user_id and call.office.world.user(user_id) is None:
        raise bad_request("invalid user_id specified")
    return params.scope.type, chat_id, user_id, language


def _announce(call: Call[Any]) -> None:
    call.office.hub.publish("commands.changed", {"commands": all_menus(call.office.world)})


def all_menus(world: World) -> dict[str, dict[str, Menu]]:
    """By chat and person, where there is one. Only people who are in the chat."""
    if not world.bot.commands:
        return {}
    menus: dict[str, dict[str, Menu]] = {}
    for chat in world.chats.values():
        people = [chat.person] if chat.person else [world.people[person] for person in chat.members]
        found = {str(person.id): menu for person in people if (menu := menu_of(world, chat, person))}
        if found:
            menus[str(chat.id)] = found
    return menus


def menu_of(world: World, chat: Chat, person: Person) -> Menu:
    """https://core.telegram.org/bots/api#determining-list-of-commands"""
    commands = world.bot.commands
    for scope in _scopes(chat, person):
        for language in (person.language_code or "", ""):
            if menu := commands.get((*scope, language)):
                return menu
    return []


def _scopes(chat: Chat, person: Person) -> list[tuple[str, int, int]]:
    if chat.is_private:
        return [("chat", chat.id, 0), ("all_private_chats", 0, 0), ("default", 0, 0)]
    administrator = chat.members.get(person.id) in ("administrator", "creator")
    scopes = [
        ("chat_member", chat.id, person.id),
        ("chat_administrators", chat.id, 0) if administrator else None,
        ("chat", chat.id, 0),
        ("all_chat_administrators", 0, 0) if administrator else None,
        ("all_group_chats", 0, 0),
        ("default", 0, 0),
    ]
    return [scope for scope in scopes if scope]
