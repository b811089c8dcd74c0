"""Values that come as messages: a text, a text file for one that no message holds, a file as it is."""

from __future__ import annotations

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from aiogram.types import Message
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.widgets.input import MessageInput

from bot.domain.errors import OrderProblem
from bot.ports.emulating import Parameter, ParameterKind
from bot.services.emulator_values import MAX_FILE, MOST, FileValue, file_value, is_plain
from bot.telegram.session import fetch_file
from handlers.emulator.actions import up
from handlers.emulator.draft import Draft
from handlers.emulator.fields import UNIX_SECONDS
from handlers.here import here

_APART = re.compile(r"[,;\n]")
_APART_NUMBERS = re.compile(r"[,;\s]")
_MOMENTS = ("%d.%m.%Y %H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M")


async def on_value(message: Message, widget: MessageInput, manager: DialogManager) -> None:
    draft = Draft(manager)
    parameter = await draft.parameter()
    if parameter.kind is ParameterKind.FILE:
        draft.put(_file_of(message))
    else:
        draft.put(_typed(parameter, await _text_of(message, manager), here(manager).look.zone))
    manager.show_mode = ShowMode.SEND
    await up(manager)


async def on_items(message: Message, widget: MessageInput, manager: DialogManager) -> None:
    """One more, or several at once, for a list of single values."""
    draft = Draft(manager)
    parameter = await draft.parameter()
    manager.show_mode = ShowMode.SEND
    if not is_plain(parameter):
        return
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
    return file_value(found.file_id, name, found.file_size or 1)


def _typed(parameter: Parameter, text: str, zone: ZoneInfo) -> str:
    """A moment as people write it becomes what the service counts in; all else stays as it is written."""
    if parameter.kind is not ParameterKind.TIME or parameter.limits != UNIX_SECONDS:
        return text.strip()
    for pattern in _MOMENTS:
        try:
            moment = datetime.strptime(text.strip(), pattern).replace(tzinfo=zone)
        except ValueError:
            continue
        return str(int(moment.timestamp()))
    return text.strip()
