"""The requests that place calls: each is sent once, and how it ended is stored."""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.calls import Call, CallState, Handle
from bot.domain.errors import NotFound, ProviderError, Uncertain
from bot.domain.orders import Order, OrderKind
from bot.domain.phones import Phone
from bot.domain.reasons import Reason
from bot.domain.views import CardKind
from bot.ports import Capability, Clock, Database, Provider, UnitOfWork
from bot.ports.abilities import Callbacks, ManyCalls, Reconciliation, Verification, able
from bot.ports.hearing import AnswerTo, listening
from bot.services.call_answers import kept_answer
from bot.services.providers import Providers
from bot.services.results import promise_result
from bot.services.turns import HeldTurns, Turn, Turns
from bot.services.voice_calls import callback_of, can_replace, together, voice_call

log = logging.getLogger(__name__)

SHOW_WAITING_AFTER = 1.0
"""Seconds after which the card says that the provider has not answered yet, or that others are before this call."""
LOOKED_FOR = timedelta(seconds=20)
"""How long a lost call is looked for before a person is asked what became of it."""

WebhookAddress = Callable[[str, str], str | None]
"""(provider, reference) → where the provider may report on this attempt; None while nobody can reach us."""

Placed = Mapping[Phone, Handle | ProviderError]


class Submitter:
    """Sends the requests of calls that are saved as `submitting`, in the background.

    Only as many are saved so as the provider has turns (`turns`): the others stand in line, see ReleaseWaiting.
    `first_poll` is how long after placing a call is first asked about.
    """

    def __init__(
        self,
        database: Database,
        providers: Providers,
        clock: Clock,
        first_poll: timedelta,
        webhook_address: WebhookAddress,
    ) -> None:
        self._database = database
        self._providers = providers
        self._clock = clock
        self._first_poll = first_poll
        self._webhook_address = webhook_address
        self._turns = Turns(self._turn_free)
        self.on_queued: Callable[[str], None] = lambda provider: None
        """Told when a call stands in line for this provider."""
        self.on_turn_free: Callable[[str], None] = lambda provider: None
        self.answer_within = 25.0
        """Seconds for the whole request, from its turn on: whoever pressed is told within thirty."""
        self._under_way: set[asyncio.Task[None]] = set()
        self._unseen: dict[int, asyncio.TimerHandle] = {}
        """Orders that nothing was said of since they stand in line."""

    def _turn_free(self, provider: str) -> None:
        self.on_turn_free(provider)

    def turns(self) -> HeldTurns:
        """For a transaction that adds calls, and the `submit` after it."""
        return HeldTurns(self._turns)

    def add(
        self,
        uow: UnitOfWork,
        turns: HeldTurns,
        order: Order,
        wanted: Sequence[tuple[Phone, int]],
        now: datetime,
        provider: str | None = None,
    ) -> list[Call]:
        """Add these attempts (phone, number): `submitting` while there are turns, then in line. Known ones stay out.

        Where one request places many, the first one of them goes at once.
        """
        name = provider or order.provider
        size = self.together(order, name)
        room = size * turns.take(name, 1 if size > 1 else len(wanted))
        added: list[Call] = []
        for phone, attempt in wanted:
            in_line = len(added) >= room
            first = added[0].id if added and size > 1 and not in_line else None
            call = uow.calls.add(order, phone, attempt, now, provider=provider, in_line=in_line, sent_with=first)
            added += [call] if call else []
        return added

    def together(self, order: Order, provider: str) -> int:
        """How many calls of this order one request to the provider may place."""
        try:
            return together(order, self._providers.get(provider))
        except NotFound:
            return 1

    def most_together(self, provider: str) -> int:
        """How many calls one request to the provider may place at most."""
        try:
            many = able(self._providers.get(provider), ManyCalls)
        except NotFound:
            return 1
        return many.many if many else 1

    def submit(self, order: Order, calls: Sequence[Call], turns: HeldTurns) -> None:
        """Send what `add` added, once it is stored."""
        if order.id in self._unseen:
            self._unseen.pop(order.id).cancel()
        for request in _requests(calls):
            self.spawn(self._submit(order, request, turns.use(len(request))))
        in_line = {call.provider for call in calls if call.is_in_line}
        if in_line:
            later = asyncio.get_running_loop().call_later
            self._unseen[order.id] = later(SHOW_WAITING_AFTER, self._show_line, order.id)
        for provider in in_line:
            self.on_queued(provider)

    def _show_line(self, order_id: int) -> None:
        self._unseen.pop(order_id, None)
        self.spawn(self._touch(order_id))

    def spawn(self, work: Coroutine[object, object, None]) -> None:
        """Do it in the background; `drain` waits for it."""
        task = asyncio.create_task(work)
        self._under_way.add(task)
        task.add_done_callback(self._finished)

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._under_way.discard(task)
        if not task.cancelled() and (error := task.exception()):
            log.error("work on calls broke off; the sweeps will settle it", exc_info=error)

    async def drain(self) -> None:
        """Wait until every request under way has been answered and stored."""
        while self._under_way:
            await asyncio.gather(*self._under_way, return_exceptions=True)

    async def _submit(self, order: Order, calls: Sequence[Call], turn: Turn) -> None:
        loop = asyncio.get_running_loop()
        tell = loop.call_later(SHOW_WAITING_AFTER, lambda: self.spawn(self._touch(order.id)))
        turn.begin()
        try:
            with listening() as ear:
                ended = await self._place(order, calls)
        finally:
            tell.cancel()
            turn.end()
        with self.turns() as turns:
            following = await self._database.transact(lambda uow: self._store(uow, turns, order, ended, ear.heard))
            self.submit(order, following, turns)

    def _store(self, uow: UnitOfWork, turns: HeldTurns, order: Order, ended: Sequence[Call], heard: str) -> list[Call]:
        """Store how placing ended, and what was `heard`; the attempts at the second provider, where the first one
        definitely refused.
        """
        now = self._clock.now()
        if heard:
            first = ended[0]
            uow.answers.keep(AnswerTo.CALL, first.id, kept_answer(self._providers, first.provider, heard), now)
        for call in ended:
            uow.calls.resolve(call, now + self._first_poll if call.state is CallState.PLACED else None, now)
        refused = [call for call in ended if call.state is CallState.REJECTED]
        following: list[Call] = []
        if refused and (second := self._second(order, refused[0])):
            again = [(call.phone, call.attempt + 1) for call in refused]
            following = self.add(uow, turns, order, again, now, second)
        uow.cards.touch(CardKind.ORDER, [order.id])
        if any(call.state is not CallState.PLACED for call in ended):
            promise_result(uow, [order.id], now)
        return following

    def _second(self, order: Order, refused: Call) -> str | None:
        """The other provider that is to try; none when it would not do the same, or has no key any more."""
        fallback = order.terms.fallback
        if not fallback or refused.provider == fallback:
            return None
        try:
            second = self._providers.get(fallback)
        except NotFound:
            return None
        return second.name if can_replace(second, order.terms) else None

    def looked_for_until(self, order: Order, call: Call) -> datetime | None:
        """Until when somebody may still tell what became of a call whose answer was lost; None when nobody can."""
        try:
            provider = self._providers.get(call.provider)
        except NotFound:
            return None
        if order.kind is OrderKind.VERIFICATION:
            return None
        is_told = Capability.WEBHOOKS in provider.capabilities and self._webhook_address(call.provider, call.reference)
        can_ask = able(provider, Reconciliation) is not None
        return self._clock.now() + LOOKED_FOR if is_told or can_ask else None

    async def _place(self, order: Order, calls: Sequence[Call]) -> list[Call]:
        ended = await self._placed(order, calls)
        return [
            replace(call, looked_for_until=self.looked_for_until(order, call))
            if call.state is CallState.UNKNOWN
            else call
            for call in ended
        ]

    async def _placed(self, order: Order, calls: Sequence[Call]) -> list[Call]:
        first = calls[0]
        try:
            provider = self._providers.get(first.provider)
            async with asyncio.timeout(self.answer_within):
                if order.kind is OrderKind.VERIFICATION:
                    code = await self._verify(provider, first)
                    return [replace(first, state=CallState.COMPLETED, code=code, ended_at=self._clock.now())]
                placed = await self._request(provider, order, calls)
        except NotFound:
            return [replace(call, state=CallState.REJECTED, reason_key=Reason.NO_PROVIDER) for call in calls]
        except TimeoutError:
            return [_ended(call, Uncertain(Reason.TIMEOUT)) for call in calls]
        except ProviderError as error:
            return [_ended(call, error) for call in calls]
        except Exception:
            log.exception("placing call %s broke after its request may have been sent", first.id)
            return [_ended(call, Uncertain(Reason.UNREADABLE)) for call in calls]
        return [_ended(call, placed.get(call.phone, Uncertain(Reason.NO_ID))) for call in calls]

    async def _request(self, provider: Provider, order: Order, calls: Sequence[Call]) -> Placed:
        """One request for all these calls; the address of the first is the address of them all."""
        first = calls[0]
        if (joining := able(provider, Callbacks)) is not None:
            asked = callback_of(order, first.phone, self._clock.now(), first.reference)
            return {first.phone: await joining.place_callback(asked)}
        asked_for = voice_call(order, first.phone, provider, self._webhook_address(provider.name, first.reference))
        if len(calls) == 1:
            return {first.phone: await provider.place(asked_for)}
        if (many := able(provider, ManyCalls)) is None:
            raise NotFound("provider-absent", provider=provider.name)
        return await many.place_many(asked_for, [call.phone for call in calls])

    async def _verify(self, provider: Provider, call: Call) -> str | None:
        """The code, if the provider names it; the call itself is the provider's own and cannot be followed."""
        verifier = able(provider, Verification)
        if verifier is None:
            raise NotFound("provider-absent", provider=provider.name)
        return await verifier.verify(call.phone)

    async def _touch(self, order_id: int) -> None:
        await self._database.transact(lambda uow: uow.cards.touch(CardKind.ORDER, [order_id]))


def _requests(calls: Iterable[Call]) -> list[list[Call]]:
    """The calls that go now, by the request that places them; the one whose address it has is the first."""
    requests: dict[int, list[Call]] = {}
    for call in calls:
        if call.state is CallState.SUBMITTING:
            requests.setdefault(call.sent_with or call.id, []).append(call)
    return list(requests.values())


def _ended(call: Call, how: Handle | ProviderError) -> Call:
    if isinstance(how, Handle):
        return replace(call, state=CallState.PLACED, handle=how)
    state = CallState.UNKNOWN if isinstance(how, Uncertain) else CallState.REJECTED
    return replace(call, state=state, reason_key=how.key, reason_words=how.words or None)
