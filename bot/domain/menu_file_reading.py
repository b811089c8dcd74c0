"""A file of a menu, field by field: strict, and every complaint names the place."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from typing import Any, NoReturn

from bot.domain.errors import MenuProblem
from bot.domain.menu_flaws import MenuFlaw

_LANGUAGE = re.compile(r"[a-z]{2}-[A-Z]{2}")
_PARTS = {"record_id": "record", "block": "blacklist"}
"""What a part of a menu is called in a file, where the names differ."""
_KEYS = {
    "menu-two-sayings": "menu-file-two-sayings",
    "menu-odd-characters": "menu-file-odd-characters",
    "menu-word-twice": "menu-file-word-twice",
}
_SHOWN = 60
"""Characters of a place or a name that a message repeats."""


def shown(written: str) -> str:
    """As a message may repeat it: short, and without what no message can hold."""
    return "".join(char if char.isprintable() else "?" for char in written[:_SHOWN])


def text_of(content: str | bytes, largest: int) -> str:
    """Of at most `largest` bytes of UTF-8. Raises MenuProblem."""
    try:
        raw = content.encode() if isinstance(content, str) else content
        if len(raw) > largest:
            raise MenuProblem("menu-file-large", limit=largest // 1024)
        return raw.decode("utf-8-sig")
    except UnicodeError:
        raise MenuProblem("menu-file-not-text") from None


def parsed(text: str) -> dict[str, Any]:
    """The object that the text is as JSON. Raises MenuProblem, for a name that an object has twice too."""
    try:
        whole = json.loads(text, object_pairs_hook=_each_once, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise MenuProblem("menu-file-not-json", line=error.lineno, column=error.colno) from None
    except (ValueError, RecursionError):
        raise MenuProblem("menu-file-other") from None
    if not isinstance(whole, dict):
        raise MenuProblem("menu-file-other")
    return whole


def fail(flaw: MenuFlaw) -> NoReturn:
    """Say in the file's terms what is wrong with the menu that was read."""
    names = ["keys", flaw.slot] if flaw.slot is not None else []
    part = _PARTS.get(flaw.part, flaw.part)
    path = ".".join([*names, *([part] if part and part != "slot" else [])])
    key = "menu-file-long" if "limit" in flaw.args else _KEYS.get(flaw.key, "menu-file-value")
    raise MenuProblem(key, path=path, **flaw.args)


class Fields:
    """One object of the file; every `take` removes a field, and `done` complains of what is left.

    Raises MenuProblem for a field of another type than it must be.
    """

    def __init__(self, path: str, fields: dict[str, Any]) -> None:
        self._path = path
        self._fields = dict(fields)

    def has(self, name: str) -> bool:
        return name in self._fields

    def take(self, name: str) -> Any:
        return self._fields.pop(name, None)

    def text(self, name: str, limit: int | None = None) -> str:
        """Empty when it is not there."""
        value = self._typed(name, str, "text") or ""
        if limit is not None and len(value) > limit:
            raise MenuProblem("menu-file-long", path=self._at(name), length=len(value), limit=limit)
        return str(value).strip()

    def flag(self, name: str) -> bool:
        return bool(self._typed(name, bool, "flag"))

    def part(self, name: str) -> Fields:
        return Fields(self._at(name), self._typed(name, dict, "object") or {})

    def texts(self, name: str) -> list[str]:
        items = self._typed(name, list, "list") or []
        return [self._text(f"{name}.{at}", item) for at, item in enumerate(items, start=1)]

    def mapping(self, name: str) -> dict[str, str]:
        items = self._typed(name, dict, "object") or {}
        return {key: self._text(f"{name}.{key}", value) for key, value in items.items()}

    def choice(self, name: str, choices: Collection[str], default: str) -> str:
        value = self.text(name) or default
        if value not in choices:
            raise MenuProblem("menu-file-choice", path=self._at(name), choices=", ".join(choices))
        return value

    def language(self, name: str) -> str | None:
        value = self.text(name) or None
        if value and not _LANGUAGE.fullmatch(value):
            raise MenuProblem("menu-file-value", path=self._at(name))
        return value

    def done(self) -> None:
        for name in self._fields:
            raise MenuProblem("menu-file-unknown", path=self._at(name))

    def _typed(self, name: str, kind: type, word: str) -> Any:
        value = self._fields.pop(name, None)
        if value is not None and not isinstance(value, kind):
            raise MenuProblem("menu-file-type", path=self._at(name), wanted=word)
        return value

    def _text(self, name: str, value: Any) -> str:
        if not isinstance(value, str):
            raise MenuProblem("menu-file-type", path=self._at(name), wanted="text")
        return value

    def _at(self, name: str) -> str:
        return shown(f"{self._path}.{name}" if self._path else name)


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise MenuProblem("menu-file-twice", name=shown(twice))
    return found


def _no_number(written: str) -> NoReturn:
    """`NaN` and the like are no JSON."""
    raise ValueError(written)
