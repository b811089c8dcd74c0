"""The words that answer «what to say»."""

from collections.abc import Callable
from dataclasses import replace

from aiogram.types import Message
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.input import ManagedTextInput

from bot.domain.errors import OrderProblem
from bot.domain.orders import Terms
from bot.domain.sayings import Saying
from bot.services.draft_orders import Written
from handlers.commands.call import show_draft_of
from handlers.here import here
from handlers.numbers import are_numbers, source_of
from handlers.options.start import order_id_of, set_and_return


def of_saying(change: Callable[[Saying], Saying]) -> Callable[[Terms], Terms]:
    return lambda terms: replace(terms, saying=change(terms.saying))


async def on_text(message: Message, widget: ManagedTextInput[str], manager: DialogManager, text: str) -> None:
    said = of_saying(lambda saying: replace(saying, said=text.strip()))
    await set_and_return(manager, said)


async def on_words(message: Message, widget: ManagedTextInput[str], manager: DialogManager, text: str) -> None:
    """Numbers alone are another call, as a contact is. A reply to another call's card is not meant for this one."""
    where = here(manager)
    if are_numbers(text):
        written = Written(text, where.place, source_of(message))
        await show_draft_of(await where.api.orders.draft(where.actor, written), manager)
        return
    if (replied := message.reply_to_message) is not None:
        card_of = await where.api.orders.order_of_card(where.actor, where.place, replied.message_id)
        if card_of not in (None, order_id_of(manager)):
            raise OrderProblem("order-words-elsewhere")
    await on_text(message, widget, manager, text)
