"""A call that Mobilgroup itself dials again is over when somebody talked, or after the last attempt."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calls import CallState, Handle, Report
from bot.domain.errors import Refused
from bot.domain.phones import Phone
from bot.domain.reasons import Reason
from bot.ports import Sighting
from bot.providers.mobilgroup.outcome import Part
from bot.providers.mobilgroup.provider import MobilgroupProvider
from bot.providers.mobilgroup.settings import MOSCOW
from tests.unit.providers.mobilgroup.conftest import ACCEPTED, OURS, Stub, voice_call

ENTRY = {"phone": OURS, "date": "2020-07-15 14:05", "duration": "0", "price": "0.91"}


def told(**fields: Any) -> dict[str, Any]:
    return {"result": "ok", "id": "1234", "subscribers": [{**ENTRY, **fields}]}


async def read(stub: Stub, provider: MobilgroupProvider, handle: Handle, **fields: Any) -> Report:
    stub.says(told(**fields))
    [sighting] = await provider.fetch([handle])
    assert sighting.id == handle.id
    return sighting.read()


@pytest.mark.parametrize(
    ("fields", "settings", "handle"),
    [
        ({}, {"attempts": "1"}, Handle(f"1234:{OURS}", "1;0.91;")),
        ({"interval": 60}, {"attempts": "1"}, Handle(f"1234:{OURS}", "1;0.91;")),
        ({"attempts": 2}, {"attempts": "2", "interval": "5"}, Handle(f"1234:{OURS}", "2;0.91;")),
        ({"attempts": 3, "interval": 60}, {"attempts": "3", "interval": "60"}, Handle(f"1234:{OURS}", "3;0.91;")),
        ({"attempts": 0}, {}, Handle(f"1234:{OURS}", "0;0.91;")),
        ({"attempts": 3, "interval": 0}, {"attempts": "3"}, Handle(f"1234:{OURS}", "3;0.91;")),
        ({"repeats": 1}, {"attempts": "1", "repeat": "1"}, Handle(f"1234:{OURS}", "1;0.91;")),
        ({"repeats": 2}, {"attempts": "1", "repeat": "2"}, Handle(f"1234:{OURS}", "1;0.91;")),
        (
            {"attempts": 3, "repeats": 3},
            {"attempts": "3", "interval": "5", "repeat": "3"},
            Handle(f"1234:{OURS}", "3;0.91;"),
        ),
    ],
)
async def test_what_is_ordered(
    stub: Stub, provider: MobilgroupProvider, fields: dict[str, Any], settings: dict[str, str], handle: Handle
) -> None:
    stub.says(ACCEPTED)
    assert await provider.place(replace(voice_call(), **fields)) == handle
    sent = stub.asked[0].body["settings"]
    assert {key: sent[key] for key in sent.keys() - {"message", "number"}} == settings


@pytest.mark.parametrize("fields", [{"attempts": 4}, {"attempts": -1}, {"attempts": 2, "interval": 61}, {"repeats": 4}])
async def test_more_than_it_takes_is_not_sent(stub: Stub, provider: MobilgroupProvider, fields: dict[str, Any]) -> None:
    with pytest.raises(Refused, match=Reason.BAD_ORDER):
        await provider.place(replace(voice_call(), **fields))
    assert stub.asked == []


@pytest.mark.parametrize("word", ["Занято", "Нет ответа"])
async def test_nobody_answered_yet(stub: Stub, provider: MobilgroupProvider, word: str) -> None:
    handle = Handle(f"1234:{OURS}", "3")
    for made in ("1", "2", "", None):
        report = await read(stub, provider, handle, status=word, attempts=made)
        assert (report.state, report.vendor_status, report.unrecognised, report.cost) == (None, word, None, None)
    last = await read(stub, provider, handle, status=word, attempts="3")
    assert last.state in (CallState.BUSY, CallState.NO_ANSWER)
    assert last.cost is not None


async def test_the_first_who_talks_ends_it(stub: Stub, provider: MobilgroupProvider) -> None:
    report = await read(stub, provider, Handle(f"1234:{OURS}", "3"), status="Успешно", attempts="1", duration="13")
    assert report.state is CallState.COMPLETED
    assert report.ended_at


@pytest.mark.parametrize("made", ["1", "0", "", None, "2"])
async def test_of_one_attempt_any_answer_is_the_last(stub: Stub, provider: MobilgroupProvider, made: str) -> None:
    assert (await read(stub, provider, Handle(f"1234:{OURS}"), status="Занято", attempts=made)).state is CallState.BUSY


async def test_the_same_mailing_under_both_names(stub: Stub, provider: MobilgroupProvider) -> None:
    stub.says(told(status="Занято", attempts="1"))
    handles = [Handle(f"1234:{OURS}"), Handle(f"1234:{OURS}", "2")]
    found = [one.read().state for one in await provider.fetch(handles)]
    assert found == [CallState.BUSY, None]
    assert len(stub.asked) == 1


async def test_the_account_knows_how_often_it_tries(stub: Stub, provider: MobilgroupProvider) -> None:
    """Over after the most there may be, or once no further attempt can follow: that is news, though nothing changed."""
    handle, now = Handle(f"1234:{OURS}", "0"), datetime.now(MOSCOW)

    async def seen(minutes: int, made: str) -> Sighting:
        date = (now - timedelta(minutes=minutes)).strftime("%Y-%m-%d %H:%M:%S")
        stub.says(told(status="Занято", attempts=made, date=date))
        [sighting] = await provider.fetch([handle])
        return sighting

    assert (await seen(120, "2")).read().state is None
    assert (await seen(1, "3")).read().state is CallState.BUSY
    assert (await seen(130, "2")).read().state is CallState.BUSY
    assert (await seen(60, "1")).read().state is None
    assert (await seen(70, "1")).read().state is CallState.BUSY, "the only attempt is over an hour ago"
    assert (await seen(70, "")).read().state is None
    stub.says(told(status="Занято", attempts="1", date=now.strftime("%Y-%m-%d %H:%M:%S")))
    [early] = await provider.fetch([handle])
    with patch("bot.providers.mobilgroup.mapping.datetime", wraps=datetime) as clock:
        clock.now.return_value = datetime.now(UTC) + timedelta(hours=3)
        [late] = await provider.fetch([handle])
    assert early.fingerprint != late.fingerprint


@given(st.from_regex(r"[1-9A-Za-z][0-9A-Za-z_-]{0,20}", fullmatch=True), st.sampled_from([OURS, Phone("74951234567")]))
def test_a_handle_says_what_it_is(mailing: str, phone: Phone) -> None:
    for attempts in (0, 1, 2, 3):
        handle = Part(mailing, phone, attempts).handle
        assert Part.of(handle) == Part(mailing, phone, attempts)
        assert handle.id == f"{mailing}:{phone}"
        dear = Part(mailing, phone, attempts, Decimal("0.91"), 14)
        assert Part.of(dear.handle) == dear


@pytest.mark.parametrize(
    "handle",
    [
        *map(Handle, ["", "нет", "7:8", "17", f":{OURS}", f"1:{OURS}@2"]),
        Handle("", "2"),
        *(Handle(f"1:{OURS}", detail) for detail in ("", "-1", "4", "x")),
    ],
)
def test_what_is_no_handle(handle: Handle) -> None:
    assert Part.of(handle) is None


@given(st.text(), st.none() | st.text())
def test_any_text_as_a_handle(id_: str, detail: str | None) -> None:
    found = Part.of(Handle(id_, detail))
    assert found is None or Part.of(found.handle) == found
