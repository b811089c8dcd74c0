"""What a storm left behind, judged: nothing placed twice, nothing lost in silence, each result told once."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field

from sqlalchemy import Connection, exists, func, select

from bot.domain.calls import CallState
from bot.domain.orders import Order, OrderState
from bot.domain.views import NoticeKind
from storage.engine import SqlDatabase
from storage.material import updates
from storage.tables import calls, cards, notices, orders
from tests.storm.machine import Machine
from tests.storm.people import AGAIN, CALL, PLACED, Crowd, Wish, labels_of
from tests.support.messages import Message

NOT_SENT = {CallState.CANCELED, CallState.REJECTED, CallState.UNKNOWN, CallState.EXPIRED}
"""Ends of calls that may never have reached the provider."""

ASKED_AT_ONCE = 3
"""Unknown calls of a list whose buttons have room in eight rows; the next have theirs when these are decided."""


@dataclass
class Verdict:
    """Each list holds what went wrong, in words; `unanswered` are commands and taps that nothing came of."""

    placed_twice: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    told_wrong: list[str] = field(default_factory=list)
    told_again: Counter[int] = field(default_factory=Counter)
    """Of each person's results, for in one chat one is told after another: a kill finds one of them half told."""
    tracebacks: Counter[str] = field(default_factory=Counter)
    unanswered: list[str] = field(default_factory=list)
    figures: Counter[str] = field(default_factory=Counter)

    def lines(self) -> list[str]:
        wrong = {
            name: getattr(self, name) for name in ("placed_twice", "lost", "told_wrong", "tracebacks", "unanswered")
        }
        found = [
            f"{name}: {len(what)}" + "".join(f"\n    {one}" for one in list(what)[:20]) for name, what in wrong.items()
        ]
        return [
            *found,
            f"told again: {dict(self.told_again)}",
            *(f"{name}: {n}" for name, n in sorted(self.figures.items())),
        ]


async def under_way(database: SqlDatabase) -> dict[str, int]:
    """How much is under way, unheard, unsaid or shown otherwise than it is: nothing when all is quiet."""
    return await database.run(_under_way)


def _under_way(connection: Connection) -> dict[str, int]:
    what = {
        "open calls": calls.c.state.in_([s for s in CallState if not s.is_final]),
        "stale cards": cards.c.version > cards.c.shown_version,
        "unsaid notices": notices.c.delivered_at.is_(None) & notices.c.given_up_at.is_(None),
        "unheard updates": updates.c.handled_at.is_(None),
    }
    counts = {name: connection.execute(select(func.count()).where(rule)).scalar_one() for name, rule in what.items()}
    return {name: count for name, count in counts.items() if count}


def so_far(connection: Connection) -> tuple[int, int]:
    """How many orders are placed, and how many calls nobody knows of."""
    placed = select(func.count()).where(orders.c.state == OrderState.PLACED)
    later = calls.alias()
    settled = later.c.order_id == calls.c.order_id, later.c.phone == calls.c.phone, later.c.attempt > calls.c.attempt
    unknown = select(func.count()).where(calls.c.state == CallState.UNKNOWN, ~exists().where(*settled))
    return connection.execute(placed).scalar_one(), connection.execute(unknown).scalar_one()


async def judge(database: SqlDatabase, machine: Machine, crowd: Crowd) -> Verdict:
    verdict = Verdict()
    ids = await database.run(lambda connection: list(connection.execute(select(orders.c.id)).scalars()))
    kept = await database.transact(lambda uow: uow.orders.many(ids))
    by_phone = {phone: order for order in kept.values() for phone in order.phones}
    promised = await database.run(_promised)
    asked = [entry["request"] for entry in machine.creates.values()]
    creates = Counter(str(phone) for request in asked for phone in request.get("phones") or [request["phone"]])
    people = {wish.person.id: wish.person for wish in crowd.wishes}
    shown = {id_: await person.replies() for id_, person in people.items()}
    for wish in crowd.wishes:
        order = by_phone.get(wish.phones[0])
        _judge(verdict, wish, shown[wish.person.id], order, creates, promised.get(order.id, 0) if order else 0)
    verdict.tracebacks = _tracebacks(machine)
    strangers = creates.keys() - {phone for wish in crowd.wishes for phone in wish.phones}
    verdict.placed_twice += [f"{phone} was called and nobody meant it" for phone in strangers]
    verdict.figures.update({"kills": len(machine.kills), "wishes": len(crowd.wishes), "creates": len(machine.creates)})
    verdict.figures["lost answers to sendMessage"] = machine.lost_sends
    return verdict


def _promised(connection: Connection) -> dict[int, int]:
    """How many results each order owes the chat where its card is."""
    rows = connection.execute(select(notices.c.payload, notices.c.chat_id).where(notices.c.kind == NoticeKind.RESULT))
    own = {row.id: row.chat_id for row in connection.execute(select(orders.c.id, orders.c.chat_id))}
    # One that could not be told before the next was promised is told by that one.
    owed = [
        payload["order_id"] for payload, chat in rows if "told_by" not in payload and own[payload["order_id"]] == chat
    ]
    return Counter(owed)


def _judge(
    verdict: Verdict, wish: Wish, replies: list[Message], order: Order | None, creates: Counter[str], promised: int
) -> None:
    shown = wish.cards(replies)
    if order is None or not shown:
        verdict.unanswered.append(f"/call of {wish.words}: {'no order' if order is None else 'no card'}")
    if order is None:
        return
    if order.state is not OrderState.PLACED:
        if wish.taps:
            verdict.unanswered.append(f"a tap on {wish.words}")
        if any(creates[phone] for phone in wish.phones):
            verdict.placed_twice.append(f"{wish.words} was never placed, and somebody was called")
        return
    verdict.figures["orders"] += 1
    _count_requests(verdict, wish, order, creates)
    states = [call.state for call in order.latest_calls()]
    verdict.figures.update(f"call {state}" for state in states)
    if len(states) != len(wish.phones) or not all(state.is_final for state in states):
        verdict.lost.append(f"{wish.words} has not ended: {states}")
    _look_at_cards(verdict, wish, order, [message for message in shown if not labels_of(message, CALL)])
    cards = {card.id for card in shown}
    told = [message for message in replies if message.reply_to in cards and _tells(message)]
    if not promised or len(told) < promised:
        verdict.told_wrong.append(f"{wish.words}: {promised} results promised, {len(told)} told")
    verdict.told_again[wish.person.id] += max(0, len(told) - promised)


def _count_requests(verdict: Verdict, wish: Wish, order: Order, creates: Counter[str]) -> None:
    attempts = Counter(call.phone for call in order.calls)
    for phone in order.phones:
        if creates[phone] > attempts[phone]:
            verdict.placed_twice.append(f"{phone}: {attempts[phone]} attempts, {creates[phone]} requests")
    if sum(attempts.values()) > len(order.phones) + wish.again:
        verdict.placed_twice.append(f"{wish.words}: more attempts than presses")
    for call in order.calls:
        if not creates[call.phone] and call.state not in NOT_SENT:
            verdict.lost.append(f"{call.phone} is said to be {call.state}, and was never sent")


def _look_at_cards(verdict: Verdict, wish: Wish, order: Order, placed: list[Message]) -> None:
    """Checks that one of an order's messages shows its end, and two buttons for each unknown call that has room."""
    if not placed:
        verdict.lost.append(f"{wish.words} is placed, and its card does not say so")
        return
    unknown = sum(call.state is CallState.UNKNOWN for call in order.latest_calls())
    for carries in (AGAIN, PLACED):
        if len(labels_of(placed[-1], carries)) != min(unknown, ASKED_AT_ONCE):
            verdict.lost.append(f"{wish.words}: {unknown} unknown calls, buttons {placed[-1].labels}")


def _tells(reply: Message) -> bool:
    """A result; what the callee pressed or said is told while the call goes on."""
    return not reply.text.startswith("🔘")


def _tracebacks(machine: Machine) -> Counter[str]:
    """The last line of each, and what was logged with it."""
    found: Counter[str] = Counter()
    for line in machine.bot.log.read_text(errors="replace").splitlines():
        if "Traceback" not in line:
            continue
        try:
            entry = json.loads(line)
        except ValueError:
            found[line[:200]] += 1
            continue
        words = str(entry.get("exception") or entry).strip().splitlines()[-1]
        found[f"{entry.get('logger')}: {entry.get('event')}: {words}"[:300]] += 1
    return found
