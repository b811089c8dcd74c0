"""What the buttons and messages of a new record do. Every change is kept before anything is shown."""

from __future__ import annotations

from functools import partial
from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode, StartMode
from aiogram_dialog.widgets.input import ManagedTextInput
from aiogram_dialog.widgets.kbd import Button

from bot.domain.errors import NotFound
from bot.domain.records import RecordStage
from bot.domain.sayings import Voice
from bot.services.records.making import check_text, offered_name, record_name
from bot.telegram.look import Look
from bot.telegram.session import fetch_file
from handlers.here import here
from handlers.new_record.calling import draft_call
from handlers.new_record.draft import RecordDraft
from handlers.new_record.playing import play_anew, waiting_for
from handlers.numbers import source_of
from handlers.states import NewRecord, Records


async def on_name(message: Message, widget: ManagedTextInput[str], manager: DialogManager, text: str) -> None:
    RecordDraft(manager).keep(name=record_name(text))
    await manager.switch_to(NewRecord.offer, show_mode=ShowMode.SEND)


async def on_text(message: Message, widget: ManagedTextInput[str], manager: DialogManager, text: str) -> None:
    """Another text is another record: it has its own message."""
    draft = RecordDraft(manager)
    check_text(text, text_limit(draft, here(manager).look))
    named = {} if draft.name else {"name": offered_name(text)}
    draft.keep(text=text.strip(), source=source_of(message), **named)
    await manager.switch_to(NewRecord.offer, show_mode=ShowMode.SEND)


def text_limit(draft: RecordDraft, look: Look) -> int:
    """Of all providers that are to read it."""
    return min((look.text_limit(name) for name in draft.providers), default=0)


async def on_voice(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    draft = RecordDraft(manager)
    draft.keep(voice=(Voice.FEMALE if draft.voice is Voice.MALE else Voice.MALE).value)


async def on_service(query: CallbackQuery, widget: Any, manager: DialogManager, item_id: str) -> None:
    """One more, or one less."""
    where, draft = here(manager), RecordDraft(manager)
    chosen, offered = draft.providers, await where.api.records.providers(where.actor)
    draft.keep(services=[name for name in offered if (name in chosen) != (name == item_id)])


async def on_listen(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    draft = RecordDraft(manager)
    if draft.file is None:
        raise NotFound("records-gone")
    voice_file, seconds = await play_anew(here(manager), draft.file, draft.name, draft.seconds)
    draft.keep(voice_file=voice_file, seconds=seconds)
    manager.show_mode = ShowMode.DELETE_AND_SEND


async def on_send(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    where, draft = here(manager), RecordDraft(manager)
    async with waiting_for(where, draft.seconds) as progress:
        made = await where.api.records.make(where.actor, draft.order(progress))
    draft.keep(sent=[record.id for record in made])
    await draft_call(manager, made)
    await manager.switch_to(NewRecord.sent)


async def on_again(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    """Only those that failed: the others may be at their providers."""
    where, fetch = here(manager), partial(fetch_file, here(manager).bot)
    send = where.api.records.send_again
    sent = [await send(where.actor, id_, RecordStage.FAILED, fetch) for id_ in RecordDraft(manager).sent]
    await draft_call(manager, sent)


async def on_list(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    providers = RecordDraft(manager).providers
    start = {"provider": providers[0]} if providers else {}
    await manager.start(Records.all, data=start, mode=StartMode.RESET_STACK, show_mode=ShowMode.EDIT)
