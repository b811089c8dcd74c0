"""What the windows of a key show."""

from __future__ import annotations

from typing import Any

from aiogram_dialog import DialogManager

from bot.domain.access import Person
from bot.domain.menu_webhooks import shown_parameters
from bot.domain.menus import (
    LONGEST_ADDRESS,
    LONGEST_SMS,
    LONGEST_TAG,
    LONGEST_WORDS,
    STAYED,
    WORDS,
    Branch,
)
from bot.domain.phones import Phone
from bot.ports import Capability
from bot.services.menus.views import MenuView
from bot.telegram.html import MESSAGE_LIMIT, clean, escape, fit
from bot.telegram.look import Look
from bot.telegram.menu_lines import short
from handlers.ivr.desk import NEW_WORDS, Desk
from handlers.ivr.getters import ask_text
from handlers.ivr.keypad import free_keypad
from handlers.ivr.menu_text import branch_text

LONGEST_LABEL = 40


async def get_branch(dialog_manager: DialogManager, look: Look, **_: Any) -> dict[str, Any]:
    desk = Desk(dialog_manager)
    view, slot = await desk.view(), desk.slot
    branch = view.menu.branch(slot) or Branch(slot)
    is_set, undo = view.menu.branch(slot) is not None, desk.undo
    can_undo = undo is not None and not is_set
    recognizes = view.limits is not None and view.limits.recognizes
    return {
        "body": branch_text(view, slot, look, cleared=can_undo),
        "play": _marked("ivr-branch-play", branch.text or branch.record_id, look),
        "manager": _marked("ivr-branch-manager", branch.manager, look),
        "sms": _marked("ivr-branch-sms", branch.sms, look),
        "tag": _marked("ivr-branch-tag", branch.tag, look),
        "said": _marked("ivr-branch-said", branch.words, look),
        "webhook": _marked("ivr-branch-webhook", branch.webhook, look),
        "block": str(branch.block).lower(),
        "recognize": str(branch.recognize).lower(),
        "can_recognize": recognizes or branch.recognize,
        "can_be_said": slot != STAYED or bool(branch.words),
        "is_set": is_set,
        "can_undo": can_undo,
        "can_move": is_set and slot not in WORDS,
    }


def _marked(key: str, value: object, look: Look) -> str:
    label = look.tr.plain(key)
    return look.tr.plain("ivr-branch-set", label=label) if value else label


async def get_play(dialog_manager: DialogManager, look: Look, **_: Any) -> dict[str, Any]:
    view, branch = await _open(dialog_manager)
    reads = view.limits is not None and view.limits.reads_texts
    records_only = look.tr("ivr-play-ask-records", service=view.service)
    return {
        "body": look.tr("ivr-play-ask") if reads else records_only,
        "reads": reads,
        "has_records": look.can(view.menu.provider, Capability.RECORDS),
        "is_set": bool(branch.text or branch.record_id),
    }


async def get_play_text(dialog_manager: DialogManager, look: Look, **_: Any) -> dict[str, Any]:
    view, branch = await _open(dialog_manager)
    limit = view.limits.text_limit if view.limits else look.text_limit(view.menu.provider)
    return {"body": ask_text(branch.text, limit, look)}


async def get_manager(dialog_manager: DialogManager, actor: Person, look: Look, **_: Any) -> dict[str, Any]:
    _view, branch = await _open(dialog_manager)
    own = look.phone(Phone(actor.phone)) if actor.phone else ""
    return {
        "body": _asked("ivr-manager-ask", look.phone(branch.manager) if branch.manager else "", look),
        "own": own,
        "knows_own": bool(own) and branch.manager != actor.phone,
        "is_set": branch.manager is not None,
    }


async def get_sms(dialog_manager: DialogManager, look: Look, **_: Any) -> dict[str, Any]:
    _view, branch = await _open(dialog_manager)
    body = _asked("ivr-sms-ask", branch.sms, look, limit=LONGEST_SMS)
    if branch.sms:
        body += "\n" + look.tr("ivr-branch-sms-left", left=LONGEST_SMS - len(branch.sms), limit=LONGEST_SMS)
    return {"body": body, "is_set": bool(branch.sms)}


async def get_tag(dialog_manager: DialogManager, look: Look, **_: Any) -> dict[str, Any]:
    _view, branch = await _open(dialog_manager)
    return {"body": _asked("ivr-tag-ask", branch.tag, look, limit=LONGEST_TAG), "is_set": bool(branch.tag)}


async def get_words(dialog_manager: DialogManager, look: Look, **_: Any) -> dict[str, Any]:
    _view, branch = await _open(dialog_manager)
    body = _asked("ivr-said-ask", ", ".join(branch.words), look, limit=LONGEST_WORDS)
    return {"body": body, "is_set": bool(branch.words) and branch.slot not in WORDS}


async def get_webhook(dialog_manager: DialogManager, look: Look, **_: Any) -> dict[str, Any]:
    _view, branch = await _open(dialog_manager)
    body = _asked("ivr-webhook-ask", branch.webhook, look, limit=LONGEST_ADDRESS)
    return {"body": body, "is_set": bool(branch.webhook), "has_parameters": bool(branch.webhook or branch.parameters)}


async def get_parameters(dialog_manager: DialogManager, look: Look, **_: Any) -> dict[str, Any]:
    _view, branch = await _open(dialog_manager)
    lines: list[str] = [look.tr("ivr-parameters-ask")]
    if branch.parameters:
        lines += ["", f"<pre>{escape(clean(shown_parameters(branch.parameters)))}</pre>"]
    return {"body": fit("\n".join(lines), MESSAGE_LIMIT), "is_set": bool(branch.parameters)}


async def get_move(dialog_manager: DialogManager, look: Look, **_: Any) -> dict[str, Any]:
    view, branch = await _open(dialog_manager)
    return {"keys": free_keypad(view.menu, branch.slot, look)}


async def get_spoken(dialog_manager: DialogManager, look: Look, **_: Any) -> dict[str, Any]:
    view = await Desk(dialog_manager).view()
    menu = view.menu
    title = look.tr("ivr-spoken-title", name=menu.name)
    taken = [slot for slot in WORDS if menu.branch(slot)]
    return {
        "body": "\n\n".join([title, look.tr("ivr-spoken-help")]),
        "spoken": [(slot, _spoken_label(view, slot, look)) for slot in taken],
        "can_add": len(taken) < len(WORDS),
    }


def _spoken_label(view: MenuView, slot: str, look: Look) -> str:
    branch = view.menu.branch(slot) or Branch(slot)
    words = short(", ".join(branch.words), LONGEST_LABEL) or look.tr.plain("ivr-spoken-wordless")
    wrong = "⚠️ " if any(flaw.blocks for flaw in view.flaws_of(slot)) else ""
    return wrong + look.tr.plain("ivr-spoken-one", number=slot.removeprefix("words"), words=words)


async def _open(manager: DialogManager) -> tuple[MenuView, Branch]:
    desk = Desk(manager)
    view = await desk.view()
    slot = WORDS[0] if desk.slot == NEW_WORDS else desk.slot
    branch = None if desk.slot == NEW_WORDS else view.menu.branch(slot)
    return view, branch or Branch(slot)


def _asked(key: str, now: str, look: Look, **args: int) -> str:
    """The question, and below it what is there, to be copied."""
    asked = look.tr(key, **args)
    return f"{asked}\n\n<code>{escape(short(now, None))}</code>" if now else asked
