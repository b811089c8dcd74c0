"""What a provider answered about a call, as it came: for people who look at requests."""

import json
from dataclasses import dataclass

from bot.domain.access import Person
from bot.domain.calls import Call
from bot.domain.details import RawReport
from bot.domain.errors import NotFound, OrderProblem
from bot.ports import UnitOfWork
from bot.ports.abilities import able
from bot.ports.emulating import Discreet
from bot.services.draft_orders import load_order
from bot.services.providers import Providers

LONGEST = 64 * 2**10
"""Characters of an answer that people are shown."""


@dataclass(frozen=True, slots=True)
class CallAnswer:
    """`answer` is JSON, its key masked; `title` the provider's."""

    title: str
    call: Call
    answer: str


def newest_answer(uow: UnitOfWork, actor: Person, order_id: int) -> tuple[Call, RawReport]:
    """Of the order's first call that its provider told of. Raises OrderProblem when it told of none."""
    for call in load_order(uow, actor, order_id).known_calls():
        if raw := uow.calls.raw_report(call.id):
            return call, raw
    raise OrderProblem("order-no-answer")


def shown_answer(call: Call, raw: RawReport, providers: Providers) -> CallAnswer:
    written = json.dumps(raw, ensure_ascii=False, indent=2)
    try:
        provider = providers.get(call.provider)
    except NotFound:  # its key was taken away
        return CallAnswer(call.provider, call, written[:LONGEST])
    discreet = able(provider, Discreet)
    return CallAnswer(provider.title, call, (discreet.hide(written) if discreet else written)[:LONGEST])
