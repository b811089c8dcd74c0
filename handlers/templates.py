"""`/templates [account]`: the templates that a provider keeps for the company's clients: list, add, change, call with.

The one provider that keeps them, Mobilgroup, offers no deletion: one that is deleted leaves the lists here alone, and
whoever deletes it is told so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from aiogram import Router
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.input import ManagedTextInput, MessageInput, TextInput
from aiogram_dialog.widgets.kbd import Button, Row, SwitchTo

from bot.domain.access import Right
from bot.domain.errors import NotFound, OrderProblem, ProviderError
from bot.ports.abilities import Template
from bot.ports.hearing import KeptAnswer
from bot.services.call_answers import Exchange
from bot.services.templates import parse_templates
from bot.telegram.html import MESSAGE_LIMIT, clean, escape, fit, shorten
from bot.telegram.texts import Html, Translation
from handlers.asked import Asked
from handlers.errors import explain
from handlers.exchanges import exchange_windows, opens_request
from handlers.here import Here, complain, here
from handlers.kit import (
    BODY,
    CLOSE,
    LONGEST_LABEL,
    kept,
    leave_dialog,
    only_with,
    open_dialog,
    pages,
    select,
    send_card,
    to,
)
from handlers.numbers import NUMBERS, whom
from handlers.states import Templates
from handlers.widgets import Say, Window, label

ON_A_PAGE = 5
LAST = "templates_account"
"""Where somebody's own state keeps the client whose templates they read last."""


async def on_templates(message: Message, command: CommandObject, where: Here, dialog_manager: DialogManager) -> None:
    """Without an account: the one chosen last, as long as the provider tells of it."""
    if account := (command.args or "").strip():
        await open_dialog(dialog_manager, Templates.all, await read_templates(where, account))
        return
    await where.api.templates.kept_by(where.actor)
    if last := await last_account(where):
        try:
            await open_dialog(dialog_manager, Templates.all, await read_templates(where, last))
            return
        except ProviderError as error:
            complain(dialog_manager, escape(explain(error, where.tr)))
    await open_dialog(dialog_manager, Templates.account)


async def last_account(where: Here) -> str:
    account: str = (await where.state.get_data()).get(LAST, "")
    return account


async def read_templates(where: Here, account: str) -> dict[str, Any]:
    """As the dialog keeps it. The list is read when somebody asks for it, not with each window."""
    found = await where.api.templates.read(where.actor, account)
    await where.state.update_data({LAST: found.account})
    templates = [[one.id, one.name, one.message] for one in found.templates]
    return {"title": found.title, "account": found.account, "templates": templates, "removed": []}


def chosen(manager: DialogManager, item_id: str) -> Template:
    """`item_id` is its place in the list. Raises NotFound."""
    templates, removed = kept(manager).get("templates", []), kept(manager).get("removed", [])
    if not item_id.isdigit() or int(item_id) >= len(templates) or item_id in removed:
        raise NotFound("templates-gone")
    return _template(kept(manager), item_id)


def _template(data: Mapping[str, Any], item_id: str) -> Template:
    id_, name, message = data["templates"][int(item_id)]
    return Template(name, message, id_)


def _open_one(manager: DialogManager) -> Template:
    return chosen(manager, str(kept(manager).get("at", "")))


def template_labels(data: Mapping[str, Any]) -> list[tuple[str, str]]:
    """A button carries the place in the list. Those that were `removed` keep theirs, until the list is read anew."""
    templates, removed = data.get("templates", []), data.get("removed", [])
    labels = [(str(at), shorten(name, LONGEST_LABEL)) for at, (_, name, _) in enumerate(templates)]
    return [one for one in labels if one[0] not in removed]


async def get_account(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    return {"has_list": "templates" in kept(dialog_manager)}


async def get_all(dialog_manager: DialogManager, tr: Translation, **_: Any) -> dict[str, Any]:
    data = kept(dialog_manager)
    names, removed = template_labels(data), data.get("removed", [])
    lines: list[str] = []
    undo: list[tuple[str, str]] = []
    for last in removed[-1:]:
        lines += [tr("templates-removed-text", name=_template(data, last).name), ""]
        undo.append((last, tr.plain("templates-list-undo")))
    lines.append(tr("templates-list-title", account=data.get("account", ""), provider=data.get("title", "")))
    if not names:
        lines.append(tr("templates-list-empty"))
    return {"body": "\n".join(lines), "names": names, "undo": undo}


async def get_one(dialog_manager: DialogManager, tr: Translation, **_: Any) -> dict[str, Any]:
    one = _open_one(dialog_manager)
    body = f"<b>{escape(clean(one.name))}</b>\n<blockquote>{escape(clean(one.message))}</blockquote>"
    return {"body": fit(body, MESSAGE_LIMIT), "can_remove": one.id is not None}


async def get_remove(dialog_manager: DialogManager, tr: Translation, **_: Any) -> dict[str, Any]:
    provider = kept(dialog_manager).get("title", "")
    return {"body": tr("templates-remove-ask", name=_open_one(dialog_manager).name, provider=provider)}


async def get_call(dialog_manager: DialogManager, tr: Translation, **_: Any) -> dict[str, Any]:
    return {"body": tr("templates-call-ask", name=_open_one(dialog_manager).name)}


async def get_saved(dialog_manager: DialogManager, tr: Translation, **_: Any) -> dict[str, Any]:
    results = kept(dialog_manager).get("results", [])
    lines = [tr("templates-saved-title"), *(_result(name, error, reason, tr) for name, error, reason in results)]
    return {"body": fit("\n".join(lines), MESSAGE_LIMIT)}


def _result(name: str, error: str | None, reason: str | None, tr: Translation) -> Html:
    if reason:
        return tr("templates-saved-why", name=name, why=tr(reason))
    return tr("templates-saved-refused", name=name, words=error) if error else tr("templates-saved-done", name=name)


async def _open_list(manager: DialogManager, account: str) -> None:
    manager.dialog_data.update(await read_templates(here(manager), account))
    await manager.switch_to(Templates.all)


async def on_account(message: Message, widget: ManagedTextInput[str], manager: DialogManager, text: str) -> None:
    await _open_list(manager, text)


async def on_one(query: CallbackQuery, widget: Any, manager: DialogManager, item_id: str) -> None:
    chosen(manager, item_id)
    manager.dialog_data["at"] = item_id
    await manager.switch_to(Templates.one)


async def on_new(message: Message, widget: ManagedTextInput[str], manager: DialogManager, text: str) -> None:
    await _save(manager, parse_templates(text))


async def on_changed(message: Message, widget: ManagedTextInput[str], manager: DialogManager, text: str) -> None:
    written = parse_templates(text)
    if len(written) > 1:
        raise OrderProblem("templates-one-at-a-time")
    await _save(manager, [Template(written[0].name, written[0].message, _open_one(manager).id)])


async def on_remove(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    where, data = here(manager), kept(manager)
    await where.api.templates.remove(where.actor, data["account"], _open_one(manager))
    manager.dialog_data["removed"] = [*data.get("removed", []), data["at"]]
    await manager.switch_to(Templates.all)


async def on_undo(query: CallbackQuery, widget: Any, manager: DialogManager, item_id: str) -> None:
    """What was deleted last comes back first. The button names it, so that a double tap brings back no more."""
    where, data = here(manager), kept(manager)
    removed = data.get("removed", [])
    if item_id in removed:
        await where.api.templates.bring_back(where.actor, data["account"], _template(data, item_id))
        manager.dialog_data["removed"] = [one for one in removed if one != item_id]


async def on_numbers(message: Message, widget: MessageInput, manager: DialogManager) -> None:
    """The order's card takes the place of the dialog. A number that is none is explained, and asked for again."""
    where = here(manager)
    said = await where.api.templates.said(where.actor, kept(manager)["account"], _open_one(manager))
    written = replace(whom(message, where.place), said=said)
    written.read()
    view = await where.api.orders.draft(where.actor, written)
    await leave_dialog(manager)
    await send_card(manager, view)


async def _save(manager: DialogManager, templates: Sequence[Template]) -> None:
    """The list is read anew when it is shown next, so that a change stands even if reading fails now."""
    where, account = here(manager), str(kept(manager).get("account", ""))
    saved = await where.api.templates.save(where.actor, account, templates)
    manager.dialog_data["results"] = [[one.name, one.error, one.reason] for one in saved.templates]
    manager.dialog_data["exchange"] = asdict(saved.exchange)
    await manager.switch_to(Templates.saved)


async def read_exchange(manager: DialogManager) -> list[Exchange]:
    title, request, answer = (kept(manager)["exchange"][name] for name in ("title", "request", "answer"))
    return [Exchange(title, request, KeptAnswer(**answer) if answer else None)]


async def on_list(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    await _open_list(manager, str(kept(manager).get("account", "")))


BACK = to(Templates.all)

account = Window(
    Say("templates-account-ask"),
    TextInput(id="account", on_success=on_account),
    SwitchTo(label("button-back"), id="back", state=Templates.all, when="has_list"),
    CLOSE,
    state=Templates.account,
    getter=get_account,
)
all_ = Window(
    BODY,
    pages("names", select("name", "names", on_one), height=ON_A_PAGE),
    Row(select("undo", "undo", on_undo), when="undo"),
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
    SwitchTo(label("templates-one-call"), id="call", state=Templates.call),
    Row(
        SwitchTo(label("templates-one-change"), id="change", state=Templates.change),
        SwitchTo(label("templates-one-remove"), id="remove", state=Templates.remove, when="can_remove"),
    ),
    BACK,
    state=Templates.one,
    getter=get_one,
)
remove = Window(
    BODY,
    Button(label("templates-remove-yes"), id="yes", on_click=on_remove),
    to(Templates.one),
    state=Templates.remove,
    getter=get_remove,
)
add = Window(Say("templates-add-ask"), TextInput(id="new", on_success=on_new), BACK, state=Templates.add)
change = Window(
    Say("templates-change-ask"),
    TextInput(id="changed", on_success=on_changed),
    to(Templates.one),
    state=Templates.change,
)
call = Window(
    BODY,
    MessageInput(on_numbers, content_types=NUMBERS),
    to(Templates.one),
    state=Templates.call,
    getter=get_call,
)
saved = Window(
    BODY,
    opens_request(Templates.request),
    Row(Button(label("button-back"), id="list", on_click=on_list), CLOSE),
    state=Templates.saved,
    getter=get_saved,
)
request, answer = exchange_windows(read_exchange, Templates.request, Templates.answer, [to(Templates.saved)])


def build() -> Router:
    router = Router(name="templates")
    router.message.register(on_templates, Asked("templates"))
    return router


def dialog() -> Dialog:
    windows = (account, all_, one, add, change, remove, saved, request, answer, call)
    return Dialog(*windows, getter=only_with(Right.MANAGE_TEMPLATES))
