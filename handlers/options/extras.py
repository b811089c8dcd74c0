"""What a callback rarely needs: further attempts of the service's own, and what it keeps or plays beside the texts."""

from dataclasses import replace
from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.input import ManagedTextInput, TextInput
from aiogram_dialog.widgets.kbd import Button, Group

from bot.domain.callbacks import EXTRAS, LONGEST_EXTRA, CallbackExtras, read_extra, read_redials
from bot.domain.orders import CallbackTerms
from bot.telegram.html import shorten
from bot.telegram.texts import Translation
from handlers.kit import BODY, choose, select, to
from handlers.options.callback import of_order
from handlers.options.start import BACK, change, read, set_and_return
from handlers.states import Options
from handlers.widgets import Pairs, Say, Window, label

PRESETS = ("5, 10, 15", "15, 60")
SHORT = 18
"""Characters of a value that a button shows beside its name."""


def redials_in(callback: CallbackTerms) -> str:
    """`5, 10, 15`."""
    return ", ".join(map(str, callback.redials))


async def on_redials(message: Message, widget: ManagedTextInput[str], manager: DialogManager, text: str) -> None:
    await _redial(manager, text)


async def on_preset(query: CallbackQuery, widget: Any, manager: DialogManager, item_id: str) -> None:
    await _redial(manager, item_id)


async def _redial(manager: DialogManager, written: str) -> None:
    redials = read_redials(written)
    await set_and_return(manager, of_order(lambda terms: replace(terms, redials=redials)))


async def on_no_redials(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    await set_and_return(manager, of_order(lambda terms: replace(terms, redials=())))


async def get_redials(tr: Translation, **_: Any) -> dict[str, Any]:
    return {"presets": [(preset, tr.plain("options-redials-preset", minutes=preset)) for preset in PRESETS]}


async def _extras(manager: DialogManager) -> CallbackExtras:
    return ((await read(manager)).order.terms.callback or CallbackTerms()).extras


async def get_extras(dialog_manager: DialogManager, tr: Translation, **_: Any) -> dict[str, Any]:
    extras = await _extras(dialog_manager)
    none = tr.plain("options-main-no")
    return {"extras": [(name, _labelled(name, extras.shown(name) or none, tr)) for name in EXTRAS]}


def _labelled(name: str, value: str, tr: Translation) -> str:
    return tr.plain("options-extra-label", name=tr.plain(f"callback-extra-{name}"), value=shorten(value, SHORT))


async def get_extra(dialog_manager: DialogManager, tr: Translation, **_: Any) -> dict[str, Any]:
    name = _chosen(dialog_manager)
    value = (await _extras(dialog_manager)).shown(name)
    return {"body": tr(f"options-extra-ask-{name}", longest=LONGEST_EXTRA), "is_set": bool(value)}


async def on_extra(message: Message, widget: ManagedTextInput[str], manager: DialogManager, text: str) -> None:
    name = _chosen(manager)
    await _set(manager, read_extra(name, text, getattr(await _extras(manager), name)))


async def on_no_extra(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    await _set(manager, "")


async def _set(manager: DialogManager, value: str) -> None:
    """Back to the list: who fills in one often fills in another."""
    name = _chosen(manager)
    await change(manager, of_order(lambda terms: replace(terms, extras=replace(terms.extras, **{name: value}))))
    await manager.switch_to(Options.extras)


def _chosen(manager: DialogManager) -> str:
    name = manager.dialog_data.get("extra")
    return name if name in EXTRAS else EXTRAS[0]


WINDOWS = (
    Window(
        Say("options-redials-ask"),
        TextInput(id="minutes", on_success=on_redials),
        Group(select("preset", "presets", on_preset), width=2),
        Button(label("options-redials-none"), id="none", on_click=on_no_redials),
        BACK,
        state=Options.redials,
        getter=get_redials,
    ),
    Window(
        Say("options-extras-ask"),
        Pairs(select("extra", "extras", choose("extra", Options.extra))),
        BACK,
        state=Options.extras,
        getter=get_extras,
    ),
    Window(
        BODY,
        TextInput(id="value", on_success=on_extra),
        Button(label("options-extra-none"), id="none", on_click=on_no_extra, when="is_set"),
        to(Options.extras),
        state=Options.extra,
        getter=get_extra,
    ),
)
