"""The provider against raw answers: what it asks, what it makes of what it is told."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from bot.domain.calls import CallState, Handle
from bot.domain.errors import Refused, Uncertain, Unreachable
from bot.domain.phones import Phone
from bot.domain.reasons import Reason
from bot.domain.sayings import Saying
from bot.ports import Capability, Provider, VoiceCall
from bot.ports.abilities import Callback, Callbacks, Reconciliation, Statistics, Tags, WebhookKind, Webhooks, Widgets
from bot.ports.emulating import BadValues, Emulated
from bot.ports.telling import BalanceUnit, CountedBalance, WordedStatuses
from bot.providers.callkeeper.client import CallkeeperClient
from bot.providers.callkeeper.mapping import handle_of, placed_at_of
from bot.providers.callkeeper.outcome import Refusal
from bot.providers.callkeeper.provider import CallkeeperProvider
from bot.providers.callkeeper.settings import CallkeeperConfig
from bot.providers.registry import build_providers
from bot.settings import given
from tests.unit.providers.callkeeper.conftest import HASH, KEY, PATIENT, Stub

CLIENT = Phone("79991234567")
CALLBACK = Callback(CLIENT, "74642512525^4342", 0, "Новый заказ", "Иван, заказ № 7", None, "our-reference")
PLACED = [{"id": "123456", "manager": "79999999999^_", "client": CLIENT, "status": "success"}]
NOW = datetime.now(UTC).replace(microsecond=0)


def handle(id_: str, ago: timedelta = timedelta(minutes=1)) -> Handle:
    return handle_of(id_, NOW - ago)


def test_it_is_what_the_ports_ask_for(provider: CallkeeperProvider) -> None:
    as_provider: Provider = provider
    callbacks: Callbacks = provider
    reconciliation: Reconciliation = provider
    balance: CountedBalance = provider
    worded: WordedStatuses = provider
    abilities: tuple[Emulated, Statistics, Tags, Webhooks, Widgets] = (provider, provider, provider, provider, provider)
    assert Capability.VOICE_CALL not in as_provider.capabilities
    assert len({id(each) for each in (callbacks, reconciliation, balance, worded, *abilities)}) == 1


def test_the_words_of_a_status(provider: CallkeeperProvider) -> None:
    assert provider.status_key("487/0") == "callkeeper-status-487_0"
    assert provider.detail_key("487/0") == "callkeeper-detail-487_0"


async def test_the_registry_builds_it_when_there_is_a_key() -> None:
    assert build_providers(given(bot_token="42:t").providers).by_name == {}
    found = build_providers(given(bot_token="42:t", callkeeper_api_key=KEY).providers)
    assert found.by_name["callkeeper"].title == "CallKeeper"
    await found.aclose()


async def test_a_callback_is_placed(stub: Stub, provider: CallkeeperProvider) -> None:
    stub.says("makeCalls", PLACED)
    at = NOW + timedelta(hours=1)
    before = datetime.now(UTC).replace(microsecond=0)
    placed = await provider.place_callback(replace(CALLBACK, at=at))
    assert placed.id == "123456"
    placed_at = placed_at_of(placed)
    assert placed_at
    assert before <= placed_at <= datetime.now(UTC)
    assert stub.types == {"application/x-www-form-urlencoded"}
    assert stub.asked == [
        (
            "makeCalls",
            {
                "unique": "example_company",
                "apiak": KEY,
                "whash": HASH,
                "calls[0][client]": CLIENT,
                "calls[0][manager]": "74642512525^4342",
                "calls[0][text_to_manager]": "Новый заказ",
                "calls[0][info_to_manager]": "Иван, заказ № 7",
                "calls[0][external_service_identifier]": "our-reference",
                "calls[0][time_to_call]": str(int(at.timestamp())),
            },
        )
    ]


async def test_an_office_and_an_alias(stub: Stub) -> None:
    stub.says("makeCalls", PLACED)
    provider = CallkeeperProvider(CallkeeperConfig(stub.root, KEY, widget_alias="20879112"), PATIENT)
    await provider.place_callback(Callback(CLIENT, office=2))
    [form] = stub.forms("makeCalls")
    assert (form["walias"], form["calls[0][manager]"], "whash" in form) == ("20879112", "2", False)
    await provider.aclose()


async def test_what_is_shown_is_what_is_sent(stub: Stub, provider: CallkeeperProvider) -> None:
    stub.says("makeCalls", PLACED)
    await provider.place_callback(CALLBACK)
    shown = provider.describe_callback(CALLBACK)
    assert KEY not in shown
    assert HASH not in shown
    [form] = stub.forms("makeCalls")
    hidden = {**form, "apiak": "eb2c…", "whash": "96d6…"}
    assert dict(line.split("=", 1) for line in shown.splitlines()[1:]) == hidden
    assert shown.splitlines()[0] == f"POST {stub.root}/makeCalls"


async def test_a_voice_call_is_refused_and_shown_as_the_callback_it_would_be(
    stub: Stub, provider: CallkeeperProvider
) -> None:
    call = VoiceCall(CLIENT, Saying("Ваш заказ готов"), None, False)
    with pytest.raises(Refused) as caught:
        await provider.place(call)
    assert caught.value.key == Reason.NOT_OFFERED
    assert "calls[0][text_to_manager]=Ваш заказ готов" in provider.describe(call)
    assert stub.asked == []


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"client": Phone("7999")}, Reason.REFUSED_PHONE),
        ({"manager": "доб. 12"}, Refusal.PHONES),
        ({"manager": None, "office": -1}, Refusal.PHONES),
        ({"text_to_manager": "а" * 4097}, Reason.REFUSED_TEXT),
        ({"at": datetime(1960, 1, 1, tzinfo=UTC)}, Reason.BAD_ORDER),
    ],
)
async def test_what_the_documents_forbid_is_not_sent(
    stub: Stub, provider: CallkeeperProvider, changes: dict[str, Any], key: str
) -> None:
    bad = replace(CALLBACK, **changes)
    with pytest.raises(Refused) as caught:
        await provider.place_callback(bad)
    assert caught.value.key == key
    assert provider.describe_callback(bad)
    assert stub.asked == []


async def test_without_a_widget_nothing_is_sent(stub: Stub) -> None:
    provider = CallkeeperProvider(CallkeeperConfig(stub.root, KEY), PATIENT)
    with pytest.raises(Refused, match="no_widget"):
        await provider.place_callback(CALLBACK)
    assert stub.asked == []
    await provider.aclose()


async def test_a_refusal_never_quotes_our_key(stub: Stub, provider: CallkeeperProvider) -> None:
    reason = {"status": "fail", "reason": f"No {KEY} {HASH}"}
    other = {**PLACED[0], "client": "79990000000"}
    for status, body in [(403, reason), (200, [other, {**reason, "client": CLIENT}])]:
        stub.says("makeCalls", body, status)
        with pytest.raises(Refused) as caught:
            await provider.place_callback(CALLBACK)
        assert caught.value.words == "No eb2c… 96d6…"


@pytest.mark.parametrize("status", [500, 502, 504, 302, 408])
async def test_a_lost_answer_is_never_asked_for_again(stub: Stub, provider: CallkeeperProvider, status: int) -> None:
    stub.says("makeCalls", {"status": "fail", "reason": "Unknown user"}, status)
    with pytest.raises(Uncertain):
        await provider.place_callback(CALLBACK)
    assert len(stub.asked) == 1


async def test_a_bug_of_ours_after_sending(provider: CallkeeperProvider, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(*_: Any) -> Any:
        raise KeyError("id")

    monkeypatch.setattr(CallkeeperClient, "place", broken)
    with pytest.raises(Uncertain):
        await provider.place_callback(CALLBACK)


async def test_balance_is_in_minutes(stub: Stub, provider: CallkeeperProvider) -> None:
    for body in ([{"id": 1, "balance": "120,5"}], {"minutes": 120.5}, {"result": [{"balance": "120.5"}]}):
        stub.says("getUserInfo", body)
        assert await provider.balance() == Decimal("120.5")
    assert provider.balance_unit is BalanceUnit.MINUTES
    assert stub.forms("getUserInfo")[0] == {"api_key": KEY}
    with pytest.raises(Refused, match=Reason.NOT_OFFERED):
        await provider.caller_ids()


async def test_a_balance_that_is_none(stub: Stub, provider: CallkeeperProvider) -> None:
    stub.says("getUserInfo", [{"id": 1}])
    with pytest.raises(Unreachable, match="read-unreadable"):
        await provider.balance()
    stub.says("getUserInfo", [{"reason": "Not the correct key api"}], 403)
    with pytest.raises(Refused, match=Reason.REFUSED_KEY):
        await provider.balance()


async def test_statistics(stub: Stub, provider: CallkeeperProvider) -> None:
    calls = {"result": [{"id": 1, "status_code": 200, "status2_code": 486}, {"id": 2, "status_code": 1}]}
    for operation in ("getCallsInfo", "getCallsCompleted", "getCallsByStatus"):
        stub.says(operation, calls)
    since, until = datetime(2017, 5, 1, tzinfo=UTC), datetime(2017, 6, 1, tzinfo=UTC)
    states = [each.report.state for each in await provider.statistics(since, until)]
    assert states == [CallState.BUSY, CallState.RINGING]
    assert [each.report.state for each in await provider.statistics(since, until, completed=True)] == [CallState.BUSY]
    assert len(await provider.statistics(since, until, ["200/486", "1/0"])) == 2
    base = {"api_key": KEY, "date[from]": "2017-05-01T00:00:00", "date[to]": "2017-06-01T00:00:00", "time_zone": "UTC"}
    assert stub.forms("getCallsInfo") == stub.forms("getCallsCompleted") == [base]
    assert stub.forms("getCallsByStatus") == [{**base, "statuses": "200/486,1/0"}]
    with pytest.raises(BadValues):
        await provider.statistics(since, until, ["busy"])


async def test_nothing_secret_is_logged(
    stub: Stub, provider: CallkeeperProvider, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    stub.says("makeCalls", PLACED)
    stub.says("getUserInfo", "", 502)
    await provider.place_callback(CALLBACK)
    with pytest.raises(Unreachable):
        await provider.balance()
    await asyncio.sleep(0)
    told = [record.getMessage() for record in caplog.records if not record.name.startswith("aiohttp")]
    told += [
        repr(provider),
        str(vars(provider)),
        *(repr(getattr(part, "__dict__", None)) for part in vars(provider).values()),
    ]
    assert any("HTTP" in line for line in told)
    assert not [line for line in told if KEY in line or HASH in line or "9991234567" in line]


def test_webhooks_of_another_kind(provider: CallkeeperProvider) -> None:
    with pytest.raises(ValueError, match="menus"):
        provider.read_webhook(WebhookKind.IVR, b"{}")
