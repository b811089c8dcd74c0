"""`/templates [account]`: the templates that a provider keeps for the company's clients: list, add, change."""

from collections.abc import Sequence
from typing import Any

from aiogram import Router
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.input import ManagedTextInput, TextInput
from aiogram_dialog.widgets.kbd import Button, Row, SwitchTo

from bot.domain.errors import NotFound, OrderProblem
from bot.ports.abilities import Template
from bot.services.templates import parse_templates
from bot.telegram.html import MESSAGE_LIMIT, clean, escape, fit, shorten
from bot.telegram.texts import Html, Translation
from handlers.asked import Asked
from handlers.here import Here, here
from handlers.kit import BODY, CLOSE, LONGEST_LABEL, kept, open_dialog, pages, select, to
from handlers.states import Templates
from handlers.widgets import Say, Window, label


async def on_templates(message: Message, command: CommandObject, where: Here, dialog_manager: DialogManager) -> None:
    account = (command.args or "").strip()
    if account:
        await open_dialog(dialog_manager, Templates.all, await _read(where, account))
    else:
        await open_dialog(dialog_manager, Templates.account, {"title": await where.api.templates.kept_by(where.actor)})


async def _read(where: Here, account: str) -> dict[str, Any]:
    """As the dialog keeps it. The list is read when somebody asks for it, not with each window."""
    found = await where.api.templates.read(where.actor, account)
    templates = [[one.id, one.name, one.message] for one in found.templates]
    return {"title": found.title, "account": found.account, "templates": templates}


def chosen(manager: DialogManager) -> Template:
    """Raises NotFound."""
    data = kept(manager)
    at, templates = data.get("at"), data.get("templates", [])
    if not isinstance(at, int) or at >= len(templates):
        raise NotFound("templates-gone")
    id_, name, message = templates[at]
    return Template(name, message, id_)


async def get_title(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    return {"title": kept(dialog_manager).get("title", "")}


async def get_all(dialog_manager: DialogManager, tr: Translation, **_: Any) -> dict[str, Any]:
    data = kept(dialog_manager)
    names = [shorten(name, LONGEST_LABEL) for _, name, _ in data.get("templates", [])]
    key = "templates-list-title" if names else "templates-list-empty"
    title = tr(key, account=data.get("account", ""), provider=data.get("title", ""))
    return {"body": title, "names": list(enumerate(names))}


async def get_one(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    one = chosen(dialog_manager)
    body = f"<b>{escape(clean(one.name))}</b>\n<blockquote>{escape(clean(one.message))}</blockquote>"
    return {"body": fit(body, MESSAGE_LIMIT)}


async def get_saved(dialog_manager: DialogManager, tr: Translation, **_: Any) -> dict[str, Any]:
    results = kept(dialog_manager).get("results", [])
    lines = [tr("templates-saved-title"), *(_result(name, error, tr) for name, error in results)]
    return {"body": fit("\n".join(lines), MESSAGE_LIMIT)}


def _result(name: str, error: str | None, tr: Translation) -> Html:
    return tr("templates-saved-refused", name=name, words=error) if error else tr("templates-saved-done", name=name)


async def _open_list(manager: DialogManager, account: str) -> None:
    manager.dialog_data.update(await _read(here(manager), account))
    await manager.switch_to(Templates.all)


async def on_account(message: Message, widget: ManagedTextInput[str], manager: DialogManager, text: str) -> None:
    await _open_list(manager, text)


async def on_one(query: CallbackQuery, widget: Any, manager: DialogManager, item_id: str) -> None:
    manager.dialog_data["at"] = int(item_id) if item_id.isdigit() else None
    chosen(manager)
    await manager.switch_to(Templates.one)


async def on_new(message: Message, widget: ManagedTextInput[str], manager: DialogManager, text: str) -> None:
    await _save(manager, parse_templates(text))


async def on_changed(message: Message, widget: ManagedTextInput[str], manager: DialogManager, text: str) -> None:
    written = parse_templates(text)
    if len(written) > 1:
        raise OrderProblem("templates-one-at-a-time")
    await _save(manager, [Template(written[0].name, written[0].message, chosen(manager).id)])


async def _save(manager: DialogManager, templates: Sequence[Template]) -> None:
    """The list is read anew when it is shown next, so that a change stands even if reading fails now."""
    where, account = here(manager), str(kept(manager).get("account", ""))
    saved = await where.api.templates.save(where.actor, account, templates)
    manager.dialog_data["results"] = [[one.name, one.error] for one in saved]
    await manager.switch_to(Templates.saved)


async def on_list(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    await _open_list(manager, str(kept(manager).get("account", "")))


BACK = to(Templates.all)

account = Window(
    Say("templates-account-ask", "title"),
    TextInput(id="account", on_success=on_account),
    CLOSE,
    state=Templates.account,
    getter=get_title,
)
all_ = Window(
    BODY,
    pages("names", select("name", "names", on_one)),
    Row(
        SwitchTo(label("templates-list-add"), id="add", state=Templates.add),
        SwitchTo(label("templates-list-account"), id="account", state=Templates.account),
    ),
    CLOSE,
    state=Templates.all,
    getter=get_all,
)
one = Window(
    BODY,
    SwitchTo(label("templates-one-change"), id="change", state=Templates.change),
    BACK,
    state=Templates.one,
    getter=get_one,
)
add = Window(Say("templates-add-ask"), TextInput(id="new", on_success=on_new), BACK, state=Templates.add)
change = Window(
    Say("templates-change-ask"), TextInput(id="changed", on_success=on_changed), BACK, state=Templates.change
)
saved = Window(
    BODY,
    Button(label("button-back"), id="list", on_click=on_list),
    CLOSE,
    state=Templates.saved,
    getter=get_saved,
)


def build() -> Router:
    router = Router(name="templates")
    router.message.register(on_templates, Asked("templates"))
    return router


def dialog() -> Dialog:
    return Dialog(account, all_, one, add, change, saved)
