"""Who carries the call: the provider and a second one, the number that is shown, how often they try, the recording."""

from dataclasses import replace
from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Button, Column, Group, SwitchTo
from aiogram_dialog.widgets.text import Format

from bot.domain.access import Person
from bot.domain.phones import Duty, Phone, pretty
from bot.ports import Capability
from bot.services.api import Api
from bot.services.change_draft import MOST
from bot.telegram.look import Look
from handlers.here import here
from handlers.kit import select
from handlers.options.start import BACK, change, read_order, set_and_return
from handlers.states import Options
from handlers.widgets import Say, Window, label

INTERVALS = (1, 5, 10, 30, 60)
"""Minutes."""


async def on_recording(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    await change(manager, lambda terms: replace(terms, need_recording=not terms.need_recording))


async def on_caller(query: CallbackQuery, widget: Any, manager: DialogManager, item_id: str) -> None:
    await set_and_return(manager, lambda terms: replace(terms, caller_id=Phone(item_id)))


async def on_duty(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    await set_and_return(manager, lambda terms: replace(terms, caller_id=Duty.ANY))


async def get_callers(dialog_manager: DialogManager, actor: Person, look: Look, api: Api, **_: Any) -> dict[str, Any]:
    order = await read_order(dialog_manager)
    numbers = await api.orders.offered(actor, order.provider, Capability.CALLER_IDS)
    return {
        "callers": [(one.id, pretty(Phone(one.id))) for one in numbers],
        "has_duty": look.can(order.provider, Capability.DUTY_NUMBER),
    }


async def on_service(query: CallbackQuery, widget: Any, manager: DialogManager, item_id: str) -> None:
    """A provider of callbacks rings somebody else first and says the text to them: ask before changing to it."""
    order = await read_order(manager)
    if order.terms.callback is None and here(manager).look.can(item_id, Capability.CALLBACK):
        manager.dialog_data["joining"] = item_id
        await manager.switch_to(Options.joining)
        return
    await set_and_return(manager, provider=item_id)


async def on_joining(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    await set_and_return(manager, provider=manager.dialog_data["joining"])


async def get_joining(dialog_manager: DialogManager, look: Look, **_: Any) -> dict[str, Any]:
    terms = (await read_order(dialog_manager)).terms
    said = "text" if terms.saying.text else "record" if terms.saying.record or terms.menu else "nothing"
    service = look.title(dialog_manager.dialog_data["joining"])
    return {"ask": look.tr("options-joining-ask", service=service, said=said)}


async def on_second(query: CallbackQuery, widget: Any, manager: DialogManager, item_id: str) -> None:
    await set_and_return(manager, lambda terms: replace(terms, fallback=item_id or None))


async def on_no_second(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    await on_second(query, widget, manager, "")


async def get_services(dialog_manager: DialogManager, look: Look, **_: Any) -> dict[str, Any]:
    order = await read_order(dialog_manager)
    others = [name for name in look.who_can(Capability.VOICE_CALL) if name != order.provider]
    return {
        "services": [(name, _marked(look.title(name), name == order.provider)) for name in look.providers],
        "others": [(name, _marked(look.title(name), name == order.terms.fallback)) for name in others],
        "has_fallback": order.terms.fallback is not None,
    }


async def on_attempts(query: CallbackQuery, widget: Any, manager: DialogManager, item_id: str) -> None:
    await change(manager, lambda terms: replace(terms, attempts=int(item_id)))


async def on_interval(query: CallbackQuery, widget: Any, manager: DialogManager, item_id: str) -> None:
    await change(manager, lambda terms: replace(terms, interval=int(item_id)))


async def on_repeats(query: CallbackQuery, widget: Any, manager: DialogManager, item_id: str) -> None:
    await change(manager, lambda terms: replace(terms, repeats=int(item_id)))


async def get_attempts(dialog_manager: DialogManager, look: Look, **_: Any) -> dict[str, Any]:
    """How often a provider that redials by itself tries, and how often it says what it says."""
    order = await read_order(dialog_manager)
    terms, has_attempts = order.terms, look.can(order.provider, Capability.ATTEMPTS)

    def row(key: str, values: range | tuple[int, ...], chosen: int, argument: str) -> list[tuple[str, str]]:
        labels = ((value, look.tr.plain(key, **{argument: value})) for value in values)
        return [(str(value), _marked(text, value == chosen)) for value, text in labels]

    return {
        "attempts": row("options-attempts-count", range(1, MOST + 1), terms.attempts, "count") if has_attempts else [],
        "intervals": row("options-attempts-interval", INTERVALS, terms.interval, "minutes")
        if has_attempts and terms.attempts > 1
        else [],
        "repeats": row("options-attempts-repeat", range(1, MOST + 1), terms.repeats, "count")
        if look.can(order.provider, Capability.REPEATS)
        else [],
    }


def _marked(title: str, chosen: bool) -> str:
    return f"✓ {title}" if chosen else title


WINDOWS = (
    Window(
        Say("options-attempts-ask"),
        Group(select("attempts", "attempts", on_attempts), width=3),
        Group(select("interval", "intervals", on_interval), width=5),
        Group(select("repeats", "repeats", on_repeats), width=3),
        BACK,
        state=Options.attempts,
        getter=get_attempts,
    ),
    Window(
        Say("options-caller-ask"),
        Column(select("number", "callers", on_caller)),
        Button(label("options-caller-duty"), id="duty", on_click=on_duty, when="has_duty"),
        BACK,
        state=Options.caller,
        getter=get_callers,
    ),
    Window(
        Say("options-service-ask"),
        Column(select("chosen", "services", on_service)),
        BACK,
        state=Options.service,
        getter=get_services,
    ),
    Window(
        Format("{ask}"),
        Button(label("options-joining-yes"), id="yes", on_click=on_joining),
        SwitchTo(label("button-back"), id="back", state=Options.service),
        state=Options.joining,
        getter=get_joining,
    ),
    Window(
        Say("options-second-ask"),
        Column(select("spare", "others", on_second)),
        Button(label("options-second-none"), id="alone", on_click=on_no_second, when="has_fallback"),
        BACK,
        state=Options.second,
        getter=get_services,
    ),
)
