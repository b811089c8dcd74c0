"""What a provider's account says of its calls, whoever asked for them: from its sites as well as from here."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.domain.access import Person, Right
from bot.ports import Capability, Provider
from bot.ports.abilities import Statistics, able
from bot.ports.telephony import SeenCall
from bot.ports.telling import Taps
from bot.services.access import Noun, needs
from bot.services.defaults import first_with, require

MOST = 100
"""Calls that are shown at once."""
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class CallsThere:
    """`calls`: the newest, up to `MOST` of `count`. `by_status`: how many of each of the provider's own statuses.

    `has_taps`: it also counts taps on phones on sites.
    """

    provider: str
    calls: Sequence[SeenCall]
    count: int
    by_status: Mapping[str, int]
    has_taps: bool


class AtService(Noun):
    @needs(Right.SEE_ALL_CALLS)
    async def calls(
        self,
        actor: Person,
        since: datetime,
        until: datetime,
        statuses: Sequence[str] = (),
        *,
        completed: bool = False,
    ) -> CallsThere:
        """By the person's own provider if it keeps count, else the first that does. Raises NotFound, ProviderError."""
        provider = self._provider(actor)
        found = await require(provider, Statistics).statistics(since, until, statuses, completed=completed)
        found.sort(key=lambda call: call.at or _LONG_AGO, reverse=True)
        by_status = Counter(call.report.vendor_status for call in found if call.report.vendor_status)
        has_taps = able(provider, Taps) is not None
        return CallsThere(provider.name, found[:MOST], len(found), dict(by_status.most_common()), has_taps)

    @needs(Right.SEE_ALL_CALLS)
    async def taps(self, actor: Person, since: datetime, until: datetime) -> Sequence[Mapping[str, object]]:
        """Who tapped a phone on a site, as the same provider tells of it. Raises NotFound, ProviderError."""
        provider = able(self._provider(actor), Taps)
        return await provider.taps(since, until) if provider else []

    def _provider(self, actor: Person) -> Provider:
        return first_with(self._deps.providers, Capability.STATISTICS, actor)
