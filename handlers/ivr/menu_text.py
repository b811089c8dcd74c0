"""Menus and their keys on the screen: what the callee hears, what each key does, what is missing, the keys."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.domain.menu_rules import NO_BRANCHES, MenuFlaw
from bot.domain.menus import DIGITS, LONGEST_SMS, STAYED, WORDS, Branch, Menu
from bot.ports import Capability
from bot.services.menu_views import MenuView
from bot.telegram.html import MESSAGE_LIMIT, clean, escape, fit, utf16_length
from bot.telegram.look import Look
from bot.telegram.markup import parse
from bot.telegram.menu_lines import (
    STAYED_SIGN,
    Deed,
    Names,
    branches_of,
    deeds,
    in_short,
    key_sign,
    said,
    short,
    slot_sign,
    slot_title,
)


@dataclass(frozen=True, slots=True)
class Cut:
    """How many characters are shown of the greeting and of each text of a key, and how many flaws; None shows all.

    `texts` 0 shows what a key does in a word or two.
    """

    greeting: int | None = None
    texts: int | None = None
    flaws: int = 200


CUTS = (Cut(), Cut(600, 200), Cut(400, 80), Cut(300, 40), Cut(300, 20, 20), Cut(200, 0, 12))
"""The first shows all, the last always fits."""
MOST_HTML = 6 * MESSAGE_LIMIT + 2000
"""Characters of the longest message with each of them escaped (`&quot;`), and of its tags."""

LONGEST_KEY = 24
"""Characters: half a phone's width shows most of them."""

Keys = list[tuple[str, str]]
"""(slot, label)."""


def menu_text(view: MenuView, look: Look, above: str = "") -> str:
    """HTML of one message. When it is too long, each text is cut and the message says so."""
    for cut in CUTS:
        lines = [above, *_menu_lines(view, look, cut)] if above else _menu_lines(view, look, cut)
        if cut != CUTS[0]:
            lines += ["", look.tr("ivr-one-cut")]
        html = "\n".join(lines)
        if fits(html):
            break
    return fit(html, MESSAGE_LIMIT)


def names_of(view: MenuView) -> Names:
    return {id_: record.name for id_, record in view.records.items()}


def fits(html: str) -> bool:
    """Whether it fits in a message. A text that is far too long is not parsed."""
    return len(html) <= MOST_HTML and utf16_length(parse(html).text) <= MESSAGE_LIMIT


def _menu_lines(view: MenuView, look: Look, cut: Cut) -> list[str]:
    menu, tr = view.menu, look.tr
    lines = [f"📋 <b>{escape(short(menu.name, None))}</b>", tr("ivr-one-service", service=view.provider_title)]
    if menu.recognize:
        lines.append(tr("ivr-one-recognizes"))
    lines += ["", *heard_lines(view, look, cut.greeting)]
    if menu.greeting.is_empty:
        lines.append("")  # a quote keeps its own distance
    for branch in branches_of(menu):
        lines += _key_lines(branch, look, names_of(view), cut)
    if not menu.branches:
        lines.append(tr("ivr-one-no-keys"))
    return [*lines, *_verdict(view, look, cut)]


def heard_lines(view: MenuView, look: Look, longest: int | None = None) -> list[str]:
    greeting, tr = view.menu.greeting, look.tr
    heard = said(greeting, look, names_of(view), longest)
    if not heard:
        return [tr("ivr-one-heard"), tr("ivr-one-silent")]
    has_voice = greeting.text and look.can(view.menu.provider, Capability.VOICES)
    title = tr("ivr-one-heard-voice", voice=greeting.voice.value) if has_voice else tr("ivr-one-heard")
    return [title, f"<blockquote>{escape(heard)}</blockquote>"]


def _key_lines(branch: Branch, look: Look, names: Names, cut: Cut) -> list[str]:
    sign = f"<b>{_silence(look) if branch.slot == STAYED else slot_sign(branch.slot)}</b>"
    if cut.texts == 0:
        return [f"{sign} — {escape(in_short(branch, look))}"]
    done = [line(deed) for deed in deeds(branch, look, names, cut.texts)] or [look.tr("ivr-branch-nothing")]
    if len(done) == 1:
        return [f"{sign} — {done[0]}"]
    return [f"{sign}:", *done]


def line(deed: Deed) -> str:
    return f"{deed.sign} {escape(deed.words)}"


def _verdict(view: MenuView, look: Look, cut: Cut) -> list[str]:
    flaws = [flaw for flaw in view.flaws if flaw != NO_BRANCHES]  # the line in place of the keys says it
    shown = flaws[: cut.flaws]
    lines = [] if flaws or not view.menu.branches else ["", look.tr("ivr-one-ready")]
    lines += _titled("ivr-one-blocks", (flaw for flaw in shown if flaw.blocks), look)
    lines += _titled("ivr-one-warns", (flaw for flaw in shown if not flaw.blocks), look)
    if len(flaws) > len(shown):
        lines.append(look.tr("ivr-one-more-flaws", count=len(flaws) - len(shown)))
    return lines


def _titled(key: str, flaws: Iterable[MenuFlaw], look: Look) -> list[str]:
    lines = [f"• {_where(flaw, look)}{look.tr(flaw.key, **flaw.args)}" for flaw in flaws]
    return ["", look.tr(key), *lines] if lines else []


def _where(flaw: MenuFlaw, look: Look) -> str:
    return f"{escape(slot_title(flaw.slot, look))}: " if flaw.slot else ""


def flaw_lines(flaws: Sequence[MenuFlaw], look: Look) -> list[str]:
    """For the screen that the flaws are about."""
    return [f"{'⛔️' if flaw.blocks else '⚠️'} {look.tr(flaw.key, **flaw.args)}" for flaw in flaws]


def greeting_text(view: MenuView, look: Look) -> str:
    """What is there, what is wrong with it, and the question for another."""
    greeting = view.menu.greeting
    lines: list[str] = [look.tr("ivr-greeting-title", name=view.menu.name), ""]
    if greeting.record_id:
        lines += [*heard_lines(view, look), ""]
    if not greeting.is_empty:
        about = flaw_lines([flaw for flaw in view.flaws_of(None) if flaw.part == "greeting"], look)
        lines += [*about, ""] if about else []
    return fit("\n".join([*lines, ask_text(view, greeting.text, look)]), MESSAGE_LIMIT)


def branch_text(view: MenuView, slot: str, look: Look, *, cleared: bool) -> str:
    """`cleared`: the key was emptied just now."""
    for longest in (None, 600, 200):
        html = "\n".join(_branch_lines(view, slot, look, longest, cleared=cleared))
        if fits(html):
            break
    return fit(html, MESSAGE_LIMIT)


def _branch_lines(view: MenuView, slot: str, look: Look, longest: int | None, *, cleared: bool) -> list[str]:
    tr, branch = look.tr, view.menu.branch(slot)
    lines: list[str] = [tr("ivr-branch-title", slot=slot_title(slot, look), name=view.menu.name)]
    if slot == STAYED or slot in WORDS:
        lines.append(tr("ivr-branch-stayed" if slot == STAYED else "ivr-branch-words"))
    lines.append("")
    done = deeds(branch, look, names_of(view), longest) if branch else []
    lines += [line(deed) for deed in done] or [tr("ivr-branch-cleared" if cleared else "ivr-branch-nothing")]
    if branch and branch.sms:
        lines.append(tr("ivr-branch-sms-left", left=LONGEST_SMS - len(branch.sms), limit=LONGEST_SMS))
    flaws = flaw_lines(view.flaws_of(slot), look)
    return [*lines, "", *flaws] if flaws else lines


def ask_text(view: MenuView, now: str | None, look: Look) -> str:
    """The question for a text to be read aloud, and below it what is there, to be copied."""
    limit = view.limits.text_limit if view.limits else look.text_limit(view.menu.provider)
    lines: list[str] = [look.tr("ivr-text-ask", limit=limit)]
    if now:
        lines += ["", look.tr("ivr-text-now", length=len(now)), f"<code>{escape(clean(now))}</code>"]
    return fit("\n".join(lines), MESSAGE_LIMIT)


def used_keys(view: MenuView, look: Look) -> Keys:
    return [(branch.slot, _label(view, branch, look)) for branch in branches_of(view.menu)]


def free_digits(menu: Menu) -> Keys:
    return [(digit, digit) for digit in (*DIGITS[1:], DIGITS[0]) if menu.branch(digit) is None]


def free_silence(menu: Menu, look: Look) -> Keys:
    """What happens when nothing is pressed, unless it is taken."""
    return [(STAYED, _silence(look))] if menu.branch(STAYED) is None else []


def _silence(look: Look) -> str:
    return f"{STAYED_SIGN} {look.tr.plain('ivr-key-stayed')}"


def _label(view: MenuView, branch: Branch, look: Look) -> str:
    """`1 · agreed`: the key, and its tag or what it does."""
    wrong = "⚠️ " if any(flaw.blocks for flaw in view.flaws_of(branch.slot)) else ""
    sign = _silence(look) if branch.slot == STAYED else key_sign(branch)
    return short(f"{wrong}{sign} · {in_short(branch, look)}", LONGEST_KEY)
