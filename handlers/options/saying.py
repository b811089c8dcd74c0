"""What is said: a text, by whom and in which language, or a record, a phrase, a script; and the menu behind it."""

from dataclasses import replace
from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.input import TextInput
from aiogram_dialog.widgets.kbd import Button, Group, SwitchTo
from aiogram_dialog.widgets.text import Format

from bot.domain.errors import NotFound
from bot.domain.menu_rules import NO_GREETING
from bot.domain.orders import Order
from bot.domain.sayings import Record, RecordKind, Voice
from bot.ports import Capability
from bot.services.menus import MenuChoice
from bot.telegram.buttons import order_button
from bot.telegram.draft_card import draft_title, extension_warnings, text_limit
from bot.telegram.format import language_name, sentence, sounding
from bot.telegram.html import shorten
from bot.telegram.look import Look
from bot.telegram.presses import OrderAction
from bot.telegram.texts import Html
from handlers.here import here
from handlers.kit import BODY, LONGEST_LABEL, marked, pages, select
from handlers.options import record
from handlers.options.fixing import misread_in, misread_lines
from handlers.options.inserts import open_inserts
from handlers.options.record import sounds
from handlers.options.start import BACK, at_home, change, playing, read_order, set_and_return
from handlers.options.template import has_templates, on_templates
from handlers.options.words import of_saying, on_said, on_words, words
from handlers.states import Options
from handlers.widgets import CardRows, Say, Window, label

_OTHER = {Voice.FEMALE: Voice.MALE, Voice.MALE: Voice.FEMALE}


async def on_silence(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    """A manager needs no text."""
    await set_and_return(manager, of_saying(lambda saying: replace(saying, said=None)))


async def on_voice(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    await change(manager, of_saying(lambda saying: replace(saying, voice=_OTHER[saying.voice])))


def words_ask(order: Order, look: Look) -> Html:
    return look.tr("options-words-ask", records=str(look.can(order.provider, Capability.RECORDS)).lower())


async def get_words(dialog_manager: DialogManager, look: Look, **_: Any) -> dict[str, Any]:
    at_home(dialog_manager, Options.words)
    order = await read_order(dialog_manager)
    lines = [
        "\n".join(draft_title(order, look)),
        *extension_warnings(order, look),  # whom to call is asked on the card
        *misread_lines(dialog_manager, look),
    ]
    ask = words_ask(order, look)
    if look.can(order.provider, Capability.VOICES):
        ask = Html(f"{ask}\n{look.tr('options-text-marks')}")
    return {
        "body": "\n\n".join([*lines, ask]),
        "has_records": look.can(order.provider, Capability.RECORDS),
        "has_phrases": look.can(order.provider, Capability.PHRASES),
        "has_scripts": look.can(order.provider, Capability.SCRIPTS),
        "has_menus": look.can(order.provider, Capability.MENUS),
        "has_templates": has_templates(here(dialog_manager)),
        "has_misread": bool(misread_in(dialog_manager)),
        "cancel": [[order_button(order, look, "button-cancel", OrderAction.WITHDRAW)]],
    }


async def get_text(dialog_manager: DialogManager, look: Look, **_: Any) -> dict[str, Any]:
    order = await read_order(dialog_manager)
    is_callback, limit = order.terms.callback is not None, text_limit(order, look)
    can_play = str(look.can(order.provider, Capability.RECORDS)).lower()
    key = "options-text-ask-manager" if is_callback else "options-text-ask"
    ask = look.tr(key, limit=limit, **({} if is_callback else {"records": can_play}))
    # Only those providers that have voices understand the marks.
    if look.can(order.provider, Capability.VOICES):
        ask = Html(f"{ask}\n{look.tr('options-text-marks')}")
    if look.text_price(order.provider):
        ask = Html(f"{ask}\n{look.tr('options-text-moderated')}")
    return {"ask": ask, "can_be_silent": is_callback and bool(order.terms.saying.text)}


async def _open(manager: DialogManager, what: Capability) -> None:
    """Asks the provider once, when the window opens; its pages are turned without asking."""
    where, order = here(manager), await read_order(manager)
    offered = await where.api.orders.offered(where.actor, order.provider, what)
    offer = [[one.id, sounding(shorten(one.name or one.id, LONGEST_LABEL), one.seconds)] for one in offered]
    manager.dialog_data.update(what=what.value, offer=offer)
    await manager.switch_to(Options.language if what is Capability.LANGUAGES else Options.saved)


async def on_languages(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    await _open(manager, Capability.LANGUAGES)


async def on_phrases(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    await _open(manager, Capability.PHRASES)


async def on_scripts(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    await _open(manager, Capability.SCRIPTS)


def language_of(order: Order, look: Look) -> str:
    chosen = order.terms.saying.language
    return language_name(chosen, look.tr) if chosen else look.tr.plain("options-language-own")


async def get_offer(dialog_manager: DialogManager, look: Look, **_: Any) -> dict[str, Any]:
    """What `_open` has read. A button carries the place in the list, because an id may be too long for it."""
    offered = dialog_manager.dialog_data.get("offer", [])
    saying = (await read_order(dialog_manager)).terms.saying
    played = saying.record.id if saying.record else None
    if dialog_manager.dialog_data.get("what") == Capability.LANGUAGES:
        names = [marked(sentence([language_name(code, look.tr)]), code == saying.language) for code, _ in offered]
    else:
        names = [marked(name, id_ == played) for id_, name in offered]
    what = dialog_manager.dialog_data.get("what", Capability.PHRASES)
    key = "options-saved-ask" if offered else "options-saved-none"
    own = marked(sentence([look.tr.plain("options-language-own")]), saying.language is None)
    return {"offer": list(enumerate(names)), "ask": look.tr(key, what=str(what)), "own": own}


async def on_offered(query: CallbackQuery, widget: Any, manager: DialogManager, item_id: str) -> None:
    offered = manager.dialog_data.get("offer", [])
    if not (item_id.isdigit() and int(item_id) < len(offered)):
        raise NotFound("options-choice-gone")
    chosen, what = offered[int(item_id)][0], Capability(manager.dialog_data["what"])
    if what is Capability.LANGUAGES:
        await set_and_return(manager, of_saying(lambda saying: replace(saying, language=chosen)))
    elif what is Capability.SCRIPTS:
        await change(manager, playing(Record(chosen, RecordKind.SCRIPT)))
        await open_inserts(manager)
    else:
        await set_and_return(manager, playing(Record(chosen, RecordKind.PHRASE)))


async def on_own_language(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    """The provider chooses the language itself."""
    await set_and_return(manager, of_saying(lambda saying: replace(saying, language=None)))


async def on_menu(query: CallbackQuery, widget: Any, manager: DialogManager, item_id: str) -> None:
    await set_and_return(manager, menu_id=int(item_id))


async def on_no_menu(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    await on_menu(query, widget, manager, "0")


async def get_menus(dialog_manager: DialogManager, look: Look, **_: Any) -> dict[str, Any]:
    where, order = here(dialog_manager), await read_order(dialog_manager)
    found = await where.api.menus.for_orders(where.actor, order.provider)
    has_words = not order.terms.saying.is_empty
    if found:
        ask = look.tr("options-menu-ask", said=str(has_words).lower())
    else:
        ask = look.tr("options-menu-none-yet", service=look.title(order.provider))
    chosen = order.terms.menu.id if order.terms.menu else 0
    menus = [(str(one.id), _menu_label(one, has_words=has_words, is_chosen=one.id == chosen)) for one in found]
    return {"ask": ask, "menus": menus, "has_menu": order.terms.menu is not None}


def _menu_label(menu: MenuChoice, *, has_words: bool, is_chosen: bool) -> str:
    is_blocked = any(flaw != NO_GREETING or not has_words for flaw in menu.blocking)
    return f"{'⚠️ ' if is_blocked else '✓ ' if is_chosen else ''}{shorten(menu.name, LONGEST_LABEL)}"


WINDOWS = (
    Window(
        BODY,
        TextInput(id="words", on_success=on_words),
        sounds(),
        Group(
            Button(label("options-main-record"), id="record", on_click=record.on_records, when="has_records"),
            Button(label("options-main-phrase"), id="phrase", on_click=on_phrases, when="has_phrases"),
            Button(label("options-main-script"), id="script", on_click=on_scripts, when="has_scripts"),
            Button(label("options-words-template"), id="template", on_click=on_templates, when="has_templates"),
            SwitchTo(label("options-words-menu"), id="menu", state=Options.menu, when="has_menus"),
            SwitchTo(label("options-fix"), id="fix", state=Options.fix, when="has_misread"),
            SwitchTo(label("options-words-more"), id="main", state=Options.main),
            width=2,
        ),
        CardRows("cancel"),
        state=Options.words,
        getter=get_words,
    ),
    Window(
        Format("{ask}"),
        TextInput(id="said", on_success=on_said),
        sounds(),
        Button(label("options-text-silent"), id="silent", on_click=on_silence, when="can_be_silent"),
        BACK,
        state=Options.text,
        getter=get_text,
    ),
    Window(
        Say("options-language-ask"),
        pages("codes", select("code", "offer", on_offered), width=2),
        Button(Format("{own}"), id="any", on_click=on_own_language),
        BACK,
        state=Options.language,
        getter=get_offer,
    ),
    Window(
        Format("{ask}"),
        *words(),
        pages("ones", select("one", "offer", on_offered)),
        BACK,
        state=Options.saved,
        getter=get_offer,
    ),
    Window(
        Format("{ask}"),
        *words(),
        pages("menus", select("menu", "menus", on_menu)),
        Button(label("options-menu-without"), id="none", on_click=on_no_menu, when="has_menu"),
        BACK,
        state=Options.menu,
        getter=get_menus,
    ),
)
