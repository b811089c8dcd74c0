"""What the windows of the templates show. The list is read when somebody asks for it, not with each window."""

from __future__ import annotations

from typing import Any

from aiogram_dialog import DialogManager

from bot.domain.errors import NotFound
from bot.ports.abilities import Template
from bot.services.templates import AccountTemplates
from bot.telegram.html import MESSAGE_LIMIT, clean, escape, fit, shorten
from bot.telegram.texts import Html, Translation
from handlers.kit import LONGEST_LABEL


def kept(found: AccountTemplates) -> dict[str, Any]:
    """As a dialog keeps it."""
    return {
        "title": found.title,
        "account": found.account,
        "templates": [[one.id, one.name, one.message] for one in found.templates],
    }


def data_of(manager: DialogManager) -> dict[str, Any]:
    """What was read last, else what the dialog began with."""
    started = manager.start_data if isinstance(manager.start_data, dict) else {}
    return {**started, **manager.dialog_data}


def chosen(manager: DialogManager) -> Template:
    """Raises NotFound."""
    data = data_of(manager)
    at, templates = data.get("at"), data.get("templates", [])
    if not isinstance(at, int) or at >= len(templates):
        raise NotFound("templates-gone")
    id_, name, message = templates[at]
    return Template(name, message, id_)


async def get_title(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    return {"title": data_of(dialog_manager).get("title", "")}


async def get_all(dialog_manager: DialogManager, tr: Translation, **_: Any) -> dict[str, Any]:
    data = data_of(dialog_manager)
    names = [shorten(name, LONGEST_LABEL) for _, name, _ in data.get("templates", [])]
    key = "templates-list-title" if names else "templates-list-empty"
    return {
        "text": tr(key, account=data.get("account", ""), provider=data.get("title", "")),
        "names": list(enumerate(names)),
    }


async def get_one(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    one = chosen(dialog_manager)
    body = f"<b>{escape(clean(one.name))}</b>\n<blockquote>{escape(clean(one.message))}</blockquote>"
    return {"body": fit(body, MESSAGE_LIMIT)}


async def get_saved(dialog_manager: DialogManager, tr: Translation, **_: Any) -> dict[str, Any]:
    results = data_of(dialog_manager).get("results", [])
    lines = [tr("templates-saved-title"), *(_result(name, error, tr) for name, error in results)]
    return {"body": fit("\n".join(lines), MESSAGE_LIMIT)}


def _result(name: str, error: str | None, tr: Translation) -> Html:
    return tr("templates-saved-refused", name=name, words=error) if error else tr("templates-saved-done", name=name)
