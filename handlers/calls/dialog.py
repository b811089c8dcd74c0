"""`/calls`: what was called and what it came to. One window: the list, what is planned, the filter, the search."""

from typing import Any

from aiogram import F, Router
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, InlineKeyboardButton, Message
from aiogram_dialog import Dialog, DialogManager, ShowMode
from aiogram_dialog.widgets.input import ManagedTextInput, TextInput
from aiogram_dialog.widgets.kbd import Button, Group, Row, SwitchTo

from bot.domain.access import Right
from bot.domain.history import LONGEST_SEARCH, CallFilter
from bot.domain.hours import zone_of
from bot.domain.spans import read_days
from bot.domain.views import OrderView
from bot.ports import Capability
from bot.ports.history import Entry
from bot.services.history import SOON, HistoryPage
from bot.telegram.history_lines import entry_label, entry_lines, filter_words, planned_lines, waiting_in
from bot.telegram.html import MESSAGE_LIMIT, fit
from bot.telegram.look import Look
from bot.telegram.order_lines import moment
from bot.telegram.presses import CallAction, CallPress, DigestPress, FoundPress, HistoryPress, OrderAction, OrderPress
from bot.telegram.texts import Html
from handlers.asked import IN_PRIVATE, Asked, Linked
from handlers.at_service import on_open
from handlers.calls import desk
from handlers.calls.files import export
from handlers.here import Here, by_own_clock, complain, here
from handlers.kit import BODY, CLOSE, open_dialog, pages, select, send_card, to
from handlers.states import Calls
from handlers.widgets import CardRows, Say, Window, label

MOST_SHOWN = 7
"""Planned ones: a keyboard has eight rows."""


async def get_all(dialog_manager: DialogManager, look: Look, **_: Any) -> dict[str, Any]:
    where, turned = await by_own_clock(here(dialog_manager)), desk.turned_to(dialog_manager.dialog_data)
    wanted = await desk.kept_filter(where.state)
    page = await where.api.history.page(where.actor, wanted, turned)
    if turned.beyond is not None and not page.entries and not page.is_cut:
        page = await where.api.history.page(where.actor, wanted)
    words = filter_words(wanted, page.person, look)
    return {
        "body": fit("\n".join(_lines(page, words, where)), MESSAGE_LIMIT),
        "rows": [_planned_row(view, look) for view in page.planned[:SOON]]
        + [_entry_row(entry, where) for entry in page.entries],
        "turns": _turns(page, look),
        "planned": len(page.planned),
        "has_planned": len(page.planned) > SOON,
        "is_set": not wanted.is_empty,
        "can_ask_service": page.everybody and bool(look.who_can(Capability.STATISTICS)),
    }


def _lines(page: HistoryPage, words: str, where: Here) -> list[str]:
    tr = where.tr
    lines: list[str] = [tr("history-list-everybody" if page.everybody else "history-list-own")]
    if words:
        lines.append(tr("history-filter-shown", words=Html(words)))
    if page.planned:
        planned = [planned_lines(view, where.look, with_author=page.everybody) for view in page.planned[:SOON]]
        lines = [tr("history-list-planned"), *planned, *(["", *lines] if page.entries else [])]
    if page.entries:
        lines += entry_lines(page.entries, where.clock.now(), where.look, with_author=page.everybody)
    elif not page.is_cut and not page.planned:
        lines += ["", tr("history-filter-nothing" if words else "history-list-empty")]
    if page.is_cut:
        lines += ["", tr("history-list-cut")]
    return lines


def _entry_row(entry: Entry, where: Here) -> list[InlineKeyboardButton]:
    """It opens the card; what is over can be repeated at once."""
    show = OrderPress(action=OrderAction.SHOW, order_id=entry.order.id).pack()
    row = [InlineKeyboardButton(text=entry_label(entry, where.look), callback_data=show)]
    if entry.call.state.is_final:
        again = CallPress(action=CallAction.REPEAT, call_id=entry.call.id).pack()
        row.append(InlineKeyboardButton(text=f"🔁 {where.tr.plain('history-list-repeat')}", callback_data=again))
    return row


def _turns(page: HistoryPage, look: Look) -> list[tuple[str, str]]:
    newer = [(f"n{page.newer}", f"◀️ {look.tr.plain('history-list-newer')}")] if page.newer is not None else []
    older = [(f"o{page.older}", f"{look.tr.plain('history-list-older')} ▶️")] if page.older is not None else []
    return newer + older


async def get_planned(dialog_manager: DialogManager, look: Look, **_: Any) -> dict[str, Any]:
    where = here(dialog_manager)
    planned = await where.api.history.planned(where.actor)
    everybody = where.actor.may(Right.SEE_ALL_CALLS)
    shown = planned[:MOST_SHOWN]
    parts = [look.tr("history-list-planned"), *(planned_lines(view, look, with_author=everybody) for view in shown)]
    if not planned:
        parts.append(look.tr("history-planned-none"))
    return {"body": fit("\n\n".join(parts), MESSAGE_LIMIT), "rows": [_planned_row(view, look) for view in shown]}


def _planned_row(view: OrderView, look: Look) -> list[InlineKeyboardButton]:
    call = min(waiting_in(view), key=lambda call: (call.start_at is None, call.start_at, call.id))
    at = moment(call.start_at, zone_of(call.phone, look.zone)) if call.start_at else ""
    data = OrderPress(action=OrderAction.SHOW, order_id=view.order.id)
    return [InlineKeyboardButton(text=f"🗓 {at} {look.phone(call.phone)}", callback_data=data.pack())]


async def get_filter(dialog_manager: DialogManager, look: Look, **_: Any) -> dict[str, Any]:
    where = here(dialog_manager)
    wanted = await desk.kept_filter(where.state)
    words = filter_words(wanted, (await where.api.history.page(where.actor, wanted)).person, look)
    said = look.tr("history-filter-shown", words=Html(words)) if words else look.tr("history-filter-none")
    asked = look.tr("history-filter-ask")
    return {"body": f"{asked}\n{said}", "facets": desk.facets_for(where, wanted), "is_set": not wanted.is_empty}


async def get_choose(dialog_manager: DialogManager, look: Look, **_: Any) -> dict[str, Any]:
    where, facet = here(dialog_manager), str(dialog_manager.dialog_data.get("facet", "days"))
    choices = await where.api.history.choices(where.actor)
    dialog_manager.dialog_data["tags"] = [*choices.tags]
    values = desk.values_of(facet, await desk.kept_filter(where.state), choices, look)
    return {"body": look.tr(f"history-ask-{facet}"), "values": values}


async def on_typed(message: Message, widget: ManagedTextInput[str], manager: DialogManager, text: str) -> None:
    """Days or a tag that no button has."""
    where, facet = await by_own_clock(here(manager)), str(manager.dialog_data.get("facet", ""))
    if facet == "tag":
        await desk.change(manager, facet, " ".join(text.split())[:LONGEST_SEARCH] or None)
        return
    if facet == "days":
        today = where.clock.now().astimezone(where.look.zone).date()
        await desk.change(manager, facet, read_days(text, today, most=None))
    else:
        complain(manager, where.tr("window-wants-tap"))


async def on_search(message: Message, widget: ManagedTextInput[str], manager: DialogManager, text: str) -> None:
    await _search(here(manager), text)
    manager.dialog_data["turned"] = ""
    await manager.switch_to(Calls.all)


async def _search(where: Here, text: str) -> None:
    await desk.keep_filter(where.state, (await desk.kept_filter(where.state)).sought(text))


async def on_calls(message: Message, command: CommandObject, where: Here, dialog_manager: DialogManager) -> None:
    """`/calls 4567` searches at once."""
    if command.args:
        await _search(where, command.args)
    await open_dialog(dialog_manager, Calls.all)


async def on_found(
    event: Message | CallbackQuery, callback_data: FoundPress, where: Here, dialog_manager: DialogManager
) -> None:
    """What a summary tells of: by its button, or by its link from a group."""
    if isinstance(event, CallbackQuery):
        await event.answer()
    await desk.keep_filter(where.state, desk.meant_by(callback_data))
    await open_dialog(dialog_manager, Calls.all)


async def on_digest(
    event: Message | CallbackQuery, callback_data: DigestPress, where: Here, dialog_manager: DialogManager
) -> None:
    """The very calls that it counts."""
    digest = await where.api.history.digest(where.actor, callback_data.notice_id, callback_data.number)
    if isinstance(event, CallbackQuery):
        await event.answer()
    await desk.keep_filter(where.state, CallFilter(digest=digest))
    await open_dialog(dialog_manager, Calls.all)


async def on_export(message: Message, dialog_manager: DialogManager) -> None:
    await open_dialog(dialog_manager, Calls.export)


async def on_page(query: CallbackQuery, dialog_manager: DialogManager) -> None:
    """Under the greeting, whose message becomes the window."""
    await query.answer()
    await open_dialog(dialog_manager, Calls.all, mode=ShowMode.EDIT)


async def on_repeat(query: CallbackQuery, callback_data: CallPress, where: Here, dialog_manager: DialogManager) -> None:
    copied = await where.api.history.repeat(where.actor, callback_data.call_id, where.place)
    if copied.is_shown:
        await query.answer(where.tr.plain("call-press-again-already"))
        return
    await query.answer()
    await send_card(dialog_manager, copied.view)


async def on_service(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    await on_open(query, here(manager), manager)


TO_ALL = to(Calls.all)
all_ = Window(
    BODY,
    CardRows("rows"),
    Row(select("turn", "turns", desk.on_turn)),
    Row(
        SwitchTo(label("history-list-filter"), id="filter", state=Calls.filter),
        SwitchTo(label("history-list-search"), id="search", state=Calls.search),
        SwitchTo(label("history-list-waiting", "planned"), id="planned", state=Calls.planned, when="has_planned"),
        Button(label("history-list-everything"), id="everything", on_click=desk.on_clear, when="is_set"),
    ),
    Row(
        SwitchTo(label("history-list-export"), id="export", state=Calls.export),
        Button(label("button-at-service"), id="service", on_click=on_service, when="can_ask_service"),
        CLOSE,
    ),
    state=Calls.all,
    getter=get_all,
)
planned = Window(BODY, CardRows("rows"), TO_ALL, state=Calls.planned, getter=get_planned)
filter_ = Window(
    BODY,
    Group(select("facet", "facets", desk.on_facet), width=2),
    Button(label("history-filter-clear"), id="clear", on_click=desk.on_clear, when="is_set"),
    TO_ALL,
    state=Calls.filter,
    getter=get_filter,
)
choose = Window(
    BODY,
    pages("values", select("value", "values", desk.on_value), width=2),
    TextInput(id="typed", on_success=on_typed),
    to(Calls.filter),
    state=Calls.choose,
    getter=get_choose,
)
search = Window(Say("history-search-ask"), TextInput(id="words", on_success=on_search), TO_ALL, state=Calls.search)


def build() -> Router:
    router = Router(name="calls")
    router.message.register(on_calls, Asked("calls", linked=True))
    router.message.register(on_found, IN_PRIVATE, Linked(FoundPress))
    router.callback_query.register(on_found, FoundPress.filter())
    router.message.register(on_digest, IN_PRIVATE, Linked(DigestPress))
    router.callback_query.register(on_digest, DigestPress.filter())
    router.message.register(on_export, Asked("export", linked=True))
    router.callback_query.register(on_page, HistoryPress.filter())
    router.callback_query.register(on_repeat, CallPress.filter(F.action == CallAction.REPEAT))
    return router


def dialog() -> Dialog:
    return Dialog(all_, planned, filter_, choose, search, export)
