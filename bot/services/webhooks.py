"""What providers tell by themselves: stored as it came, then applied by the code that applies polls."""

import hashlib
import hmac
import logging
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.calls import Call, CallState, Handle, Report
from bot.domain.phones import Phone
from bot.ports import Capability, Clock, Database, Provider, Sighting, UnitOfWork
from bot.ports.abilities import Pressed, WebhookKind, Webhooks, able
from bot.ports.keeping import Webhook
from bot.services.providers import Providers
from bot.services.results import promise_answer
from bot.services.track_calls import Changes, apply_changes, change_of
from bot.services.worker import Worker

log = logging.getLogger(__name__)

AT_ONCE = 20
"""Of up to a MiB each."""
TOGETHER = 64 * 1024
"""Bytes that are applied in one transaction: small ones cost a tenth so."""
LEASE = timedelta(seconds=60)
LONGEST_ADDRESS = 255
"""Characters that the providers take."""
NOT_OURS = "no call of ours"
UNREADABLE = "not understood"
BROKEN = "could not be applied"

_DIGIT = re.compile(r"-1|[0-9]")


class Addresses:
    """Where providers reach us: an address of its own for each attempt, one for a provider that knows no attempts.

    `secret` makes the latter unguessable; `public_url` None: nobody can reach us.
    """

    def __init__(self, public_url: str | None, secret: str) -> None:
        self._public_url = public_url
        self._secret = secret.encode()

    def of_attempt(self, provider: str, reference: str) -> str | None:
        if self._public_url is None:
            return None
        address = f"{self._public_url}/hooks/{provider}/{reference}"
        return address if len(address) <= LONGEST_ADDRESS else None

    def of_provider(self, provider: str) -> str | None:
        return self.of_attempt(provider, self.provider_token(provider))

    def provider_token(self, provider: str) -> str:
        return hmac.new(self._secret, f"hooks/{provider}".encode(), hashlib.sha256).hexdigest()[:32]


class ReceiveWebhook:
    """Keep what came, answer at once. False when the address is none that we gave out."""

    def __init__(self, database: Database, providers: Providers, addresses: Addresses, clock: Clock) -> None:
        self._database = database
        self._providers = providers
        self._addresses = addresses
        self._clock = clock

    async def receive(self, provider: str, token: str, body: bytes) -> bool:
        if _teller(self._providers, provider) is None:
            return False
        of_provider = hmac.compare_digest(token.encode(), self._addresses.provider_token(provider).encode())

        def work(uow: UnitOfWork) -> bool:
            call = None if of_provider else uow.calls.by_reference(token)
            if not of_provider and (call is None or call.provider != provider):
                return False
            uow.webhooks.add(Webhook(provider, token, body), self._clock.now())
            return True

        return await self._database.transact(work)


class ApplyWebhooks(Worker):
    """Works off what was received, in the order it came."""

    def __init__(self, database: Database, providers: Providers, clock: Clock, first_poll: timedelta) -> None:
        super().__init__()
        self._database = database
        self._providers = providers
        self._clock = clock
        self._first_poll = first_poll

    async def settle(self) -> None:
        while await self._round():
            pass

    async def _round(self) -> int:
        now = self._clock.now()
        taken: list[Webhook] = []

        def claim(uow: UnitOfWork) -> None:
            taken[:] = uow.webhooks.claim(now, now + LEASE, AT_ONCE)

        try:
            await self._database.transact(claim)
            for portion in _portions(taken):
                await self._apply(portion)
        finally:  # also of a claim that nobody waited for
            await self._database.transact(lambda uow: uow.webhooks.release([webhook.id for webhook in taken]))
        if taken:
            self.wake()  # there may be more
        return len(taken)

    async def _apply(self, portion: Sequence[Webhook]) -> None:
        """One that breaks is set aside for people to look at, and holds up no other."""
        told = [(webhook, self._read(webhook)) for webhook in portion]
        try:
            await self._database.transact(lambda uow: self._tell_all(uow, told))
        except Exception:
            if len(portion) > 1:
                for webhook in portion:
                    await self._apply([webhook])
                return
            broken = portion[0].id
            log.exception("webhook %s could not be applied", broken)
            await self._database.transact(lambda uow: uow.webhooks.applied(broken, self._clock.now(), BROKEN))

    def _tell_all(self, uow: UnitOfWork, told: Iterable[tuple[Webhook, Sequence[Sighting | Pressed] | None]]) -> None:
        now = self._clock.now()
        for webhook, read in told:
            problem = UNREADABLE if read is None else self._tell(uow, webhook, read, now)
            uow.webhooks.applied(webhook.id, now, problem)

    def _read(self, webhook: Webhook) -> Sequence[Sighting | Pressed] | None:
        """None for a body in no shape that the provider is known to send, or of a provider that is no more set up."""
        provider = _teller(self._providers, webhook.provider)
        if provider is None:
            return None
        for kind in WebhookKind:
            try:
                return provider.read_webhook(kind, webhook.body)
            except ValueError:
                continue
            except Exception:
                log.exception("webhook %s broke its reader", webhook.id)
        return None

    def _tell(self, uow: UnitOfWork, webhook: Webhook, told: Sequence[Sighting | Pressed], now: datetime) -> str | None:
        """What was wrong, if anything."""
        own = uow.calls.by_reference(webhook.token)
        found = [self._tell_one(uow, webhook.provider, own, one, now) for one in told]
        return None if all(found) else NOT_OURS

    def _tell_one(
        self, uow: UnitOfWork, provider: str, own: Call | None, one: Sighting | Pressed, now: datetime
    ) -> bool:
        if isinstance(one, Pressed):
            pressed = own and _spoken_of(uow, own, one.phone)
            if not pressed or (one.phone is not None and one.phone != pressed.phone):
                return False
            self._pressed(uow, pressed, one, now)
            return True
        call = self._call_of(uow, provider, own, one, now)
        if call is None:
            return False
        if call.fingerprint != one.fingerprint:
            report = one.read()
            apply_changes(uow, [change_of(uow, call, report, one.fingerprint, now)], now)
        return True

    def _call_of(
        self, uow: UnitOfWork, provider: str, own: Call | None, sighting: Sighting, now: datetime
    ) -> Call | None:
        """The call that is spoken of, or the lost one that had this address. None when the id is another call's."""
        if own is None:
            return uow.calls.by_handle(provider, sighting.id)
        if own.handle is not None and own.handle.id == sighting.id:
            return own
        known = uow.calls.by_handle(provider, sighting.id)
        if known is not None:
            return known if known.sent_with == own.id else None
        lost = _spoken_of(uow, own, sighting.phone)
        if lost is None or lost.state not in (CallState.UNKNOWN, CallState.SUBMITTING):
            return None
        return adopt(uow, lost, Handle(sighting.id), now, self._first_poll)

    def _pressed(self, uow: UnitOfWork, call: Call, pressed: Pressed, now: datetime) -> None:
        answer = pressed.answer.strip()
        report = Report(digit=int(answer)) if _DIGIT.fullmatch(answer) else Report(answer=answer[:100])
        after = call.told(report)
        changes: Changes = [(after, report, call.fingerprint or "")]
        apply_changes(uow, changes, now)
        if not call.state.is_final or after != call:  # else its end has told of it
            promise_answer(uow, call, answer, now)


def _spoken_of(uow: UnitOfWork, own: Call, phone: Phone | None) -> Call | None:
    """The call to that phone of those that one request asked for: their address is one. Else the address's own."""
    together = uow.calls.sent_with(own.id)
    if not together:
        return own
    return next((call for call in (own, *together) if call.phone == phone), None)


def tells_by_one_address(provider: Provider) -> bool:
    """It knows no addresses of attempts: somebody enters `Addresses.of_provider` in its cabinet."""
    return {Capability.CALLBACK, Capability.WEBHOOKS} <= provider.capabilities


def _teller(providers: Providers, provider: str) -> Webhooks | None:
    """None for one that is not set up, or tells nothing by itself."""
    return next((able(one, Webhooks) for one in providers.all() if one.name == provider), None)


def _portions(waiting: Iterable[Webhook]) -> Iterator[list[Webhook]]:
    portion: list[Webhook] = []
    size = 0
    for webhook in waiting:
        if portion and size + len(webhook.body) > TOGETHER:
            yield portion
            portion, size = [], 0
        portion.append(webhook)
        size += len(webhook.body)
    if portion:
        yield portion


def adopt(uow: UnitOfWork, call: Call, handle: Handle, now: datetime, first_poll: timedelta) -> Call | None:
    """A call whose answer was lost was placed after all: it is followed from now on."""
    placed = replace(call, state=CallState.PLACED, handle=handle, reason_key=None, reason_words=None)
    uow.calls.resolve(placed, now + first_poll, now)
    return uow.calls.get(call.id)
