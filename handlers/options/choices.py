"""Choosing from what services offer: a service, a second one, a language, a phrase or a script."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Button

from bot.domain.errors import NotFound
from bot.domain.sayings import Saying
from bot.ports import Capability
from bot.services.offers import Offer
from bot.telegram.look import Look
from handlers.options.actions import change, read_order
from handlers.states import Options

_PREFIXES = {Capability.PHRASES: "phrase:", Capability.SCRIPTS: "script:"}


async def on_service(query: CallbackQuery, widget: Any, manager: DialogManager, item_id: str) -> None:
    """What becomes a callback rings somebody else first and says the text to them: that is asked about."""
    look: Look = manager.middleware_data["look"]
    order = await read_order(manager)
    if order.callback is None and look.can(item_id, Capability.CALLBACK):
        manager.dialog_data["joining"] = item_id
        await manager.switch_to(Options.joining)
        return
    await change(manager, provider=item_id)
    await manager.switch_to(Options.main)


async def on_joining(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    await change(manager, provider=manager.dialog_data["joining"])
    await manager.switch_to(Options.main)


async def get_joining(dialog_manager: DialogManager, look: Look, **_: Any) -> dict[str, Any]:
    order = await read_order(dialog_manager)
    said = "text" if order.saying.text else "record" if order.saying.record_id or order.menu else "nothing"
    service = look.title(dialog_manager.dialog_data["joining"])
    return {"ask": look.tr("options-joining-ask", service=service, said=said)}


async def on_second(query: CallbackQuery, widget: Any, manager: DialogManager, item_id: str) -> None:
    await change(manager, fallback=item_id)
    await manager.switch_to(Options.main)


async def on_no_second(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    await on_second(query, widget, manager, "")


async def _open(manager: DialogManager, what: Capability) -> None:
    """Read once, when the window opens: turning its pages asks the service nothing."""
    data = manager.middleware_data
    order = await read_order(manager)
    offered = await data["read_offer"](data["actor"], Offer(order.provider, what))
    manager.dialog_data.update(what=what.value, offer=[[one.id, one.name or one.id] for one in offered])
    await manager.switch_to(Options.language if what is Capability.LANGUAGES else Options.saved)


async def on_languages(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    await _open(manager, Capability.LANGUAGES)


async def on_phrases(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    await _open(manager, Capability.PHRASES)


async def on_scripts(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    await _open(manager, Capability.SCRIPTS)


async def on_offered(query: CallbackQuery, widget: Any, manager: DialogManager, item_id: str) -> None:
    offered = manager.dialog_data.get("offer", [])
    if not (item_id.isdigit() and int(item_id) < len(offered)):
        raise NotFound("options-choice-gone")
    chosen, what = offered[int(item_id)][0], Capability(manager.dialog_data["what"])
    if what is Capability.LANGUAGES:
        saying = replace((await read_order(manager)).saying, language=chosen)
    else:
        saying = Saying(record_id=f"{_PREFIXES[what]}{chosen}")
    await change(manager, saying=saying)
    await manager.switch_to(Options.main)


async def on_own_language(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    """Whatever the service speaks by itself."""
    await change(manager, saying=replace((await read_order(manager)).saying, language=None))
    await manager.switch_to(Options.main)
