"""Phone menus in words: what the callee hears and what each key does, for messages, cards and pictures."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from bot.domain.menus import SLOTS, STAYED, Branch, Menu
from bot.domain.sayings import Saying
from bot.ports.media import MenuPicture, PictureKey
from bot.telegram.format import record_name
from bot.telegram.html import clean
from bot.telegram.look import Look

Names = Mapping[str, str]
"""The provider's number of a record → the name that we show."""
NO_NAMES: Names = MappingProxyType({})

STAYED_SIGN = "⏳"
SPOKEN_SIGN = "💬"
LONGEST_LINE = 400
"""Characters of the menu's line on an order's card."""
LONGEST_SHORT = 40
LONGEST_SIGN = 24


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that a key sets off, as plain text."""

    sign: str
    words: str


def slot_title(slot: str, look: Look) -> str:
    """«Клавиша 1», as plain text."""
    if slot == STAYED:
        return look.tr.plain("ivr-slot-stayed")
    if slot.isdigit():
        return look.tr.plain("ivr-slot-digit", digit=slot)
    return look.tr.plain("ivr-slot-words", number=slot.removeprefix("words"))


def slot_sign(slot: str) -> str:
    """`1`, `⏳`, `💬2`."""
    if slot == STAYED:
        return STAYED_SIGN
    return slot if slot.isdigit() else SPOKEN_SIGN + slot.removeprefix("words")


def branches_of(menu: Menu) -> list[Branch]:
    """In the order in which people look for them: digits, silence, words."""
    return sorted(menu.branches, key=lambda branch: SLOTS.index(branch.slot))


def deeds(branch: Branch, look: Look, names: Names = NO_NAMES, longest: int | None = None) -> list[Deed]:
    """All that the branch sets off. `longest`: characters that are shown of each text; None shows all."""
    return [*_acts(branch, look, names, longest), *_tells(branch, look, longest)]


def _acts(branch: Branch, look: Look, names: Names, longest: int | None) -> Iterator[Deed]:
    """What happens to the callee."""
    tr = look.tr
    if branch.text:
        yield Deed("🔊", f"{tr.plain('ivr-does-text')} {short(branch.text, longest)}")
    if branch.record_id:
        yield Deed("🎵", tr.plain("ivr-does-record", record=_record(branch.record_id, names, look)))
    if branch.manager:
        yield Deed("👤", tr.plain("ivr-does-manager", phone=look.phone(branch.manager)))
    if branch.sms:
        yield Deed("✉️", f"{tr.plain('ivr-does-sms')} {short(branch.sms, longest)}")
    if branch.block:
        yield Deed("🚫", tr.plain("ivr-does-block"))


def _tells(branch: Branch, look: Look, longest: int | None) -> Iterator[Deed]:
    """What is reported, and the words that lead to the branch."""
    pairs = ", ".join(f"{name}={value}" for name, value in branch.parameters.items())
    written = (
        ("🏷", "ivr-does-tag", branch.tag),
        ("🌐", "ivr-does-webhook", branch.webhook),
        ("📎", "ivr-does-parameters", pairs),
        (SPOKEN_SIGN, "ivr-does-words", ", ".join(branch.words)),
    )
    for sign, key, words in written:
        if words:
            yield Deed(sign, f"{look.tr.plain(key)} {short(words, longest)}")
    if branch.recognize:
        yield Deed("✍️", look.tr.plain("ivr-does-recognize"))


def said(saying: Saying, look: Look, names: Names = NO_NAMES, longest: int | None = None) -> str:
    """What the callee hears first, as plain text; empty when nothing is chosen."""
    if saying.text:
        return short(saying.text, longest)
    return look.tr.plain("ivr-heard-record", record=_record(saying.record_id, names, look)) if saying.record_id else ""


def short(text: str, longest: int | None) -> str:
    """A text from outside as one line, cut to `longest` characters."""
    line = " ".join(clean(text).split())
    return line if longest is None or len(line) <= longest else line[: longest - 1].rstrip() + "…"


def order_menu_lines(menu: Menu, look: Look) -> list[str]:
    """HTML for an order's card: «Меню «Подтверждение»: 1 — согласен; 2 — менеджер»."""
    branches = branches_of(menu)
    parts: list[str] = []
    for at, branch in enumerate(branches):
        part = f"{key_sign(branch)} — {in_short(branch, look)}"
        if len("; ".join([*parts, part])) > LONGEST_LINE - LONGEST_SHORT:
            parts.append(look.tr.plain("ivr-order-more", count=len(branches) - at))
            break
        parts.append(part)
    keys = "; ".join(parts) or look.tr.plain("ivr-order-empty")
    return [look.tr("ivr-order-line", name=menu.name, keys=keys)]


def key_sign(branch: Branch) -> str:
    """A branch that only words lead to is shown by its words: its slot says nothing to people."""
    if branch.words and not branch.slot.isdigit():
        return f"{SPOKEN_SIGN} {short(', '.join(branch.words), LONGEST_SIGN)}"
    return slot_sign(branch.slot)


def in_short(branch: Branch, look: Look) -> str:
    """Its tag, else in a few words what it does."""
    if branch.tag:
        return short(branch.tag, LONGEST_SHORT)
    return ", ".join(look.tr.plain(key) for key in _things(branch)) or "—"


def _things(branch: Branch) -> list[str]:
    """The Fluent key of each thing that it does."""
    found: tuple[tuple[str, object], ...] = (
        ("ivr-short-play", branch.said),
        ("ivr-short-manager", branch.manager),
        ("ivr-short-sms", branch.sms),
        ("ivr-short-block", branch.block),
        ("ivr-short-webhook", branch.webhook),
    )
    return [key for key, is_there in found if is_there]


def picture_of(menu: Menu, look: Look, names: Names = NO_NAMES) -> MenuPicture:
    tr = look.tr
    return MenuPicture(
        title=short(menu.name, None),
        subtitle=tr.plain("ivr-picture-service", service=look.title(menu.provider)),
        heard_title=tr.plain("ivr-picture-heard"),
        heard=said(menu.greeting, look, names) or tr.plain("ivr-one-silent"),
        keys=[_picture_key(branch, look, names) for branch in branches_of(menu)],
        empty=tr.plain("ivr-picture-empty"),
    )


def _picture_key(branch: Branch, look: Look, names: Names) -> PictureKey:
    lines = [f"{deed.sign} {deed.words}" for deed in deeds(branch, look, names)]
    nothing = [look.tr.plain("ivr-branch-nothing")]
    return PictureKey(_picture_sign(branch, look), lines or nothing, leads=branch.manager is not None)


def _picture_sign(branch: Branch, look: Look) -> str:
    """A digit, or the title of the slot: a picture has room for it."""
    return slot_title(branch.slot, look) if branch.digit is None else branch.slot


def _record(record_id: str, names: Names, look: Look) -> str:
    if name := names.get(record_id):
        return look.tr.plain("ivr-record-named", name=name)
    return look.tr.plain("ivr-record-number", number=record_name(record_id))
