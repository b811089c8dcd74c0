"""The requests that place calls: each is sent once, and how it ended is stored."""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.calls import Call, CallState, Handle
from bot.domain.errors import NotFound, ProviderError, Uncertain
from bot.domain.orders import Order, OrderKind
from bot.domain.phones import Phone
from bot.domain.reasons import Reason
from bot.domain.views import CardKind
from bot.ports import Capability, Clock, Database, Provider, UnitOfWork
from bot.ports.abilities import Callbacks, Reconciliation, Verification, able
from bot.services.providers import Providers
from bot.services.results import promise_result
from bot.services.turns import HeldTurns, Turn, Turns
from bot.services.voice_calls import callback_of, can_replace, voice_call

log = logging.getLogger(__name__)

SHOW_WAITING_AFTER = 1.0
"""Seconds after which the card says that the provider has not answered yet, or that others are before this call."""
LOOKED_FOR = timedelta(seconds=20)
"""How long a lost call is looked for before a person is asked what became of it."""

WebhookAddress = Callable[[str, str], str | None]
"""(provider, reference) → where the provider may report on this attempt; None while nobody can reach us."""


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
        """Add these attempts (phone, number): `submitting` while there are turns, then in line. Known ones stay out."""
        free = turns.take(provider or order.provider, len(wanted))
        added: list[Call] = []
        for phone, attempt in wanted:
            in_line = sum(not call.is_in_line for call in added) >= free
            call = uow.calls.add(order, phone, attempt, now, provider=provider, in_line=in_line)
            added += [call] if call else []
        return added

    def submit(self, order: Order, calls: Sequence[Call], turns: HeldTurns) -> None:
        """Send what `add` added, once it is stored."""
        if order.id in self._unseen:
            self._unseen.pop(order.id).cancel()
        for call in calls:
            if call.state is CallState.SUBMITTING:
                self.spawn(self._submit(order, call, turns.use()))
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

    async def _submit(self, order: Order, call: Call, turn: Turn) -> None:
        loop = asyncio.get_running_loop()
        tell = loop.call_later(SHOW_WAITING_AFTER, lambda: self.spawn(self._touch(order.id)))
        turn.begin()
        try:
            ended = await self._place(order, call)
        finally:
            tell.cancel()
            turn.end()
        with self.turns() as turns:
            following = await self._database.transact(lambda uow: self._store(uow, turns, order, ended))
            self.submit(order, following, turns)

    def _store(self, uow: UnitOfWork, turns: HeldTurns, order: Order, ended: Call) -> list[Call]:
        """Store how placing ended; the attempt at the second provider, when the first one definitely refused."""
        now = self._clock.now()
        poll_at = now + self._first_poll if ended.state is CallState.PLACED else None
        uow.calls.resolve(ended, poll_at, now)
        following: list[Call] = []
        if ended.state is CallState.REJECTED and (second := self._second(order, ended)):
            following = self.add(uow, turns, order, [(ended.phone, ended.attempt + 1)], now, second)
        uow.cards.touch(CardKind.ORDER, [order.id])
        if ended.state is not CallState.PLACED and not following:
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

    async def _place(self, order: Order, call: Call) -> Call:
        ended = await self._placed(order, call)
        if ended.state is not CallState.UNKNOWN:
            return ended
        return replace(ended, looked_for_until=self.looked_for_until(order, call))

    async def _placed(self, order: Order, call: Call) -> Call:
        try:
            provider = self._providers.get(call.provider)
            async with asyncio.timeout(self.answer_within):
                if order.kind is OrderKind.VERIFICATION:
                    code = await self._verify(provider, call)
                    return replace(call, state=CallState.COMPLETED, code=code, ended_at=self._clock.now())
                handle = await self._request(provider, order, call)
        except NotFound:
            return replace(call, state=CallState.REJECTED, reason_key=Reason.NO_PROVIDER)
        except TimeoutError:
            return replace(call, state=CallState.UNKNOWN, reason_key=Reason.TIMEOUT)
        except Uncertain as error:
            return _ended(call, CallState.UNKNOWN, error)
        except ProviderError as error:
            return _ended(call, CallState.REJECTED, error)
        except Exception:
            log.exception("placing call %s broke after its request may have been sent", call.id)
            return replace(call, state=CallState.UNKNOWN, reason_key=Reason.UNREADABLE)
        return replace(call, state=CallState.PLACED, handle=handle)

    async def _request(self, provider: Provider, order: Order, call: Call) -> Handle:
        if (joining := able(provider, Callbacks)) is not None:
            asked = callback_of(order, call.phone, self._clock.now(), call.reference)
            return await joining.place_callback(asked)
        address = self._webhook_address(provider.name, call.reference)
        return await provider.place(voice_call(order, call.phone, provider, address))

    async def _verify(self, provider: Provider, call: Call) -> str | None:
        """The code, if the provider names it; the call itself is the provider's own and cannot be followed."""
        verifier = able(provider, Verification)
        if verifier is None:
            raise NotFound("provider-absent", provider=provider.name)
        return await verifier.verify(call.phone)

    async def _touch(self, order_id: int) -> None:
        await self._database.transact(lambda uow: uow.cards.touch(CardKind.ORDER, [order_id]))


def _ended(call: Call, state: CallState, error: ProviderError) -> Call:
    return replace(call, state=state, reason_key=error.key, reason_words=error.words or None)
