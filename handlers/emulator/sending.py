"""Showing the request, and sending it when an admin asks to."""

import secrets
from collections.abc import Collection
from functools import partial
from typing import Any

from aiogram.types import BufferedInputFile, CallbackQuery
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.widgets.kbd import Button

from bot.domain.access import Right
from bot.domain.errors import Forbidden, NotFound, OrderProblem
from bot.ports.emulating import BadValues
from bot.services.emulator import KEPT
from bot.telegram.answer_view import indented
from bot.telegram.html import cut, shorten
from bot.telegram.session import fetch_file
from handlers.emulator.draft import Draft
from handlers.emulator.getters import ready_html
from handlers.emulator.texts import ANSWER_SHOWN, curl_html
from handlers.here import here
from handlers.states import Emulator

LONGEST_LIST = 150
"""Characters: Telegram shows 200 of an answer to a press."""


async def on_show(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    """What is missing is said at its field, which may be far above the buttons."""
    wrong = [where.replace(".", " › ") for where in await show_request(manager) if where]
    if wrong:
        said = here(manager).tr.plain("emulator-press-wrong", fields=shorten(", ".join(wrong), LONGEST_LIST))
        await query.answer(said, show_alert=True)


async def show_request(manager: DialogManager) -> Collection[str]:
    """The fields for which the form stays open. A request too long for a message begins in the messages before it."""
    draft, where = Draft(manager), here(manager)
    draft.keep(checked=True)
    try:
        html = await ready_html(manager)
    except BadValues as error:
        return error.problems.keys()
    await where.api.emulator.keep(where.actor, draft.filled)
    draft.keep(key=secrets.token_hex(8), again=False)
    parts = cut(html)
    if len(parts) > 1:
        for part in parts[:-1]:
            await where.say(part)
        manager.show_mode = ShowMode.SEND
    await manager.switch_to(Emulator.ready)
    return ()


async def on_curl(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    where = here(manager)
    request = await where.api.emulator.prepare(where.actor, Draft(manager).filled)
    for part in cut(curl_html(request)):
        await where.say(part)
    manager.show_mode = ShowMode.SEND


async def on_send(query: CallbackQuery, widget: Any, manager: DialogManager, key: str) -> None:
    """What places a call asks once more. A button of another showing of the request sends nothing."""
    draft = _checked(manager, key)
    if (await draft.operation()).places_call:
        await manager.switch_to(Emulator.confirm)
        return
    await _send(manager, draft)


async def on_confirmed(query: CallbackQuery, widget: Any, manager: DialogManager, key: str) -> None:
    """Raises OrderProblem, with nothing sent, for a tap that people gave up on."""
    draft = _checked(manager, key)
    if here(manager).late or not await query.answer():
        raise OrderProblem("emulator-late")
    await _send(manager, draft)


async def on_late(query: CallbackQuery, widget: Any, manager: DialogManager, key: str) -> None:
    """The second tap of a double tap changes nothing, so nothing is shown anew."""
    manager.show_mode = ShowMode.NO_UPDATE


def _checked(manager: DialogManager, key: str) -> Draft:
    draft = Draft(manager)
    if not here(manager).actor.may(Right.SEND_EMULATED):
        raise Forbidden("access-forbidden")
    if key != draft.key:
        raise NotFound("emulator-gone")
    return draft


async def _send(manager: DialogManager, draft: Draft) -> None:
    where = here(manager)
    bot, actor, emulator = where.bot, where.actor, where.api.emulator
    if await emulator.sent(actor, draft.key) is None:
        await manager.switch_to(Emulator.answer)
        await manager.show()
    sent = await emulator.send(actor, draft.key, draft.filled, partial(fetch_file, bot))
    draft.keep(again=not sent.is_first)
    await manager.switch_to(Emulator.answer)
    answer = indented(sent.whole) if len(sent.whole) <= KEPT else sent.whole
    if len(answer) > ANSWER_SHOWN:
        name = f"{draft.filled.provider}-{draft.filled.operation}.txt"
        document = BufferedInputFile(answer.encode(), name)
        place, caption = where.place, where.tr("emulator-answer-cut") if sent.is_cut else None
        await bot.send_document(place.chat_id, document, message_thread_id=place.thread_id, caption=caption)
