"""The bot itself: who it is, its names and its command menus."""

import re
from typing import Any

from aiogram import methods

from bot.sandbox.telegram.access import find_chat
from bot.sandbox.telegram.commands import all_menus
from bot.sandbox.telegram.methods.call import Call, Method
from bot.sandbox.telegram.refusal import bad_request

MOST_COMMANDS = 100
LONGEST_DESCRIPTION = 256
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")

Key = tuple[str, int, int, str]


async def get_me(call: Call[methods.GetMe]) -> Any:
    bot = call.office.world.bot
    return {
        **bot.as_user(),
        "can_join_groups": True,
        "can_read_all_group_messages": not bot.privacy,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
        "allows_users_to_create_topics": False,
        "can_manage_bots": False,
    }


async def set_commands(call: Call[methods.SetMyCommands]) -> Any:
    key = _key(call)
    commands = [_command(command) for command in call.params.commands]
    if len(commands) > MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    call.office.world.bot.commands[key] = commands
    _announce(call)
    return True


async def get_commands(call: Call[methods.GetMyCommands]) -> Any:
    return call.office.world.bot.commands.get(_key(call), [])


async def delete_commands(call: Call[methods.DeleteMyCommands]) -> Any:
    call.office.world.bot.commands.pop(_key(call), None)
    _announce(call)
    return True


async def set_name(call: Call[methods.SetMyName]) -> Any:
    return _set(call, "names", call.params.name, 64)


async def get_name(call: Call[methods.GetMyName]) -> Any:
    bot = call.office.world.bot
    language = call.params.language_code or ""
    return {"name": bot.names.get(language) or bot.names.get("") or bot.name}


async def set_description(call: Call[methods.SetMyDescription]) -> Any:
    return _set(call, "descriptions", call.params.description, 512)


async def get_description(call: Call[methods.GetMyDescription]) -> Any:
    return {"description": _get(call, "descriptions")}


async def set_short_description(call: Call[methods.SetMyShortDescription]) -> Any:
    return _set(call, "short_descriptions", call.params.short_description, 120)


async def get_short_description(call: Call[methods.GetMyShortDescription]) -> Any:
    return {"short_description": _get(call, "short_descriptions")}


async def part(_: Call[Any]) -> Any:
    """logOut and close: the sandbox has no other server to go to."""
    return True


def _set(call: Call[Any], kind: str, value: str | None, longest: int) -> bool:
    if value and len(value) > longest:
        raise bad_request(f"BOT_{'TITLE' if kind == 'names' else 'DESCRIPTION'}_INVALID")
    texts: dict[str, str] = getattr(call.office.world.bot, kind)
    texts[call.params.language_code or ""] = value or ""
    return True


def _get(call: Call[Any], kind: str) -> str:
    texts: dict[str, str] = getattr(call.office.world.bot, kind)
    return texts.get(call.params.language_code or "") or texts.get("", "")


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


METHODS = [
    Method(methods.GetMe, get_me),
    Method(methods.SetMyCommands, set_commands),
    Method(methods.GetMyCommands, get_commands),
    Method(methods.DeleteMyCommands, delete_commands),
    Method(methods.SetMyName, set_name),
    Method(methods.GetMyName, get_name),
    Method(methods.SetMyDescription, set_description),
    Method(methods.GetMyDescription, get_description),
    Method(methods.SetMyShortDescription, set_short_description),
    Method(methods.GetMyShortDescription, get_short_description),
    Method(methods.LogOut, part),
    Method(methods.Close, part),
]
