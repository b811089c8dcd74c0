"""What the documents allow passes, what they forbid is refused before anything is sent."""

from __future__ import annotations

import contextlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.providers.callkeeper.fields import opening_hours
from bot.providers.callkeeper.requests import (
    CallItem,
    CreateWidget,
    GetCallsByStatus,
    GetCallsInfo,
    MakeCalls,
    OrderCall,
    Request,
    SetTag,
    Utm,
)

WEEK = "09001800100018000900200009001800090018000900180000000000"


def item(**values: Any) -> CallItem:
    return CallItem.model_validate({"client": "79999999999", **values})


def order(**values: Any) -> OrderCall:
    return OrderCall.model_validate({"client": "79999999999", **values})


@pytest.mark.parametrize("hours", ["20000600", "09001800", "00002400", "00000000", "10002000", WEEK])
def test_opening_hours(hours: str) -> None:
    assert opening_hours(hours) == hours


@pytest.mark.parametrize(
    "hours",
    [
        "",
        "0900",
        "09:00-18",
        "09001860",
        "09002430",
        "09000900",
        "0900180000",
        WEEK[:-8],
        WEEK + "00000000",
    ],
)
def test_opening_hours_that_are_none(hours: str) -> None:
    with pytest.raises(ValueError, match=r"must|no time"):
        opening_hours(hours)


@given(st.text())
def test_opening_hours_fail_only_as_they_should(hours: str) -> None:
    with contextlib.suppress(ValueError):
        assert len(opening_hours(hours)) in (8, 56)


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("79999999999", "79999999999"),
        (79999999999, "79999999999"),
        ("+7 (999) 999-99_99", "79999999999"),
        ("89999999999", "79999999999"),
    ],
)
def test_the_client(written: Any, sent: str) -> None:
    assert item(client=written).client == sent


@pytest.mark.parametrize("written", ["", "7999", "79999999999^12", "79999999999 доб. 1", "799999999990"])
def test_a_client_that_is_none(written: str) -> None:
    with pytest.raises(ValidationError):
        item(client=written)


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("+74642512525^4342", "74642512525^4342"),
        ("79161115454", "79161115454"),
        ("0", "0"),
        (0, "0"),
        ("12", "12"),
    ],
)
def test_the_manager(written: Any, sent: str) -> None:
    assert item(manager=written).manager == sent


@pytest.mark.parametrize("written", ["-1", "1000", "79161115454^", "79161115454^x", "^12", "0^12", "офис"])
def test_a_manager_that_is_none(written: str) -> None:
    with pytest.raises(ValidationError):
        item(manager=written)


@pytest.mark.parametrize("zone", ["Europe/Moscow", "europe/moscow", "UTC+03:00", "+0300", "-03:30", "UTC"])
def test_zones(zone: str) -> None:
    assert order(utc=zone).utc == zone


GOOD: dict[str, Any] = {
    "notification": "df@mail.ru",
    "ga_client_id": "1526128712.1513128077",
    "ip_client": "74.44.210.123",
    "client_email": "test@mail.ru",
    "calltouch_session_id": 9449450,
    "roistat_id": 7492561,
    "current_page": "https://site.ru/page/widget.html",
    "record_to_manager": "https://site.ru/record/voice",
    "office_name": "My office",
    "time_to_call": "1479732377",
    "interval": "5,10,15",
    "referrer": "yandex.ru",
    "opening_hours": "10002000",
    "whash": "96d6ec6937c878c2ca1f889b9b9e865a",
    "unique": "example_company",
    "entry_point": "my.site.ru/any/page/",
    "user_agent": "Mozilla/5.0 (Windows NT 10.0; WOW64)",
    "utm_source": "some_data",
}
NESTED: dict[str, Any] = {"origin": "79990000000", "record_to_await": "https://site.ru/record/voice"}
"""The documents list these for `makeCalls` alone."""
BAD: dict[str, Any] = {
    "utc": "Mars/Olympus",
    "notification": "mail.ru",
    "ga_client_id": "abc",
    "ip_client": "74.44.210",
    "client_email": "a@b",
    "calltouch_session_id": 0,
    "roistat_id": "a b",
    "record_to_manager": "voice",
    "office_name": "",
    "time_to_call": -1,
    "interval": "5, 10",
    "opening_hours": "25002600",
    "whash": "96d6",
    "unique": "ООО «Ромашка»",
    "text_to_manager": "а" * 4097,
    "nobody_knows": "1",
    "utm_type": "typein",
    "calls": [],
}


@pytest.mark.parametrize("name", GOOD)
def test_a_good_value(name: str) -> None:
    assert str(getattr(order(**{name: GOOD[name]}), name)) == str(GOOD[name])


@pytest.mark.parametrize("name", NESTED)
def test_what_only_make_calls_take(name: str) -> None:
    assert getattr(item(**{name: NESTED[name]}), name) == NESTED[name]
    with pytest.raises(ValidationError):
        order(**{name: NESTED[name]})
    with pytest.raises(ValidationError):
        item(record_to_await="ftp://site.ru/voice")


def test_a_widgets_alias_is_for_make_calls() -> None:
    with pytest.raises(ValidationError):
        order(walias="20879112")


@pytest.mark.parametrize("name", BAD)
def test_a_bad_value(name: str) -> None:
    with pytest.raises(ValidationError):
        order(**{name: BAD[name]})


def test_one_of_two() -> None:
    client = {"client": "7" * 11}
    with pytest.raises(ValidationError, match="either"):
        MakeCalls.model_validate({"calls": [{**client, "ext_id": "a", **EXTERNAL}]})
    both = MakeCalls.model_validate({"calls": [client], "whash": "a" * 32, "walias": "b"})
    assert (both.whash, both.walias) == ("a" * 32, "b")


EXTERNAL = {"external_service_identifier": "b"}


def test_calls_and_marks() -> None:
    with pytest.raises(ValidationError):
        MakeCalls.model_validate({"calls": []})
    assert [Utm(utm_type=kind).utm_type for kind in ("typein", "referral", "organic")]
    with pytest.raises(ValidationError):
        Utm.model_validate({"utm_type": "cpc"})


def test_periods() -> None:
    asked = GetCallsInfo.model_validate({"date": {"from": "2005-08-15T23:59:59", "to": "2005-08-16T24:00:00"}})
    assert asked.body() == {"date": {"from": "2005-08-15T23:59:59", "to": "2005-08-16T24:00:00"}}
    assert GetCallsInfo().body() == {"date": ""}
    for date in ({"from": "2017-06-01", "to": "2017-05-01"}, {"from": "01.05.2017"}, {"from": "2017-02-30"}):
        with pytest.raises(ValidationError):
            GetCallsInfo.model_validate({"date": date})


def test_other_questions() -> None:
    assert GetCallsByStatus(statuses="200/0,200/1,200/200").statuses
    assert CreateWidget.model_validate({"phone": "79165554444", "emails": ["test@mail.ru"]}).emails == ["test@mail.ru"]
    assert SetTag(tag="testApiTagging", call_id="9721917").body()["action"] == "set"
    wrong: list[tuple[type[Request], dict[str, Any]]] = [
        (GetCallsByStatus, {}),
        (GetCallsByStatus, {"statuses": "200"}),
        (CreateWidget, {"phone": "79165554444", "emails": ["x"]}),
        (CreateWidget, {"phone": "79165554444", "phoneadd": "доб"}),
        (CreateWidget, {"phone": "79165554444", "schedule": "9-18"}),
        (SetTag, {"tag": "", "call_id": "1"}),
    ]
    for model, values in wrong:
        with pytest.raises(ValidationError):
            model.model_validate(values)


def test_no_secret_in_a_repr() -> None:
    assert "96d6ec69" not in repr(order(whash=GOOD["whash"]))
