"""Numbers that were not understood, beside others that were: the others stand, and these can be written again."""

from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.input import ManagedTextInput, TextInput
from aiogram_dialog.widgets.kbd import Button, SwitchTo

from bot.domain.errors import BadPhone
from bot.domain.phones import parse_dictation
from bot.domain.reading.figures import MAX_WRITTEN
from bot.telegram.draft_card import draft_card
from bot.telegram.html import MESSAGE_LIMIT, fit
from bot.telegram.look import Look
from bot.telegram.texts import Html
from handlers.kit import BODY, kept
from handlers.options.start import change, leave, read
from handlers.states import Options
from handlers.widgets import CardRows, Window, label


def misread_in(manager: DialogManager) -> list[str]:
    """As they were written."""
    found: list[str] = kept(manager).get("misread", [])
    return found


def misread_lines(manager: DialogManager, look: Look) -> list[Html]:
    misread = misread_in(manager)
    return [look.tr("options-misread-line", written=", ".join(misread))] if misread else []


async def get_misread(dialog_manager: DialogManager, look: Look, **_: Any) -> dict[str, Any]:
    body, rows = draft_card(await read(dialog_manager), look)
    note = "\n".join(misread_lines(dialog_manager, look))
    return {"body": f"{fit(body, MESSAGE_LIMIT - len(note) - 2)}\n\n{note}", "card": rows}


async def get_fix(dialog_manager: DialogManager, look: Look, **_: Any) -> dict[str, Any]:
    return {"body": look.tr("options-fix-ask", written=", ".join(misread_in(dialog_manager)))}


async def on_fixed(message: Message, widget: ManagedTextInput[str], manager: DialogManager, text: str) -> None:
    """Raises BadPhone: then it is asked for again."""
    fixed = parse_dictation(text)
    if fixed.in_doubt:
        raise BadPhone("phone-which-one", written=text[:MAX_WRITTEN])
    await change(manager, more_phones=fixed.phones)
    await on_without(None, None, manager)


async def on_without(query: CallbackQuery | None, widget: Button | None, manager: DialogManager) -> None:
    manager.dialog_data["misread"] = []
    await leave(manager)


async def on_unfixed(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    await leave(manager)


WINDOWS = (
    Window(
        BODY,
        SwitchTo(label("options-fix"), id="fix", state=Options.fix),
        CardRows("card"),
        state=Options.misread,
        getter=get_misread,
    ),
    Window(
        BODY,
        TextInput(id="number", on_success=on_fixed),
        Button(label("options-fix-without"), id="without", on_click=on_without),
        Button(label("button-back"), id="back", on_click=on_unfixed),
        state=Options.fix,
        getter=get_fix,
    ),
)
