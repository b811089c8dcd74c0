"""The screens of a menu and of its keys as text: what the callee hears, what each key does, what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.domain.menu_rules import MenuFlaw
from bot.domain.menus import DIGITS, LONGEST_SMS, STAYED, WORDS, Branch, Menu
from bot.ports import Capability
from bot.services.menus.views import MenuView
from bot.telegram.html import MESSAGE_LIMIT, escape, fit, utf16_length
from bot.telegram.look import Look
from bot.telegram.markup import parse
from bot.telegram.menu_lines import Deed, Names, branches_of, deeds, in_short, said, short, slot_sign, slot_title


@dataclass(frozen=True, slots=True)
class Cut:
    """How much is shown: characters of the greeting, of each text of a key (0: in a word or two), and flaws."""

    greeting: int | None = None
    texts: int | None = None
    flaws: int = 200


CUTS = (Cut(), Cut(600, 200), Cut(400, 80), Cut(300, 40), Cut(300, 20, 20), Cut(200, 0, 12))
"""From all to what always fits."""
MOST_HTML = 6 * MESSAGE_LIMIT + 2000
"""Characters that a message may take when each is escaped («&quot;»), and its tags."""
SAID_ALREADY = "menu-no-branches"
"""In place of the keys."""


def menu_text(view: MenuView, look: Look, above: str = "") -> str:
    """HTML of one message: in full while it fits, else each text cut short, and that is said."""
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
    """A text far too long is not even read."""
    return len(html) <= MOST_HTML and utf16_length(parse(html).text) <= MESSAGE_LIMIT


def _menu_lines(view: MenuView, look: Look, cut: Cut) -> list[str]:
    menu, tr = view.menu, look.tr
    lines = [f"📋 <b>{escape(short(menu.name, None))}</b>", tr("ivr-one-service", service=view.service)]
    if menu.recognize:
        lines.append(tr("ivr-one-recognizes"))
    lines += ["", *heard_lines(view, look, cut.greeting), ""]
    for branch in branches_of(menu):
        lines += _key_lines(branch, look, names_of(view), cut)
    lines += _rest(menu, look)
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
    sign = f"<b>{slot_sign(branch.slot)}</b>"
    if cut.texts == 0:
        return [f"{sign} — {escape(in_short(branch, look))}"]
    done = [line(deed) for deed in deeds(branch, look, names, cut.texts)] or [look.tr("ivr-branch-nothing")]
    if len(done) == 1:
        return [f"{sign} — {done[0]}"]
    return [f"{sign}:", *done]


def line(deed: Deed) -> str:
    return f"{deed.sign} {escape(deed.words)}"


def _rest(menu: Menu, look: Look) -> list[str]:
    if not menu.branches:
        return [look.tr("ivr-one-no-keys")]
    free = set(DIGITS) - {branch.slot for branch in menu.branches}
    return [look.tr("ivr-one-no-others")] if free else []


def _verdict(view: MenuView, look: Look, cut: Cut) -> list[str]:
    flaws = [flaw for flaw in view.flaws if flaw.key != SAID_ALREADY]
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
    """Of the one screen that they are about."""
    return [f"{'⛔️' if flaw.blocks else '⚠️'} {look.tr(flaw.key, **flaw.args)}" for flaw in flaws]


def greeting_text(view: MenuView, look: Look) -> str:
    lines = [look.tr("ivr-greeting-title", name=view.menu.name), "", *heard_lines(view, look)]
    about = [flaw for flaw in view.flaws_of(None) if flaw.part == "greeting"]
    return fit("\n".join([*lines, "", *flaw_lines(about, look)]), MESSAGE_LIMIT)


def branch_text(view: MenuView, slot: str, look: Look, *, cleared: bool) -> str:
    """`cleared`: everything was just taken off."""
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
