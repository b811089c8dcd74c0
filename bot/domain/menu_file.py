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

`keys` has a slot's name for each branch: a digit, `stayed` for whoever presses nothing, `words1` … `words9` for what is
only said. What a branch does not do is left out. Record numbers are those of the service in `service`.
"""

from __future__ import annotations

import json
from typing import Any

from bot.domain.errors import MenuProblem
from bot.domain.menu_file_reading import Fields, fail, parsed, shown, text_of
from bot.domain.menu_rules import service_free_problems
from bot.domain.menus import LONGEST_NAME, SLOTS, Branch, Menu
from bot.domain.phones import Phone
from bot.domain.sayings import Saying, Voice

FORMAT = "zvonar-menu"
VERSION = 1
LARGEST = 512 * 1024
"""Bytes: the largest menu fits, all its slots filled to their limits."""


def write_menu(menu: Menu) -> str:
    """Raises MenuProblem for a menu with two branches in one slot: a file cannot have it."""
    if len({branch.slot for branch in menu.branches}) < len(menu.branches):
        raise MenuProblem("menu-slot-twice")
    whole = {
        "format": FORMAT,
        "version": VERSION,
        "name": menu.name,
        "service": menu.provider,
        "greeting": _written_greeting(menu.greeting),
        "recognize": menu.recognize,
        "keys": {branch.slot: _written_branch(branch) for branch in menu.branches},
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def read_menu(content: str | bytes) -> Menu:
    """The menu in a file, without an id. What is merely missing may be missing, as in any menu.

    Raises MenuProblem (`menu-file-*`) naming what is wrong and in `path` where: `keys.1.sms`.
    """
    whole = Fields("", parsed(text_of(content, LARGEST)))
    if whole.take("format") != FORMAT:
        raise MenuProblem("menu-file-other")
    version = whole.take("version")
    if version != VERSION or isinstance(version, bool):
        raise MenuProblem("menu-file-version", version=shown(str(version)[:20]), known=VERSION)
    menu = Menu(
        name=" ".join(whole.text("name").split()),
        provider=shown(whole.text("service", limit=LONGEST_NAME)),
        greeting=_greeting(whole.part("greeting")),
        branches=_branches(whole.part("keys")),
        recognize=whole.flag("recognize"),
    )
    whole.done()
    for flaw in service_free_problems(menu):
        if flaw.refused:
            fail(flaw)
    return menu


def _written_greeting(greeting: Saying) -> dict[str, Any]:
    fields = {"text": greeting.text, "record": greeting.record_id, "voice": greeting.voice.value}
    return _filled({**fields, "language": greeting.language})


def _written_branch(branch: Branch) -> dict[str, Any]:
    return _filled(
        {
            "text": branch.text,
            "record": branch.record_id,
            "words": list(branch.words),
            "recognize": branch.recognize,
            "manager": branch.manager,
            "sms": branch.sms,
            "blacklist": branch.block,
            "tag": branch.tag,
            "webhook": branch.webhook,
            "parameters": dict(branch.parameters),
        }
    )


def _filled(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value}


def _greeting(fields: Fields) -> Saying:
    voice = fields.choice("voice", [*Voice], Voice.FEMALE)
    greeting = Saying(
        text=fields.text("text") or None,
        record_id=fields.text("record") or None,
        voice=Voice(voice),
        language=fields.language("language"),
    )
    fields.done()
    return greeting


def _branches(keys: Fields) -> tuple[Branch, ...]:
    """In the order of the keys on a phone, whatever the file's is."""
    branches = tuple(_branch(slot, keys.part(slot)) for slot in SLOTS if keys.has(slot))
    keys.done()
    return branches


def _branch(slot: str, fields: Fields) -> Branch:
    manager = fields.text("manager")
    branch = Branch(
        slot=slot,
        text=fields.text("text") or None,
        record_id=fields.text("record") or None,
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
