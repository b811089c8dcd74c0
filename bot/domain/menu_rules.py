"""Whether a menu can be played, and what is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from bot.domain.menu_flaws import LONGEST_TEXT, MenuFlaw, branch_flaws, has_odd_characters, refused, said_flaws
from bot.domain.menus import DIGITS, LONGEST_NAME, Branch, Menu, MenuLimits
from bot.domain.records import USABLE, RecordStage

__all__ = ["MenuFlaw", "brought_in", "can_be_used", "played_records", "problems", "service_free_problems"]

Stages = Mapping[str, RecordStage]
"""By the service's number of the record."""

_STAGE_KEYS = {
    RecordStage.WAITING: "menu-record-waiting",
    RecordStage.REFUSED: "menu-record-refused",
    RecordStage.REMOVED: "menu-record-removed",
}


def problems(menu: Menu, limits: MenuLimits, stages: Stages | None = None) -> tuple[MenuFlaw, ...]:
    """Everything that is wrong with it at a service with these limits, the menu itself first, then slot by slot.

    `stages` are what we know of the service's records; None: they are not looked at. A record that we do not know may
    have been made in the service's cabinet: it is only warned of. So is one that waits for its moderator, because the
    call can be placed, though it does not start; one that the moderator refused, or that is deleted, blocks.
    """
    found = [*service_free_problems(menu), *_limited(menu, limits)]
    if stages is not None:
        found += _record_flaws(menu, stages)
    order: dict[str | None, int] = {branch.slot: at for at, branch in enumerate(menu.branches, start=1)}
    order[None] = 0
    return tuple(sorted(found, key=lambda flaw: order.get(flaw.slot, 0)))


def service_free_problems(menu: Menu) -> tuple[MenuFlaw, ...]:
    """What is wrong with it at any service."""
    branches = [flaw for branch in menu.branches for flaw in branch_flaws(branch)]
    return (*_name_flaws(menu), *_greeting_flaws(menu), *branches, *_clashes(menu))


def can_be_used(flaws: tuple[MenuFlaw, ...]) -> bool:
    return not any(flaw.blocks for flaw in flaws)


def brought_in(before: Collection[MenuFlaw], after: Collection[MenuFlaw]) -> tuple[MenuFlaw, ...]:
    """The refused ones that were not there, wherever they stand: a branch may be moved with what is wrong in it."""
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
        yield refused("menu-no-name", None, "name")
    if len(menu.name) > LONGEST_NAME:
        yield refused("menu-long-name", None, "name", length=len(menu.name), limit=LONGEST_NAME)
    if has_odd_characters(menu.name) or "\n" in menu.name:
        yield refused("menu-odd-characters", None, "name")


def _greeting_flaws(menu: Menu) -> Iterator[MenuFlaw]:
    if menu.greeting.is_empty:
        yield MenuFlaw("menu-no-greeting", None, "greeting")
    yield from said_flaws(menu.greeting.text, menu.greeting.record_id, None, "greeting", "greeting")
    if not menu.branches:
        yield MenuFlaw("menu-no-branches", blocks=False)


def _clashes(menu: Menu) -> Iterator[MenuFlaw]:
    """Slots and words that lead to two places."""
    for slot, times in Counter(branch.slot for branch in menu.branches).items():
        if times > 1:
            yield refused("menu-digit-twice" if slot in DIGITS else "menu-slot-twice", slot, "slot")
    first: dict[str, str] = {}
    for branch in menu.branches:
        for word in dict.fromkeys(word.casefold() for word in branch.words):
            if first.setdefault(word, branch.slot) != branch.slot:
                yield refused("menu-word-twice", branch.slot, "words", word=word)


def _limited(menu: Menu, limits: MenuLimits) -> Iterator[MenuFlaw]:
    if _is_long(menu.greeting.text, limits):
        yield _long_text(menu.greeting.text, None, "greeting", limits)
    if menu.recognize and not limits.recognizes:
        yield refused("menu-no-recognition", None, "recognize")
    for branch in menu.branches:
        yield from _limited_branch(branch, limits)
    if limits.recognizes and not menu.recognize and any(branch.words for branch in menu.branches):
        yield MenuFlaw("menu-not-listening", None, "recognize", blocks=False)


def _limited_branch(branch: Branch, limits: MenuLimits) -> Iterator[MenuFlaw]:
    if branch.text and not limits.reads_texts:
        yield refused("menu-text-not-read", branch.slot, "text")
    elif _is_long(branch.text, limits):
        yield _long_text(branch.text, branch.slot, "text", limits)
    if branch.recognize and not limits.recognizes:
        yield refused("menu-no-recognition", branch.slot, "recognize")


def _is_long(text: str | None, limits: MenuLimits) -> bool:
    """What no service takes is said already."""
    return limits.text_limit < len(text or "") <= LONGEST_TEXT


def _long_text(text: str | None, slot: str | None, part: str, limits: MenuLimits) -> MenuFlaw:
    return refused("menu-long-text", slot, part, length=len(text or ""), limit=limits.text_limit)


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
    """Where a record is played (None: the greeting), and which."""
    if menu.greeting.record_id:
        yield None, menu.greeting.record_id
    for branch in menu.branches:
        if branch.record_id:
            yield branch.slot, branch.record_id
