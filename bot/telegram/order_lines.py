"""An order in words: what it says, when, and what callees answered."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from bot.domain.calls import Call, CallState
from bot.domain.hours import clocks_differ, offset_of, zone_of_all
from bot.domain.menus import DIGITS, Branch, Menu
from bot.domain.orders import Order, OrderKind
from bot.domain.records import USABLE, AudioRecord, RecordStage
from bot.domain.sayings import Record
from bot.domain.views import OrderView
from bot.telegram.format import money, sign_of, state_words, talk_seconds
from bot.telegram.html import clean, escape, shorten
from bot.telegram.look import Look
from bot.telegram.menu_lines import in_short
from bot.telegram.texts import Html, Translation

_LOST_FOR_CALLS = frozenset({RecordStage.REFUSED, RecordStage.REMOVED, RecordStage.FAILED})
SHOWN_TAG = 40
LONG = 200
"""Characters from which on a quote is collapsed."""


def quote(text: str, limit: int) -> Html:
    """Somebody's text, collapsed when it is long. `limit`: characters of it that are shown."""
    tag = "blockquote expandable" if len(text) > LONG or text.count("\n") > 3 else "blockquote"
    return Html(f"<{tag}>{escape(clean(shorten(text, limit)))}</blockquote>")


def heard_lines(view: OrderView, look: Look, limit: int) -> list[str]:
    """What the callee hears, or heard. `limit`: characters of a text that are shown."""
    return [*_heard_first(view, look, limit), *_reading(view.order, look)]


def _reading(order: Order, look: Look) -> list[Html]:
    """What reading its texts aloud costs beside the calls, before it goes."""
    price, menu = look.text_price(order.provider), order.terms.menu
    texts = [order.terms.saying.text, *(branch.text for branch in (menu.branches if menu else ()))]
    count = sum(bool(text) for text in texts)
    if not (price and count and order.is_open):
        return []
    cost, calls = money(price * count, look.tr), len(order.phones)
    return [look.tr("call-draft-text-cost", cost=cost, count=count, calls=calls)]


def _heard_first(view: OrderView, look: Look, limit: int) -> list[str]:
    order, saying = view.order, view.order.terms.saying
    if saying.text:
        return [quote(saying.text, limit)]
    if saying.record is None:
        return [look.tr("call-draft-nothing")]
    tense = _tense(order)
    record = view.records.get(str(saying.record))
    if record is None:
        return [look.tr(f"call-draft-{saying.record.kind}", number=saying.record.id, tense=tense)]
    seconds = record.seconds if isinstance(record, AudioRecord) else None  # a provider tells no length
    if seconds:
        line = look.tr("call-draft-record-long", name=record.name, seconds=seconds, tense=tense)
    else:
        line = look.tr("call-draft-record-named", name=record.name, tense=tense)
    cost = record.cost if isinstance(record, AudioRecord) and order.is_open else None
    return [line, look.tr("call-draft-record-cost", cost=money(cost, look.tr))] if cost else [line]


def _tense(order: Order) -> str:
    """`will` be heard, or `did`; `none` when it is over and nobody heard it."""
    calls = order.latest_calls()
    if not calls or any(not call.state.is_final or call.state is CallState.UNKNOWN for call in calls):
        return "will"
    return "did" if any(call.state is CallState.COMPLETED for call in calls) else "none"


def warnings(view: OrderView, look: Look) -> list[Html]:
    """About records of the order or its menu that the provider will not play, or not yet."""
    stages = {record.stage for record in view.records.values()} - USABLE
    if stages & _LOST_FOR_CALLS:
        return [look.tr("call-draft-record-refused")]
    return [look.tr("call-draft-record-waiting")] if stages else []


def said_in(order: Order, tr: Translation) -> str:
    """What an order says, in a line of a list."""
    if order.kind is OrderKind.VERIFICATION:
        return tr.plain("history-list-verification")
    if order.terms.saying.text:
        return order.terms.saying.text
    if order.terms.callback is not None:
        return tr.plain("history-list-callback")
    played = order.terms.saying.record or Record("?")
    return tr.plain(f"call-draft-{played.kind}", number=played.id, tense="none")


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


def outcome(order: Order, call: Call, look: Look) -> Html:
    """How a call goes or went: «нажал 1», «занято»."""
    words, answer = state_words(order, call, look.tr), answer_of(call, order.terms.menu, look)
    if answer is None:
        return words
    return answer if call.state is CallState.COMPLETED else Html(f"{words}, {answer}")


def state_of(order: Order, call: Call, look: Look) -> Html:
    """«✅ нажал 1», for what answers a message that names the number."""
    return Html(f"{sign_of(order, call)} {outcome(order, call, look)}")


def title_of(order: Order, call: Call, look: Look) -> Html:
    """The number, and how its call goes or went."""
    return titled(sign_of(order, call), call, outcome(order, call, look), look)


def titled(sign: str, call: Call, words: Html, look: Look) -> Html:
    name = f"{sign} {look.number(call.phone)}"
    if call.state is CallState.UNKNOWN and not call.is_looked_for:
        return Html(f"{name}\n{words}")  # a whole sentence
    return named(name, words)


def named(name: str, words: Html) -> Html:
    """«+7 999 123-45-03 — занято», with no second dash where the words have one: «+7 …: нажал 1 — согласен»."""
    return Html(f"{name}{':' if ' — ' in words else ' —'} {words}")


def facts_of(order: Order, call: Call, look: Look) -> list[str]:
    """How long they talked and what it cost; nothing is said of what cost nothing. Before its end what it will cost,
    where the provider told. And somebody's own word for it.
    """
    seconds, tag = talk_seconds(call), own_tag(order, call)
    talk: list[str] = [look.tr("call-card-talk", minutes=seconds // 60, seconds=seconds % 60)] if seconds else []
    if tag:
        talk.insert(0, look.tr("history-filter-tag", tag=shorten(look.without_numbers(tag), SHOWN_TAG)))
    if call.cost:
        return [*talk, money(call.cost, look.tr)]
    price, sounds = expected(call, look)
    told = [look.tr("call-card-expected", price=money(price, look.tr))] if price else []
    return [*talk, *told, *([look.tr("call-card-sounds", seconds=sounds)] if sounds else [])]


def own_tag(order: Order, call: Call) -> str | None:
    """What somebody named the call; None where its answer's name in the menu says it already."""
    menu = order.terms.menu
    return None if menu and call.tag == menu.tag_of(call.digit) else call.tag


def expected(call: Call, look: Look) -> tuple[Decimal | None, int | None]:
    """What a call that goes on will cost if somebody answers, and how many seconds what they hear takes."""
    quote = None if call.state.is_final else look.quote(call)
    return (quote.price, quote.seconds) if quote else (None, None)


def moment(at: datetime, zone: ZoneInfo) -> str:
    """`21.11 18:30`, for buttons."""
    return at.astimezone(zone).strftime("%d.%m %H:%M")


def day_of(day: date, look: Look) -> str:
    """`29 ноября`."""
    return look.tr.plain("calendar-day", day=day.day, month=look.tr.plain(f"calendar-of-{day.month}"))


def weekday_of(day: date, look: Look) -> str:
    """`вс`."""
    return look.tr.plain(f"calendar-short-{day.isoweekday()}")


def dated(at: datetime, zone: ZoneInfo, look: Look) -> str:
    """`вс 29 ноября, 10:00`. Never «tomorrow»: a card is read on other days too."""
    local = at.astimezone(zone)
    day, time = local.date(), local.strftime("%H:%M")
    return look.tr.plain("calendar-moment", weekday=weekday_of(day, look), day=day_of(day, look), time=time)


def when(order: Order, at: datetime, look: Look) -> Html:
    """By the callee's clock and ours, or once where they agree. By ours for numbers in several zones."""
    zone = zone_of_all(order.phones, look.zone)
    theirs, ours = at.astimezone(zone), at.astimezone(look.zone)
    if clocks_differ(order.phones, look.zone, at):
        return look.tr("call-when-mixed", time=dated(at, look.zone, look), zone=offset_of(ours))
    if theirs.utcoffset() == ours.utcoffset():
        return look.tr("call-when-one", time=dated(at, zone, look))
    here = ours.strftime("%H:%M") if ours.date() == theirs.date() else dated(at, look.zone, look)
    return look.tr("call-when-both", time=dated(at, zone, look), zone=offset_of(theirs), ours=here)


def clock_of(order: Order, look: Look) -> ZoneInfo:
    """By whose clock its time is meant: the callees'; ours where a colleague's phone rings first."""
    return look.zone if order.terms.callback else zone_of_all(order.phones, look.zone)


def stood(order: Order, now: datetime, look: Look) -> str:
    """What to say of an order that an earlier press placed, planned or withdrew."""
    at = order.goes_at or order.terms.rings_at
    if order.is_withdrawn:
        return look.tr.plain("call-press-withdrawn-already")
    if at is not None and at > now:
        return look.tr.plain("call-press-planned-already", when=dated(at, clock_of(order, look), look))
    calls = order.latest_calls()
    is_over = bool(calls) and all(call.state.is_final for call in calls)
    return look.tr.plain("call-press-over-already" if is_over else "call-press-placed-already")


def whose_clock(order: Order, now: datetime, look: Look) -> Html:
    """Says by which clock a time that somebody enters is understood."""
    zone = clock_of(order, look)
    if order.terms.callback:
        key, shown = "call-clock-own", now.astimezone(zone)
    elif clocks_differ(order.phones, look.zone, now):
        key, shown = "call-clock-ours", now.astimezone(look.zone)
    else:
        key, shown = "call-clock-callee", now.astimezone(zone)
    return look.tr(key, now=shown.strftime("%H:%M"), zone=offset_of(shown))
