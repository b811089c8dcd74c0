"""CallKeeper's own abilities, beyond the shared contract, over real HTTP against the sandbox."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

import pytest

from bot.domain.calls import CallState, Handle, Report
from bot.domain.errors import Refused, Uncertain
from bot.domain.phones import Phone
from bot.domain.widgets import WidgetWish
from bot.ports import Sighting
from bot.ports.abilities import Callback, LostCall, WebhookKind
from bot.providers.callkeeper.mapping import placed_at_of
from bot.providers.callkeeper.outcome import Refusal
from bot.providers.callkeeper.provider import CallkeeperProvider
from bot.providers.callkeeper.settings import CallkeeperConfig
from tests.sandbox.calldog_bench import Listener
from tests.sandbox.providers_bench import CALLKEEPER_KEY, WIDGET, Providers, all_over, running

BUSY_MANAGER, SILENT_MANAGER = "74951112291", "74951112292"
DAY = timedelta(days=1)


class Twin(NamedTuple):
    providers: Providers
    provider: CallkeeperProvider

    async def place(self, ending: str = "00", manager: str | None = None, reference: str = "") -> Handle:
        return await self.provider.place_callback(Callback(Phone(f"799912345{ending}"), manager, reference=reference))

    async def report(self, handle: Handle) -> Report:
        [sighting] = await self.provider.fetch([handle])
        return sighting.read()

    async def asked(self, operation: str) -> int:
        return len(await self.providers.journal("callkeeper", operation))


@pytest.fixture
async def twin() -> AsyncIterator[Twin]:
    async with running() as providers:
        config = CallkeeperConfig(f"{providers.root}/callkeeper", CALLKEEPER_KEY, widget_alias=WIDGET)
        provider = CallkeeperProvider(config)
        yield Twin(providers, provider)
        await provider.aclose()


@pytest.mark.parametrize(
    ("manager", "state", "pair"),
    [
        (BUSY_MANAGER, CallState.BUSY, "486/0"),
        (SILENT_MANAGER, CallState.NO_ANSWER, "487/0"),
        ("79991234500", CallState.FAILED, "703/0"),
        ("74642512525^4342", CallState.COMPLETED, "200/200"),
    ],
)
async def test_the_manager_comes_first(twin: Twin, manager: str, state: CallState, pair: str) -> None:
    handle = await twin.place("00", manager)
    await twin.providers.until("callkeeper", all_over())
    report = await twin.report(handle)
    assert (report.state, report.vendor_status) == (state, pair)
    assert (report.answered_at is not None) == (state is CallState.COMPLETED)


async def test_many_calls_are_one_question(twin: Twin) -> None:
    handles = [await twin.place(ending) for ending in ("00", "01", "02")]
    await twin.providers.until("callkeeper", all_over())
    found = await twin.provider.fetch(handles)
    assert [sighting.read().vendor_status for sighting in found] == ["200/200", "200/486", "200/487"]
    assert (await twin.asked("getCallsInfo"), await twin.asked("getCallInfo")) == (1, 0)


async def test_a_planned_call_is_shown_among_others(twin: Twin) -> None:
    later = Callback(Phone("79991234500"), at=datetime.now(UTC) + 3 * DAY)
    handles = [await twin.provider.place_callback(later), await twin.place("01")]
    found = await twin.provider.fetch(handles)
    assert found[0].read().state is CallState.PLACED
    assert await twin.asked("getCallInfo") == 0


async def test_a_lost_answer_is_found_again(twin: Twin) -> None:
    sent = datetime.now(UTC)
    with pytest.raises(Uncertain):
        await twin.place("09", "74642512525^4342", "ours")
    lost = LostCall(Phone("79991234509"), "74642512525^4342", sent, "ours")
    found = await twin.provider.find_lost(lost)
    assert found
    assert placed_at_of(found) == sent.replace(microsecond=0)
    assert (await twin.report(found)).raw["phone2"] == "79991234509"
    assert await twin.asked("makeCalls") == 1


async def test_what_was_never_placed_is_not_found(twin: Twin) -> None:
    await twin.place("00")
    lost = LostCall(Phone("79991234501"), None, datetime.now(UTC), "ours")
    assert await twin.provider.find_lost(lost) is None


async def test_statistics_by_date_and_status(twin: Twin) -> None:
    for ending in ("00", "01"):
        await twin.place(ending)
    await twin.providers.until("callkeeper", all_over())
    now = datetime.now(UTC)

    async def found(since: datetime, until: datetime, *statuses: str, completed: bool = False) -> list[str]:
        told = await twin.provider.statistics(since, until, statuses, completed=completed)
        return sorted(call.report.vendor_status or "" for call in told)

    assert await found(now - DAY, now + DAY) == ["200/200", "200/486"]
    assert await found(now - DAY, now + DAY, completed=True) == ["200/200", "200/486"]
    assert await found(now - DAY, now + DAY, "200/486", "1/0") == ["200/486"]
    assert await found(now - 3 * DAY, now - 2 * DAY) == []


async def test_widgets_come_and_go(twin: Twin) -> None:
    widget = WidgetWish("79161115454^2311", "UTC+03:00", "Bond", "www.test.ru", "09001800", "a@b.ru")
    made = await twin.provider.create_widget(widget)
    await twin.provider.delete_widget(made)
    with pytest.raises(Refused, match=Refusal.PAIR):
        await twin.provider.delete_widget(made)


async def test_tags(twin: Twin) -> None:
    handle = await twin.place("00")
    await twin.provider.set_tag(handle, "Важный клиент")
    assert (await twin.report(handle)).raw["tags"] == "Важный клиент"


async def test_both_webhooks_are_understood(twin: Twin) -> None:
    async with Listener().listening() as listener:
        await twin.providers.steer("callkeeper/settings", webhook_url=listener.url)
        handle = await twin.place("01")
        told = [read(twin.provider, await listener.next()) for _ in range(2)]
    assert [sighting.id for sighting in told] == [handle.id] * 2
    assert [sighting.read().state for sighting in told] == [CallState.RINGING, CallState.BUSY]
    [polled] = await twin.provider.fetch([handle])
    assert polled.fingerprint == told[1].fingerprint


def read(provider: CallkeeperProvider, body: Any) -> Sighting:
    [sighting] = provider.read_webhook(WebhookKind.STATUS, json.dumps(body).encode())
    assert isinstance(sighting, Sighting)
    return sighting
