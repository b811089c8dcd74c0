"""Broadcasts at Mobilgroup: a result for each subscriber, Russian words, decimals as the documents write them."""

from typing import Any

import aiohttp
import pytest

from tests.sandbox.providers_bench import CALLER_ID, Providers, all_over

MESSAGE = {"message": "Ваш заказ готов", "number": CALLER_ID}
SCRIPT = {"script": "1", "number": CALLER_ID}


def to(*phones: str) -> list[dict[str, str]]:
    return [{"phone": phone} for phone in phones]


async def state(providers: Providers, broadcast: str) -> list[dict[str, Any]]:
    answer = await providers.mobilgroup("get", request="state", id=broadcast)
    found: list[dict[str, Any]] = answer["subscribers"]
    return found


async def finished(providers: Providers, settings: dict[str, Any], *phones: str) -> list[dict[str, Any]]:
    """The subscribers once nobody is called any more."""
    placed = await providers.mobilgroup("send", settings=settings, subscribers=to(*phones))
    assert placed["result"] == "ok", placed
    await providers.until("mobilgroup", all_over())
    return await state(providers, placed["id"])


async def test_an_answer_for_each_subscriber(providers: Providers) -> None:
    wanted: list[dict[str, Any]] = [
        *to("79991234500", "79991234508"),
        {"phone": 79991234501, "message": "Иван, " + "ваш заказ готов. " * 12},
        {"phone": "123"},
    ]
    body = await providers.mobilgroup("send", settings={"phrase": 1, "number": CALLER_ID}, subscribers=wanted)
    assert (body["result"], body["phones"], body["budget"]) == ("ok", "4", "1,82")
    refused = {"result": "error", "description": "Error_Incorrect_Phone"}
    good = {"result": "ok", "price": "0,91", "duration": "14"}
    assert body["subscribers"] == [
        {"phone": "79991234500", **good},
        {"phone": "79991234508", **refused},
        {"phone": "79991234501", **good},
        {"phone": "123", **refused},
    ]


async def test_an_own_message_counts_with_a_message_only(providers: Providers) -> None:
    subscribers = [{"phone": "79991234500", "message": "Иван, " + "ваш заказ готов. " * 12}, *to("79991234500")]
    body = await providers.mobilgroup("send", settings=MESSAGE, subscribers=subscribers)
    assert [each["duration"] for each in body["subscribers"]] == ["15", "2"]


OUTCOMES: list[tuple[str, str, str]] = [
    ("00", "Успешно", "4"),
    ("01", "Занято", "0"),
    ("02", "Нет ответа", "0"),
    ("03", "Успешно", "4"),
    ("07", "Успешно", "1"),
]


@pytest.mark.parametrize(("ending", "status", "duration"), OUTCOMES, ids=[row[0] for row in OUTCOMES])
async def test_the_ending_chooses_the_outcome(providers: Providers, ending: str, status: str, duration: str) -> None:
    (subscriber,) = await finished(providers, MESSAGE, f"799912345{ending}")
    assert set(subscriber) == {"phone", "date", "status", "attempts", "duration", "price"}
    assert (subscriber["status"], subscriber["duration"]) == (status, duration)
    assert subscriber["price"] == ("0.26" if duration == "4" else "0.06" if duration == "1" else "0")


async def test_a_script_passes_the_call_on(providers: Providers) -> None:
    (subscriber,) = await finished(providers, SCRIPT, "79991234505")
    assert subscriber["transfer"] == {"number": "74957654321", "duration": "3", "price": "0", "status": "Успешно"}


async def test_a_script_sends_an_sms_to_who_did_not_answer(providers: Providers) -> None:
    silent, busy = await finished(providers, {"script": 2, "number": CALLER_ID}, "79991234502", "79991234501")
    assert (silent["status"], silent["price"], silent["sms"]["status"]) == ("Нет ответа", "2.50", "Доставлено")
    assert (silent["sms"]["partition"], silent["sms"]["price"]) == ("1", "2.50")
    assert "sms" not in busy


async def test_attempts_until_somebody_answers(providers: Providers) -> None:
    (subscriber,) = await finished(providers, {**MESSAGE, "attempts": "3", "interval": 0}, "79991234502")
    assert (subscriber["attempts"], subscriber["status"]) == ("3", "Нет ответа")


async def test_between_attempts_there_is_no_word(providers: Providers) -> None:
    body = await providers.mobilgroup(
        "send", settings={**MESSAGE, "attempts": 2, "interval": 60}, subscribers=to("79991234501")
    )
    await providers.until("mobilgroup", all_over("paused"))
    (subscriber,) = await state(providers, body["id"])
    assert (subscriber["attempts"], subscriber["status"]) == ("1", "")


async def test_money_is_held_back_and_corrected(providers: Providers) -> None:
    await finished(providers, {"phrase": "2", "number": CALLER_ID}, "79991234500", "79991234501")
    body = await providers.mobilgroup("get", request="balance")
    assert body == {"result": "ok", "balance": "2735,24", "currency": "Rub"}


async def test_not_enough_money_for_everybody_and_for_anybody(providers: Providers) -> None:
    settings = {"phrase": "1", "number": CALLER_ID}
    await providers.steer("mobilgroup/settings", balance="1.00")
    body = await providers.mobilgroup("send", settings=settings, subscribers=to("79991234500", "79991234500"))
    assert body["subscribers"][1] == {
        "phone": "79991234500",
        "result": "error",
        "description": "Error_Not_Enough_Money",
    }
    body = await providers.mobilgroup("send", settings=settings, subscribers=to("79991234500"))
    assert body == {"result": "error", "error_code": "Error_Not_Enough_Credits"}


async def test_a_schedule_is_moscow_time(providers: Providers) -> None:
    body = await providers.mobilgroup(
        "send", settings={**MESSAGE, "schedule": "2033-05-18 06:33"}, subscribers=to("79991234500")
    )
    (call,) = (await providers.state("mobilgroup"))["calls"]
    assert call["plannedAt"] == 1_999_999_980
    assert (await state(providers, body["id"]))[0]["status"] == ""


async def test_a_lost_answer_leaves_the_call_placed(providers: Providers) -> None:
    with pytest.raises(aiohttp.ClientError):
        await providers.mobilgroup("send", settings=MESSAGE, subscribers=to("79991234509"))
    assert [call["phone"] for call in (await providers.state("mobilgroup"))["calls"]] == ["79991234509"]


async def test_a_fault_spoils_one_answer(providers: Providers) -> None:
    fault = {"target": "mobilgroup", "operation": "send", "kind": "body", "body": "<html>", "applied": True}
    await providers.ask("POST", "api/faults", json=fault)
    with pytest.raises(aiohttp.ClientError):
        await providers.mobilgroup("send", settings=MESSAGE, subscribers=to("79991234500"))
    (entry,) = await providers.journal("mobilgroup", "send")
    assert (entry["fault"], entry["request"]["Authorization"]) == ("body", "***")


BY_HAND: list[tuple[dict[str, Any], str, str]] = [
    ({"action": "answer"}, "talking", ""),
    ({"action": "busy"}, "over", "Занято"),
    ({"action": "no_answer"}, "over", "Нет ответа"),
    ({"action": "hangup"}, "over", "Нет ответа"),
    ({"action": "voicemail"}, "over", "Успешно"),
    ({"action": "digit", "digit": 1}, "talking", ""),
]


@pytest.mark.parametrize(("act", "stage", "word"), BY_HAND, ids=[str(row[0]["action"]) for row in BY_HAND])
async def test_each_act_on_a_fresh_call(still: Providers, act: dict[str, Any], stage: str, word: str) -> None:
    await still.mobilgroup("send", settings=SCRIPT, subscribers=to("79991234500"))
    (call,) = (await still.state("mobilgroup"))["calls"]
    path = f"mobilgroup/calls/{call['id']}/act"
    status, led = await still.steer(path, **act)
    assert (status, led["status"], led["words"], led["outcome"]) == (200, stage, word, "by_hand")
    again, _ = await still.steer(path, action="busy")
    assert again == 409


async def test_acts_not_understood(still: Providers) -> None:
    await still.mobilgroup("send", settings=SCRIPT, subscribers=to("79991234500"))
    (call,) = (await still.state("mobilgroup"))["calls"]
    for wrong in ({"action": "sing"}, {"action": "digit", "digit": 12}, {"action": "digit"}):
        assert (await still.steer(f"mobilgroup/calls/{call['id']}/act", **wrong))[0] == 400
    assert (await still.steer("mobilgroup/calls/1/act", action="answer"))[0] == 404
