"""Callbacks at CallKeeper: the manager first, then the client; by themselves and by hand."""

from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest

from tests.sandbox.calldog_bench import Listener
from tests.sandbox.providers_bench import CALLKEEPER_KEY, WIDGET, Providers, all_over, order

RECORD = {
    *("id", "visit info", "status_code", "status_reason", "status2_code", "status2_reason", "ip", "country", "city"),
    *("region", "district", "site", "ga_clientid", "phone1", "phone2", "widget_hash", "date", "duration_sec"),
    *("duration_min", "duration2_sec", "duration2_min", "record_url", "attempt", "a_type", "playback_tick", "tags"),
    "asr_attempts",
}


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_an_order_nested_as_php_nests_it(providers: Providers, method: str) -> None:
    first = {"client": "+7 (999) 123-45_00", "manager": "(+74642512525^4342)", "text_to_manager": "Звонок с сайта"}
    second = {"client": "89991234501", "utm][utm_source": "organic"}
    status, body = await providers.callkeeper("makeCalls", *order(first, second, utc="europe/moscow"), method=method)
    assert status == 200
    assert [(each["manager"], each["client"], each["status"]) for each in body] == [
        ("74642512525^4342", "79991234500", "success"),
        ("74951234567^_", "79991234501", "success"),
    ]
    assert isinstance(body[0]["id"], str)


async def test_a_flat_order_as_a_multipart_form(providers: Providers) -> None:
    form = aiohttp.FormData()
    who = {"unique": "any_string", "apiak": CALLKEEPER_KEY, "walias": WIDGET, "client": "79991234500", "manager": "1"}
    how = {"interval": "5,10,15", "referrer": "yandex.ru", "opening_hours": "00002400"}
    for name, value in (who | how).items():
        form.add_field(name, value, content_type="text/plain")
    status, body = await providers.ask("POST", "callkeeper/orderCall", data=form)
    assert (status, body[0]["manager"]) == (200, "74957654321^4342")
    (record,) = await providers.read_calls()
    assert record["visit info"]["current"] == {"referrer": "yandex.ru"}


async def test_a_json_body_is_no_form(providers: Providers) -> None:
    status, body = await providers.ask("POST", "callkeeper/makeCalls", json=dict(order()))
    assert (status, body["reason"]) == (400, "Key 'unique' is not defined!")


OUTCOMES: list[tuple[str, str, str]] = [
    ("79991234500", "", "200/200"),
    ("79991234501", "", "200/486"),
    ("79991234502", "", "200/487"),
    ("79991234505", "", "200/200"),
    ("79991234507", "", "200/200"),
    ("79991234500", "74951112291", "486/0"),
    ("79991234500", "74951112292", "487/0"),
    ("79991234500", "79991234500", "703/0"),
]


@pytest.mark.parametrize(("client", "manager", "pair"), OUTCOMES, ids=[f"{c}-{m}" for c, m, _ in OUTCOMES])
async def test_the_numbers_choose_the_outcome(providers: Providers, client: str, manager: str, pair: str) -> None:
    _, placed = await providers.callkeeper("makeCalls", *order({"client": client, "manager": manager}))
    await providers.until("callkeeper", all_over())
    (record,) = await providers.read_calls("getCallsByStatus", ("statuses", f"{pair},1/0"))
    assert set(record) == RECORD
    assert f"{record['status_code']}/{record['status2_code']}" == pair
    assert (record["id"], record["phone2"], record["tags"]) == (placed[0]["id"], client, " ")
    assert bool(record["record_url"]) == (pair == "200/200")


async def test_a_talk_in_the_record(providers: Providers) -> None:
    await providers.callkeeper("makeCalls", *order({"client": "79991234500", "manager": "74642512525^12"}))
    await providers.until("callkeeper", all_over())
    (record,) = await providers.read_calls()
    assert (record["duration_sec"], record["duration_min"]) == (8, "1")
    assert (record["duration2_sec"], record["duration2_min"]) == (4, "1")
    assert (record["phone1"], record["status_reason"]) == ("74642512525 [12]", "OK")
    assert record["status2_reason"] == "Звонок прошел успешно"
    async with providers.http.get(record["record_url"]) as answer:
        assert (answer.status, answer.content_type) == (200, "audio/wav")
    assert (await providers.state("callkeeper"))["settings"]["balance"] == "299"


async def test_one_refused_number_among_others(providers: Providers) -> None:
    calls: list[dict[str, str]] = [{"client": "79991234508"}, {"client": "79991234500"}, {"client": "123"}]
    status, body = await providers.callkeeper("makeCalls", *order(*calls))
    refused = {"status": "fail", "reason": "Invalid manager or client phone number"}
    assert (status, body[0], body[1]["status"], body[2]) == (200, refused, "success", refused)
    assert len(await providers.read_calls()) == 1


async def test_a_lost_answer_is_found_by_date_and_numbers(providers: Providers) -> None:
    before = datetime.now(UTC) - timedelta(seconds=2)
    # By POST: a GET whose answer is lost is sent a second time by many an HTTP client, here by aiohttp too.
    with pytest.raises(aiohttp.ClientError):
        await providers.callkeeper("makeCalls", *order({"client": "79991234509"}), method="POST")
    key = ("api_key", CALLKEEPER_KEY)
    times = [f"{at:%Y-%m-%dT%H:%M:%S}" for at in (before, before + timedelta(hours=1))]
    span = (("date[from]", times[0]), ("date[to]", times[1]))
    _, body = await providers.callkeeper("getCallsInfo", key, *span)
    assert [(each["phone1"], each["phone2"]) for each in body["result"]] == [("74951234567", "79991234509")]
    _, body = await providers.callkeeper("getCallsInfo", key, *span, ("time_zone", "Asia/Tokyo"))
    assert body["result"] == []


async def test_a_planned_call_waits_and_closed_hours_cancel(providers: Providers) -> None:
    await providers.callkeeper("makeCalls", *order({"client": "79991234500", "time_to_call": "2000000000"}))
    (planned,) = await providers.read_calls()
    assert (planned["status_code"], planned["status2_code"], planned["date"]) == (2, 0, "2033-05-18 03:33:20")
    await providers.callkeeper("makeCalls", *order({"client": "79991234500"}, opening_hours="00000000" * 7))
    await providers.until("callkeeper", lambda calls: calls[0]["status"] == "over")
    (done,) = await providers.read_calls("getCallsCompleted")
    assert (done["status_code"], done["status_reason"]) == (702, "Отменённый звонок")


async def test_no_minutes_and_a_widget_that_was_switched_off(providers: Providers) -> None:
    await providers.steer("callkeeper/settings", balance="0")
    assert (await providers.callkeeper("makeCalls", *order({"client": "79991234500"})))[0] == 200
    await providers.until("callkeeper", all_over())
    (record,) = await providers.read_calls()
    assert (record["status_code"], record["status_reason"]) == (811, "Недостаточно минут на балансе")


async def test_further_attempts_are_new_calls(providers: Providers) -> None:
    flat = [*order(), ("client", "79991234502"), ("interval", "1,2")]
    await providers.callkeeper("orderCall", *flat)
    await providers.until("callkeeper", lambda calls: len(calls) == 3 and all_over()(calls))
    assert [each["attempt"] for each in await providers.read_calls()] == [1, 2, 3]


async def test_two_webhooks_a_call(providers: Providers) -> None:
    async with Listener().listening() as listener:
        await providers.steer("callkeeper/settings", webhook_url=listener.url)
        await providers.callkeeper("makeCalls", *order({"client": "79991234501"}))
        first, last = await listener.next(), await listener.next()
    assert (first["hook_event"], first["status_code"]) == ("Call is processing", 1)
    assert (last["hook_event"], last["status_code"], last["status2_code"]) == ("Call is over", 200, 486)
    assert first["id"] == last["id"]


BY_HAND: list[tuple[dict[str, Any], str, str]] = [
    ({"action": "manager_answer"}, "client_ringing", "1/0"),
    ({"action": "answer"}, "talking", "1/0"),
    ({"action": "manager_busy"}, "over", "486/0"),
    ({"action": "manager_no_answer"}, "over", "487/0"),
    ({"action": "busy"}, "over", "200/486"),
    ({"action": "no_answer"}, "over", "200/487"),
    ({"action": "hangup"}, "over", "708/0"),
    ({"action": "status", "status": "200/603"}, "over", "200/603"),
    ({"action": "status", "status": "815/0"}, "over", "815/0"),
]


@pytest.mark.parametrize(("act", "stage", "pair"), BY_HAND, ids=[f"{a['action']}-{p}" for a, _, p in BY_HAND])
async def test_each_act_on_a_fresh_call(still: Providers, act: dict[str, Any], stage: str, pair: str) -> None:
    _, placed = await still.callkeeper("makeCalls", *order({"client": "79991234500"}))
    status, call = await still.steer(f"callkeeper/calls/{placed[0]['id']}/act", **act)
    assert (status, call["status"], call["pair"], call["outcome"]) == (200, stage, pair, "by_hand")


async def test_a_callback_led_to_its_end(still: Providers) -> None:
    _, placed = await still.callkeeper("makeCalls", *order({"client": "79991234500"}))
    path = f"callkeeper/calls/{placed[0]['id']}/act"
    await still.steer(path, action="manager_answer")
    await still.steer(path, action="answer")
    assert (await still.steer(path, action="busy"))[0] == 409
    _, call = await still.steer(path, action="hangup")
    assert call["pair"] == "200/200"
    assert (await still.steer(path, action="hangup"))[0] == 409
    for wrong in ({"action": "sing"}, {"action": "status", "status": "1/0"}):
        _, other = await still.callkeeper("makeCalls", *order({"client": "79991234500"}))
        assert (await still.steer(f"callkeeper/calls/{other[0]['id']}/act", **wrong))[0] == 400
