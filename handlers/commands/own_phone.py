"""A person's own phone, told once by sharing their contact: only their own counts."""

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.types import KeyboardButton, Message, ReplyKeyboardMarkup, ReplyKeyboardRemove

from bot.domain.access import LOCALES
from bot.domain.phones import Phone, pretty
from bot.services.people import SharedContact
from bot.telegram.texts import Texts
from handlers.asked import IN_PRIVATE, Fits
from handlers.here import Here
from handlers.states import OwnPhone


async def ask_for_phone(message: Message, where: Here, key: str) -> None:
    """In a private chat: Telegram shares contacts nowhere else."""
    share = KeyboardButton(text=where.tr.plain("own-phone-share"), request_contact=True)
    rows = [[share], [KeyboardButton(text=where.tr.plain("own-phone-later"))]]
    keyboard = ReplyKeyboardMarkup(keyboard=rows, resize_keyboard=True, one_time_keyboard=True)
    await where.state.set_state(OwnPhone.asked)
    await message.answer(where.tr(key), reply_markup=keyboard)


async def on_own_contact(message: Message, where: Here) -> None:
    contact = message.contact
    if contact is None:
        return
    person = await where.api.people.change_phone(where.actor, SharedContact(contact.user_id, contact.phone_number))
    await where.state.clear()
    key = "own-phone-kept-order" if await where.api.callbacks.ring_own_phone(person) else "own-phone-kept"
    await message.answer(where.tr(key, phone=pretty(Phone(person.phone or ""))), reply_markup=ReplyKeyboardRemove())


async def on_later(message: Message, where: Here) -> None:
    await where.state.clear()
    await message.answer(where.tr("own-phone-not-now"), reply_markup=ReplyKeyboardRemove())


async def _is_later(message: Message, texts: Texts) -> bool:
    return message.text in {texts.speak(locale).plain("own-phone-later") for locale in LOCALES}


def build() -> Router:
    """It comes before `/call`, which takes every other contact for a number to call."""
    router = Router(name="own_phone")
    router.message.filter(IN_PRIVATE, StateFilter(OwnPhone.asked))
    router.message.register(on_own_contact, Fits(F.contact))
    router.message.register(on_later, Fits(F.text), _is_later)
    return router
