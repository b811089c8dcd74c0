"""Answers whose shape no document gives."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from bot.providers import loose
from bot.providers.zvonobot.answers import Said, complaint

_CODE = re.compile(r"[a-z]{2,3}-[A-Z]{2}")
_DEPTH = 6


def language_codes(said: Said) -> list[str]:
    """Every code like `ru-RU`, wherever it stands.

    `["ru-RU"]`, `[{"code": "ru-RU", "name": "Русский"}]`, `{"ru-RU": "Русский"}`
    """
    return list(dict.fromkeys(_codes(said.data, _DEPTH)))


def told_of_verification(said: Said) -> str:
    """What the service says, as a person may read it.

    `{"status": "success", "data": {"message": "Звонок отправлен"}}` gives its message, anything else the JSON.
    """
    words = complaint(said.whole).words
    data = said.data
    if data is said.whole and isinstance(data, dict):
        data = {name: value for name, value in data.items() if name != "status"}
    if words or data in (None, [], {}):
        return words
    written = data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)
    return loose.text(written, limit=1000) or ""


def _codes(value: Any, depth: int) -> Iterator[str]:
    if isinstance(value, str) and _CODE.fullmatch(value):
        yield value
    if depth < 0:
        return
    if isinstance(value, dict):
        yield from (name for name in value if _CODE.fullmatch(name))
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _codes(item, depth - 1)
