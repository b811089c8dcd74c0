"""Who carries the call: the provider and a second one, the number that is shown, how often they try, the recording."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.input import ManagedTextInput, TextInput
from aiogram_dialog.widgets.kbd import Button, Column, Group
from aiogram_dialog.widgets.text import Format

from bot.domain.access import Person
from bot.domain.errors import NotFound, OrderProblem
from bot.domain.orders import Order, OrderState, Terms
from bot.domain.phones import Duty, Phone, ShownNumber, parse_phone, pretty
from bot.ports import Capability
from bot.ports.abilities import Named
from bot.services.api import Api
from bot.services.change_draft import MOST
from bot.telegram.buttons import Row
from bot.telegram.draft_card import place_row, text_limit
from bot.telegram.format import sentence
from bot.telegram.html import clean, escape, shorten
from bot.telegram.look import Look
from handlers.here import here
from handlers.kit import BODY, LONGEST_LABEL, marked, select
from handlers.options.start import BACK, change, press_of, read_order, set_and_return
from handlers.states import Options
from handlers.widgets import CardRows, Say, Window, label

SHOWN_TEXT = 600
INTERVALS = (1, 5, 10, 30, 60)
"""Minutes."""
ACCOUNT = 0
"""Of attempts and their interval: what the service's own account says."""


async def on_recording(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    await change(manager, lambda terms: replace(terms, need_recording=not terms.need_recording))


async def on_caller(query: CallbackQuery, widget: Any, manager: DialogManager, item_id: str) -> None:
    await set_and_return(manager, lambda terms: replace(terms, caller_id=Phone(item_id)))


async def on_number(message: Message, widget: ManagedTextInput[str], manager: DialogManager, text: str) -> None:
    """Where the provider lists its numbers, one of those. Raises BadPhone, OrderProblem."""
    where, order, number = here(manager), await read_order(manager), parse_phone(text)
    if where.look.can(order.provider, Capability.CALLER_IDS):
        offered = await where.api.orders.offered(where.actor, order.provider, Capability.CALLER_IDS)
        if number not in {one.id for one in offered}:
            raise OrderProblem("provider-refused-caller-id")
    await set_and_return(manager, lambda terms: replace(terms, caller_id=number))


async def on_duty(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    await set_and_return(manager, lambda terms: replace(terms, caller_id=Duty.ANY))


async def get_callers(dialog_manager: DialogManager, actor: Person, look: Look, api: Api, **_: Any) -> dict[str, Any]:
    order = await read_order(dialog_manager)
    numbers = await api.orders.offered(actor, order.provider, Capability.CALLER_IDS)
    shown = caller_of(order, look)
    is_typed = not look.can(order.provider, Capability.CALLER_IDS)
    return {
        "ask": look.tr("options-caller-typed" if is_typed else "options-caller-ask"),
        "callers": [(one.id, marked(_caller(one), one.id[1:] == (shown or "")[1:])) for one in numbers],
        "duty": marked(look.tr.plain("options-caller-duty"), shown is Duty.ANY),
        "has_duty": look.can(order.provider, Capability.DUTY_NUMBER),
    }


def _caller(number: Named) -> str:
    """With the comment of the service's account."""
    return shorten(" · ".join(filter(None, [pretty(Phone(number.id)), number.about])), LONGEST_LABEL)


def caller_of(order: Order, look: Look) -> ShownNumber | None:
    """Whom callees see: eleven digits, or `duty`; None when only the provider knows."""
    return order.terms.caller_id or look.caller_id(order.provider)


def place_rows(order: Order, look: Look, mark: str | None) -> list[Row]:
    """The card's «Call now», for windows that stand in its place; none while it cannot be placed."""
    length = len(order.terms.saying.text or "")
    is_ready = not (order.in_doubt or order.is_wordless)
    if order.state is not OrderState.DRAFT or not is_ready or length > text_limit(order, look):
        return []
    return [place_row(order, look, mark)]


async def on_service(query: CallbackQuery, widget: Any, manager: DialogManager, item_id: str) -> None:
    """Another one of the same kind. The next order of whoever chooses it for their own begins with it."""
    where, view = here(manager), await change(manager, provider=item_id)
    if view.order.author_id == where.actor.id:
        await where.api.people.remember_provider(where.actor, item_id)


def other_kind(order: Order, look: Look) -> list[str]:
    """The providers that would make a call of a callback, or a callback of a call."""
    return look.who_can(Capability.VOICE_CALL if order.terms.callback else Capability.CALLBACK)


async def on_other_kind(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    """Others hear the text then, the employee or the client: the person is asked before."""
    order = await read_order(manager)
    await manager.switch_to(Options.parting if order.terms.callback else Options.joining)


async def on_changed_kind(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    where, order = here(manager), await read_order(manager)
    able = other_kind(order, where.look)
    if not able:
        raise NotFound("options-choice-gone")
    own = where.actor.defaults.provider
    await set_and_return(manager, provider=own if own in able else able[0])


async def get_other_kind(dialog_manager: DialogManager, look: Look, **_: Any) -> dict[str, Any]:
    terms = (await read_order(dialog_manager)).terms
    words = escape(clean(shorten(terms.saying.text or "", SHOWN_TEXT)))
    text = f"<blockquote>{words}</blockquote>" if words else ""
    key = "options-parting-ask" if terms.callback else "options-joining-ask"
    said = "text" if text else "record" if terms.saying.record_id or terms.menu else "nothing"
    return {"body": "\n".join(filter(None, [look.tr(key, said=said), text]))}


async def on_second(query: CallbackQuery, widget: Any, manager: DialogManager, item_id: str) -> None:
    await set_and_return(manager, lambda terms: replace(terms, fallback=item_id or None))


async def on_no_second(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    await on_second(query, widget, manager, "")


async def get_seconds(dialog_manager: DialogManager, look: Look, **_: Any) -> dict[str, Any]:
    order = await read_order(dialog_manager)
    others = [name for name in look.who_can(Capability.VOICE_CALL) if name != order.provider]
    return {
        "others": [(name, marked(look.title(name), name == order.terms.fallback)) for name in others],
        "has_fallback": order.terms.fallback is not None,
    }


async def on_header(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    """A line that names the buttons below it."""


async def on_attempts(query: CallbackQuery, widget: Any, manager: DialogManager, item_id: str) -> None:
    await change(manager, lambda terms: replace(terms, attempts=int(item_id)))


async def on_interval(query: CallbackQuery, widget: Any, manager: DialogManager, item_id: str) -> None:
    """Who names an interval wants further attempts: all there may be, until they say how many."""
    await change(manager, lambda terms: _every(terms, int(item_id)))


def _every(terms: Terms, minutes: int) -> Terms:
    return replace(terms, interval=minutes, attempts=MOST if terms.attempts == 1 else terms.attempts)


async def on_repeats(query: CallbackQuery, widget: Any, manager: DialogManager, item_id: str) -> None:
    await change(manager, lambda terms: replace(terms, repeats=int(item_id)))


async def get_attempts(dialog_manager: DialogManager, look: Look, **_: Any) -> dict[str, Any]:
    """How often a provider that redials by itself tries, and how often it says what it says."""
    order = await read_order(dialog_manager)
    terms, has_attempts = order.terms, look.can(order.provider, Capability.ATTEMPTS)
    has_repeats = look.can(order.provider, Capability.REPEATS)
    every = terms.interval if terms.attempts > 1 else None
    own = sentence([look.tr.plain("options-attempts-own")])
    none = sentence([look.tr.plain("options-main-no")])
    return {
        "ask": look.tr("options-attempts-ask", attempts=str(has_attempts).lower(), repeats=str(has_repeats).lower()),
        "has_attempts": has_attempts,
        "has_repeats": has_repeats,
        "attempts": _counts(range(1, MOST + 1), terms.attempts, own) if has_attempts else [],
        "own_attempts": _counts([ACCOUNT], terms.attempts, own),
        "intervals": _counts(INTERVALS, every, own) if has_attempts else [],
        "own_interval": _counts([ACCOUNT], every, own),
        "repeats": _counts(range(MOST + 1), terms.repeats, none) if has_repeats else [],
        "place": place_rows(order, look, press_of(dialog_manager).shown),
    }


def _counts(values: Sequence[int], chosen: int | None, none: str) -> list[tuple[str, str]]:
    return [(str(value), marked(str(value) if value else none, value == chosen)) for value in values]


WINDOWS = (
    Window(
        Format("{ask}"),
        Group(  # a phone cuts words that stand in one row with the numbers
            Button(label("options-attempts-count"), id="counts", on_click=on_header),
            select("attempts", "own_attempts", on_attempts),
            width=2,
            when="has_attempts",
        ),
        Group(select("attempts", "attempts", on_attempts), width=4),
        Group(
            Button(label("options-attempts-interval"), id="every", on_click=on_header),
            select("interval", "own_interval", on_interval),
            width=2,
            when="has_attempts",
        ),
        Group(select("interval", "intervals", on_interval), width=6),
        Button(label("options-attempts-repeat"), id="again", on_click=on_header, when="has_repeats"),
        Group(select("repeats", "repeats", on_repeats), width=4),
        CardRows("place"),
        BACK,
        state=Options.attempts,
        getter=get_attempts,
    ),
    Window(
        Format("{ask}"),
        TextInput(id="number", on_success=on_number),
        Column(select("number", "callers", on_caller)),
        Button(Format("{duty}"), id="duty", on_click=on_duty, when="has_duty"),
        BACK,
        state=Options.caller,
        getter=get_callers,
    ),
    Window(
        BODY,
        Button(label("options-main-joining"), id="yes", on_click=on_changed_kind),
        BACK,
        state=Options.joining,
        getter=get_other_kind,
    ),
    Window(
        BODY,
        Button(label("options-main-parting"), id="yes", on_click=on_changed_kind),
        BACK,
        state=Options.parting,
        getter=get_other_kind,
    ),
    Window(
        Say("options-second-ask"),
        Column(select("spare", "others", on_second)),
        Button(label("options-second-none"), id="alone", on_click=on_no_second, when="has_fallback"),
        BACK,
        state=Options.second,
        getter=get_seconds,
    ),
)
