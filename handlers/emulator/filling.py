"""Walking through the emulator, and values as people send them: a text, a text file, a file as it is."""

import re
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button

from bot.domain.errors import BadPhone, NotFound, OrderProblem
from bot.domain.phones import parse_phone
from bot.ports.emulating import Parameter, ParameterKind
from bot.services.emulator_values import MAX_FILE, MOST, FileValue, file_value, is_plain, parameter_at, value_at
from bot.telegram.session import fetch_file
from handlers.emulator.draft import Draft
from handlers.emulator.sending import show_request
from handlers.emulator.texts import UNIX_SECONDS, is_small
from handlers.here import here
from handlers.states import Emulator

_APART = re.compile(r"[,;\n]")
_APART_NUMBERS = re.compile(r"[,;\s]")
LONGEST_NAME = 100
"""Characters of a file's name: its end tells its kind."""
_MOMENTS = ("%d.%m.%Y %H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M")


async def on_operation(query: CallbackQuery, widget: Any, manager: DialogManager, operation: str) -> None:
    """What has nothing to fill in is shown at once."""
    draft = Draft(manager)
    draft.keep(operation=operation, values={}, path=[], checked=False, key="")
    if (await draft.operation()).parameters:
        await manager.switch_to(Emulator.form)
    else:
        await show_request(manager)


async def on_field(query: CallbackQuery, widget: Any, manager: DialogManager, name: str) -> None:
    """A flag is turned in the form itself: yes, no, unsaid."""
    draft, steps = Draft(manager), name.split(".")
    flag = parameter_at((await draft.operation()).parameters, (*draft.path, *steps))
    if flag.kind is ParameterKind.FLAG:
        now = value_at(draft.values, (*draft.path, *steps))
        draft.put("1" if now is None else "0" if now == "1" else None, *steps)
        return
    await draft.open(*draft.path, *steps)


async def on_item(query: CallbackQuery, widget: Any, manager: DialogManager, at: str) -> None:
    draft = Draft(manager)
    await draft.open(*draft.path, int(at))


async def on_add(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    draft = Draft(manager)
    at = len(draft.value or [])
    draft.put({}, at)
    await draft.open(*draft.path, at)


async def on_remove_single(query: CallbackQuery, widget: Any, manager: DialogManager, at: str) -> None:
    Draft(manager).put(None, int(at))


async def on_clear(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    """The open field, or the item of a list, is emptied and left; the whole form is emptied and stays."""
    draft = Draft(manager)
    if not draft.path:
        draft.keep(values={}, checked=False)
        return
    draft.put(None)
    await on_up(query, widget, manager)


async def on_up(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    if Draft(manager).path:
        await _up(manager)
    else:
        await manager.switch_to(Emulator.operations)


async def _up(manager: DialogManager) -> None:
    draft = Draft(manager)
    path = draft.path[:-1]
    draft.keep(path=list(path))
    is_inside = bool(path) and isinstance(path[-1], str) and is_small(await draft.parameter())
    await draft.open(*(path[:-1] if is_inside else path))


async def on_choice(query: CallbackQuery, widget: Any, manager: DialogManager, at: str) -> None:
    draft = Draft(manager)
    draft.put((await draft.parameter()).choices[int(at)])
    await _up(manager)


async def on_offered(query: CallbackQuery, widget: Any, manager: DialogManager, at: str) -> None:
    """Raises NotFound when the list has changed under the finger and is shorter now."""
    where, draft = here(manager), Draft(manager)
    provider, parameter = await draft.provider(), await draft.parameter()
    offered = await where.api.emulator.choices(where.actor, provider.name, parameter)
    if int(at) >= len(offered):
        raise NotFound("emulator-gone")
    draft.put(offered[int(at)])
    await _up(manager)


async def on_used(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    draft = Draft(manager)
    where, filled = here(manager), draft.filled
    draft.keep(values=await where.api.emulator.used(where.actor, filled.provider, filled.operation))


async def on_edit(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    await Draft(manager).open()


async def on_value(message: Message, widget: MessageInput, manager: DialogManager) -> None:
    draft = Draft(manager)
    parameter = await draft.parameter()
    if parameter.kind is ParameterKind.FILE:
        draft.put(_file_of(message))
    else:
        draft.put(_typed(parameter, await _text_of(message, manager), here(manager).look.zone))
    if await draft.problem() is None:
        await _up(manager)


async def on_items(message: Message, widget: MessageInput, manager: DialogManager) -> None:
    """One more, or several at once, for a list of single values."""
    draft = Draft(manager)
    parameter = await draft.parameter()
    if not is_plain(parameter):
        raise OrderProblem("window-wants-tap")
    apart = _APART_NUMBERS if parameter.items[0].kind is ParameterKind.INTEGER else _APART
    written = apart.split(await _text_of(message, manager))
    draft.put([*(draft.value or []), *(part.strip() for part in written if part.strip())])


async def _text_of(message: Message, manager: DialogManager) -> str:
    """Raises OrderProblem for what is neither a text nor a text file."""
    if message.text:
        return message.text
    document = message.document
    if document is None or (document.file_size or 0) > MOST:
        raise OrderProblem("emulator-no-text")
    try:
        return (await fetch_file(here(manager).bot, document.file_id)).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise OrderProblem("emulator-no-text") from error


def _file_of(message: Message) -> FileValue:
    """Raises OrderProblem for what is no file, and for one that no bot may download."""
    found = message.document or message.voice or message.audio
    if found is None:
        raise OrderProblem("emulator-no-file")
    if (found.file_size or 0) > MAX_FILE:
        raise OrderProblem("emulator-file-large", limit=MAX_FILE // 2**20)
    name = getattr(found, "file_name", None) or "voice.ogg"
    return file_value(found.file_id, name[-LONGEST_NAME:], found.file_size or 1, found.mime_type or "")


def _typed(parameter: Parameter, text: str, zone: ZoneInfo) -> str:
    """A phone and a moment as the provider takes them, however people write them; all else stays as it is written."""
    if parameter.kind is ParameterKind.PHONE:
        try:
            return parse_phone(text)
        except BadPhone:
            return text.strip()
    if parameter.kind is not ParameterKind.TIME or parameter.limits != UNIX_SECONDS:
        return text.strip()
    for pattern in _MOMENTS:
        try:
            moment = datetime.strptime(text.strip(), pattern).replace(tzinfo=zone)
        except ValueError:
            continue
        return str(int(moment.timestamp()))
    return text.strip()
