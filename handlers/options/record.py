"""A record for an order: one that is kept, by its name or its number, or a sound that becomes one; and hearing it."""

from typing import Any

from aiogram.enums import ContentType
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.widgets.input import ManagedTextInput, MessageInput, TextInput
from aiogram_dialog.widgets.kbd import Button, Row, SwitchTo

from bot.domain.errors import NotFound, OrderProblem
from bot.domain.records import USABLE, RecordStage
from bot.domain.sayings import Record
from bot.services.records.views import RecordChoice, RecordRef
from bot.telegram.buttons import is_address
from bot.telegram.format import sounding
from bot.telegram.html import shorten
from bot.telegram.look import Look
from handlers.here import here
from handlers.kit import BODY, LONGEST_LABEL, choose, marked, pages, select, to
from handlers.new_record.playing import play_record
from handlers.new_record.start import is_no_list, open_for_order
from handlers.options.start import BACK, order_id_of, playing, read_order, set_and_return
from handlers.states import Options
from handlers.widgets import Say, Window, label

MAX_RECORD_DIGITS = 18
_SIGNS = {RecordStage.WAITING: "⏳ ", RecordStage.REFUSED: "⛔️ ", **dict.fromkeys(USABLE, "✅ ")}
SOUNDS = [ContentType.VOICE, ContentType.AUDIO, ContentType.VIDEO_NOTE, ContentType.VIDEO, ContentType.DOCUMENT]


async def on_sound(message: Message, widget: Any, manager: DialogManager) -> None:
    """It becomes a record first."""
    await open_for_order(message, await read_order(manager), manager)


def sounds() -> MessageInput:
    """Takes whatever may be a sound."""
    return MessageInput(on_sound, SOUNDS, is_no_list)


async def _records(manager: DialogManager) -> list[RecordChoice]:
    where, order = here(manager), await read_order(manager)
    return await where.api.records.choices(where.actor, order.provider)


async def on_records(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    """When no records are known, a number can still be written."""
    await manager.switch_to(Options.records if await _records(manager) else Options.record)


async def on_listen(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    """What will be played, before it goes. A sound that only the service has opens there."""
    where = here(manager)
    ours, address = await where.api.records.played(where.actor, order_id_of(manager))
    if ours is not None and (ours.voice_file or ours.source_file):
        await play_record(ours, where)
    elif address and is_address(address):
        there = InlineKeyboardButton(text=where.tr.plain("records-one-link"), url=address)
        await where.say(where.tr("options-listen-there"), InlineKeyboardMarkup(inline_keyboard=[[there]]))
    else:
        raise NotFound("records-card-no-sound")
    manager.show_mode = ShowMode.SEND


async def on_record_chosen(query: CallbackQuery, widget: Any, manager: DialogManager, item_id: str) -> None:
    chosen = next((one for one in await _records(manager) if one.record_id == item_id), None)
    if chosen is None:
        raise NotFound("options-choice-gone")
    await set_and_return(manager, playing(Record(item_id)))


async def on_record(message: Message, widget: ManagedTextInput[str], manager: DialogManager, text: str) -> None:
    number = text.strip().lstrip("№# ")
    if not (number.isascii() and number.isdigit() and len(number) <= MAX_RECORD_DIGITS):
        raise OrderProblem("order-no-record")
    await _records(manager)  # the provider tells of it before the card is drawn; if it does not answer, nothing changes
    # Providers read 0123 as 123: so do we, or it would pass for a record that nobody knows here.
    await set_and_return(manager, playing(Record(str(int(number)))))


async def get_records(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    chosen = (await read_order(dialog_manager)).terms.saying.record_id
    records = await _records(dialog_manager)
    return {
        "records": [(one.record_id, marked(_record_label(one), one.record_id == chosen)) for one in records],
        "has_own": any(one.own_id for one in records),
    }


def _record_label(record: RecordChoice) -> str:
    sign = _SIGNS.get(record.stage, "") if record.stage else ""
    return sounding(f"{sign}{shorten(record.name, LONGEST_LABEL)}", record.seconds)


async def get_own(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    own = [one for one in await _records(dialog_manager) if one.own_id]
    return {"own": [(str(one.own_id), f"🗑 {_record_label(one)}") for one in own]}


async def get_one_own(dialog_manager: DialogManager, look: Look, **_: Any) -> dict[str, Any]:
    chosen = await _own(dialog_manager)
    provider = look.title((await read_order(dialog_manager)).provider)
    return {"body": look.tr("records-remove-ask", name=chosen.name, provider=provider)}


async def _own(manager: DialogManager) -> RecordChoice:
    """The one that was chosen to go. Raises NotFound."""
    chosen = str(manager.dialog_data.get("own", ""))
    found = next((one for one in await _records(manager) if one.own_id and str(one.own_id) == chosen), None)
    if found is None:
        raise NotFound("options-choice-gone")
    return found


async def on_remove(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    """An order that plays it keeps it: its card says that it is gone."""
    where, own, order = here(manager), await _own(manager), await read_order(manager)
    await where.api.records.remove(where.actor, RecordRef(order.provider, own.own_id))
    left = await _records(manager)
    rest = Options.records if left else Options.record
    await manager.switch_to(Options.own_records if any(one.own_id for one in left) else rest)


WINDOWS = (
    Window(
        Say("options-record-ask"),
        TextInput(id="number", on_success=on_record),
        sounds(),
        BACK,
        state=Options.record,
    ),
    Window(
        Say("options-records-ask"),
        TextInput(id="number", on_success=on_record),
        sounds(),
        pages("records", select("record", "records", on_record_chosen)),
        Row(SwitchTo(label("options-records-own"), id="own", state=Options.own_records, when="has_own"), BACK),
        state=Options.records,
        getter=get_records,
    ),
    Window(
        Say("options-own-ask"),
        pages("owns", select("own", "own", choose("own", Options.own_record))),
        to(Options.records),
        state=Options.own_records,
        getter=get_own,
    ),
    Window(
        BODY,
        Button(label("records-remove-yes"), id="yes", on_click=on_remove),
        to(Options.own_records),
        state=Options.own_record,
        getter=get_one_own,
    ),
)
