"""The card of an order that is not placed yet: everything that was understood, before anything happens."""

from decimal import Decimal

from aiogram.types import InlineKeyboardButton

from bot.domain.access import Person, Right
from bot.domain.callees import Choice
from bot.domain.inserts import Inserts
from bot.domain.orders import Order, OrderKind, OrderState, Terms
from bot.domain.phones import Duty, Phone, pretty
from bot.domain.subscriptions import is_going_list
from bot.domain.views import OrderView
from bot.ports import Capability
from bot.telegram.buttons import Row, button, order_button
from bot.telegram.callback_lines import draft_lines, extra_lines, heard
from bot.telegram.format import dotted, language_name, money
from bot.telegram.html import escape
from bot.telegram.look import Look, unbroken
from bot.telegram.menu_lines import order_menu_lines
from bot.telegram.order_lines import clock_of, heard_lines, moment, warnings, when
from bot.telegram.presses import CalleePress, OrderAction, OrderPress
from bot.telegram.texts import Html

CHOSEN, STRUCK = "✅", "✖️"


def number_warnings(order: Order, look: Look) -> list[Html]:
    """What has to be known of its numbers before they are called."""
    if order.choice is None or not order.in_doubt:
        return extension_warnings(order, look)
    key = "call-choice-one" if order.choice.one else "call-choice-several"
    return [look.tr(key, count=len(order.choice.candidates)), *extension_warnings(order, look)]


def extension_warnings(order: Order, look: Look) -> list[Html]:
    return [look.tr("call-draft-extension", extensions=", ".join(order.extensions))] if order.extensions else []


def choice_rows(order: Order, look: Look) -> list[Row]:
    """A button for each number, and one to keep them all while nothing is chosen."""
    if order.choice is None or order.state is not OrderState.DRAFT:
        return []
    rows = [[_number(order, order.choice, index, look)] for index in range(len(order.choice.candidates))]
    if order.in_doubt and not order.choice.one:
        keep = CalleePress(order_id=order.id, index=None, on=True)
        rows.append([button(look.tr, "call-choice-keep", keep, "👌")])
    return rows


def _number(order: Order, choice: Choice, index: int, look: Look) -> InlineKeyboardButton:
    phone = choice.candidates[index]
    is_open = choice.one and not choice.is_made
    on = phone in order.phones
    name = _name(choice, index, look)
    label = name if is_open else f"{CHOSEN if on else STRUCK} {name}"
    press = CalleePress(order_id=order.id, index=index, on=choice.one or not on)
    return InlineKeyboardButton(text=label, callback_data=press.pack())


def _name(choice: Choice, index: int, look: Look) -> str:
    """With its place in the message where numbers look alike: masked ones may."""
    shown = [look.phone(phone) for phone in choice.candidates]
    name = shown[index]
    return name if shown.count(name) == 1 else f"{index + 1}. {name}"


def verification_draft(view: OrderView, look: Look, warning: Html | None) -> tuple[str, list[Row]]:
    order, tr = view.order, look.tr
    lines: list[str] = [
        tr("verify-draft-title", phone=look.numbers(order.phones)),
        tr("verify-draft-text", provider=look.title(order.provider)),
        *author_lines(view, look),
    ]
    action, key = OrderAction.PLACE, "button-verify"
    for warned in number_warnings(order, look):
        lines += ["", warned]
    if warning:
        lines += ["", warning]
        action, key = OrderAction.PLACE_ANYWAY, "button-call-anyway"
    place = order_button(order, look, key, action, "📞", order.mark)
    cancel = order_button(order, look, "button-cancel", OrderAction.WITHDRAW)
    rows = [[cancel]] if order.in_doubt else [[place], [*more(view, look), cancel]]
    return "\n".join(lines), [*choice_rows(order, look), *rows]


SHOWN_TEXT = 1200
"""Characters of the text that a draft shows: more than a provider takes, and what is said below it stays in sight even
when each of them counts twice."""


def draft_card(view: OrderView, look: Look, warning: Html | None = None) -> tuple[str, list[Row]]:
    """`warning` is said above the buttons, and turns «Call now» into «Call anyway»."""
    order, tr = view.order, look.tr
    if order.kind is OrderKind.VERIFICATION:
        return verification_draft(view, look, warning)
    length, limit = len(order.terms.saying.text or ""), text_limit(order, look)
    too_long = length > limit
    lines = order_lines(view, look)
    if too_long:
        lines += ["", tr("call-draft-too-long", length=length, limit=limit)]
    for warned in (*warnings(view, look), *number_warnings(order, look), *([warning] if warning else [])):
        lines += ["", warned]
    ready = not too_long and not order.in_doubt and not order.is_wordless
    buttons = _buttons(view, look, ready=ready, anyway=warning is not None)
    return "\n".join(lines), [*choice_rows(order, look), *buttons]


def text_limit(order: Order, look: Look) -> int:
    """Of all providers that may come to say it."""
    return min(look.text_limit(name) for name in order.services)


def order_lines(view: OrderView, look: Look) -> list[str]:
    """Who is called, what will be heard, when, and how."""
    order = view.order
    if (callback := order.terms.callback) is not None:
        return [
            look.tr("callback-draft-title", phone=look.numbers(order.phones)),
            *draft_lines(view, callback, look),
            *filter(None, [heard(order, callback, look, SHOWN_TEXT)]),
            *extra_lines(callback.extras, look),
            *purpose_lines(order.terms, look),
            look.tr("call-draft-via", provider=look.title(order.provider)),
            *author_lines(view, look),
        ]
    lines: list[str] = [*draft_title(order, look), *heard_lines(view, look, SHOWN_TEXT)]
    if (at := order.goes_at) is not None:
        lines.append(look.tr("call-draft-when", when=when(order, at, look)))
    lines += [_how(order, look), *terms_lines(order.terms, look), *purpose_lines(order.terms, look)]
    return [*lines, *author_lines(view, look)]


def author_lines(view: OrderView, look: Look) -> list[Html]:
    """In a group: whose order it is, and who else pressed «Call now»."""
    if not look.in_group:
        return []
    by = look.tr("call-card-by", author=view.author.name)
    presser = view.presser
    return [dotted([by, look.tr("call-card-pressed", name=presser.name) if presser else None])]


def purpose_lines(terms: Terms, look: Look) -> list[Html]:
    return [look.tr("call-draft-purpose", purpose=terms.purpose)] if terms.purpose else []


def terms_lines(terms: Terms, look: Look) -> list[str]:
    """What else happens: the menu, further attempts, repeats."""
    lines: list[str] = order_menu_lines(terms.menu, look) if terms.menu else []
    if terms.inserts:
        lines.append(look.tr("call-draft-inserts", inserts=inserts_of(terms.inserts, look)))
    if terms.attempts != 1:
        lines.append(look.tr("call-draft-attempts", attempts=terms.attempts, interval=terms.interval))
    if terms.repeats:
        lines.append(look.tr("call-draft-repeats", repeats=terms.repeats))
    return lines


def inserts_of(inserts: Inserts, look: Look) -> str:
    """`17.25 ₽, 25.11.2026, 142`"""
    amount = [money(Decimal(inserts.amount), look.tr)] if inserts.amount else []
    return ", ".join([*amount, *filter(None, [inserts.first, inserts.second, inserts.third])])


def draft_title(order: Order, look: Look) -> list[str]:
    numbers, count = look.numbers(order.phones), len(order.phones)
    if order.is_planned:
        return [look.tr("call-planned-title", count=count), numbers]
    if count == 1:
        return [look.tr("call-draft-title", phone=numbers)]
    return [look.tr("call-draft-list-title", count=count), numbers]


def _how(order: Order, look: Look) -> Html:
    """«Голос: женский, английский · Номер: дежурный · Сервис: CallDog · С записью»"""
    tr, terms = look.tr, order.terms
    is_read = terms.saying.text and look.can(order.provider, Capability.VOICES)
    voice: Html | None = tr("call-draft-voice", voice=terms.saying.voice.value) if is_read else None
    if voice and terms.saying.language:
        voice = Html(f"{voice}, {escape(language_name(terms.saying.language, tr))}")
    caller: Html | None = None
    if (caller_id := terms.caller_id or look.caller_id(order.provider)) is Duty.ANY:
        caller = tr("call-draft-from-duty")
    elif caller_id:
        caller = tr("call-draft-from", caller=unbroken(pretty(Phone(caller_id))))
    return dotted(
        [
            voice,
            caller,
            tr("call-draft-via", provider=look.title(order.provider)),
            tr("call-draft-fallback", provider=look.title(terms.fallback)) if terms.fallback else None,
            tr("call-draft-recording") if terms.need_recording else None,
        ]
    )


def _buttons(view: OrderView, look: Look, *, ready: bool, anyway: bool) -> list[Row]:
    order = view.order

    def press(key: str, action: OrderAction, icon: str = "", mark: str | None = None) -> Row:
        return [order_button(order, look, key, action, icon, mark)]

    options = press("button-options", OrderAction.OPTIONS, "⚙️")
    cancel = press("button-cancel", OrderAction.WITHDRAW)
    if not ready:
        return [options, cancel]
    later = press("button-later", OrderAction.LATER, "🕒", mark := order.mark)
    insisting = press("button-call-anyway", OrderAction.PLACE_ANYWAY, "📞", mark)
    place = insisting if anyway else place_row(order, look, mark)
    return [place, later + options, [*more(view, look), *cancel]]


def more(view: OrderView, look: Look) -> Row:
    """What only some ask for: managers may look at the request, and at what the provider answered."""
    if not (view.author.may(Right.SEE_REQUESTS) or is_going_list(view.order)):
        return []
    return [order_button(view.order, look, "button-more", OrderAction.MORE)]


def more_rows(order: Order, actor: Person, look: Look) -> list[Row]:
    """What «More» opens for whoever pressed it."""
    request = order_button(order, look, "button-show-request", OrderAction.REQUEST, "🧾")
    answer = order_button(order, look, "button-answer", OrderAction.ANSWER, "📥")
    follow = order_button(order, look, "notify-all-subscribe", OrderAction.FOLLOW)
    back = button(look.tr, "button-back", OrderPress(action=OrderAction.CARD, order_id=order.id))
    sees_requests = actor.may(Right.SEE_REQUESTS)
    return [
        *([[request]] if sees_requests else []),
        *([[answer]] if sees_requests and order.was_sent else []),
        *([[follow]] if is_going_list(order) else []),
        [back],
    ]


def place_row(order: Order, look: Look, mark: str | None) -> Row:
    """With the time it is for, where one is set; and how many are called. `mark`: of what was seen."""
    place = order_button(order, look, "button-call-now", OrderAction.PLACE, "📞", mark)
    count = len(order.phones)
    if (at := order.terms.rings_at) is not None:
        place.text = f"📞 {look.tr.plain('button-call-at', time=moment(at, clock_of(order, look)))}"
    elif count > 1:
        place.text = f"📞 {look.tr.plain('button-call-all', count=count)}"
    return [place]
