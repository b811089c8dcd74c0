"""What may be wrong with a menu, whatever service plays it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bot.domain.errors import BadPhone
from bot.domain.menu_webhooks import parameters_flaw, webhook_flaw
from bot.domain.menus import LONGEST_SMS, LONGEST_TAG, LONGEST_WORDS, SLOTS, STAYED, WORDS, Branch
from bot.domain.phones import parse_phone

LONGEST_TEXT = 2048
"""Characters of anything read aloud, at any service."""
LONGEST_RECORD_ID = 18

_ODD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_RECORD_ID = re.compile(rf"[1-9][0-9]{{0,{LONGEST_RECORD_ID - 1}}}")
_LIMITS = {"sms": ("menu-long-sms", LONGEST_SMS), "tag": ("menu-long-tag", LONGEST_TAG)}


@dataclass(frozen=True, slots=True)
class MenuFlaw:
    """One thing that is wrong. `key` and `args` make its text, which does not say where: `slot` does (None: the menu
    itself), and `part`, the name of a field of Menu or Branch, if it is about one.

    `blocks`: no call can be placed with it. `refused`: it can never be right, so an edit that brings it in is refused.
    """

    key: str
    slot: str | None = None
    part: str = ""
    args: Mapping[str, str | int] = field(default_factory=dict)
    blocks: bool = True
    refused: bool = False


def refused(key: str, slot: str | None, part: str, **args: str | int) -> MenuFlaw:
    return MenuFlaw(key, slot, part, args, refused=True)


def branch_flaws(branch: Branch) -> Iterator[MenuFlaw]:
    slot = branch.slot
    if slot not in SLOTS:
        yield refused("menu-no-such-slot", slot, "slot")
    if branch.does_nothing:
        yield MenuFlaw("menu-empty-branch", slot)
    yield from said_flaws(branch.text, branch.record_id, slot, "text", "record_id")
    if branch.manager is not None and not _is_phone(branch.manager):
        yield refused("menu-bad-manager", slot, "manager")
    yield from _line_flaws(branch)
    yield from _words_flaws(branch)
    yield from _webhook_flaws(branch)


def said_flaws(
    text: str | None, record_id: str | None, slot: str | None, text_part: str, record_part: str
) -> Iterator[MenuFlaw]:
    """Of what is heard, be it the greeting or a branch."""
    if text and record_id:
        yield refused("menu-two-sayings", slot, text_part)
    if record_id is not None and not is_record_id(record_id):
        yield refused("menu-bad-record", slot, record_part)
    if len(text or "") > LONGEST_TEXT:
        yield refused("menu-long-text", slot, text_part, length=len(text or ""), limit=LONGEST_TEXT)
    if has_odd_characters(text or ""):
        yield refused("menu-odd-characters", slot, text_part)


def has_odd_characters(written: str) -> bool:
    """Those that no message has and no database keeps: control characters and halves of pairs."""
    return _ODD.search(written) is not None


def is_record_id(written: str) -> bool:
    """The service's number of a record."""
    return _RECORD_ID.fullmatch(written) is not None


def _line_flaws(branch: Branch) -> Iterator[MenuFlaw]:
    for part, (key, limit) in _LIMITS.items():
        written = getattr(branch, part)
        if len(written) > limit:
            yield refused(key, branch.slot, part, length=len(written), limit=limit)
        if has_odd_characters(written):
            yield refused("menu-odd-characters", branch.slot, part)


def _words_flaws(branch: Branch) -> Iterator[MenuFlaw]:
    if branch.slot in WORDS and not branch.words:
        yield MenuFlaw("menu-needs-words", branch.slot, "words")
    if branch.slot == STAYED and branch.words:
        yield refused("menu-silent-words", branch.slot, "words")
    if any(not word or not re.fullmatch(r"[^\s,;]+", word) or has_odd_characters(word) for word in branch.words):
        yield refused("menu-bad-words", branch.slot, "words")
    length = len(" ".join(branch.words))
    if length > LONGEST_WORDS:
        yield refused("menu-long-words", branch.slot, "words", length=length, limit=LONGEST_WORDS)


def _webhook_flaws(branch: Branch) -> Iterator[MenuFlaw]:
    wrong = webhook_flaw(branch.webhook) if branch.webhook else None
    if wrong:
        yield refused(wrong[0], branch.slot, "webhook", **wrong[1])
    wrong = parameters_flaw(branch.parameters)
    if wrong:
        yield refused(wrong[0], branch.slot, "parameters", **wrong[1])
    if branch.parameters and not branch.webhook:
        yield MenuFlaw("menu-unused-parameters", branch.slot, "parameters", blocks=False)


def _is_phone(written: str) -> bool:
    try:
        return parse_phone(written) == written
    except BadPhone:
        return False
