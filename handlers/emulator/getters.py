"""What the windows of the emulator show. None of them asks a provider anything."""

from typing import Any

from aiogram_dialog import DialogManager

from bot.domain.access import Person, Right
from bot.ports.emulating import BadValues, Operation, Parameter, ParameterKind
from bot.services.emulator_values import is_plain
from bot.telegram.html import MESSAGE_LIMIT, cut, fit
from bot.telegram.texts import Texts, Translation
from handlers.emulator import problems
from handlers.emulator.draft import Draft
from handlers.emulator.texts import (
    Form,
    answer_html,
    does,
    form_text,
    laid_out,
    limits_of,
    named,
    request_html,
    shown,
    title,
    written,
)
from handlers.here import Here, here

MOST_BUTTONS = 90
"""Telegram takes a hundred under a message."""


async def get_providers(dialog_manager: DialogManager, tr: Translation, **_: Any) -> dict[str, Any]:
    providers = await Draft(dialog_manager).providers()
    return {
        "body": tr("emulator-services-ask" if providers else "emulator-services-none"),
        "services": [(provider.name, provider.title) for provider in providers],
    }


async def get_operations(dialog_manager: DialogManager, where: Here, **_: Any) -> dict[str, Any]:
    provider = await Draft(dialog_manager).provider()
    operations = provider.operations.values()
    lines = [_told(operation, where.texts, where.tr) for operation in operations]
    head = where.tr("emulator-operations-ask", service=provider.title, secret=provider.masked_key)
    return {
        "body": fit("\n\n".join([head, "\n".join(lines)]), MESSAGE_LIMIT),
        "operations": [(one.id, f"{'📞 ' if one.places_call else ''}{one.name}") for one in operations],
    }


def _told(operation: Operation, texts: Texts, tr: Translation) -> str:
    what = does(operation, texts, tr)
    name = tr("emulator-operations-name", name=operation.name, places=str(operation.places_call).lower())
    return f"{name} — {what}" if what else name


async def _problems(draft: Draft, where: Here) -> dict[str, str]:
    try:
        await where.api.emulator.prepare(where.actor, draft.filled)
    except BadValues as error:
        return problems.said(error.problems, draft.values, checked=draft.checked)
    return {}


async def get_form(dialog_manager: DialogManager, where: Here, **_: Any) -> dict[str, Any]:
    draft = Draft(dialog_manager)
    provider, operation = await draft.provider(), await draft.operation()
    wrong = await _problems(draft, where)
    form = Form(provider, operation, await draft.parameter(), draft.path, draft.values, wrong)
    fields = [(name, _button(form, name, one, where.tr)) for name, one in laid_out(form.parameter)]
    is_item = bool(draft.path) and isinstance(draft.path[-1], int)
    used = {} if draft.path else await where.api.emulator.used(where.actor, provider.name, operation.id)
    return {
        "body": fit(form_text(form, where.texts, where.tr), MESSAGE_LIMIT),
        "fields": fields,
        "is_whole": not draft.path,
        "is_item": is_item,
        "has_used": bool(used) and not draft.values,
        "has_values": bool(draft.value) and not is_item,
    }


def _button(form: Form, name: str, parameter: Parameter, tr: Translation) -> str:
    steps = name.split(".")
    if form.has_problem(*steps):
        mark = "⚠️"
    elif form.value(*steps) not in (None, "", [], {}):
        mark = "✅"
    else:
        mark = "✳️" if parameter.required else "⚪️"
    label = f"{mark} {written(steps)}"
    if parameter.kind is ParameterKind.FLAG and mark == "✅":
        return f"{label}: {tr.plain('emulator-value-yes' if form.value(*steps) == '1' else 'emulator-value-no')}"
    return label


async def get_items(dialog_manager: DialogManager, where: Here, **_: Any) -> dict[str, Any]:
    draft = Draft(dialog_manager)
    provider, operation, parameter = await draft.provider(), await draft.operation(), await draft.parameter()
    plain = is_plain(parameter)
    wrong = await _problems(draft, where)
    lines = [title(provider, operation, draft.path, where.tr)]
    lines.append(where.tr("emulator-items-plain" if plain else "emulator-items-ask"))
    if plain and (limits := limits_of(parameter.items[0], where.tr)):
        lines.append(where.tr("emulator-value-limits", limits=limits))
    if problem := problems.at(wrong, draft.path):
        lines.append(where.tr("emulator-form-problem", problem=problems.in_words(problem, where.tr)))
    items = list(enumerate(draft.value or []))[:MOST_BUTTONS]
    return {
        "body": fit("\n\n".join(lines), MESSAGE_LIMIT),
        "items": [] if plain else [(at, _item(at, item, draft, wrong, parameter, where.tr)) for at, item in items],
        "singles": [(at, f"✖️ {_bad(draft, wrong, at)}{item}"[:60]) for at, item in items] if plain else [],
        "is_nested": not plain,
        "has_values": bool(draft.value),
    }


def _item(at: int, item: Any, draft: Draft, wrong: dict[str, str], parameter: Parameter, tr: Translation) -> str:
    return f"{at + 1}. {_bad(draft, wrong, at)}{shown(parameter, item, tr) or '—'}"


def _bad(draft: Draft, wrong: dict[str, str], at: int) -> str:
    path = (*draft.path, at)
    return "⚠️ " if problems.at(wrong, path) or problems.inside(wrong, path) else ""


async def get_value(dialog_manager: DialogManager, where: Here, **_: Any) -> dict[str, Any]:
    draft = Draft(dialog_manager)
    provider, operation, parameter = await draft.provider(), await draft.operation(), await draft.parameter()
    name = named(parameter.name, where.texts, where.tr)
    lines = [f"{title(provider, operation, draft.path, where.tr)}{name}", where.tr(f"emulator-ask-{parameter.kind}")]
    if limits := limits_of(parameter, where.tr):
        lines.append(where.tr("emulator-value-limits", limits=limits))
    if parameter.spoken:
        lines.append(where.tr("emulator-value-spoken"))
    if parameter.secret:
        lines.append(where.tr("emulator-value-secret"))
    if value := shown(parameter, draft.value, where.tr):
        lines.append(where.tr("emulator-value-now", value=value))
        if problem := await draft.problem():
            lines.append(where.tr("emulator-form-problem", problem=problems.in_words(problem, where.tr)))
    choices = list(enumerate(parameter.choices))
    offered = [] if choices else await where.api.emulator.choices(where.actor, provider.name, parameter)
    return {
        "body": fit("\n\n".join(lines), MESSAGE_LIMIT),
        "choices": choices,
        "offered": list(enumerate(offered)),
        "has_value": draft.value is not None,
    }


async def get_ready(dialog_manager: DialogManager, actor: Person, **_: Any) -> dict[str, Any]:
    draft = Draft(dialog_manager)
    parts = cut(await ready_html(dialog_manager))
    sendable = [draft.key] if actor.may(Right.SEND_EMULATED) else []
    return {"body": parts[-1], "sendable": sendable, "has_fields": bool((await draft.operation()).parameters)}


async def ready_html(manager: DialogManager) -> str:
    """However long. Raises BadValues."""
    draft, where = Draft(manager), here(manager)
    actor, tr, emulator = where.actor, where.tr, where.api.emulator
    provider, operation = await draft.provider(), await draft.operation()
    request = await emulator.prepare(actor, draft.filled)
    lines = [title(provider, operation, (), tr), request_html(request)]
    if operation.places_call:
        lines.append(tr("emulator-ready-places"))
    if not actor.may(Right.SEND_EMULATED):
        lines.append(tr("emulator-ready-admins"))
    if await emulator.is_last_lost(actor, provider.name, operation.id):
        lines.append(tr("emulator-ready-lost"))
    return "\n\n".join(lines)


async def get_confirm(dialog_manager: DialogManager, tr: Translation, **_: Any) -> dict[str, Any]:
    draft = Draft(dialog_manager)
    provider, operation = await draft.provider(), await draft.operation()
    lines = [title(provider, operation, (), tr), tr("emulator-confirm-ask", service=provider.title)]
    return {"body": "\n\n".join(lines), "sendable": [draft.key], "has_fields": True}


async def get_answer(dialog_manager: DialogManager, where: Here, **_: Any) -> dict[str, Any]:
    draft = Draft(dialog_manager)
    provider, operation = await draft.provider(), await draft.operation()
    sent = await where.api.emulator.sent(where.actor, draft.key)
    lines = [title(provider, operation, (), where.tr)]
    if dialog_manager.dialog_data.get("again"):
        lines.append(where.tr("emulator-answer-again"))
    lines.append(answer_html(sent, where.tr) if sent else where.tr("emulator-answer-sending"))
    return {"body": fit("\n\n".join(lines), MESSAGE_LIMIT), "has_fields": bool(operation.parameters)}
