"""Changes of a menu, each a pure function. They raise MenuProblem or BadPhone for what can never be right.

What is only missing (a greeting, an action, key words) may be missing for a while: `menu_rules.problems` names it.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from bot.domain.errors import MenuProblem
from bot.domain.menu_rules import MenuFlaw, brought_in, problems_anywhere
from bot.domain.menu_webhooks import parse_parameters
from bot.domain.menus import SLOTS, WORDS, Branch, Menu
from bot.domain.phones import parse_phone
from bot.domain.sayings import Record, Saying

Edit = Callable[[Menu], Menu]
"""Raises MenuProblem, BadPhone. It may run several times, on newer content too."""


def new_menu(name: str, provider: str, author_id: int = 0) -> Menu:
    menu = Menu(name=_line(name), provider=provider, author_id=author_id)
    refuse(flaw for flaw in problems_anywhere(menu) if flaw.refused)
    return menu


def rename(menu: Menu, name: str) -> Menu:
    return _changed(menu, name=_line(name))


def copy_of(menu: Menu, name: str, author_id: int = 0) -> Menu:
    """A new menu with the same content."""
    return replace(rename(menu, name), id=0, author_id=author_id)


def set_greeting(menu: Menu, saying: Saying) -> Menu:
    """An empty saying takes the greeting away."""
    return _changed(menu, greeting=replace(saying, said=saying.record or _text(saying.text)))


def put_branch(menu: Menu, branch: Branch) -> Menu:
    """Into its slot, instead of what was there."""
    others = [other for other in menu.branches if other.slot != branch.slot]
    return _changed(menu, branches=_in_order([*others, branch]))


def drop_branch(menu: Menu, slot: str) -> Menu:
    _found(menu, slot)
    return replace(menu, branches=tuple(branch for branch in menu.branches if branch.slot != slot))


def move_branch(menu: Menu, slot: str, to: str) -> Menu:
    """To a free slot."""
    branch = _found(menu, slot)
    if to == slot:
        return menu
    if menu.branch(to) is not None:
        raise MenuProblem("menu-slot-taken")
    others = [other for other in menu.branches if other.slot != slot]
    return _changed(menu, branches=_in_order([*others, replace(branch, slot=to)]))


def change_branch(menu: Menu, slot: str, **fields: Any) -> Menu:
    """Set these fields of the slot's branch. A free slot gets a branch."""
    return put_branch(menu, replace(menu.branch(slot) or Branch(slot), **fields))


def set_text(menu: Menu, slot: str, written: str) -> Menu:
    """A text to be read aloud replaces a record; an empty text leaves the record as it is."""
    return change_branch(menu, slot, said=_text(written) or (menu.branch(slot) or Branch(slot)).record)


def set_record(menu: Menu, slot: str, record_id: str | None) -> Menu:
    """A record to be played replaces a text; None leaves the text as it is."""
    said = Record(record_id) if record_id else (menu.branch(slot) or Branch(slot)).text
    return change_branch(menu, slot, said=said)


def set_manager(menu: Menu, slot: str, written: str) -> Menu:
    """The callee is connected with this phone, with nobody when the text is empty. Raises BadPhone too."""
    return change_branch(menu, slot, manager=parse_phone(written) if written.strip() else None)


def set_sms(menu: Menu, slot: str, written: str) -> Menu:
    return change_branch(menu, slot, sms=written.strip())


def set_tag(menu: Menu, slot: str, written: str) -> Menu:
    return change_branch(menu, slot, tag=_line(written))


def set_words(menu: Menu, slot: str, written: str) -> Menu:
    """Key words, separated by spaces, commas or lines."""
    return change_branch(menu, slot, words=parse_words(written))


def add_words(menu: Menu, written: str) -> Menu:
    """A branch that only words lead to, in the first free slot. Raises MenuProblem when none is free."""
    return set_words(menu, free_words_slot(menu), written)


def words_slot(menu: Menu, written: str) -> str:
    """The slot of the branch with these key words; empty when a colleague has changed them since."""
    words = parse_words(written)
    return next((branch.slot for branch in menu.branches if branch.slot in WORDS and branch.words == words), "")


def set_webhook(menu: Menu, slot: str, written: str) -> Menu:
    """The company's own address; an empty text takes it away with its parameters."""
    address = written.strip()
    return change_branch(menu, slot, webhook=address, **({} if address else {"parameters": {}}))


def set_parameters(menu: Menu, slot: str, written: str) -> Menu:
    """`name = value`, one a line."""
    return change_branch(menu, slot, parameters=parse_parameters(written))


def free_words_slot(menu: Menu) -> str:
    """For a branch that only words lead to. Raises MenuProblem when none is free."""
    for slot in WORDS:
        if menu.branch(slot) is None:
            return slot
    raise MenuProblem("menu-words-full", limit=len(WORDS))


def change_provider(menu: Menu, provider: str) -> Menu:
    """To another provider. It knows none of the records: they go, and so does the language of the greeting."""
    if provider == menu.provider:
        return menu
    greeting = replace(menu.greeting, said=menu.greeting.text, language=None)
    branches = tuple(replace(branch, said=branch.text) for branch in menu.branches)
    return replace(menu, provider=provider, greeting=greeting, branches=branches)


def parse_words(written: str) -> tuple[str, ...]:
    """In lower case, each once."""
    return tuple(dict.fromkeys(word.lower() for word in re.split(r"[\s,;]+", written) if word))


def refuse(flaws: Iterable[MenuFlaw]) -> None:
    """Raises MenuProblem for the first of them."""
    for flaw in flaws:
        raise MenuProblem(flaw.key, **flaw.args)


def _changed(menu: Menu, **fields: Any) -> Menu:
    """Raises MenuProblem for what is wrong with the new fields and was not wrong before."""
    changed = replace(menu, **fields)
    refuse(brought_in(problems_anywhere(menu), problems_anywhere(changed)))
    return changed


def _found(menu: Menu, slot: str) -> Branch:
    branch = menu.branch(slot)
    if branch is None:
        raise MenuProblem("menu-branch-gone")
    return branch


def _in_order(branches: Iterable[Branch]) -> tuple[Branch, ...]:
    return tuple(sorted(branches, key=lambda branch: (*SLOTS, branch.slot).index(branch.slot)))


def _line(written: str) -> str:
    return " ".join(written.split())


def _text(written: str | None) -> str | None:
    return (written or "").strip() or None
