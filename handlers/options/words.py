"""What to say, in words or as a sound: asked for at first, and taken in every window of an order that has none yet."""

from collections.abc import Callable
from dataclasses import replace

from aiogram.enums import ContentType
from aiogram.types import Message
from aiogram_dialog import DialogManager

from bot.domain.errors import OrderProblem
from bot.domain.orders import Terms
from bot.domain.sayings import Saying
from bot.services.draft_orders import Written
from handlers.commands.call import show_draft_of
from handlers.here import here
from handlers.new_record.start import is_no_list
from handlers.numbers import called_by, source_of
from handlers.options.record import SOUNDS, on_sound
from handlers.options.start import order_id_of, read_order, set_and_return
from handlers.widgets import WhileAsked


def of_saying(change: Callable[[Saying], Saying]) -> Callable[[Terms], Terms]:
    return lambda terms: replace(terms, saying=change(terms.saying))


async def on_text(message: Message, widget: object, manager: DialogManager, text: str) -> None:
    await set_and_return(manager, of_saying(lambda saying: replace(saying, said=text.strip())))


async def on_words(message: Message, widget: object, manager: DialogManager, text: str) -> None:
    """Numbers by which it begins are read to nobody: they are another call, as a contact is, or this one's, written
    again. A reply to another call's card is not meant for this one. Raises BadPhone.
    """
    where, called = here(manager), called_by(text)
    if called and not (called.text and set(called.phones) <= set((await read_order(manager)).phones)):
        written = Written(text, where.place, source_of(message))
        await show_draft_of(await where.api.orders.draft(where.actor, written), manager)
        return
    if (replied := message.reply_to_message) is not None:
        card_of = await where.api.orders.order_of_card(where.actor, where.place, replied.message_id)
        if card_of not in (None, order_id_of(manager)):
            raise OrderProblem("order-words-elsewhere")
    await on_text(message, widget, manager, called.text if called else text)


async def on_said(message: Message, widget: object, manager: DialogManager, text: str) -> None:
    """A manager may be told of numbers."""
    is_for_callee = (await read_order(manager)).needs_words
    await (on_words if is_for_callee else on_text)(message, widget, manager, text)


async def _on_unasked_words(message: Message, widget: object, manager: DialogManager) -> None:
    await on_words(message, widget, manager, message.text or "")


async def is_wordless(manager: DialogManager) -> bool:
    """Also not when the order was placed or canceled elsewhere."""
    where = here(manager)
    return (await where.api.orders.read(where.actor, order_id_of(manager))).order.is_begun


def words() -> tuple[WhileAsked, WhileAsked]:
    """For windows that ask something else, or nothing: they take no words once the order has some."""
    return (
        WhileAsked(is_wordless, _on_unasked_words, [ContentType.TEXT]),
        WhileAsked(is_wordless, on_sound, SOUNDS, is_no_list),
    )
