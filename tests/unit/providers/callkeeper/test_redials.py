"""Further attempts that CallKeeper makes by itself, over HTTP against the sandbox and as records of other shapes."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any, cast

import pytest

from bot.domain.callbacks import CallbackExtras
from bot.domain.calls import CallState
from bot.domain.errors import Refused
from bot.domain.phones import Phone
from bot.ports.abilities import Callback
from bot.providers.callkeeper.following import redials_of
from bot.providers.callkeeper.mapping import Reader, is_redialled, placed_at_of
from bot.providers.callkeeper.outcome import Refusal
from bot.providers.callkeeper.provider import CallkeeperProvider, request_of
from bot.providers.callkeeper.settings import CallkeeperConfig
from tests.sandbox.providers_bench import CALLKEEPER_KEY, WIDGET, Providers, running

CLIENT, OTHER = "79991234501", "79991234502"


@pytest.fixture
async def providers() -> AsyncIterator[Providers]:
    async with running() as found:
        yield found


def keeper(providers: Providers, **widget: str) -> CallkeeperProvider:
    return CallkeeperProvider(CallkeeperConfig(f"{providers.root}/callkeeper", CALLKEEPER_KEY, **widget))


async def test_the_next_attempt_comes_along(providers: Providers) -> None:
    provider = keeper(providers, widget_hash=WIDGET)
    handle = await provider.place_callback(Callback(Phone(CLIENT), redials=(1, 1)))
    assert is_redialled(handle)
    assert placed_at_of(handle) is not None
    await providers.until("callkeeper", lambda calls: max((call["attempt"] for call in calls), default=0) > 1)
    first, *later = await provider.fetch([handle])
    assert (first.id, first.follows, first.read().state) == (handle.id, None, CallState.BUSY)
    assert later[0].follows == handle.id
    assert later[0].read().attempt == 2
    [order] = await providers.journal("callkeeper", "orderCall")
    assert order["request"]["interval"] == "1,1"
    assert await providers.journal("callkeeper", "makeCalls") == []
    await provider.aclose()


async def test_without_the_widgets_hash_it_is_not_sent(providers: Providers) -> None:
    provider = keeper(providers, widget_alias=WIDGET)
    with pytest.raises(Refused, match=Refusal.NO_HASH):
        await provider.place_callback(Callback(Phone(CLIENT), redials=(5,)))
    assert await providers.journal("callkeeper", "orderCall") == []
    await provider.aclose()


def test_what_a_callback_carries_is_where_the_documents_have_it() -> None:
    extras = CallbackExtras("example.com", "Центр", "a@b.ru", "boss@b.ru", "https://b.ru/1", "https://b.ru/2")
    body: dict[str, Any] = request_of(Callback(Phone(CLIENT), extras=extras)).body()
    assert body["notification"] == "boss@b.ru"
    [call] = body["calls"]
    assert {name: call[name] for name in ("site", "office_name", "client_email", "record_to_await")} == {
        "site": "example.com",
        "office_name": "Центр",
        "client_email": "a@b.ru",
        "record_to_await": "https://b.ru/2",
    }
    flat = request_of(Callback(Phone(CLIENT), redials=(5, 10), extras=CallbackExtras("example.com"))).body()
    assert (flat["interval"], flat["site"], flat["client"]) == ("5,10", "example.com", CLIENT)
    with pytest.raises(Refused):
        request_of(Callback(Phone(CLIENT), redials=(5,), extras=extras))


def test_marks_of_an_advertisement_stand_by_themselves_where_the_documents_nest_them() -> None:
    marks = {"utm_source": "yandex", "utm_term": "окна=двери", "utm_type": "organic"}
    extras = CallbackExtras(utm="utm_source=yandex&utm_term=окна=двери&utm_type=organic")
    [call] = cast("list[dict[str, Any]]", request_of(Callback(Phone(CLIENT), extras=extras)).body()["calls"])
    assert call["utm"] == marks
    flat = request_of(Callback(Phone(CLIENT), redials=(5,), extras=extras)).body()
    assert {name: value for name, value in flat.items() if "utm" in name} == {
        name: value for name, value in marks.items() if name != "utm_type"
    }


def test_marks_of_analytics_stand_where_the_documents_have_them() -> None:
    utm = "ga_client_id=1526128712.1513128077&tool_name=Форма&ip_client=74.44.210.123&roistat_id=7492561"
    utm += "&calltouch_session_id=9449450&current_page=https://site.ru/?a=1%26b=2&entry_point=https://s.ru&user_agent=Mozilla"
    callback = Callback(Phone(CLIENT), extras=CallbackExtras(utm=utm, opening_hours="09001800"))
    body = cast("dict[str, Any]", request_of(callback).body())
    [call] = body.pop("calls")
    shared = {"tool_name": "Форма", "ip_client": "74.44.210.123", "ga_client_id": "1526128712.1513128077"}
    own = {"roistat_id": "7492561", "calltouch_session_id": 9449450, "current_page": "https://site.ru/?a=1&b=2"}
    visit = {"entry_point": "https://s.ru", "user_agent": "Mozilla"}
    assert body == {"opening_hours": "09001800", **shared}
    assert (call.pop("utm"), call) == (visit, {"client": CLIENT, "manager": "0", **own})
    flat = request_of(replace(callback, redials=(5,))).body()
    assert flat == {
        "client": CLIENT,
        "manager": "0",
        "interval": "5",
        "opening_hours": "09001800",
        **shared,
        **own,
        **visit,
    }


def record(id_: int, attempt: int, minute: int, client: str = CLIENT, **more: Any) -> tuple[str, dict[str, Any]]:
    date = f"2017-06-10 12:{minute:02}:00"
    return str(id_), {"id": id_, "attempt": attempt, "date": date, "phone1": OTHER, "phone2": client, **more}


@pytest.mark.parametrize(
    ("records", "found"),
    [
        ([record(1, 1, 0), record(2, 2, 5), record(3, 3, 15)], {"2": "1", "3": "2"}),
        ([record(1, 1, 0), record(2, 2, 5, "79990000000")], {}),
        ([record(1, 1, 10), record(2, 2, 5)], {}),
        ([record(1, 1, 0), record(3, 3, 15)], {}),
        ([record(1, 1, 0), record(7, 1, 2), record(2, 2, 5)], {}),
        ([record(1, 1, 0, reference="x", ext_id="ours"), record(2, 2, 5, ext_id="another")], {}),
        ([record(1, 1, 0)], {}),
    ],
    ids=["a chain", "another client", "before it", "a gap", "a later call's", "another order's", "none"],
)
def test_whose_attempt_a_record_is(records: list[tuple[str, dict[str, Any]]], found: dict[str, str]) -> None:
    assert redials_of(dict(records), ["1"], Reader("callkeeper")) == found
