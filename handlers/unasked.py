"""Without a command, in private: a file with numbers, a number, or something that the bot has to ask about.

A person's own words with a number count like `/call`; of somebody else's only the numbers count. A file may also come
elsewhere, with the caption `/call …`, which is then what is said.
"""

import asyncio
from collections import deque
from difflib import get_close_matches
from pathlib import PurePosixPath

from aiogram import F, Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.filters import CommandObject
from aiogram.types import Message
from aiogram_dialog import DialogManager

from bot.domain.access import Person
from bot.domain.callees import Found, found_in
from bot.domain.errors import BadPhone, Contradictory, OrderProblem
from bot.domain.number_list import LARGEST, GivenBack, NumberList, read_list
from bot.domain.orders import Place
from bot.domain.phones import parse_list
from bot.services.draft_orders import Written
from bot.telegram.html import shorten
from bot.telegram.look import Look
from bot.telegram.menu import commands_of
from bot.telegram.session import fetch_file
from bot.telegram.texts import Translation
from handlers.asked import IN_PRIVATE, AskedWithNumbers, Fits, command_in
from handlers.commands.call import show_draft_of
from handlers.here import Here
from handlers.kit import LONGEST_LABEL, dialog_takes
from handlers.numbers import found_in_message, source_of, usage

_LISTS = frozenset({".csv", ".tsv", ".txt"})
_SHEETS = frozenset({".xlsx", ".xls", ".xlsm", ".xlsb", ".ods", ".numbers"})
MEGABYTE = 2**20
SHOWN = 5
"""Rows given back that are named one by one."""
SENT = (F.text, F.caption, F.photo, F.sticker, F.animation, F.video, F.document, F.location, F.venue, F.poll, F.dice)
"""What a person sends. Service messages, such as of a pinned message, are left out."""
ATTEMPT = 7
"""Digits at the beginning of a message that were meant as a number."""
MAX_QUOTED = 200


async def is_list(message: Message) -> bool:
    return _ending(message) in _LISTS or (not _ending(message) and _kind(message) in ("text/csv", "text/plain"))


async def is_sheet(message: Message) -> bool:
    return _ending(message) in _SHEETS


async def on_list(
    message: Message, where: Here, dialog_manager: DialogManager, command: CommandObject | None = None
) -> None:
    """The open dialog gets the file if it waits for one and no `/call` is written under it.

    Raises OrderProblem, NotFound.
    """
    document = message.document
    if document is None or (command is None and await dialog_takes(message, dialog_manager)):
        raise SkipHandler
    if (document.file_size or 0) > LARGEST:
        raise OrderProblem("list-too-big", limit=LARGEST // MEGABYTE)
    found = await asyncio.to_thread(read_list, await fetch_file(where.bot, document.file_id))
    if not found.phones:
        await message.reply("\n".join([where.tr("list-none"), *_given_back(found.given_back, where.look)]))
        return
    text = command.args if command and command.args else ""
    written = Written(text, where.place, source_of(message), Found(found.phones))
    view = await where.api.orders.draft(where.actor, written)
    await message.reply("\n".join(_told(found, where.look)))
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
    taken = tr("list-taken-column", count=count, column=column) if column else tr("list-taken", count=count)
    lines: list[str] = [taken]
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


def build_files() -> Router:
    """Before `/call`, which would look for the numbers in the caption."""
    router = Router(name="files")
    for is_one, handler in ((is_list, on_list), (is_sheet, on_sheet)):
        router.message.register(handler, Fits(F.document), is_one, AskedWithNumbers("call"))
        router.message.register(handler, Fits(F.document), is_one, IN_PRIVATE, Fits(~F.caption.startswith("/")))
    return router


async def on_words(message: Message, where: Here, dialog_manager: DialogManager, albums: deque[str]) -> None:
    """The open dialog gets the message if it waits for it, or if there is nothing else to say to it.

    `albums` were answered: several pictures sent at once are several messages.
    """
    words = message.text or message.caption or ""
    if words.startswith("/") and not message.forward_origin:  # no dialog takes a mistyped command for its text
        await message.reply(_nearest(words, where.actor, where.tr))
        return
    if await dialog_takes(message, dialog_manager):
        raise SkipHandler
    async with usage(message, where.tr, "call-usage-text"):
        if written := _meant_by(message, words, where.place):
            await show_draft_of(await where.api.orders.draft(where.actor, written), dialog_manager)
            return
        if dialog_manager.has_context():
            raise SkipHandler
        if _is_new(message.media_group_id, albums):
            key = "unasked-hint-forwarded" if message.forward_origin else "unasked-hint-text"
            await message.reply(where.tr(key))


def _is_new(album: str | None, albums: deque[str]) -> bool:
    if album is None:
        return True
    if album in albums:
        return False
    albums.append(album)
    return True


def _meant_by(message: Message, words: str, place: Place) -> Written | None:
    """Own words are as after `/call`; of somebody else's, and where words come first, the numbers alone.

    Raises BadPhone for what was meant as a number.
    """
    if message.forward_origin:
        found = found_in_message(message, message.bot)
    else:
        try:
            parse_list(words)
        except Contradictory:
            raise
        except BadPhone:
            found = found_in(words)
            if found is None and _begins_with_number(words):
                raise
        else:
            return Written(words, place, source_of(message))
    return Written("", place, source_of(message), found) if found else None


def _begins_with_number(words: str) -> bool:
    begins = words.lstrip(" +([").partition("\n")[0][:1].isdigit()
    return begins and sum(char.isdigit() for char in words) >= ATTEMPT


def _nearest(words: str, actor: Person, tr: Translation) -> str:
    """The command that was meant, with what followed it, ready to be copied."""
    command = command_in(words)
    near = get_close_matches(command.command.lower(), commands_of(actor), n=1) if command else []
    if command is None or not near:
        return tr("unasked-command-none")
    meant = f"/{near[0]} {command.args or ''}".strip()
    if len(meant) > MAX_QUOTED:
        meant = f"/{near[0]}"
    return tr("unasked-command-near", meant=meant)


def build() -> Router:
    """After every command, before the dialogs, which get what they wait for."""
    router = Router(name="words")
    router.message.filter(IN_PRIVATE)
    for sent in SENT:
        router.message.register(on_words, Fits(sent))
    return router
