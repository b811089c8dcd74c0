"""A template is what is said: of the client that was chosen last, or of another one."""

from dataclasses import replace
from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.input import ManagedTextInput, TextInput
from aiogram_dialog.widgets.kbd import Button, SwitchTo

from bot.domain.access import Right
from bot.ports import Capability
from bot.telegram.texts import Translation
from handlers.here import Here, here
from handlers.kit import BODY, pages, select
from handlers.options.start import BACK, set_and_return
from handlers.options.words import words
from handlers.states import Options
from handlers.templates import ON_A_PAGE, chosen, last_account, read_templates, template_labels
from handlers.widgets import Say, Window, label


def has_templates(where: Here) -> bool:
    return where.actor.may(Right.MANAGE_TEMPLATES) and bool(where.look.who_can(Capability.TEMPLATES))


async def on_templates(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    last = await last_account(here(manager))
    await (_open(manager, last) if last else manager.switch_to(Options.account))


async def on_account(message: Message, widget: ManagedTextInput[str], manager: DialogManager, text: str) -> None:
    await _open(manager, text)


async def _open(manager: DialogManager, account: str) -> None:
    """Asks the provider once, when the window opens. Raises OrderProblem, ProviderError."""
    manager.dialog_data.update(await read_templates(here(manager), account))
    await manager.switch_to(Options.templates)


async def on_template(query: CallbackQuery, widget: Any, manager: DialogManager, item_id: str) -> None:
    where, one = here(manager), chosen(manager, item_id)
    said = await where.api.templates.said(where.actor, manager.dialog_data["account"], one)
    await set_and_return(manager, lambda terms: replace(terms, saying=replace(terms.saying, said=said)))


async def get_templates(dialog_manager: DialogManager, tr: Translation, **_: Any) -> dict[str, Any]:
    data = dialog_manager.dialog_data
    key = "options-templates-ask" if data["templates"] else "options-templates-none"
    return {"body": tr(key, account=data["account"]), "names": template_labels(data)}


WINDOWS = (
    Window(
        BODY,
        *words(),
        pages("templates", select("template", "names", on_template), height=ON_A_PAGE),
        SwitchTo(label("templates-list-account"), id="account", state=Options.account),
        BACK,
        state=Options.templates,
        getter=get_templates,
    ),
    Window(
        Say("templates-account-ask"),
        TextInput(id="account", on_success=on_account),
        BACK,
        state=Options.account,
    ),
)
