"""What the windows of the records show."""

from __future__ import annotations

from typing import Any

from aiogram_dialog import DialogManager

from bot.domain.access import Person
from bot.domain.records import RecordStage
from bot.services.records.again import CAN_GO_AGAIN
from bot.services.records.changing import NAMED
from bot.services.records.looking import ListRecords, RecordPage
from bot.services.records.making import CheckRecords
from bot.telegram.buttons import is_address
from bot.telegram.html import MESSAGE_LIMIT, fit
from bot.telegram.look import Look
from bot.telegram.menu_lines import short
from bot.telegram.record_lines import record_label
from handlers.records.card import record_card, used_lines
from handlers.records.desk import Desk, item_of

LONGEST_SEARCH = 60


async def get_services(
    dialog_manager: DialogManager, actor: Person, look: Look, check_records: CheckRecords, **_: Any
) -> dict[str, Any]:
    return {"services": [(name, look.title(name)) for name in await check_records(actor, None)]}


async def get_all(
    dialog_manager: DialogManager,
    actor: Person,
    look: Look,
    list_records: ListRecords,
    check_records: CheckRecords,
    **_: Any,
) -> dict[str, Any]:
    desk = Desk(dialog_manager)
    page = await list_records(actor, desk.looking)
    desk.stay_at(page.page)
    return {
        "body": fit("\n".join(_lines(desk, page, look)), MESSAGE_LIMIT),
        "rows": [
            (item_of(row), record_label(row.name, row.stage, row.record.seconds if row.record else None))
            for row in page.rows
        ],
        "has_pages": page.pages > 1,
        "at": f"{page.page + 1} / {page.pages}",
        "is_searched": bool(desk.search),
        "many_services": len(await check_records(actor, None)) > 1,
    }


def _lines(desk: Desk, page: RecordPage, look: Look) -> list[str]:
    tr, title = look.tr, look.title(desk.provider)
    lines: list[str] = [tr("records-list-title", provider=title, count=page.total)]
    if desk.search:
        search = short(desk.search, LONGEST_SEARCH)
        lines.append(tr("records-list-found" if page.total else "records-list-nothing", search=search))
    elif not page.total:
        lines.append(tr("records-list-empty"))
    if not page.offered or page.problem == "provider-not-offered":
        lines.append(tr("records-list-own"))
    elif page.problem is not None:
        lines.append(tr("records-list-silent"))
    return lines


async def get_one(dialog_manager: DialogManager, look: Look, **_: Any) -> dict[str, Any]:
    details = await Desk(dialog_manager).details()
    row, record = details.row, details.row.record
    can_play = record is not None and bool(record.voice_file or record.source_file)
    url = row.heard.url if row.heard and row.heard.url else ""
    lines = [record_card(details, look)]
    if not can_play:
        lines.append(look.tr("records-card-no-sound"))
    return {
        "body": fit("\n".join(lines), MESSAGE_LIMIT),
        "can_play": can_play,
        "url": url if is_address(url) else "",
        "can_call": bool(row.provider_record_id),
        "can_rename": record is not None and record.stage in NAMED,
        "can_again": record is not None and record.stage in CAN_GO_AGAIN,
        "can_remove": row.stage is not RecordStage.SENDING,
        "again": [(row.stage, look.tr.plain("records-one-again"))],
    }


async def get_name(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    return {"name": (await Desk(dialog_manager).details()).row.name}


async def get_remove(dialog_manager: DialogManager, look: Look, **_: Any) -> dict[str, Any]:
    details = await Desk(dialog_manager).details()
    row = details.row
    there = bool(row.provider_record_id) and not row.is_missing
    ask = (
        "records-remove-ask"
        if there
        else "records-remove-ask-lost"
        if row.stage == "lost"
        else "records-remove-ask-here"
    )
    lines: list[str] = [look.tr(ask, name=row.name, provider=look.title(details.provider))]
    lines += ["", *used_lines(details, look)]
    if details.menus or details.calls:
        lines.append(look.tr("records-remove-used"))
    can_here = there and row.record is not None and not details.is_told
    return {"body": fit("\n".join(lines), MESSAGE_LIMIT), "can_here": can_here}


async def get_call(dialog_manager: DialogManager, look: Look, **_: Any) -> dict[str, Any]:
    row = (await Desk(dialog_manager).details()).row
    lines = [look.tr("records-call-ask", name=row.name)]
    if row.stage is RecordStage.WAITING:
        lines.append(look.tr("records-call-waiting"))
    if row.stage is RecordStage.REFUSED:
        lines.append(look.tr("records-call-refused"))
    return {"body": "\n".join(lines)}
