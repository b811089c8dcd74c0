"""A menu as plain values, which any store keeps: texts, numbers, lists and dicts of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.domain.menus import Branch, Menu
from bot.domain.phones import Phone
from bot.domain.sayings import Saying, Voice


def as_content(menu: Menu) -> dict[str, Any]:
    return {
        "id": menu.id,
        "author_id": menu.author_id,
        "name": menu.name,
        "provider": menu.provider,
        "greeting": _kept_saying(menu.greeting),
        "branches": [_kept_branch(branch) for branch in menu.branches],
        "recognize": menu.recognize,
    }


def from_content(content: Mapping[str, Any]) -> Menu:
    """What is missing takes its default, and what is unknown is passed over: other versions may have written it."""
    return Menu(
        name=content.get("name") or "",
        provider=content.get("provider") or "",
        greeting=_as_saying(content.get("greeting") or {}),
        branches=tuple(_as_branch(kept) for kept in content.get("branches") or () if kept.get("slot")),
        recognize=bool(content.get("recognize")),
        id=content.get("id") or 0,
        author_id=content.get("author_id") or 0,
    )


def _kept_saying(saying: Saying) -> dict[str, Any]:
    return {
        "text": saying.text,
        "record_id": saying.record_id,
        "voice": saying.voice.value,
        "language": saying.language,
    }


def _as_saying(kept: Mapping[str, Any]) -> Saying:
    voice = Voice.MALE if kept.get("voice") == Voice.MALE else Voice.FEMALE
    return Saying(kept.get("text"), kept.get("record_id"), voice, kept.get("language"))


def _kept_branch(branch: Branch) -> dict[str, Any]:
    return {
        "slot": branch.slot,
        "text": branch.text,
        "record_id": branch.record_id,
        "words": list(branch.words),
        "recognize": branch.recognize,
        "manager": branch.manager,
        "sms": branch.sms,
        "block": branch.block,
        "tag": branch.tag,
        "webhook": branch.webhook,
        "parameters": dict(branch.parameters),
    }


def _as_branch(kept: Mapping[str, Any]) -> Branch:
    manager = kept.get("manager")
    return Branch(
        slot=kept["slot"],
        text=kept.get("text"),
        record_id=kept.get("record_id"),
        words=tuple(kept.get("words") or ()),
        recognize=bool(kept.get("recognize")),
        manager=None if manager is None else Phone(manager),
        sms=kept.get("sms") or "",
        block=bool(kept.get("block")),
        tag=kept.get("tag") or "",
        webhook=kept.get("webhook") or "",
        parameters=dict(kept.get("parameters") or {}),
    )
