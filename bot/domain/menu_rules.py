"""What may be wrong with a menu: at any provider, and at one with its limits and its records."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from bot.domain.errors import BadPhone
from bot.domain.menu_webhooks import parameters_flaw, webhook_flaw
from bot.domain.menus import (
    DIGITS,
    LONGEST_NAME,
    LONGEST_SMS,
    LONGEST_TAG,
    LONGEST_WORDS,
    SLOTS,
    STAYED,
    WORDS,
    Branch,
    Menu,
    MenuLimits,
)
from bot.domain.phones import parse_phone
from bot.domain.records import USABLE, RecordStage
from bot.domain.sayings import Said

LONGEST_TEXT = 2048
"""Characters of a text to be read aloud, at any provider."""
LONGEST_RECORD_ID = 18

_ODD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_RECORD_ID = re.compile(rf"[1-9][0-9]{{0,{LONGEST_RECORD_ID - 1}}}")
_LIMITS = {"sms": ("menu-long-sms", LONGEST_SMS), "tag": ("menu-long-tag", LONGEST_TAG)}

Stages = Mapping[str, RecordStage]
"""By the provider's number of the record."""

_STAGE_KEYS = {
    RecordStage.WAITING: "menu-record-waiting",
    RecordStage.REFUSED: "menu-record-refused",
    RecordStage.REMOVED: "menu-record-removed",
}


@dataclass(frozen=True, slots=True)
class MenuFlaw:
    """One thing that is wrong. `key` and `args` make its text. `slot` says where it is; None is the menu itself.

    `part` is the field of Menu or Branch that it is about; empty when it is about none. `blocks`: no call can be placed
    with it. `refused`: it can never be right, so an edit that brings it in is refused.
    """

    key: str
    slot: str | None = None
    part: str = ""
    args: Mapping[str, str | int] = field(default_factory=dict)
    blocks: bool = True
    refused: bool = False


NO_GREETING = MenuFlaw("menu-no-greeting", None, "greeting")
"""It does not matter where an order says something of its own."""
NO_BRANCHES = MenuFlaw("menu-no-branches", blocks=False)


def _refused(key: str, slot: str | None, part: str, **args: str | int) -> MenuFlaw:
    return MenuFlaw(key, slot, part, args, refused=True)


def problems(menu: Menu, limits: MenuLimits, stages: Stages | None = None) -> tuple[MenuFlaw, ...]:
    """Everything that is wrong with the menu at a provider with these limits: first the menu itself, then each slot.

    `stages` are what we know of the provider's records; None: the records are not looked at. A record that we do not
    know does not block, because it may have been made in the provider's cabinet. Nor does one that waits for its
    moderator: the call can be placed, and starts later. A record that is refused or deleted blocks.
    """
    found = [*problems_anywhere(menu), *_limited(menu, limits)]
    if stages is not None:
        found += _record_flaws(menu, stages)
    order: dict[str | None, int] = {branch.slot: at for at, branch in enumerate(menu.branches, start=1)}
    order[None] = 0
    return tuple(sorted(found, key=lambda flaw: order.get(flaw.slot, 0)))


def problems_anywhere(menu: Menu) -> tuple[MenuFlaw, ...]:
    """What is wrong with the menu at any provider."""
    branches = [flaw for branch in menu.branches for flaw in _branch_flaws(branch)]
    return (*_name_flaws(menu), *_greeting_flaws(menu), *branches, *_clashes(menu))


def brought_in(before: Collection[MenuFlaw], after: Collection[MenuFlaw]) -> tuple[MenuFlaw, ...]:
    """The refused flaws that `before` has in no slot. A branch that moves takes its old flaws along."""
    old = [_kind(flaw) for flaw in before]
    new = []
    for flaw in after:
        if _kind(flaw) in old:
            old.remove(_kind(flaw))
        elif flaw.refused:
            new.append(flaw)
    return tuple(new)


def _kind(flaw: MenuFlaw) -> tuple[object, ...]:
    return flaw.key, flaw.part, dict(flaw.args)


def _name_flaws(menu: Menu) -> Iterator[MenuFlaw]:
    if not menu.name.strip():
        yield _refused("menu-no-name", None, "name")
    if len(menu.name) > LONGEST_NAME:
        yield _refused("menu-long-name", None, "name", length=len(menu.name), limit=LONGEST_NAME)
    if has_odd_characters(menu.name) or "\n" in menu.name:
        yield _refused("menu-odd-characters", None, "name")


def _greeting_flaws(menu: Menu) -> Iterator[MenuFlaw]:
    if menu.greeting.is_empty:
        yield NO_GREETING
    yield from _said_flaws(menu.greeting, None, "greeting", "greeting")
    if not menu.branches:
        yield NO_BRANCHES


def _clashes(menu: Menu) -> Iterator[MenuFlaw]:
    """A slot that two branches have, a word that leads to two branches."""
    for slot, times in Counter(branch.slot for branch in menu.branches).items():
        if times > 1:
            yield _refused("menu-digit-twice" if slot in DIGITS else "menu-slot-twice", slot, "slot")
    first: dict[str, str] = {}
    for branch in menu.branches:
        for word in dict.fromkeys(word.casefold() for word in branch.words):
            if first.setdefault(word, branch.slot) != branch.slot:
                yield _refused("menu-word-twice", branch.slot, "words", word=word)


def _limited(menu: Menu, limits: MenuLimits) -> Iterator[MenuFlaw]:
    if _is_long(menu.greeting.text, limits):
        yield _long_text(menu.greeting.text, None, "greeting", limits)
    if menu.recognize and not limits.recognizes:
        yield _refused("menu-no-recognition", None, "recognize")
    for branch in menu.branches:
        yield from _limited_branch(branch, limits)
    if limits.recognizes and not menu.recognize and any(branch.words for branch in menu.branches):
        yield MenuFlaw("menu-not-listening", None, "recognize", blocks=False)


def _limited_branch(branch: Branch, limits: MenuLimits) -> Iterator[MenuFlaw]:
    if branch.text and not limits.reads_texts:
        yield _refused("menu-text-not-read", branch.slot, "text")
    elif _is_long(branch.text, limits):
        yield _long_text(branch.text, branch.slot, "text", limits)
    if branch.recognize and not limits.recognizes:
        yield _refused("menu-no-recognition", branch.slot, "recognize")


def _is_long(text: str | None, limits: MenuLimits) -> bool:
    """`_said_flaws` has named what is too long for any provider."""
    return limits.text_limit < len(text or "") <= LONGEST_TEXT


def _long_text(text: str | None, slot: str | None, part: str, limits: MenuLimits) -> MenuFlaw:
    return _refused("menu-long-text", slot, part, length=len(text or ""), limit=limits.text_limit)


def _record_flaws(menu: Menu, stages: Stages) -> Iterator[MenuFlaw]:
    for slot, record_id in played_records(menu):
        stage = stages.get(record_id)
        if stage in USABLE:
            continue
        key = "menu-record-unknown" if stage is None else _STAGE_KEYS.get(stage, "menu-record-unknown")
        blocks = stage in (RecordStage.REFUSED, RecordStage.REMOVED)
        part = "greeting" if slot is None else "record_id"
        yield MenuFlaw(key, slot, part, {"record": record_id}, blocks=blocks)


def played_records(menu: Menu) -> Iterator[tuple[str | None, str]]:
    """(slot, record) for each record; the slot of the greeting is None."""
    if menu.greeting.record_id:
        yield None, menu.greeting.record_id
    for branch in menu.branches:
        if branch.record_id:
            yield branch.slot, branch.record_id


def plays(menu: Menu, record_id: str) -> bool:
    return any(played == record_id for _, played in played_records(menu))


def _branch_flaws(branch: Branch) -> Iterator[MenuFlaw]:
    slot = branch.slot
    if slot not in SLOTS:
        yield _refused("menu-no-such-slot", slot, "slot")
    if branch.does_nothing:
        yield MenuFlaw("menu-empty-branch", slot)
    yield from _said_flaws(branch, slot, "text", "record_id")
    if branch.manager is not None and not _is_phone(branch.manager):
        yield _refused("menu-bad-manager", slot, "manager")
    yield from _line_flaws(branch)
    yield from _words_flaws(branch)
    yield from _webhook_flaws(branch)


def _said_flaws(heard: Said, slot: str | None, text_part: str, record_part: str) -> Iterator[MenuFlaw]:
    """Flaws of what the callee hears, in the greeting or in a branch."""
    text = heard.text or ""
    if heard.record and not is_record_id(str(heard.record)):
        yield _refused("menu-bad-record", slot, record_part)
    if len(text) > LONGEST_TEXT:
        yield _refused("menu-long-text", slot, text_part, length=len(text), limit=LONGEST_TEXT)
    if has_odd_characters(text):
        yield _refused("menu-odd-characters", slot, text_part)


def has_odd_characters(written: str) -> bool:
    """Control characters and lone surrogates: no message has them, and no database keeps them."""
    return _ODD.search(written) is not None


def is_record_id(written: str) -> bool:
    """Whether it can be a provider's number of a record."""
    return _RECORD_ID.fullmatch(written) is not None


def _line_flaws(branch: Branch) -> Iterator[MenuFlaw]:
    for part, (key, limit) in _LIMITS.items():
        written = getattr(branch, part)
        if len(written) > limit:
            yield _refused(key, branch.slot, part, length=len(written), limit=limit)
        if has_odd_characters(written):
            yield _refused("menu-odd-characters", branch.slot, part)


def _words_flaws(branch: Branch) -> Iterator[MenuFlaw]:
    if branch.slot in WORDS and not branch.words:
        yield MenuFlaw("menu-needs-words", branch.slot, "words")
    if branch.slot == STAYED and branch.words:
        yield _refused("menu-silent-words", branch.slot, "words")
    if any(not word or not re.fullmatch(r"[^\s,;]+", word) or has_odd_characters(word) for word in branch.words):
        yield _refused("menu-bad-words", branch.slot, "words")
    length = len(" ".join(branch.words))
    if length > LONGEST_WORDS:
        yield _refused("menu-long-words", branch.slot, "words", length=length, limit=LONGEST_WORDS)


def _webhook_flaws(branch: Branch) -> Iterator[MenuFlaw]:
    wrong = webhook_flaw(branch.webhook) if branch.webhook else None
    if wrong:
        yield _refused(wrong[0], branch.slot, "webhook", **wrong[1])
    wrong = parameters_flaw(branch.parameters)
    if wrong:
        yield _refused(wrong[0], branch.slot, "parameters", **wrong[1])
    if branch.parameters and not branch.webhook:
        yield MenuFlaw("menu-unused-parameters", branch.slot, "parameters", blocks=False)


def _is_phone(written: str) -> bool:
    try:
        return parse_phone(written) == written
    except BadPhone:
        return False
