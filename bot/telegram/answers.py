"""What a callee answered, and what that means in the order's menu."""

from __future__ import annotations

from bot.domain.calls import Call
from bot.domain.menus import DIGITS, Branch, Menu
from bot.telegram.look import Look
from bot.telegram.menu_lines import in_short
from bot.telegram.texts import Html


def answer_of(call: Call, menu: Menu | None, look: Look) -> Html | None:
    """As a part of a sentence: «нажал 1 — согласен»."""
    if call.digit is None:
        return _in_words(call.answer, menu, look) if call.answer else None
    return pressed(call.digit, menu, look)


def pressed(digit: int, menu: Menu | None, look: Look) -> Html:
    """−1: stayed on the line."""
    said = look.tr("call-card-stayed") if digit == -1 else look.tr("call-card-digit", digit=digit)
    return _meant(said, menu.answered(digit) if menu else None, look)


def _in_words(answer: str, menu: Menu | None, look: Look) -> Html:
    heard = set(answer.casefold().split())
    branches = menu.branches if menu else ()
    branch = next((one for one in branches if heard & {word.casefold() for word in one.words}), None)
    return _meant(look.tr("call-card-answer", answer=answer), branch, look)


def _meant(said: Html, branch: Branch | None, look: Look) -> Html:
    return look.tr("call-card-meaning", said=said, meaning=in_short(branch, look)) if branch else said


def answered(answer: str, menu: Menu | None, look: Look) -> Html:
    """As a webhook told it: a digit, −1 or words."""
    if answer == "-1" or answer in DIGITS:
        return pressed(int(answer), menu, look)
    return _in_words(answer, menu, look)
