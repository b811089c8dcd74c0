"""`/settings`: language, what orders begin with, the own phone, and whose results a manager is told of."""

from __future__ import annotations

from aiogram import Bot, Router
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

from bot.domain.access import Person, Right
from bot.domain.locales import LOCALES, locale_of
from bot.domain.phones import Phone, pretty
from bot.services.api import Api
from bot.telegram.buttons import Row, button
from bot.telegram.menu import set_menu
from bot.telegram.presses import DefaultsPress, EveryResultPress, LocalePress, OwnPhonePress
from bot.telegram.texts import Texts, Translation
from handlers.asked import Asked
from handlers.redraw import redraw

AUTO = "auto"


async def on_settings(message: Message, actor: Person, tr: Translation) -> None:
    await message.answer(settings_text(actor, tr), reply_markup=settings_keyboard(actor, tr))


async def on_locale(
    query: CallbackQuery,
    callback_data: LocalePress,
    actor: Person,
    tr: Translation,
    bot: Bot,
    texts: Texts,
    api: Api,
) -> None:
    chosen = callback_data.locale if callback_data.locale in LOCALES else None
    if chosen == actor.locale:
        await query.answer()
        return
    person = await api.people.speak(actor, chosen)
    tr = texts.speak(locale_of(person, tr.locale))
    await query.answer(tr.plain("settings-press-saved"))
    await redraw(bot, query.message, settings_text(person, tr), settings_keyboard(person, tr))
    await set_menu(bot, texts, person)


async def on_every_result(
    query: CallbackQuery,
    callback_data: EveryResultPress,
    actor: Person,
    tr: Translation,
    bot: Bot,
    api: Api,
) -> None:
    if callback_data.on == actor.every_result:
        await query.answer()
        return
    person = await api.people.hear_every_result(actor, callback_data.on)
    await query.answer(tr.plain("settings-press-saved"))
    await redraw(bot, query.message, settings_text(person, tr), settings_keyboard(person, tr))


def settings_text(person: Person, tr: Translation) -> str:
    lines = [tr("settings-text-title"), tr("settings-text-role", role=tr(f"role-{person.role or 'none'}"))]
    lines.append(tr("settings-text-locale", choice=person.locale or AUTO))
    if person.may(Right.RECEIVE_RESULTS):
        lines.append(tr("settings-text-every", on=str(person.every_result).lower()))
    if person.may(Right.PLACE_CALLS):
        own = person.phone
        lines.append(tr("settings-text-phone", phone=pretty(Phone(own))) if own else tr("settings-text-no-phone"))
    return "\n".join(lines)


def settings_keyboard(person: Person, tr: Translation) -> InlineKeyboardMarkup:
    def locale(choice: str) -> InlineKeyboardButton:
        chosen = (person.locale or AUTO) == choice
        return button(tr, f"settings-locale-{choice}", LocalePress(locale=choice), "✓" if chosen else "")

    rows: list[Row] = [[locale("ru"), locale("en")], [locale(AUTO)]]
    if person.may(Right.RECEIVE_RESULTS):
        key = "settings-every-off" if person.every_result else "settings-every-on"
        rows.append([button(tr, key, EveryResultPress(on=not person.every_result), "🔔")])
    if person.may(Right.PLACE_CALLS):
        key = "settings-phone-forget" if person.phone else "settings-phone-share"
        rows.append([button(tr, key, OwnPhonePress(share=person.phone is None), "📱")])
        rows.append([button(tr, "settings-menu-defaults", DefaultsPress(menu="all"), "📞")])
    return InlineKeyboardMarkup(inline_keyboard=rows)


def build() -> Router:
    router = Router(name="settings")
    router.message.register(on_settings, Asked("settings", linked=True))
    router.callback_query.register(on_locale, LocalePress.filter())
    router.callback_query.register(on_every_result, EveryResultPress.filter())
    return router
