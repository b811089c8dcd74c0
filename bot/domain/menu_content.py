"""A menu as plain values, which any store keeps: texts, numbers, lists and dicts, by the names of its fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

from bot.domain.menus import Branch, Menu
from bot.domain.sayings import Saying, Voice


def as_content(menu: Menu) -> dict[str, Any]:
    content = asdict(menu)
    content["branches"] = [{**branch, "words": list(branch["words"])} for branch in content["branches"]]
    return content


def from_content(content: Mapping[str, Any]) -> Menu:
    """What is missing takes its default; what is unknown is passed over. Another version may have written it."""
    branches = tuple(_as_branch(kept) for kept in content.get("branches") or () if kept.get("slot"))
    known = {"name": "", "provider": "", **_known(Menu, content)}
    return Menu(**{**known, "greeting": _as_saying(content.get("greeting") or {}), "branches": branches})


def _as_saying(kept: Mapping[str, Any]) -> Saying:
    voice = Voice.MALE if kept.get("voice") == Voice.MALE else Voice.FEMALE
    return Saying(kept.get("text"), kept.get("record_id"), voice, kept.get("language"))


def _as_branch(kept: Mapping[str, Any]) -> Branch:
    return Branch(**{**_known(Branch, kept), "words": tuple(kept.get("words") or ())})


def _known(kind: type[Menu | Branch], kept: Mapping[str, Any]) -> dict[str, Any]:
    return {field.name: kept[field.name] for field in fields(kind) if kept.get(field.name) is not None}
