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
from collections.abc import Iterator
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

Shape = type | list["Shape"] | dict[str, "Shape"]
"""A type; a list whose items have one shape; fields by their names, `ANY` for all others."""
ANY = "*"
_HEARD: dict[str, Shape] = {"text": str, "record": str}
_BRANCH: Shape = {
    **_HEARD,
    **dict.fromkeys(("manager", "sms", "tag", "webhook"), str),
    **dict.fromkeys(("recognize", "blacklist"), bool),
    "words": [str],
    "parameters": {ANY: str},
}
_SHAPE: Shape = {
    **dict.fromkeys(("format", "version"), object),
    **dict.fromkeys(("name", "service"), str),
    "recognize": bool,
    "greeting": {**_HEARD, "voice": str, "language": str},
    "keys": dict.fromkeys(SLOTS, _BRANCH),
}
_WANTED = {str: "text", bool: "flag", list: "list", dict: "object"}


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
    whole = _parsed(_text_of(content, LARGEST))
    if whole.get("format") != FORMAT:
        raise MenuProblem("menu-file-other")
    version = whole.get("version")
    if version != VERSION or isinstance(version, bool):
        raise MenuProblem("menu-file-version", version=_shown(str(version)[:20]), known=VERSION)
    _check(whole, _SHAPE, "")
    service, keys = _line(whole, "service"), whole.get("keys") or {}
    if len(service) > LONGEST_NAME:
        raise MenuProblem("menu-file-long", path="service", length=len(service), limit=LONGEST_NAME)
    menu = Menu(
        name=" ".join(_line(whole, "name").split()),
        provider=_shown(service),
        greeting=_greeting(whole.get("greeting") or {}),
        branches=tuple(_branch(slot, keys[slot] or {}) for slot in SLOTS if slot in keys),
        recognize=bool(whole.get("recognize")),
    )
    for flaw in problems_anywhere(menu):
        if flaw.refused:
            _fail(flaw)
    return menu


def _written(part: dict[str, Any]) -> dict[str, Any]:
    """The greeting or a branch, without what is empty."""
    return {_PARTS.get(name, name): value for name, value in part.items() if value and name != "slot"}


def _check(value: Any, shape: Shape, path: str) -> None:
    """Raises MenuProblem for what has another shape."""
    kind = shape if isinstance(shape, type) else type(shape)
    if not isinstance(value, kind):
        raise MenuProblem("menu-file-type", path=_shown(path), wanted=_WANTED[kind])
    for name, item, inner in _inside(value, shape):
        at = f"{path}.{name}" if path else name
        if inner is None:
            raise MenuProblem("menu-file-unknown", path=_shown(at))
        _check(item, inner, at)


def _inside(value: Any, shape: Shape) -> Iterator[tuple[str, Any, Shape | None]]:
    """What it holds: the name, the value and the shape, None for an unknown one. `null` is as good as absent."""
    if isinstance(shape, list):
        yield from ((str(at), item, shape[0]) for at, item in enumerate(value, start=1))
    elif isinstance(shape, dict):
        for name, item in value.items():
            inner = shape.get(name, shape.get(ANY))
            if item is not None or inner is None or ANY in shape:
                yield name, item, inner


def _line(fields: dict[str, Any], name: str) -> str:
    """Empty when the field is absent."""
    return str(fields.get(name) or "").strip()


def _greeting(fields: dict[str, Any]) -> Saying:
    voice, language = _line(fields, "voice") or Voice.FEMALE, _line(fields, "language") or None
    if voice not in [*Voice]:
        raise MenuProblem("menu-file-choice", path="greeting.voice", choices=", ".join(Voice))
    if language and not _LANGUAGE.fullmatch(language):
        raise MenuProblem("menu-file-value", path="greeting.language")
    return Saying(_said(fields, "greeting"), Voice(voice), language)


def _branch(slot: str, fields: dict[str, Any]) -> Branch:
    manager = _line(fields, "manager")
    return Branch(
        slot=slot,
        said=_said(fields, f"keys.{slot}"),
        words=tuple(fields.get("words") or ()),
        recognize=bool(fields.get("recognize")),
        manager=Phone(manager) if manager else None,
        sms=_line(fields, "sms"),
        block=bool(fields.get("blacklist")),
        tag=_line(fields, "tag"),
        webhook=_line(fields, "webhook"),
        parameters=fields.get("parameters") or {},
    )


def _said(fields: dict[str, Any], path: str) -> str | Record | None:
    text, record = _line(fields, "text"), _line(fields, "record")
    if text and record:
        raise MenuProblem("menu-file-two-sayings", path=path)
    return Record(record) if record else text or None


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
