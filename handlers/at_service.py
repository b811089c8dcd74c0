"""`/calls` → at the service: calls of a period as the service's own account has them: all, over, or by their end."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from aiogram import Router
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager, ShowMode
from aiogram_dialog.widgets.input import ManagedTextInput, TextInput
from aiogram_dialog.widgets.kbd import Button, Group, Row, SwitchTo
from aiogram_dialog.widgets.text import Format

from bot.domain.access import Right
from bot.domain.calls import CallState
from bot.domain.phones import Phone
from bot.domain.spans import Days, Span, days_of, read_days
from bot.ports.media import Sheet, SheetKind
from bot.ports.telephony import SeenCall
from bot.telegram.buttons import is_address
from bot.telegram.format import dotted, state_sign
from bot.telegram.html import MESSAGE_LIMIT, escape, fit, shorten
from bot.telegram.look import Look
from bot.telegram.presses import AtServicePress
from bot.telegram.texts import Translation
from handlers.calls.files import send_sheet
from handlers.here import Here, here
from handlers.kit import BODY, CLOSE, LONGEST_LABEL, kept, marked, only_with, open_dialog, pages, select, to, turning
from handlers.states import AtService
from handlers.widgets import Say, Window, label

ON_A_PAGE = 8
ALL, OVER, SOME = "all", "over", "some"
"""What is shown: all, those that are over, those that ended in a chosen way."""


async def on_open(query: CallbackQuery, where: Here, dialog_manager: DialogManager) -> None:
    data = await _asked(where, {})
    await query.answer()
    await open_dialog(dialog_manager, AtService.calls, data)


async def _asked(where: Here, data: dict[str, Any]) -> dict[str, Any]:
    """As the dialog keeps it. The service is asked when somebody chooses, not with each page."""
    today = where.clock.now().astimezone(where.look.zone).date()
    days = _days(data, today)
    show, statuses = data.get("show", ALL), data.get("statuses", [])
    since, until = days.moments(where.look.zone)
    of_these = statuses if show == SOME else []
    found = await where.api.at_service.calls(where.actor, since, until, of_these, completed=show == OVER)
    ends = data.get("ends", []) if show == SOME else _ends(found.provider, found.by_status, where.look)
    return {
        "first": days.first.isoformat(),
        "last": days.last.isoformat(),
        "show": show,
        "statuses": statuses,
        "provider": found.provider,
        "calls": [_row(call) for call in found.calls],
        "count": found.count,
        "has_taps": found.has_taps,
        "ends": ends,
        "page": 0,
    }


def _days(data: Mapping[str, Any], today: date) -> Days:
    if "first" not in data:
        return days_of(Span.TODAY, today)
    return Days(date.fromisoformat(data["first"]), date.fromisoformat(data["last"]))


def _row(call: SeenCall) -> list[Any]:
    report = call.report
    at = call.at.isoformat() if call.at else None
    heard = report.recording_url if report.recording_url and is_address(report.recording_url) else None
    return [at, call.manager, call.client, report.vendor_status, report.state, call.seconds, call.attempt, heard]


def _ends(provider: str, by_status: Any, look: Look) -> list[list[Any]]:
    """[words, how many, the statuses that are called so], the commonest first."""
    found: dict[str, list[Any]] = {}
    for status, count in by_status.items():
        words = _words(provider, status, look)
        entry = found.setdefault(words, [words, 0, []])
        entry[1] += count
        entry[2].append(status)
    return sorted(found.values(), key=lambda entry: -entry[1])


def _words(provider: str, status: str | None, look: Look) -> str:
    """What the service's account calls this status."""
    theirs = look.in_their_words(provider, status)
    return theirs[0] if theirs else status or ""


async def _show(manager: DialogManager, **chosen: Any) -> None:
    data = {**kept(manager), **chosen}
    manager.dialog_data.update(await _asked(here(manager), data))
    await manager.switch_to(AtService.calls)


async def on_all(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    await _show(manager, show=ALL, statuses=[])


async def on_over(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    await _show(manager, show=OVER, statuses=[])


async def on_end(query: CallbackQuery, widget: Any, manager: DialogManager, item_id: str) -> None:
    """`item_id` is its place in the list."""
    ends = kept(manager).get("ends", [])
    if item_id.isdigit() and int(item_id) < len(ends):
        await _show(manager, show=SOME, statuses=ends[int(item_id)][2])


async def on_span(query: CallbackQuery, widget: Any, manager: DialogManager, item_id: str) -> None:
    where = here(manager)
    await _period(manager, days_of(Span(item_id), where.clock.now().astimezone(where.look.zone).date()))


async def on_dates(message: Message, widget: ManagedTextInput[str], manager: DialogManager, text: str) -> None:
    where = here(manager)
    await _period(manager, read_days(text, where.clock.now().astimezone(where.look.zone).date()))


async def _period(manager: DialogManager, days: Days) -> None:
    """Of another period other ends are known: all its calls are shown."""
    await _show(manager, first=days.first.isoformat(), last=days.last.isoformat(), show=ALL, statuses=[])


async def on_taps(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    """A table of what the service tells: it names the columns."""
    where = here(manager)
    since, until = _days(kept(manager), where.clock.now().date()).moments(where.look.zone)
    taps = await where.api.at_service.taps(where.actor, since, until)
    await query.answer(where.tr.plain("at-service-taps-found", count=len(taps)), show_alert=not taps)
    columns = list(dict.fromkeys(name for tap in taps for name in tap))
    rows = [[str(tap.get(name, "")) for name in columns] for tap in taps]
    if rows:
        await send_sheet(where, Sheet(SheetKind.XLSX, "tap2calls", columns), rows)
        manager.show_mode = ShowMode.SEND


async def get_calls(dialog_manager: DialogManager, look: Look, **_: Any) -> dict[str, Any]:
    data, tr = kept(dialog_manager), look.tr
    calls, page = data["calls"], data.get("page", 0)
    shown = calls[page * ON_A_PAGE : (page + 1) * ON_A_PAGE]
    provider, show = data["provider"], data["show"]
    what = _words(provider, next(iter(data["statuses"]), None), look) if show == SOME else ""
    said = [_spelled(data), tr("at-service-what", show=show, end=what), tr("at-service-count", count=data["count"])]
    lines: list[str] = [
        f"{tr('at-service-title', provider=look.title(provider))}\n{dotted(said)}",
        *(_entry(row, provider, look) for row in shown),
    ]
    if data["count"] > len(calls):
        lines.append(tr("at-service-newest", count=len(calls)))
    return {
        "body": fit("\n\n".join(lines), MESSAGE_LIMIT),
        "period": _spelled(data),
        "all": marked(tr.plain("at-service-all"), show == ALL),
        "over": marked(tr.plain("at-service-over"), show == OVER),
        "some": marked(tr.plain("at-service-by-end"), show == SOME),
        "has_ends": bool(data["ends"]),
        "has_taps": data.get("has_taps") and not look.in_group,  # it holds whole numbers of clients
        "has_before": page > 0,
        "has_after": (page + 1) * ON_A_PAGE < len(calls),
    }


def _spelled(data: Any) -> str:
    """`21.11–28.11`."""
    first, last = (date.fromisoformat(data[name]).strftime("%d.%m") for name in ("first", "last"))
    return first if first == last else f"{first}–{last}"


def _entry(row: list[Any], provider: str, look: Look) -> str:
    at, manager, client, status, state, seconds, attempt, recording = row
    began = datetime.fromisoformat(at).astimezone(look.zone).strftime("%d.%m %H:%M") if at else None
    phones = " → ".join(look.number(Phone(phone)) for phone in (manager, client) if phone)
    sign = state_sign(CallState(state)) if state else "❔"
    talk = look.tr("call-card-talk", minutes=seconds // 60, seconds=seconds % 60) if seconds else None
    tried = look.tr("call-card-attempt", attempt=attempt) if attempt and attempt > 1 else None
    end = f"{sign} {escape(_words(provider, status, look))}"
    is_shown = recording and not look.in_group  # a link opens for everybody
    heard = f'<a href="{escape(recording)}">{look.tr("at-service-recording")}</a>' if is_shown else None
    return f"<b>{began or ''}</b> {phones}\n{dotted([end, talk, tried, heard])}"


async def get_period(tr: Translation, **_: Any) -> dict[str, Any]:
    return {"spans": [(span.value, tr.plain(f"at-service-span-{span}")) for span in Span]}


async def get_ends(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    ends = kept(dialog_manager)["ends"]
    labels = [f"{shorten(words, LONGEST_LABEL)} ({count})" for words, count, _statuses in ends]
    return {"ends": [(str(at), text) for at, text in enumerate(labels)]}


def build() -> Router:
    router = Router(name="there")
    router.callback_query.register(on_open, AtServicePress.filter())
    return router


def dialog() -> Dialog:
    return Dialog(
        Window(
            BODY,
            SwitchTo(label("at-service-period", "period"), id="period", state=AtService.period),
            Row(
                Button(Format("{all}"), id="all", on_click=on_all),
                Button(Format("{over}"), id="over", on_click=on_over),
            ),
            SwitchTo(Format("{some}"), id="some", state=AtService.ends, when="has_ends"),
            Button(label("at-service-taps"), id="taps", on_click=on_taps, when="has_taps"),
            turning("before", "after"),
            CLOSE,
            state=AtService.calls,
            getter=get_calls,
        ),
        Window(
            Say("at-service-period-ask"),
            TextInput(id="dates", on_success=on_dates),
            Group(select("span", "spans", on_span), width=2),
            to(AtService.calls),
            state=AtService.period,
            getter=get_period,
        ),
        Window(
            Say("at-service-ends-ask"),
            pages("ends", select("end", "ends", on_end), height=5),
            to(AtService.calls),
            state=AtService.ends,
            getter=get_ends,
        ),
        getter=only_with(Right.SEE_ALL_CALLS),
    )
