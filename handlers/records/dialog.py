"""`/records`: the windows and what they show."""

from typing import Any

from aiogram import Router
from aiogram.types import Message
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.input import MessageInput, TextInput
from aiogram_dialog.widgets.kbd import Button, Column, Row, SwitchTo, Url
from aiogram_dialog.widgets.text import Format

from bot.domain.access import Right
from bot.domain.reasons import Reason
from bot.domain.records import RecordStage
from bot.services.records.records import CAN_BE_RENAMED, CAN_GO_AGAIN
from bot.services.records.views import RecordDetails, RecordPage, RecordRow
from bot.telegram.buttons import is_address
from bot.telegram.html import MESSAGE_LIMIT, clean, escape, fit, shorten
from bot.telegram.look import Look
from bot.telegram.menu_lines import short
from bot.telegram.record_lines import clock_time, cost_lines, record_label, stage_line, why_lines
from handlers.asked import Asked
from handlers.exchanges import exchange_windows, opens_request
from handlers.here import Here
from handlers.kit import BODY, CLOSE, choose, keep, only_with, open_dialog, select, to, turn
from handlers.numbers import NUMBERS
from handlers.records import actions
from handlers.records.actions import Desk, item_of
from handlers.states import Records
from handlers.widgets import Say, Window, label

LONGEST_SEARCH = 60
SHOWN_TEXT = 700
MOST_MENUS = 10


async def get_all(dialog_manager: DialogManager, look: Look, **_: Any) -> dict[str, Any]:
    desk = Desk(dialog_manager)
    page = await desk.read_page()
    return {
        "body": fit("\n".join(_lines(desk, page, look)), MESSAGE_LIMIT),
        "rows": [(item_of(row), _row_label(row)) for row in page.rows],
        "has_pages": page.pages > 1,
        "at": f"{page.page + 1} / {page.pages}",
        "is_searched": bool(desk.search),
        "is_whole": not desk.search,
        "has_unlisted": page.unlisted and not desk.unlisted and not desk.search,
        "is_unlisted": desk.unlisted,
        "is_listed": not desk.unlisted,
        "others": [(name, f"📡 {look.title(name)}") for name in page.providers if name != desk.provider],
    }


def _row_label(row: RecordRow) -> str:
    seconds = row.record.seconds if row.record else None
    return record_label(row.name, row.stage, seconds, [twin.stage for twin in row.twins])


def _lines(desk: Desk, page: RecordPage, look: Look) -> list[str]:
    tr, title = look.tr, look.title(desk.provider)
    key = "records-list-unlisted" if desk.unlisted else "records-list-title"
    lines: list[str] = [tr(key, provider=title, count=page.total)]
    if desk.search:
        search = short(desk.search, LONGEST_SEARCH)
        lines.append(tr("records-list-found" if page.total else "records-list-nothing", search=search))
    elif not page.total and not desk.unlisted:
        lines.append(tr("records-list-empty"))
    if not page.offered or page.problem == Reason.NOT_OFFERED:
        lines.append(tr("records-list-own"))
    elif page.problem is not None:
        lines.append(tr("records-list-silent"))
    return lines


async def get_one(dialog_manager: DialogManager, look: Look, **_: Any) -> dict[str, Any]:
    details = await Desk(dialog_manager).details()
    row, record = details.row, details.row.record
    can_play = record is not None and bool(record.voice_file or record.source_file)
    url = row.heard.url if row.heard and row.heard.url else ""
    lines = [_card(details, look)]
    if not can_play and not url:
        lines.append(look.tr("records-card-no-sound"))
    return {
        "body": fit("\n".join(lines), MESSAGE_LIMIT),
        "can_play": can_play,
        "url": url if is_address(url) else "",
        "can_call": bool(row.provider_record_id),
        "can_rename": record is not None and record.stage in CAN_BE_RENAMED,
        "can_again": record is not None and record.stage in CAN_GO_AGAIN,
        "can_remove": row.stage is not RecordStage.SENDING,
        "is_ours": record is not None,
        "again": [(row.stage, look.tr.plain("records-one-again"))],
    }


async def get_name(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    return {"name": (await Desk(dialog_manager).details()).row.name}


async def get_remove(dialog_manager: DialogManager, look: Look, **_: Any) -> dict[str, Any]:
    details = await Desk(dialog_manager).details()
    row = details.row
    there = bool(row.provider_record_id) and not row.is_missing
    gone = "records-remove-ask-lost" if row.stage is RecordStage.LOST else "records-remove-ask-here"
    ask = "records-remove-ask" if there else gone
    lines: list[str] = [look.tr(ask, name=row.name, provider=look.title(details.provider))]
    lines += ["", *_used_lines(details, look)]
    if details.menus or details.calls:
        lines.append(look.tr("records-remove-used"))
    can_here = there and row.record is not None and not details.is_list_known
    return {"body": fit("\n".join(lines), MESSAGE_LIMIT), "can_here": can_here}


async def get_call(dialog_manager: DialogManager, look: Look, **_: Any) -> dict[str, Any]:
    row = (await Desk(dialog_manager).details()).row
    lines = [look.tr("records-call-ask", name=row.name)]
    if row.stage is RecordStage.WAITING:
        lines.append(look.tr("records-call-waiting"))
    if row.stage is RecordStage.REFUSED:
        lines.append(look.tr("records-call-refused"))
    return {"body": "\n".join(lines)}


def _card(details: RecordDetails, look: Look) -> str:
    tr = look.tr
    name = f"<b>{escape(clean(details.row.name))}</b>"
    lines = [name, tr("records-sent-service", provider=look.title(details.provider))]
    lines += _state(details, look)
    for twin in details.row.twins:
        lines += [tr("records-sent-service", provider=look.title(twin.provider)), stage_line(twin.stage, tr)]
    return "\n".join([*lines, *_facts(details, look), *_used_lines(details, look)])


def _state(details: RecordDetails, look: Look) -> list[str]:
    row, tr = details.row, look.tr
    record, heard = row.record, row.heard
    words = heard.comment if heard and heard.comment else record.words if record else ""
    lines: list[str] = [stage_line(row.stage, tr)]
    lines += why_lines(row.stage, words, record.reason_key if record else None, tr)
    if row.stage is RecordStage.LOST:
        lines.append(tr("records-card-lost"))
    if row.is_silent:
        lines.append(tr("records-card-silent"))
    if row.is_missing:
        lines.append(tr("records-card-missing"))
    return lines


def _facts(details: RecordDetails, look: Look) -> list[str]:
    row, tr = details.row, look.tr
    record, heard = row.record, row.heard
    lines: list[str] = []
    if record is not None and record.seconds is not None:
        lines.append(tr("records-card-length", length=clock_time(record.seconds)))
    if text := (record.text if record else heard.text if heard else ""):
        lines.append(f"<blockquote>{escape(clean(shorten(text, SHOWN_TEXT)))}</blockquote>")
    if record is not None and record.created_at is not None:
        moment = record.created_at.astimezone(look.zone).strftime("%d.%m.%Y %H:%M")
        lines.append(tr("records-card-author", author=details.author or "?", moment=moment))
    lines += cost_lines(record, tr) if record else []
    if row.provider_record_id:
        lines.append(tr("records-card-number", number=row.provider_record_id))
    if heard and heard.name and heard.name != row.name:
        lines.append(tr("records-card-there", name=heard.name))
    return lines


def _used_lines(details: RecordDetails, look: Look) -> list[str]:
    """What plays it. When nothing does, a line says so."""
    tr = look.tr
    if not (details.menus or details.calls):
        return [tr("records-card-unused")]
    lines: list[str] = []
    if details.menus:
        names = "; ".join(details.menus[:MOST_MENUS])
        lines.append(tr("records-card-menus", names=names, count=len(details.menus)))
    if details.calls:
        lines.append(tr("records-card-calls", count=details.calls))
    return lines


TO_LIST = to(Records.all)
TO_ONE = to(Records.one)


async def on_records(message: Message, where: Here, dialog_manager: DialogManager) -> None:
    await open_dialog(dialog_manager, Records.all, {"provider": await actions.last_provider(where)})


all_ = Window(
    BODY,
    Column(select("record", "rows", choose("record", Records.one))),
    Row(
        Button(label("records-list-before"), id="before", on_click=turn(-1)),
        Button(Format("{at}"), id="at"),
        Button(label("records-list-after"), id="after", on_click=turn(1)),
        when="has_pages",
    ),
    Row(
        SwitchTo(label("records-list-search"), id="search", state=Records.search),
        Button(label("records-list-everything"), id="everything", on_click=keep(search="", page=0), when="is_searched"),
        Button(label("records-list-refresh"), id="refresh", on_click=keep(anew=True), when="is_whole"),
        Button(
            label("records-list-personal"), id="personal", on_click=keep(unlisted=True, page=0), when="has_unlisted"
        ),
    ),
    Row(select("service", "others", actions.on_provider), when="is_listed"),
    Row(
        Button(label("records-list-write"), id="write", on_click=actions.on_from_text, when="is_listed"),
        Button(label("button-back"), id="listed", on_click=keep(unlisted=False, page=0, search=""), when="is_unlisted"),
        CLOSE,
    ),
    state=Records.all,
    getter=get_all,
)
words = TextInput(id="words", on_success=actions.on_search)
search = Window(Say("records-search-ask"), words, TO_LIST, state=Records.search)
one = Window(
    BODY,
    SwitchTo(label("records-one-call"), id="call", state=Records.call, when="can_call"),
    Row(
        Button(label("records-one-play"), id="play", on_click=actions.on_play, when="can_play"),
        Url(label("records-one-link"), Format("{url}"), id="link", when="url"),
    ),
    Column(select("again", "again", actions.on_again), when="can_again"),
    Row(
        SwitchTo(label("records-one-rename"), id="rename", state=Records.rename, when="can_rename"),
        SwitchTo(label("records-one-remove"), id="remove", state=Records.remove, when="can_remove"),
    ),
    opens_request(Records.request, "is_ours"),
    TO_LIST,
    state=Records.one,
    getter=get_one,
)
named = TextInput(id="named", on_success=actions.on_name)
rename = Window(Say("records-rename-ask", "name"), named, TO_ONE, state=Records.rename, getter=get_name)
remove = Window(
    BODY,
    Button(label("records-remove-yes"), id="yes", on_click=actions.on_remove),
    Button(label("records-remove-here"), id="here", on_click=actions.on_remove, when="can_here"),
    TO_ONE,
    state=Records.remove,
    getter=get_remove,
)
numbers = MessageInput(actions.on_numbers, content_types=NUMBERS)
call = Window(BODY, numbers, TO_ONE, state=Records.call, getter=get_call)
request, answer = exchange_windows(actions.read_exchanges, Records.request, Records.answer, [TO_ONE])


def build() -> Router:
    router = Router(name="records")
    router.message.register(on_records, Asked("records"))
    return router


def dialog() -> Dialog:
    windows = (all_, search, one, rename, remove, call, request, answer)
    return Dialog(*windows, getter=only_with(Right.MANAGE_RECORDS))
