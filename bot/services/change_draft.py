"""Changing what will be placed: only what the order's service can do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from bot.domain.access import Person, Right
from bot.domain.errors import OrderProblem
from bot.domain.orders import CallbackTerms, Order, OrderKind
from bot.domain.sayings import Saying, Voice
from bot.domain.views import CardKind, OrderView
from bot.ports import Capability, Database, Provider, Signals, UnitOfWork
from bot.services.access import UseCase
from bot.services.defaults import beginning, require
from bot.services.draft_orders import load_order
from bot.services.providers import Providers

DUTY = "duty"


@dataclass(frozen=True, slots=True)
class DraftChange:
    """What to change; None leaves as it is. `fallback` as an empty text takes the second service away."""

    order_id: int
    saying: Saying | None = None
    need_recording: bool | None = None
    caller_id: str | None = None
    callback: CallbackTerms | None = None
    provider: str | None = None
    fallback: str | None = None


class ChangeDraft(UseCase[DraftChange, OrderView]):
    """Raises OrderProblem when the order has left the draft already, or its service cannot do it."""

    right = Right.PLACE_CALLS

    def __init__(self, database: Database, providers: Providers, signals: Signals) -> None:
        self._database = database
        self._providers = providers
        self._signals = signals

    async def run(self, actor: Person, command: DraftChange) -> OrderView:
        def work(uow: UnitOfWork) -> OrderView:
            order = load_order(uow, actor, command.order_id)
            author = uow.people.get(order.author_id) or actor
            if not uow.orders.change_draft(order.id, **self._columns(author, order, command)):
                raise OrderProblem("order-already-placed")
            uow.cards.touch(CardKind.ORDER, [order.id])
            return OrderView(uow.orders.get(order.id) or order, author)

        view = await self._database.transact(work)
        self._signals.cards()
        return view

    def _columns(self, author: Person, order: Order, change: DraftChange) -> dict[str, Any]:
        if order.kind is OrderKind.VERIFICATION:
            raise OrderProblem("order-already-placed")
        provider = self._providers.get(order.provider)
        columns: dict[str, Any] = {}
        if change.provider is not None and change.provider != order.provider:
            provider = self._providers.get(change.provider)
            columns = self._moved(author, order, provider)
        for name, check in _CHECKS.items():
            if (value := getattr(change, name)) is not None:
                check(provider, value, order)
                columns[name] = value
        if change.fallback is not None:
            columns["fallback"] = self._second(order, provider, change.fallback)
        if change.saying and change.saying.record_id:
            columns["fallback"] = None
        return columns

    def _moved(self, author: Person, order: Order, provider: Provider) -> dict[str, Any]:
        """At another service: a record, a caller id and a language stay behind, they are the first one's own."""
        # What a manager was to hear is never read to the client unseen: it is written anew.
        text = order.saying.text if order.callback is None or Capability.CALLBACK in provider.capabilities else None
        begin = beginning(author, provider, text or "", self._providers)
        voice = order.saying.voice if Capability.VOICES in provider.capabilities else Voice.FEMALE
        is_callback = begin.callback is not None
        goes_on = not is_callback and order.fallback != provider.name
        return {
            "provider": provider.name,
            "saying": replace(begin.saying, voice=voice),
            "caller_id": begin.caller_id,
            "need_recording": order.need_recording and Capability.RECORDING in provider.capabilities,
            "callback": begin.callback,
            "fallback": order.fallback if goes_on else None,
        }

    def _second(self, order: Order, provider: Provider, name: str) -> str | None:
        """Both must be able to say the same: what a manager hears is not for the client, and records are apart."""
        if not name:
            return None
        second = self._providers.get(name)
        require(provider, Capability.VOICE_CALL)
        require(second, Capability.VOICE_CALL)
        if second.name == provider.name:
            raise OrderProblem("order-same-service")
        if order.saying.record_id:
            raise OrderProblem("order-record-is-apart")
        return second.name


def _check_saying(provider: Provider, saying: Saying, order: Order) -> None:
    if saying.record_id:
        kind = saying.record_id.partition(":")[0]
        require(provider, _RECORDS.get(kind, Capability.RECORDS))
    if saying.voice is not Voice.FEMALE and saying.voice is not order.saying.voice:
        require(provider, Capability.VOICES)
    if saying.language and saying.language != order.saying.language:
        require(provider, Capability.LANGUAGES)


_RECORDS = {"phrase": Capability.PHRASES, "script": Capability.SCRIPTS}


def _check_recording(provider: Provider, wanted: bool, order: Order) -> None:
    if wanted:
        require(provider, Capability.RECORDING)


def _check_caller_id(provider: Provider, caller_id: str, order: Order) -> None:
    require(provider, Capability.DUTY_NUMBER if caller_id == DUTY else Capability.CALLER_IDS)


def _check_callback(provider: Provider, terms: CallbackTerms, order: Order) -> None:
    require(provider, Capability.CALLBACK)


_CHECKS: dict[str, Callable[[Provider, Any, Order], None]] = {
    "saying": _check_saying,
    "need_recording": _check_recording,
    "caller_id": _check_caller_id,
    "callback": _check_callback,
}
