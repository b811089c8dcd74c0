"""A menu as one file that a person can read, change and send to a colleague.

    {
      "format": "zvonar-menu",
      "version": 1,
      "name": "Заказ готов",
      "service": "calldog",
      "greeting": {"text": "Ваш заказ готов", "voice": "female"},
      "recognize": false,
      "keys": {
        "1": {"record": "1342", "sms": "Ждём вас"},
        "stayed": {"manager": "74951234567"},
        "words1": {"words": ["оператор"], "webhook": "https://example.ru/ivr", "parameters": {"order": "17"}}
      }
    }

`keys` are the slots: a digit, `stayed` for whoever presses nothing, `words1` … `words9` for what is only said. What a
branch does not do is left out. `service` is the provider; a record's number is the provider's own.
"""

import json
import re
from collections.abc import Collection
from typing import Any, NoReturn

from bot.domain.errors import MenuProblem
from bot.domain.menu_rules import MenuFlaw, problems_anywhere
from bot.domain.menus import LONGEST_NAME, SLOTS, Branch, Menu, as_content
from bot.domain.phones import Phone
from bot.domain.sayings import Record, Saying, Voice

FORMAT = "zvonar-menu"
VERSION = 1
LARGEST = 512 * 1024
"""Bytes. A menu with all its slots filled to their limits fits."""

_LANGUAGE = re.compile(r"[a-z]{2}-[A-Z]{2}")
_PARTS = {"record_id": "record", "block": "blacklist"}
"""Names that differ in a file."""
_KEYS = {
    "menu-odd-characters": "menu-file-odd-characters",
    "menu-word-twice": "menu-file-word-twice",
}
_SHOWN = 60
"""Characters that a message repeats of a name or a path."""


def write_menu(menu: Menu) -> str:
    """Raises MenuProblem for a menu with two branches in one slot: a file cannot hold it."""
    if len({branch.slot for branch in menu.branches}) < len(menu.branches):
        raise MenuProblem("menu-slot-twice")
    content = as_content(menu)
    whole = {
        "format": FORMAT,
        "version": VERSION,
        "name": menu.name,
        "service": menu.provider,
        "greeting": _written(content["greeting"]),
        "recognize": menu.recognize,
        "keys": {branch["slot"]: _written(branch) for branch in content["branches"]},
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def read_menu(content: str | bytes) -> Menu:
    """An unfinished menu is taken too. Raises MenuProblem (`menu-file-*`); its `path` says where: `keys.1.sms`."""
    whole = _Fields("", _parsed(_text_of(content, LARGEST)))
    if whole.take("format") != FORMAT:
        raise MenuProblem("menu-file-other")
    version = whole.take("version")
    if version != VERSION or isinstance(version, bool):
        raise MenuProblem("menu-file-version", version=_shown(str(version)[:20]), known=VERSION)
    menu = Menu(
        name=" ".join(whole.text("name").split()),
        provider=_shown(whole.text("service", limit=LONGEST_NAME)),
        greeting=_greeting(whole.part("greeting")),
        branches=_branches(whole.part("keys")),
        recognize=whole.flag("recognize"),
    )
    whole.done()
    for flaw in problems_anywhere(menu):
        if flaw.refused:
            _fail(flaw)
    return menu


def _written(part: dict[str, Any]) -> dict[str, Any]:
    """The greeting or a branch, without what is empty."""
    return {_PARTS.get(name, name): value for name, value in part.items() if value and name != "slot"}


def _greeting(fields: "_Fields") -> Saying:
    voice = fields.choice("voice", [*Voice], Voice.FEMALE)
    greeting = Saying(
        said=fields.said(),
        voice=Voice(voice),
        language=fields.language("language"),
    )
    fields.done()
    return greeting


def _branches(keys: "_Fields") -> tuple[Branch, ...]:
    """In the order of SLOTS, whatever the file's is."""
    branches = tuple(_branch(slot, keys.part(slot)) for slot in SLOTS if keys.has(slot))
    keys.done()
    return branches


def _branch(slot: str, fields: "_Fields") -> Branch:
    manager = fields.text("manager")
    branch = Branch(
        slot=slot,
        said=fields.said(),
        words=tuple(fields.texts("words")),
        recognize=fields.flag("recognize"),
        manager=Phone(manager) if manager else None,
        sms=fields.text("sms"),
        block=fields.flag("blacklist"),
        tag=fields.text("tag"),
        webhook=fields.text("webhook"),
        parameters=fields.mapping("parameters"),
    )
    fields.done()
    return branch


def _shown(written: str) -> str:
    """Short enough for a message, and without characters that no message can hold."""
    return "".join(char if char.isprintable() else "?" for char in written[:_SHOWN])


def _text_of(content: str | bytes, largest: int) -> str:
    """Raises MenuProblem for more than `largest` bytes, and for what is not UTF-8."""
    try:
        raw = content.encode() if isinstance(content, str) else content
        if len(raw) > largest:
            raise MenuProblem("menu-file-large", limit=largest // 1024)
        return raw.decode("utf-8-sig")
    except UnicodeError:
        raise MenuProblem("menu-file-not-text") from None


def _parsed(text: str) -> dict[str, Any]:
    """The text's JSON object. Raises MenuProblem, also when an object has a name twice."""
    try:
        whole = json.loads(text, object_pairs_hook=_each_once, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        if error.pos == 0:
            raise MenuProblem("menu-file-other") from None
        raise MenuProblem("menu-file-not-json", line=error.lineno, column=error.colno) from None
    except (ValueError, RecursionError):
        raise MenuProblem("menu-file-other") from None
    if not isinstance(whole, dict):
        raise MenuProblem("menu-file-other")
    return whole


def _fail(flaw: MenuFlaw) -> NoReturn:
    """Raises MenuProblem that says in the file's words what is wrong with the menu."""
    names = ["keys", flaw.slot] if flaw.slot is not None else []
    part = _PARTS.get(flaw.part, flaw.part)
    path = ".".join([*names, *([part] if part and part != "slot" else [])])
    key = "menu-file-long" if "limit" in flaw.args else _KEYS.get(flaw.key, "menu-file-value")
    raise MenuProblem(key, path=path, **flaw.args)


class _Fields:
    """One object of the file. Reading a field takes it out, `done` refuses what is left. Raises MenuProblem."""

    def __init__(self, path: str, fields: dict[str, Any]) -> None:
        self._path = path
        self._fields = dict(fields)

    def has(self, name: str) -> bool:
        return name in self._fields

    def take(self, name: str) -> Any:
        return self._fields.pop(name, None)

    def text(self, name: str, limit: int | None = None) -> str:
        """Empty when the field is absent."""
        value = self._typed(name, str, "text") or ""
        if limit is not None and len(value) > limit:
            raise MenuProblem("menu-file-long", path=self._at(name), length=len(value), limit=limit)
        return str(value).strip()

    def said(self) -> str | Record | None:
        text, record = self.text("text"), self.text("record")
        if text and record:
            raise MenuProblem("menu-file-two-sayings", path=self._path)
        return Record(record) if record else text or None

    def flag(self, name: str) -> bool:
        return bool(self._typed(name, bool, "flag"))

    def part(self, name: str) -> "_Fields":
        return _Fields(self._at(name), self._typed(name, dict, "object") or {})

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
        return _shown(f"{self._path}.{name}" if self._path else name)


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise MenuProblem("menu-file-twice", name=_shown(twice))
    return found


def _no_number(written: str) -> NoReturn:
    """`NaN` and the like are no JSON."""
    raise ValueError(written)
