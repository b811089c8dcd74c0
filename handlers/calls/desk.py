"""What the history's window keeps: the filter with the person, the page in the dialog."""

from dataclasses import replace
from typing import Any

from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Button

from bot.domain.access import Right
from bot.domain.history import CallFilter, Outcome
from bot.domain.spans import Span
from bot.services.history import Choices, Turned
from bot.telegram.format import sentence
from bot.telegram.history_lines import key_words, list_name
from bot.telegram.html import shorten
from bot.telegram.look import Look
from bot.telegram.presses import FoundPress
from handlers.here import Here, here
from handlers.kit import LONGEST_LABEL, marked
from handlers.states import Calls

KEPT = "calls_filter"
"""Where somebody's own state keeps which calls they look at."""
ALL = "*"
"""Of a choice: nothing is said of it any more."""
DIGITS = (*range(1, 10), 0, -1)


async def kept_filter(state: FSMContext) -> CallFilter:
    kept = (await state.get_data()).get(KEPT, {})
    return CallFilter.of(kept if isinstance(kept, dict) else {})


async def keep_filter(state: FSMContext, changed: CallFilter) -> None:
    await state.update_data({KEPT: changed.kept()})


def meant_by(found: FoundPress) -> CallFilter:
    said = {name: value for name, value in found.model_dump().items() if value not in (None, "")}
    return CallFilter.of({**said, "days": [found.first, found.last]})


def turned_to(data: dict[str, Any]) -> Turned:
    """As `on_turn` kept it."""
    kept = str(data.get("turned", ""))
    way, id_ = kept[:1], kept[1:]
    return Turned(int(id_), newer=way == "n") if id_.isascii() and id_.isdigit() and len(id_) < 19 else Turned()


async def on_turn(query: CallbackQuery, widget: Any, manager: DialogManager, item_id: str) -> None:
    """The button carries the call beyond which its page lies: a double tap turns one page."""
    manager.dialog_data["turned"] = item_id


async def on_facet(query: CallbackQuery, widget: Any, manager: DialogManager, item_id: str) -> None:
    manager.dialog_data["facet"] = item_id
    await manager.switch_to(Calls.choose)


async def on_value(query: CallbackQuery, widget: Any, manager: DialogManager, item_id: str) -> None:
    facet = str(manager.dialog_data.get("facet", ""))
    await change(manager, facet, value_of(facet, item_id, manager.dialog_data.get("tags", [])))


async def change(manager: DialogManager, facet: str, value: Any) -> None:
    """The first page of what the filter finds now is shown."""
    state = here(manager).state
    kept = await kept_filter(state)
    kept = replace(kept, digest=None) if facet == "days" else kept  # which has its own time
    await keep_filter(state, replace(kept, **{facet: value}))
    manager.dialog_data["turned"] = ""
    await manager.switch_to(Calls.all)


async def on_clear(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    await keep_filter(here(manager).state, CallFilter())
    manager.dialog_data["turned"] = ""
    await manager.switch_to(Calls.all)


FACETS = ("days", "outcome", "digit", "person_id", "provider", "order_id", "tag")
"""What a filter is put together from, beside what is typed to search."""


def value_of(facet: str, item_id: str, tags: list[str]) -> Any:
    """What a button's id means; a tag is too long for one, so its place in the list stands there."""
    if item_id == ALL:
        return None
    match facet:
        case "days":
            return Span(item_id)
        case "outcome":
            return Outcome(item_id)
        case "provider":
            return item_id
        case "tag":
            return tags[int(item_id)] if int(item_id) < len(tags) else None
    return int(item_id)


def values_of(facet: str, f: CallFilter, choices: Choices, look: Look) -> list[tuple[str, str]]:
    """Buttons: an id and a label each, the chosen one marked."""
    chosen = getattr(f, facet)
    found = _VALUES[facet](choices, look)
    every = (ALL, marked(look.tr.plain("history-choose-any"), chosen is None))
    return [every, *((id_, marked(shorten(name, LONGEST_LABEL), chosen == value)) for id_, value, name in found)]


Values = list[tuple[str, Any, str]]


def _days(choices: Choices, look: Look) -> Values:
    return [(span, span, sentence([look.tr.plain(f"history-days-{span}")])) for span in Span]


def _outcomes(choices: Choices, look: Look) -> Values:
    return [(one, one, sentence([look.tr.plain(f"history-outcome-{one}")])) for one in Outcome]


def _keys(choices: Choices, look: Look) -> Values:
    return [(str(digit), digit, sentence([key_words(digit, look)])) for digit in DIGITS]


def _people(choices: Choices, look: Look) -> Values:
    return [(str(person.id), person.id, person.name) for person in choices.people]


def _providers(choices: Choices, look: Look) -> Values:
    return [(name, name, look.title(name)) for name in look.providers]


def _tags(choices: Choices, look: Look) -> Values:
    return [(str(at), tag, tag) for at, tag in enumerate(choices.tags)]


def _lists(choices: Choices, look: Look) -> Values:
    return [(str(one.id), one.id, list_name(one.id, one.created_at, len(one.phones), look)) for one in choices.lists]


_VALUES = {
    "days": _days,
    "outcome": _outcomes,
    "digit": _keys,
    "person_id": _people,
    "provider": _providers,
    "order_id": _lists,
    "tag": _tags,
}


def facets_for(where: Here, f: CallFilter) -> list[tuple[str, str]]:
    """What this person can choose; a colleague only where others' calls are seen."""
    offered = [one for one in FACETS if one != "person_id" or where.actor.may(Right.SEE_ALL_CALLS)]
    return [(one, marked(where.tr.plain(f"history-facet-{one}"), getattr(f, one) is not None)) for one in offered]
