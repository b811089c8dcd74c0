"""`/settings`: language, what orders begin with, the own phone, and the way to what is told."""

from aiogram import F, Router
from aiogram.enums import ChatType
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

from bot.domain.access import LOCALES, Person, Right, locale_of
from bot.domain.phones import Duty, Phone, pretty
from bot.domain.sayings import Voice
from bot.ports import Capability
from bot.services.people import DefaultChange
from bot.telegram.buttons import Row, button, closable
from bot.telegram.format import language_name, sentence
from bot.telegram.look import Look
from bot.telegram.menu import set_menu
from bot.telegram.presses import DefaultPress, DefaultsPress, LocalePress, NotifyPress, OwnPhonePress, WidgetsPress
from bot.telegram.texts import Translation
from handlers.asked import Asked
from handlers.call_widgets import has_widgets
from handlers.commands.own_phone import ask_for_phone
from handlers.here import Here
from handlers.kit import marked
from handlers.states import CallerNumber

AUTO = "auto"
MAIN, ALL = "main", "all"
MENUS = {
    "provider": None,
    "caller_id": Capability.OWN_NUMBER,
    "voice": Capability.VOICES,
    "language": Capability.LANGUAGES,
}
MAX_BUTTONS = 90
"""Telegram takes a hundred buttons under a message."""


async def on_settings(message: Message, where: Here) -> None:
    html, keyboard = _settings(where.actor, where.tr, where)
    await message.answer(html, reply_markup=keyboard)


async def on_locale(query: CallbackQuery, callback_data: LocalePress, where: Here) -> None:
    chosen = callback_data.locale if callback_data.locale in LOCALES else None
    if chosen == where.actor.locale:
        await query.answer()
        return
    person = await where.api.people.speak(where.actor, chosen)
    tr = where.texts.speak(locale_of(person, where.tr.locale))
    await query.answer(tr.plain("settings-press-saved"))
    await where.redraw(query, *_settings(person, tr, where))
    await set_menu(where.bot, where.texts, person)


def _settings(person: Person, tr: Translation, where: Here) -> tuple[str, InlineKeyboardMarkup]:
    return _settings_text(person, tr), _settings_keyboard(person, tr, with_widgets=has_widgets(where))


def _settings_text(person: Person, tr: Translation) -> str:
    lines = [tr("settings-text-title"), tr("settings-text-role", role=tr(f"role-{person.role or 'none'}"))]
    lines.append(tr("settings-text-locale", choice=person.locale or AUTO))
    if person.may(Right.PLACE_CALLS):
        own = person.phone
        lines.append(tr("settings-text-phone", phone=pretty(Phone(own))) if own else tr("settings-text-no-phone"))
    return "\n".join(lines)


def _settings_keyboard(person: Person, tr: Translation, *, with_widgets: bool) -> InlineKeyboardMarkup:
    def locale(choice: str) -> InlineKeyboardButton:
        chosen = (person.locale or AUTO) == choice
        return button(tr, f"settings-locale-{choice}", LocalePress(locale=choice), "✓" if chosen else "")

    rows: list[Row] = []
    if person.may(Right.PLACE_CALLS):
        key = "settings-phone-forget" if person.phone else "settings-phone-share"
        rows.append([button(tr, key, OwnPhonePress(share=person.phone is None), "📱")])
        rows.append([button(tr, "settings-menu-defaults", DefaultsPress(menu="all"), "📞")])
    rows.append([button(tr, "settings-menu-notify", NotifyPress(), "🔔")])
    if with_widgets:
        rows.append([button(tr, "settings-menu-widgets", WidgetsPress(), "🧩")])
    rows += [[locale("ru"), locale("en")], [locale(AUTO)]]
    return closable(tr, *rows)


async def on_menu(query: CallbackQuery, callback_data: DefaultsPress, where: Here) -> None:
    menu = callback_data.menu
    await _stop_waiting(where)
    if menu == MAIN:
        await query.answer()
        await where.redraw(query, *_settings(where.actor, where.tr, where))
        return
    provider = await where.api.people.own_provider(where.actor)
    if menu not in MENUS:
        await query.answer()
        await where.redraw(query, *defaults_of(where.actor, provider, where.look))
        return
    items = await _items(menu, provider, where)
    await query.answer()
    is_typed = menu == "caller_id" and not where.look.can(provider, Capability.CALLER_IDS)
    if is_typed and query.message is not None and query.message.chat.type == ChatType.PRIVATE:
        await where.state.set_state(CallerNumber.asked)
        await where.state.update_data(settings=query.message.message_id)
    key = "settings-ask-own_number" if is_typed else f"settings-ask-{menu}"
    title = where.tr(key, provider=where.look.title(provider))
    await where.redraw(query, title, _choices(menu, items, _chosen(menu, where.actor, provider), where.tr))


async def _stop_waiting(where: Here) -> None:
    """For a number that is typed: something was pressed instead."""
    if await where.state.get_state() == CallerNumber.asked.state:
        await where.state.set_state(None)


async def on_choice(query: CallbackQuery, callback_data: DefaultPress, where: Here) -> None:
    await _stop_waiting(where)
    person, people = where.actor, where.api.people
    if callback_data.field in MENUS:
        person = await people.change_defaults(person, DefaultChange(**{callback_data.field: callback_data.value}))
    await query.answer(where.tr.plain("settings-press-saved"))
    await where.redraw(query, *defaults_of(person, await people.own_provider(person), where.look))


async def on_share(query: CallbackQuery, where: Here) -> None:
    message = query.message
    if not isinstance(message, Message) or message.chat.type != ChatType.PRIVATE:
        await query.answer(where.tr.plain("own-phone-ask-elsewhere"), show_alert=True)
        return
    await query.answer()
    await ask_for_phone(message, where, "own-phone-ask")


async def on_forget(query: CallbackQuery, where: Here) -> None:
    person = await where.api.people.change_phone(where.actor, None)
    await query.answer(where.tr.plain("own-phone-forgotten"))
    await where.redraw(query, *_settings(person, where.tr, where))


def defaults_of(person: Person, provider: str, look: Look) -> tuple[str, InlineKeyboardMarkup]:
    """Only what the person's provider can do; the provider itself only where there are several."""
    tr, wishes = look.tr, person.defaults
    caller = wishes.caller_id
    number = tr.plain("options-caller-duty") if caller is Duty.ANY else pretty(caller) if caller else None
    values = {
        "provider": look.title(provider),
        "caller_id": number or tr.plain("settings-value-usual"),
        "voice": tr.plain(f"settings-voice-{_chosen('voice', person, provider)}"),
        "language": language_name(wishes.language, tr) if wishes.language else tr.plain("settings-value-usual"),
    }
    shown = [menu for menu, needs in MENUS.items() if (look.can(provider, needs) if needs else len(look.providers) > 1)]
    lines = [tr("settings-text-defaults")]
    lines += [tr(f"settings-line-{menu}", value=values[menu]) for menu in shown]
    buttons = [button(tr, f"settings-menu-{menu}", DefaultsPress(menu=menu)) for menu in shown]
    rows: list[Row] = [buttons[at : at + 2] for at in range(0, len(buttons), 2)]
    back = button(tr, "button-back", DefaultsPress(menu=MAIN))
    return "\n".join(lines), InlineKeyboardMarkup(inline_keyboard=[*rows, [back]])


async def _items(menu: str, provider: str, where: Here) -> list[tuple[str, str]]:
    """Pairs of a value and its label."""
    tr, look = where.tr, where.look
    if menu == "provider":
        return [(name, look.title(name)) for name in look.providers]
    if menu == "voice":
        return [(voice.value, tr.plain(f"settings-voice-{voice}")) for voice in Voice]
    if menu == "language":
        offered = await where.api.orders.offered(where.actor, provider, Capability.LANGUAGES)
        return [(one.id, language_name(one.id, tr)) for one in offered]
    numbers = await where.api.orders.offered(where.actor, provider, Capability.CALLER_IDS)
    duty = [(Duty.ANY.value, tr.plain("options-caller-duty"))] if look.can(provider, Capability.DUTY_NUMBER) else []
    return [*((one.id, pretty(Phone(one.id))) for one in numbers), *duty]


def _chosen(menu: str, person: Person, provider: str) -> str:
    """Empty: the settings' choice. Somebody's own provider may be gone, and there is always a voice."""
    wishes = person.defaults
    if menu == "provider":
        return provider if wishes.provider or wishes.last else ""
    return str(getattr(wishes, menu) or (Voice.FEMALE if menu == "voice" else ""))


def _choices(menu: str, items: list[tuple[str, str]], chosen: str, tr: Translation) -> InlineKeyboardMarkup:
    def choice(value: str, label: str) -> InlineKeyboardButton:
        shown = marked(sentence([label]), value == chosen)
        return InlineKeyboardButton(text=shown, callback_data=DefaultPress(field=menu, value=value).pack())

    width = 2 if menu == "language" else 1
    buttons = [choice(value, label) for value, label in items[:MAX_BUTTONS]]
    rows = [buttons[at : at + width] for at in range(0, len(buttons), width)]
    if menu != "voice":
        rows.append([choice("", tr.plain("settings-value-usual"))])
    rows.append([button(tr, "button-back", DefaultsPress(menu=ALL))])
    return InlineKeyboardMarkup(inline_keyboard=rows)


def build() -> Router:
    router = Router(name="settings")
    router.message.register(on_settings, Asked("settings", linked=True))
    router.callback_query.register(on_locale, LocalePress.filter())
    router.callback_query.register(on_menu, DefaultsPress.filter())
    router.callback_query.register(on_choice, DefaultPress.filter())
    router.callback_query.register(on_share, OwnPhonePress.filter(F.share))
    router.callback_query.register(on_forget, OwnPhonePress.filter())
    return router
