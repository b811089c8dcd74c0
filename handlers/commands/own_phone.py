"""A person's own phone, told once by sharing their contact: only their own counts."""

from contextlib import suppress

from aiogram import F, Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.exceptions import TelegramAPIError
from aiogram.filters import StateFilter
from aiogram.types import KeyboardButton, Message, ReplyKeyboardMarkup, ReplyKeyboardRemove
from aiogram_dialog import DialogManager

from bot.domain.access import LOCALES
from bot.domain.errors import BadPhone
from bot.domain.phones import Phone, parse_manager, pretty
from bot.services.people import SharedContact
from bot.telegram.format import manager_phone
from bot.telegram.texts import Texts
from handlers.asked import IN_PRIVATE, Fits
from handlers.here import Here
from handlers.kit import send_card
from handlers.leaving import LOOKS
from handlers.one_window import take_away
from handlers.states import OwnPhone


async def ask_for_phone(message: Message, where: Here, key: str, order_id: int | None = None) -> None:
    """In a private chat: Telegram shares contacts nowhere else. The callback's card follows the answer."""
    share = KeyboardButton(text=where.tr.plain("own-phone-share"), request_contact=True)
    rows = [[share], [KeyboardButton(text=where.tr.plain("own-phone-later"))]]
    keyboard = ReplyKeyboardMarkup(keyboard=rows, resize_keyboard=True, one_time_keyboard=True)
    await where.state.set_state(OwnPhone.asked)
    asked = await message.answer(where.tr(key), reply_markup=keyboard)
    await where.state.update_data(callback=order_id, question=asked.message_id)


async def on_own_contact(message: Message, where: Here, dialog_manager: DialogManager) -> None:
    contact = message.contact
    if contact is None:
        return
    person = await where.api.people.change_phone(where.actor, SharedContact(contact.user_id, contact.phone_number))
    order_id = await _asked_for(where)
    if order_id is not None and person.phone is not None:
        await where.api.callbacks.ring_first(person, order_id, person.phone)
    kept = where.tr("own-phone-kept", phone=pretty(Phone(person.phone or "")))
    await message.answer(kept, reply_markup=ReplyKeyboardRemove())
    await _show(order_id, where, dialog_manager)


async def on_typed(message: Message, where: Here, dialog_manager: DialogManager) -> None:
    """Written, it may be anybody's: it rings first this once, and is not kept. Whoever was asked for no callback's sake
    means a call. Raises BadPhone.
    """
    order_id: int | None = (await where.state.get_data()).get("callback")
    if order_id is None:
        await _asked_for(where)
        await take_keyboard_away(where)
        raise SkipHandler
    try:
        phone = parse_manager(message.text or "")
    except BadPhone:
        if not any(char.isalpha() for char in message.text or ""):
            raise  # meant as a phone
        raise SkipHandler from None
    await where.api.callbacks.ring_first(where.actor, order_id, phone)
    await _asked_for(where)
    once = where.tr("own-phone-once", phone=manager_phone(phone, where.tr))
    await message.answer(once, reply_markup=ReplyKeyboardRemove())
    await _show(order_id, where, dialog_manager)


async def on_command(message: Message, where: Here) -> None:
    """Something else begins: the question goes, and its keyboard. A look at something leaves it; `/cancel` says so."""
    command = (message.text or "").split()[0].removeprefix("/").split("@")[0].lower()
    if command not in (*LOOKS, "cancel"):
        await _asked_for(where)
        await take_keyboard_away(where)
    raise SkipHandler


async def on_later(message: Message, where: Here, dialog_manager: DialogManager) -> None:
    order_id = await _asked_for(where)
    await message.answer(where.tr("own-phone-not-now"), reply_markup=ReplyKeyboardRemove())
    await _show(order_id, where, dialog_manager)


async def _asked_for(where: Here) -> int | None:
    """The callback for whose sake the phone was asked for. It is asked for no more, and the question goes.

    What else is kept of the person stays: their filter of `/calls`, the client whose templates they read.
    """
    asked = await where.state.get_data()
    await where.state.set_state(None)
    await where.state.update_data(callback=None, question=None)
    if question := asked.get("question"):
        await take_away(where.bot, where.place.chat_id, question)
    order_id: int | None = asked.get("callback")
    return order_id


async def take_keyboard_away(where: Here) -> None:
    """The reply keyboard, with which a message of its own may go that nothing is left of."""
    with suppress(TelegramAPIError):
        sent = await where.bot.send_message(
            where.place.chat_id, where.tr("own-phone-away"), reply_markup=ReplyKeyboardRemove()
        )
        await take_away(where.bot, where.place.chat_id, sent.message_id)


async def stop_asking(where: Here) -> ReplyKeyboardRemove | None:
    """It is asked for no more. What takes its keyboard away, None when it was not asked for."""
    if await where.state.get_state() != OwnPhone.asked.state:
        return None
    await _asked_for(where)
    return ReplyKeyboardRemove()


async def _show(order_id: int | None, where: Here, manager: DialogManager) -> None:
    """The card comes last."""
    if order_id is not None:
        await send_card(manager, await where.api.orders.read(where.actor, order_id))


async def _is_later(message: Message, texts: Texts) -> bool:
    return message.text in {texts.speak(locale).plain("own-phone-later") for locale in LOCALES}


def build() -> Router:
    """It comes before `/call`, which takes every other contact for a number to call."""
    router = Router(name="own_phone")
    router.message.filter(IN_PRIVATE, StateFilter(OwnPhone.asked))
    router.message.register(on_command, Fits(F.text.startswith("/")))
    router.message.register(on_own_contact, Fits(F.contact))
    router.message.register(on_later, Fits(F.text), _is_later)
    router.message.register(on_typed, Fits(F.text))
    return router
