"""A menu's keys laid out as a phone's: three in a row, silence and words beside the zero."""

from __future__ import annotations

from bot.domain.menus import DIGITS, STAYED, WORDS, Branch, Menu
from bot.services.menus.views import MenuView
from bot.telegram.look import Look
from bot.telegram.menu_lines import SPOKEN_SIGN, STAYED_SIGN, short, signs

SPOKEN = "spoken"
"""The button beside the zero that leads to all the slots of words."""
IN_A_ROW = 3
ROUND = (*DIGITS[1:], STAYED, DIGITS[0], SPOKEN)
LONGEST_MARK = 9
"""Characters: a third of a phone's width."""

Keys = list[tuple[str, str]]
"""(slot, label)."""


def keypad(view: MenuView, look: Look) -> Keys:
    return [(slot, _label(view, slot, look)) for slot in ROUND]


def free_keypad(menu: Menu, slot: str, look: Look) -> Keys:
    """Where the branch of `slot` can move: what is taken is dotted, and so is where it stands."""
    free = [other for other in ROUND if other != SPOKEN]
    return [(other, "·" if menu.branch(other) else _bare(other, look)) for other in free]


def _label(view: MenuView, slot: str, look: Look) -> str:
    menu = view.menu
    if slot == SPOKEN:
        count = sum(menu.branch(words) is not None for words in WORDS)
        wrong = any(flaw.slot in WORDS and flaw.blocks for flaw in view.flaws)
        return " ".join([_bare(slot, look), *([f"· {count}"] if count else []), *(["⚠️"] if wrong else [])])
    branch = menu.branch(slot)
    if branch is None:
        return _bare(slot, look)
    wrong = any(flaw.blocks for flaw in view.flaws_of(slot))
    return f"{STAYED_SIGN if slot == STAYED else slot} {'⚠️' if wrong else _mark(branch)}"


def _bare(slot: str, look: Look) -> str:
    if slot == STAYED:
        return f"{STAYED_SIGN} {look.tr.plain('ivr-key-stayed')}"
    return f"{SPOKEN_SIGN} {look.tr.plain('ivr-key-words')}" if slot == SPOKEN else slot


def _mark(branch: Branch) -> str:
    """Our own word for it, else what it does."""
    return short(branch.tag, LONGEST_MARK) or signs(branch) or "✓"
