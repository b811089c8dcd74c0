"""What the dialog of a new record keeps, and what its buttons and messages do."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.widgets.input import ManagedTextInput, MessageInput
from aiogram_dialog.widgets.kbd import Button

from bot.domain.access import Right
from bot.domain.callees import Found
from bot.domain.errors import NotFound, OrderClosed, OrderProblem
from bot.domain.orders import MAX_PHONES, Place
from bot.domain.phones import Phone
from bot.domain.records import USABLE, AudioRecord, RecordStage
from bot.domain.sayings import Record, Voice
from bot.ports.media import Progress
from bot.services.call_answers import Exchange
from bot.services.change_draft import DraftChange
from bot.services.draft_orders import Press, Written
from bot.services.records.making import NewRecords, Sound, check_text, offered_name, record_name
from bot.telegram.html import escape
from bot.telegram.look import Look
from bot.telegram.session import fetch_file
from handlers.errors import explain
from handlers.here import Here, complain, here
from handlers.kit import kept, leave_dialog, open_dialog
from handlers.new_record.playing import play_anew, waiting_for
from handlers.numbers import source_of, whom
from handlers.one_window import take_away
from handlers.options.start import goes_on, open_options, playing, stay_begun
from handlers.states import NewRecord, Options, Records


class RecordDraft:
    def __init__(self, manager: DialogManager) -> None:
        self._here = here(manager)
        self._data = kept(manager)
        get = self._data.get
        self.name: str = get("name", "")
        self.file: str | None = get("file")
        """Telegram's id of the sound; None for a record from a text."""
        self.text: str = get("text", "")
        self.seconds: int | None = get("seconds")
        """The length of the sound as it came, or as it will be once somebody has listened."""
        self.voice = Voice(get("voice", Voice.FEMALE))
        self.providers: list[str] = get("services", [])
        """Those that are to get it."""
        self.sent: list[int] = get("sent", [])
        """The ids of the records that it became."""
        self.call = _read_call(get("call"), self._here.place)
        """Whom it is made for. None when it is made for no call."""
        self.order_id: int | None = get("order_id")
        """The draft that waits for it."""
        self.may_list = self._here.actor.may(Right.MANAGE_RECORDS)
        self.listed: bool = self.call is None or (self.may_list and get("listed", True))
        """It is to stand in `/records`, and not only to be played in this call."""
        self.unspoken: bool = get("unspoken", False)
        """The person wrote a text beside the sound or the number, which nobody will say."""
        self.called: bool = get("called", False)
        """The call that it was made for has its card."""

    def keep(self, **values: Any) -> None:
        self._data.update(values)

    def order(self, progress: Progress | None) -> NewRecords:
        """The message that it comes from makes sure that it is sent once."""
        where = self._here
        return NewRecords(
            name=self.name,
            providers=self.providers,
            source=str(self._data.get("source", "")),
            place=where.place,
            locale=where.tr.locale,
            sound=Sound(self.file, partial(fetch_file, where.bot), progress) if self.file else None,
            text=self.text or None,
            voice=self.voice,
            voice_file=self._data.get("voice_file", None),
        )


def call_of(written: Written) -> dict[str, Any]:
    """As the dialog keeps it. Raises BadPhone, OrderProblem."""
    asked = written.read()
    if len(asked.phones) > MAX_PHONES:
        raise OrderProblem("order-too-many", count=len(asked.phones), limit=MAX_PHONES)
    found = written.found
    call = {
        "text": written.text,
        "phones": list(found.phones) if found else None,
        "in_doubt": found is not None and found.in_doubt,
        "source": written.source,
    }
    return {"call": call, "unspoken": bool(asked.text)}


def _read_call(call: Mapping[str, Any] | None, place: Place) -> Written | None:
    if call is None:
        return None
    phones = call["phones"]
    found = Found(tuple(map(Phone, phones)), call["in_doubt"]) if phones is not None else None
    return Written(call.get("text", ""), place, call["source"], found)


async def on_name(message: Message, widget: ManagedTextInput[str], manager: DialogManager, text: str) -> None:
    RecordDraft(manager).keep(name=record_name(text))
    await manager.switch_to(NewRecord.offer)


async def on_text(message: Message, widget: ManagedTextInput[str], manager: DialogManager, text: str) -> None:
    """Another text is another record: it has its own message."""
    draft = RecordDraft(manager)
    check_text(text, text_limit(draft, here(manager).look))
    named = {} if draft.name else {"name": offered_name(text)}
    draft.keep(text=text.strip(), source=source_of(message), **named)
    await manager.switch_to(NewRecord.offer)


def text_limit(draft: RecordDraft, look: Look) -> int:
    """The shortest of the providers that are to read it."""
    return min((look.text_limit(name) for name in draft.providers), default=0)


async def on_voice(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    draft = RecordDraft(manager)
    draft.keep(voice=(Voice.FEMALE if draft.voice is Voice.MALE else Voice.MALE).value)


async def on_provider(query: CallbackQuery, widget: Any, manager: DialogManager, item_id: str) -> None:
    """One more, or one less."""
    where, draft = here(manager), RecordDraft(manager)
    chosen, offered = draft.providers, await where.api.records.providers(where.actor)
    draft.keep(services=[name for name in offered if (name in chosen) != (name == item_id)])


async def on_listed(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    draft = RecordDraft(manager)
    draft.keep(listed=not draft.listed)


async def on_listen(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    draft = RecordDraft(manager)
    if draft.file is None:
        raise NotFound("records-gone")
    voice_file, seconds = await play_anew(here(manager), draft.file, draft.name, draft.seconds)
    draft.keep(voice_file=voice_file, seconds=seconds)
    manager.show_mode = ShowMode.SEND


async def on_send(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    where, draft = here(manager), RecordDraft(manager)
    async with waiting_for(where, draft.seconds) as progress:
        records = where.api.records
        make = records.make if draft.listed else records.make_for_call
        made = await make(where.actor, draft.order(progress))
    draft.keep(sent=[record.id for record in made])
    await _show_sent(manager, made)


async def _show_sent(manager: DialogManager, made: Sequence[AudioRecord]) -> None:
    """The call that the record was made for gets its card once a provider has taken it, and the window goes.

    It stays where something went wrong: it says what.
    """
    draft = RecordDraft(manager)
    taken = sorted((one for one in made if one.provider_record_id), key=lambda one: one.stage not in USABLE)
    if draft.call is not None and taken and not draft.called:
        try:
            await _call_with(taken[0], draft.call, draft.order_id, here(manager))
        except OrderClosed as error:  # placed or canceled meanwhile: the record is there all the same
            draft.keep(call=None, order_id=None)
            complain(manager, escape(explain(error, here(manager).tr)))
        else:
            draft.keep(called=True)
            if len(taken) == len(made):
                await leave_dialog(manager)
                return
    await manager.switch_to(NewRecord.sent)


async def _call_with(record: AudioRecord, call: Written, order_id: int | None, where: Here) -> None:
    """The card comes by itself. `order_id`: the draft that waits for the record, if any. Raises OrderClosed."""
    provider, record_id = record.provider, record.provider_record_id or ""
    if order_id is not None:
        await _play_in(order_id, provider, record_id, where)
        return
    view = await where.api.records.draft_call(where.actor, provider, record_id, call)
    await where.api.orders.show(where.actor, view.order.id, where.place, where.tr.locale)


async def _play_in(order_id: int, provider: str, record_id: str, where: Here) -> None:
    """The draft plays the record; its card moves below. Raises OrderClosed."""
    orders = where.api.orders
    await orders.change(where.actor, DraftChange(order_id, playing(Record(record_id)), provider=provider))
    above = await _card_of(order_id, where)
    await orders.follow(where.actor, Press(order_id, where.place, None, where.tr.locale))
    if above is not None:
        await take_away(where.bot, where.place.chat_id, above)


async def on_stop(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    """An order that still waits for its words asks for them again, where it asked before."""
    order_id = RecordDraft(manager).order_id
    if order_id is None or not await _is_begun(order_id, here(manager)):
        await manager.done()
        return
    stay_begun(manager)
    misread, card = kept(manager)["misread"], await _card_of(order_id, here(manager))
    await open_options(manager, order_id, Options.words, card, misread=misread)


async def on_close(result: Any, manager: DialogManager) -> None:
    """Something else is opened in its place: as with its options, an order that was only begun goes."""
    where, order_id = here(manager), RecordDraft(manager).order_id
    if order_id is not None and not goes_on(manager) and await _is_begun(order_id, where):
        press = Press(order_id, where.place, await _card_of(order_id, where), where.tr.locale)
        await where.api.orders.withdraw(where.actor, press)


async def _is_begun(order_id: int, where: Here) -> bool:
    return (await where.api.orders.read(where.actor, order_id)).order.is_begun


async def _card_of(order_id: int, where: Here) -> int | None:
    return await where.api.orders.card_in(where.actor, order_id, where.place)


async def on_numbers(message: Message, widget: MessageInput, manager: DialogManager) -> None:
    """Whom to call with it: with one that was sent, at once."""
    where, draft = here(manager), RecordDraft(manager)
    draft.keep(called=False, order_id=None, **call_of(whom(message, where.place)))
    made = await where.api.records.kept(where.actor, draft.sent)
    await (_show_sent(manager, made) if made else manager.switch_to(NewRecord.offer))


async def read_exchanges(manager: DialogManager) -> list[Exchange]:
    """What goes to each provider; once it was sent, with what was answered."""
    draft, records = RecordDraft(manager), here(manager).api.records
    if draft.sent:
        return await records.exchanges(here(manager).actor, draft.sent)
    return await records.requests(here(manager).actor, draft.order(None))


async def on_back_from_request(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    await manager.switch_to(NewRecord.sent if RecordDraft(manager).sent else NewRecord.offer)


async def on_again(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    """Only those that failed: the others may be at their providers."""
    where, fetch = here(manager), partial(fetch_file, here(manager).bot)
    send = where.api.records.send_again
    sent = [await send(where.actor, id_, RecordStage.FAILED, fetch) for id_ in RecordDraft(manager).sent]
    await _show_sent(manager, sent)


async def on_list(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    providers = RecordDraft(manager).providers
    start = {"provider": providers[0]} if providers else {}
    await open_dialog(manager, Records.all, start, ShowMode.EDIT)
