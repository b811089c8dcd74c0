"""What providers answered, as it came: for people who look at requests."""

import json
from dataclasses import dataclass

from bot.domain.access import Person
from bot.domain.calls import Call
from bot.domain.details import RawReport
from bot.domain.errors import NotFound, OrderProblem
from bot.ports import UnitOfWork
from bot.ports.abilities import able
from bot.ports.emulating import Discreet
from bot.ports.hearing import AnswerTo, KeptAnswer
from bot.services.draft_orders import load_order
from bot.services.providers import Providers

LONGEST = 64 * 2**10
"""Characters of a report that people are shown."""


@dataclass(frozen=True, slots=True)
class CallAnswer:
    """`title` is the provider's. `is_report`: it tells of the call; else it answers the request to place it."""

    title: str
    call: Call
    answer: KeptAnswer
    is_report: bool


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request, its key masked, and what was answered, if anything was by now. `title` is the provider's."""

    title: str
    request: str
    answer: KeptAnswer | None = None


def newest_answer(uow: UnitOfWork, actor: Person, order_id: int) -> tuple[Call, RawReport | KeptAnswer]:
    """What was last told of the order's first call, else what was answered when one was placed.

    Raises OrderProblem when no provider has said anything.
    """
    calls = load_order(uow, actor, order_id).latest_calls()
    for call in calls:
        if raw := uow.calls.raw_report(call.id):
            return call, raw
    for call in calls:
        if answer := uow.answers.get(AnswerTo.CALL, call.sent_with or call.id):
            return call, answer
    raise OrderProblem("order-no-answer")


def shown_answer(call: Call, told: RawReport | KeptAnswer, providers: Providers) -> CallAnswer:
    try:
        title = providers.get(call.provider).title
    except NotFound:  # its key was taken away
        title = call.provider
    if isinstance(told, KeptAnswer):
        return CallAnswer(title, call, told, is_report=False)
    written = json.dumps(told, ensure_ascii=False, indent=2)
    return CallAnswer(title, call, kept_answer(providers, call.provider, written, LONGEST), is_report=True)


def kept_answer(providers: Providers, provider: str, heard: str, longest: int | None = None) -> KeptAnswer:
    """As it may be kept and shown: no longer than people are given, the provider's secrets masked."""
    try:
        discreet = able(providers.get(provider), Discreet)
    except NotFound:
        discreet = None
    text = discreet.hide(heard) if discreet else heard
    return KeptAnswer.of(text, longest) if longest else KeptAnswer.of(text)
