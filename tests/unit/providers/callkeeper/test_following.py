"""Following many calls, finding a lost one, webhooks in."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calls import CallState, Handle, Report
from bot.domain.errors import Refused, Unreachable
from bot.domain.phones import Phone
from bot.domain.reasons import Reason
from bot.ports import Sighting
from bot.ports.abilities import LostCall, WebhookKind
from bot.providers.callkeeper.following import SINGLES, read_status
from bot.providers.callkeeper.mapping import Reader, handle_of, placed_at_of
from bot.providers.callkeeper.provider import CallkeeperProvider
from tests.unit.providers.callkeeper.conftest import KEY, Stub
from tests.unit.providers.test_loose import ANYTHING

CLIENT = Phone("79991234567")
MANAGER = "74642512525^4342"
NOW = datetime.now(UTC).replace(microsecond=0)
BUSY = {"status_code": "200", "status2_code": "486"}


def handle(id_: str, ago: timedelta = timedelta(minutes=1)) -> Handle:
    return handle_of(id_, NOW - ago)


def written(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M:%S")


def test_handles() -> None:
    assert placed_at_of(Handle("17", "1497096000")) == datetime(2017, 6, 10, 12, tzinfo=UTC)
    assert handle_of("17", datetime(2017, 6, 10, 12, tzinfo=UTC)) == Handle("17", "1497096000")
    assert placed_at_of(Handle("17")) is placed_at_of(Handle("17", "")) is placed_at_of(Handle("17", "x")) is None


async def test_one_call_is_one_short_question(stub: Stub, provider: CallkeeperProvider) -> None:
    for body in ({"id": "17", **BUSY}, [{"id": 17, **BUSY}], {"result": [{"id": 17, **BUSY}]}, [BUSY]):
        stub.says("getCallInfo", body)
        [sighting] = await provider.fetch([handle("17")])
        assert sighting.id == "17"
        assert sighting.read().state is CallState.BUSY
    assert {str(form) for form in stub.forms("getCallInfo")} == {str({"api_key": KEY, "id_call": "17"})}


async def test_many_calls_are_one_question_by_date(stub: Stub, provider: CallkeeperProvider) -> None:
    calls = [{"id": number, **BUSY} for number in range(100, 150)]
    stub.says("getCallsInfo", {"result": calls})
    handles = [handle(str(number), timedelta(minutes=number - 99)) for number in range(100, 150)]
    found = await provider.fetch(handles)
    assert [sighting.id for sighting in found] == [handle.id for handle in handles]
    [(operation, form)] = stub.asked
    assert operation == "getCallsInfo"
    assert form["date[from]"] == (NOW - timedelta(minutes=50, hours=1)).strftime("%Y-%m-%dT%H:%M:%S")
    assert form["time_zone"] == "UTC"


async def test_calls_that_it_does_not_show_are_asked_one_by_one_within_bounds(
    stub: Stub, provider: CallkeeperProvider
) -> None:
    stub.says("getCallsInfo", {"result": [{"id": 1, **BUSY}]})
    stub.says("getCallInfo", [])
    found = await provider.fetch([handle(str(number)) for number in range(1, SINGLES + 10)])
    assert [sighting.id for sighting in found] == ["1"]
    assert len(stub.forms("getCallInfo")) == SINGLES


async def test_an_old_call_does_not_make_the_question_larger(stub: Stub, provider: CallkeeperProvider) -> None:
    stub.says("getCallsInfo", {"result": [{"id": 1, **BUSY}, {"id": 2, **BUSY}]})
    stub.says("getCallInfo", {"id": 3, **BUSY})
    found = await provider.fetch([handle("1"), handle("2"), handle("3", timedelta(days=90)), Handle("4")])
    assert len(found) == 3
    assert [form["id_call"] for form in stub.forms("getCallInfo")] == ["3", "4"]


async def test_a_call_that_the_service_does_not_know(stub: Stub, provider: CallkeeperProvider) -> None:
    stub.says("getCallInfo", {"status": "fail", "reason": "Call not found"}, 404)
    assert await provider.fetch([handle("17")]) == []
    stub.says("getCallInfo", {"status": "fail", "reason": "Not the correct key api"}, 403)
    with pytest.raises(Refused, match=Reason.REFUSED_KEY):
        await provider.fetch([handle("17")])
    stub.says("getCallInfo", "", 502)
    with pytest.raises(Unreachable):
        await provider.fetch([handle("17")])


async def test_no_calls_and_too_many(stub: Stub, provider: CallkeeperProvider) -> None:
    assert await provider.fetch([]) == []
    with pytest.raises(ValueError, match="501 calls"):
        await provider.fetch([Handle(str(number)) for number in range(provider.batch + 1)])
    assert stub.asked == []


LOST = LostCall(CLIENT, MANAGER, NOW, "our-reference")


def seen(id_: int, ago: int = -5, **changes: Any) -> dict[str, Any]:
    """A call between our phones that began `ago` seconds before ours was sent."""
    date = written(NOW - timedelta(seconds=ago))
    return {"id": id_, "phone1": "74642512525 [4342]", "phone2": CLIENT, "date": date, **BUSY, **changes}


@pytest.mark.parametrize(
    ("calls", "found"),
    [
        ([], None),
        ([seen(17)], "17"),
        ([seen(17, phone2="79990000000")], None),
        ([seen(17, phone1="79990000000")], None),
        ([seen(17, ago=3600)], None),
        ([seen(17, ago=-3600)], None),
        ([seen(17, date=None)], None),
        ([seen(17), seen(18)], None),
        ([seen(17, attempt=1), seen(17, attempt=2)], "17"),
        ([seen(17, external_service_identifier="somebody-elses"), seen(18)], "18"),
        ([seen(17), seen(18, external_service_identifier="our-reference", date=None)], "18"),
        ([seen(17, ext_id="our-reference", phone1="", ago=-7200)], "17"),
        ([{}, {"id": None}, seen(17)], "17"),
    ],
)
async def test_a_lost_call(
    stub: Stub, provider: CallkeeperProvider, calls: list[dict[str, Any]], found: str | None
) -> None:
    stub.says("getCallsInfo", {"result": calls})
    assert await provider.find_lost(LOST) == (found and handle_of(found, NOW))
    assert len(stub.asked) == 1


async def test_a_lost_call_to_an_office(stub: Stub, provider: CallkeeperProvider) -> None:
    stub.says("getCallsInfo", [seen(17, phone1="79990000000")])
    assert await provider.find_lost(LostCall(CLIENT, None, NOW, "")) == handle_of("17", NOW)


OVER = {"hook_event": "Call is over", "id": "17", **BUSY, "phone2": CLIENT, "tags": " ", "attempt": 1}


def told(provider: CallkeeperProvider, body: Any) -> Report:
    [sighting] = provider.read_webhook(WebhookKind.STATUS, json.dumps(body).encode())
    assert isinstance(sighting, Sighting)
    assert sighting.id == "17"
    return sighting.read()


def test_webhooks(provider: CallkeeperProvider) -> None:
    for body in (OVER, [OVER], {"result": [OVER]}):
        assert told(provider, body).state is CallState.BUSY
    processing = {**OVER, "hook_event": "Call is processing", "status_code": 1, "status2_code": 0}
    assert told(provider, processing).state is CallState.RINGING
    assert told(provider, {"hook_event": "Call is processing", "id": 17}).state is CallState.RINGING


def test_a_webhook_of_a_call_that_goes_on_ends_nothing(provider: CallkeeperProvider) -> None:
    report = told(provider, {**OVER, "hook_event": "Call is processing"})
    assert (report.state, report.ended_at, report.vendor_status) == (CallState.RINGING, None, "200/486")


def test_a_webhook_and_a_poll_agree(provider: CallkeeperProvider) -> None:
    [sighting] = read_status(Reader("callkeeper"), json.dumps(OVER).encode())
    polled = Reader("callkeeper").sighting("17@1", {"id": 17, "status_code": 200, "status2_code": 486})
    assert sighting.fingerprint == polled.fingerprint


@pytest.mark.parametrize("body", ["", "null", "[]", "{}", "<html>", '{"id": 17}', '{"hook_event": "Call is over"}'])
def test_what_is_no_webhook(provider: CallkeeperProvider, body: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        provider.read_webhook(WebhookKind.STATUS, body.encode())


@given(st.dictionaries(st.sampled_from([*OVER, "date", "duration_sec", "result", "record_url"]), ANYTHING))
def test_any_webhook(body: dict[str, Any]) -> None:
    try:
        sightings = read_status(Reader("callkeeper"), json.dumps(body).encode())
    except ValueError:
        return
    for sighting in sightings:
        json.dumps(sighting.read().raw, allow_nan=False).encode()
