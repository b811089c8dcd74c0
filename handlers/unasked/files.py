"""A file with numbers: in private as it is, elsewhere with the caption `/call …`, which is then what is said."""

from __future__ import annotations

import asyncio
from pathlib import PurePosixPath

from aiogram import Bot, F, Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.enums import ChatType
from aiogram.filters import CommandObject
from aiogram.types import Message
from aiogram_dialog import DialogManager

from bot.domain.access import Person
from bot.domain.callees import Found
from bot.domain.errors import OrderProblem
from bot.domain.number_list import LARGEST, GivenBack, NumberList, read_list
from bot.domain.orders import Place
from bot.services.api import Api
from bot.services.draft_orders import Written
from bot.telegram.html import shorten
from bot.telegram.look import Look
from bot.telegram.session import fetch_file
from bot.telegram.texts import Translation
from handlers.asked import AskedWithNumbers
from handlers.commands.call import show_draft_of
from handlers.dialog_inputs import dialog_takes
from handlers.kit import LONGEST_LABEL
from handlers.numbers import source_of

_LISTS = frozenset({".csv", ".tsv", ".txt"})
_SHEETS = frozenset({".xlsx", ".xls", ".xlsm", ".xlsb", ".ods", ".numbers"})
MEGABYTE = 2**20
SHOWN = 5
"""Rows given back that are named one by one."""


def is_list(message: Message) -> bool:
    return _ending(message) in _LISTS or (not _ending(message) and _kind(message) in ("text/csv", "text/plain"))


def is_sheet(message: Message) -> bool:
    return _ending(message) in _SHEETS


async def on_list(
    message: Message,
    actor: Person,
    place: Place,
    look: Look,
    tr: Translation,
    bot: Bot,
    dialog_manager: DialogManager,
    api: Api,
    command: CommandObject | None = None,
) -> None:
    """The open dialog gets the file if it waits for one and no `/call` is written under it.

    Raises OrderProblem, NotFound.
    """
    document = message.document
    if document is None or (command is None and await dialog_takes(message, dialog_manager)):
        raise SkipHandler
    if (document.file_size or 0) > LARGEST:
        raise OrderProblem("list-too-big", limit=LARGEST // MEGABYTE)
    found = await asyncio.to_thread(read_list, await fetch_file(bot, document.file_id))
    if not found.phones:
        await message.reply("\n".join([tr("list-none"), *_given_back(found.given_back, look)]))
        return
    text = command.args if command and command.args else ""
    view = await api.orders.draft(actor, Written(text, place, source_of(message), Found(found.phones)))
    await message.reply("\n".join(_told(found, look)))
    await show_draft_of(view, dialog_manager)


async def on_sheet(
    message: Message, tr: Translation, dialog_manager: DialogManager, command: CommandObject | None = None
) -> None:
    if command is None and await dialog_takes(message, dialog_manager):
        raise SkipHandler
    await message.reply(tr("list-sheet"))


def _told(found: NumberList, look: Look) -> list[str]:
    """What was taken and from which column, what was not and why."""
    tr, count = look.tr, len(found.phones)
    column = shorten(found.column, LONGEST_LABEL)
    lines: list[str] = [
        tr("list-taken-column", count=count, column=column) if column else tr("list-taken", count=count)
    ]
    if found.repeated:
        lines.append(tr("list-repeated", count=found.repeated))
    return [*lines, *_given_back(found.given_back, look)]


def _given_back(rows: tuple[GivenBack, ...], look: Look) -> list[str]:
    tr = look.tr
    if not rows:
        return []
    lines: list[str] = [tr("list-given-back", count=len(rows))]
    lines += [tr("list-given-row", row=one.row, why=tr.plain(one.why.key, **one.why.args_)) for one in rows[:SHOWN]]
    if len(rows) > SHOWN:
        lines.append(tr("list-given-more", count=len(rows) - SHOWN))
    return lines


def _ending(message: Message) -> str:
    name = message.document.file_name if message.document else None
    return PurePosixPath((name or "").replace("\\", "/").casefold()).suffix


def _kind(message: Message) -> str:
    return ((message.document.mime_type if message.document else None) or "").casefold()


def build() -> Router:
    """Before `/call`, which would look for the numbers in the caption."""
    router = Router(name="files")
    alone = F.chat.type == ChatType.PRIVATE
    for is_one, handler in ((is_list, on_list), (is_sheet, on_sheet)):
        router.message.register(handler, F.document, is_one, AskedWithNumbers("call"))
        router.message.register(handler, F.document, is_one, alone, ~F.caption.startswith("/"))
    return router
