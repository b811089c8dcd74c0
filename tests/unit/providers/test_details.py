"""What each provider's documents say of a call beyond the card, as people are told it: in one order for all."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.domain.calls import Handle
from bot.domain.details import About, Minutes, Number, Seconds, Value, Words
from bot.providers.callkeeper import details as callkeeper
from bot.providers.mobilgroup import details as mobilgroup
from bot.providers.zvonobot import details as zvonobot

ZONE = ZoneInfo("Europe/Moscow")
OURS = Handle("1234:79991234567", "2;0.91;14")
SHOP = "https://shop.example/"
BEGAN = datetime(2024, 5, 6, 11, 9, 35, tzinfo=UTC)
LEG: dict[str, Any] = {"id": 1, "phone": "79991234567", "status": "finished", "startedAt": int(BEGAN.timestamp())}


def of_zvonobot(**fields: Any) -> dict[About, Value]:
    return {one.about: one.value for one in zvonobot.details_of({"id": 17, "calls": [{**LEG, **fields}]})}


def of_callkeeper(**fields: Any) -> dict[About, Value]:
    return {one.about: one.value for one in callkeeper.details_of({"id": "2366"} | fields)}


def of_mobilgroup(handle: Handle = OURS, **fields: Any) -> dict[About, Value]:
    found = mobilgroup.details_of(handle, {"phone": "79991234567", **fields}, ZONE)
    return {one.about: one.value for one in found}


@pytest.mark.parametrize(
    ("field", "written", "about", "value"),
    [
        ("startedAt", 1714993775, About.DIALLED, BEGAN),
        ("answeredAt", "1714993775", About.ANSWERED, BEGAN),
        ("finishedAt", 1714993775, About.ENDED, BEGAN),
        ("managerStartedAt", 1714993775, About.PASSED_DIALLED, BEGAN),
        ("managerAnsweredAt", 1714993775, About.PASSED_ANSWERED, BEGAN),
        ("managerStatus", "finished", About.PASSED_STATE, Words("details-leg-completed")),
        ("managerStatus", "Canceled", About.PASSED_STATE, Words("details-leg-no_answer")),
        ("managerStatus", "telepathy", About.PASSED_STATE, "telepathy"),
        ("toBlock", 1, About.BLOCKED, Words("details-blocked")),
        ("toBlock", True, About.BLOCKED, Words("details-blocked")),
        ("hangupCause", 16, About.CAUSE, Words("details-cause-16", "16")),
        ("hangupCause", "31", About.CAUSE, Words("details-cause-31", "31")),
        ("hangupCause", 99, About.CAUSE, "99"),
        ("hangupCause", "NORMAL_CLEARING", About.CAUSE, "NORMAL_CLEARING"),
        ("ivrAnswers", "1,2", About.ANSWERS, "1, 2"),
        ("ivrAnswers", [{"answer": 1}, "да"], About.ANSWERS, "1, да"),
    ],
)
def test_zvonobot(field: str, written: Any, about: About, value: Value) -> None:
    assert of_zvonobot(**{field: written})[about] == value


@pytest.mark.parametrize("field", ["toBlock", "hangupCause", "managerStatus", "managerStartedAt", "answeredAt"])
@pytest.mark.parametrize("nothing", [None, 0, "0", "", {}, []])
def test_zvonobot_says_nothing(field: str, nothing: Any) -> None:
    if field == "managerStatus" and str(nothing) == "0":
        return  # a word like any other
    assert of_zvonobot(**{field: nothing}) == {About.NUMBER: "17", About.DIALLED: BEGAN}


def test_zvonobot_says_one_answer_on_the_card_alone() -> None:
    assert About.ANSWERS not in of_zvonobot(ivrAnswers="1")


@pytest.mark.parametrize(
    ("fields", "about", "value"),
    [
        ({"status_code": 200, "status2_code": "486"}, About.EXPLAINED, Words("callkeeper-detail-200_486")),
        ({"date": "2024-05-06 11:09:35"}, About.DIALLED, BEGAN),
        ({"duration_sec": 41}, About.LASTED, Seconds(41)),
        ({"duration_min": "1"}, About.BILLED, Minutes(1)),
        ({"attempt": "2"}, About.ATTEMPT, 2),
        ({"a_type": 1}, About.CONNECTED, Words("details-connection-1")),
        ({"a_type": "5"}, About.CONNECTED, Words("details-connection-5")),
        ({"playback_tick": 3}, About.HEARD, 3),
        ({"asr_attempts": "2"}, About.RECOGNISED, 2),
        ({"visit info": {"udata": {"vst": 4}}}, About.VISIT, 4),
        ({"visit info": {"session": {"pgs": "3"}}}, About.PAGES, 3),
        ({"tags": "сделка, перезвонить"}, About.TAGS, "сделка, перезвонить"),
        ({"visit info": {"current": {"utm_source": "yandex", "utm_medium": "cpc"}}}, About.SOURCE, "yandex / cpc"),
        ({"visit info": {"current": [], "first": {"utm_source": "ads"}}}, About.SOURCE, "ads"),
        ({"visit info": {"session": {"cpg": "https://shop.example/"}}}, About.PAGE, "https://shop.example/"),
        ({"site": "shop.example"}, About.SITE, "shop.example"),
        ({"city": "Москва", "region": "Москва"}, About.PLACE, "Москва"),
        ({"city": "Тверь", "region": "Тверская область"}, About.PLACE, "Тверь, Тверская область"),
        ({"city": "Тверь", "district": "ЦФО", "country": "RU"}, About.PLACE, "Тверь, ЦФО, RU"),
        ({}, About.NUMBER, "2366"),
        ({"status_reason": "OK"}, About.MANAGER_LEG, "OK"),
        ({"status2_reason": "Busy here"}, About.CLIENT_LEG, "Busy here"),
        ({"duration2_sec": "20"}, About.TALKED, Seconds(20)),
        ({"visit info": {"current_add": {"entry_point": "https://shop.example/"}}}, About.SOURCE, SHOP),
        ({"visit info": {"current": {"utm_source": "a"}, "first": {"utm_source": "b"}}}, About.FIRST_SOURCE, "b"),
        ({"visit info": {"current": {"utm_source": "a"}, "first_add": {"from": "b"}}}, About.FIRST_SOURCE, "b"),
        ({"ip": "203.0.113.5"}, About.ADDRESS, "203.0.113.5"),
        ({"visit info": {"udata": {"uag": "Mozilla/5.0"}}}, About.BROWSER, "Mozilla/5.0"),
        ({"ga_clientid": "15.16"}, About.ANALYTICS, "15.16"),
    ],
)
def test_callkeeper(fields: dict[str, Any], about: About, value: Value) -> None:
    assert of_callkeeper(**fields)[about] == value


@pytest.mark.parametrize(
    "fields", [{"tags": " "}, {"a_type": 0}, {"a_type": 9}, {"duration_min": "0"}, {"playback_tick": 0}, {"new": "x"}]
)
def test_callkeeper_says_nothing(fields: dict[str, Any]) -> None:
    assert of_callkeeper(**fields) == {About.NUMBER: "2366"}


ELSEWHERE = {
    *("phone1", "phone2", "status2_code", "record_url"),  # on the card
    *("visit info", "session", "udata"),  # hold others
    "duration2_min",  # `duration2_sec` once more, rounded
    "widget_hash",  # a secret
}
PARTS = {
    "current": {"utm_source": "a"},
    "current_add": {"x": "a"},
    "first": {"utm_source": "b"},
    "first_add": {"x": "b"},
    "date": "2024-05-06 11:09:35",
}


def test_every_field_of_a_callback_is_told() -> None:
    """As the documents list them under «Параметры ответа»."""
    with (Path(__file__).parent / "callkeeper" / "record_fields.csv").open(encoding="utf-8") as file:
        fields = {row["field"] for row in csv.DictReader(file)}
    told = {name for name in fields if of_callkeeper(**{name: PARTS.get(name, "2")}) != of_callkeeper()}
    assert fields - told == ELSEWHERE


@pytest.mark.parametrize(
    ("fields", "about", "value"),
    [
        ({}, About.EXPECTED, Decimal("0.91")),
        ({}, About.SOUND, Seconds(14)),
        ({"date": "06.05.2024 14:09:35"}, About.DIALLED, BEGAN),
        ({"duration": "13"}, About.LASTED, Seconds(13)),
        ({"attempts": "2"}, About.ATTEMPTS, 2),
        ({"transfer": {"number": "74957654321"}}, About.PASSED_TO, Number("74957654321")),
        ({"transfer": {"status": "Нет ответа"}}, About.PASSED_STATE, Words("details-leg-no_answer")),
        ({"transfer": {"status": "Сбой"}}, About.PASSED_STATE, "Сбой"),
        ({"transfer": {"duration": "12"}}, About.PASSED_LASTED, Seconds(12)),
        ({"transfer": {"price": "2,50"}}, About.PASSED_PRICE, Decimal("2.50")),
        ({"sms": {"status": "Доставлено"}}, About.SMS_STATE, Words("details-sms-delivered")),
        ({"sms": {"status": "В пути"}}, About.SMS_STATE, "В пути"),
        ({"sms": {"date": "2024-05-06 14:09:35"}}, About.SMS_SENT, BEGAN),
        ({"sms": {"date": "вчера"}}, About.SMS_SENT, "вчера"),
        ({"sms": {"partition": "2"}}, About.SMS_PARTS, 2),
        ({"sms": {"price": "2.50"}}, About.SMS_PRICE, Decimal("2.50")),
        ({"sms": {"message": "Перезвоните"}}, About.SMS_TEXT, "Перезвоните"),
    ],
)
def test_mobilgroup(fields: dict[str, Any], about: About, value: Value) -> None:
    assert of_mobilgroup(**fields)[about] == value


def test_mobilgroup_says_nothing() -> None:
    told: dict[str, Any] = {"transfer": [], "sms": None, "duration": "0", "new": {"field": 1}, "date": None}
    assert of_mobilgroup(Handle("1234:79991234567"), **told) == {About.NUMBER: "1234"}
    assert of_mobilgroup(Handle("of nobody"), **told) == {}


def test_the_same_thing_stands_at_the_same_place() -> None:
    order = list(About)
    for told in (
        of_zvonobot(hangupCause=16, answeredAt=1714993775, managerStatus="busy", toBlock=1),
        of_callkeeper(status_code=200, date="2024-05-06 11:09:35", duration_min="1", tags="a", site="b"),
        of_mobilgroup(date="06.05.2024 14:09:35", attempts=1, sms={"status": "Доставлено", "message": "а"}),
    ):
        assert list(told) == sorted(told, key=order.index)
