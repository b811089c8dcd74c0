"""Calls are followed to their end in as few requests as there are mailings."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calls import CallState, Handle, Report
from bot.domain.errors import Refused, Unreachable
from bot.domain.reasons import Reason
from bot.providers.mobilgroup.mapping import Reader, moment, sms_state_of, state_of
from bot.providers.mobilgroup.outcome import Part
from bot.providers.mobilgroup.provider import MobilgroupProvider
from bot.providers.mobilgroup.requests import State
from bot.providers.mobilgroup.schemas import Called
from bot.providers.mobilgroup.settings import MOSCOW
from tests.unit.providers.mobilgroup.conftest import OURS, Stub, table
from tests.unit.providers.test_loose import ANYTHING

TALKED = {"phone": OURS, "date": "2020-07-15 14:05", "status": "Успешно", "attempts": "1", "duration": "13"}
EXAMPLE = {
    "result": "ok",
    "id": "1234",
    "phones": "2",
    "budget": "3.41",
    "subscribers": [
        {**TALKED, "price": "0.91"},
        {
            "phone": "79991234501",
            "date": "2020-07-15 14:06",
            "status": "Занято",
            "attempts": "2",
            "duration": "0",
            "price": "2.50",
            "transfer": {"number": "74950000000", "duration": "0", "price": "0", "status": "Нет ответа"},
            "sms": {"date": "Дата", "message": "Текст", "partition": "1", "price": "2.50", "status": "Доставлено"},
        },
    ],
}


def report(**fields: Any) -> Report:
    called = Called.model_validate({"subscribers": [{"phone": OURS, **fields}]})
    [sighting] = Reader("mobilgroup", MOSCOW).sightings(called.subscribers, [Part("1234", OURS)])
    return sighting.read()


@pytest.mark.parametrize("row", table("statuses.csv"), ids=lambda row: row["word"])
def test_every_word_of_the_documents_is_known(row: dict[str, str]) -> None:
    read = sms_state_of if row["section"] == "sms" else state_of
    for written in (row["word"], row["word"].upper(), f" {row['word']}. "):
        assert read(written) == row["meaning"]


@pytest.mark.parametrize("word", ["", "   ", None, [], "Ожидает", "В процессе", "Доставлено", "Недоступен"])
def test_another_word_or_none_ends_no_call(word: Any, caplog: pytest.LogCaptureFixture) -> None:
    told = report(status=word, price="0")
    shown = word.strip() if isinstance(word, str) else ""
    assert told.state is None
    assert told.cost is None
    assert (told.vendor_status, told.unrecognised) == (shown or None, shown or None)


async def test_the_example_of_the_documents(stub: Stub, provider: MobilgroupProvider) -> None:
    stub.says(EXAMPLE)
    called = await provider.client.state(State(id="1234"))
    assert (called.id, called.phones, called.budget) == ("1234", 2, Decimal("3.41"))
    transfer, sms = called.subscribers[1].transfer, called.subscribers[1].sms
    assert transfer
    assert sms
    assert state_of(transfer.status) is CallState.NO_ANSWER
    assert (transfer.number, transfer.duration, transfer.price) == ("74950000000", 0, Decimal(0))
    assert (sms.message, sms.partition, sms.price, sms_state_of(sms.status)) == (
        "Текст",
        1,
        Decimal("2.50"),
        "delivered",
    )
    assert stub.asked[0].path == "/api/get/"
    assert stub.asked[0].body == {"request": "state", "id": "1234"}


async def test_calls_of_one_mailing_share_a_request(stub: Stub, provider: MobilgroupProvider) -> None:
    stub.says(EXAMPLE)
    ids = [f"1234:{OURS}", "1234:79991234501", "1234:79990000000", "нет", "7:8"]
    found = {one.id: one.read() for one in await provider.fetch([Handle(id_) for id_ in ids])}
    assert len(stub.asked) == 1
    assert list(found) == ids[:2]
    assert [told.state for told in found.values()] == [CallState.COMPLETED, CallState.BUSY]
    assert [told.cost for told in found.values()] == [Decimal("0.91"), Decimal("2.50")]
    assert found[ids[1]].raw["sms"]["status"] == "Доставлено"
    talked = found[ids[0]]
    assert talked.answered_at == datetime(2020, 7, 15, 14, 5, tzinfo=MOSCOW)
    assert talked.ended_at == talked.answered_at + timedelta(seconds=13)


async def test_what_has_not_changed_may_be_left_out(stub: Stub, provider: MobilgroupProvider) -> None:
    stub.says(EXAMPLE)
    handle = Handle(f"1234:{OURS}")
    [sighting] = await provider.fetch([handle], {handle.id: None})
    assert await provider.fetch([handle], {handle.id: sighting.fingerprint}) == []
    stub.says({**EXAMPLE, "subscribers": [{**TALKED, "price": "0.91", "sms": {"status": "Доставлено"}}]})
    assert len(await provider.fetch([handle], {handle.id: sighting.fingerprint})) == 1


async def test_no_calls_need_no_request(stub: Stub, provider: MobilgroupProvider) -> None:
    assert await provider.fetch([]) == []
    assert stub.asked == []
    with pytest.raises(ValueError, match=r"51 calls"):
        await provider.fetch([Handle(f"{number}:{OURS}") for number in range(51)])


async def test_one_mailings_trouble_is_not_the_others(stub: Stub, provider: MobilgroupProvider) -> None:
    answers: dict[str, Any] = {
        "1": {"result": "error", "error_code": "Error_ID_Not_Found"},
        "2": b"<html>",
        "3": {"result": "error", "error_code": "Error_Unknown_Request"},
    }
    stub.reply = lambda body: answers.get(body["id"], EXAMPLE)
    found = await provider.fetch([Handle(f"{number}:{OURS}") for number in range(1, 7)])
    assert [one.id for one in found] == [f"{number}:{OURS}" for number in (4, 5, 6)]


async def test_a_service_that_is_unwell_is_not_asked_of_every_mailing(stub: Stub, provider: MobilgroupProvider) -> None:
    handles = [Handle(f"{number}:{OURS}") for number in range(1, 51)]
    stub.says({"result": "error", "error_code": "Error_User_Disabled"})
    with pytest.raises(Refused, match=r"mobilgroup-user-disabled"):
        await provider.fetch(handles)
    assert len(stub.asked) == 4
    stub.says(b"<html>502</html>", 502)
    with pytest.raises(Unreachable, match=Reason.READ_OUTAGE):
        await provider.fetch(handles)


async def test_an_unknown_mailing_is_no_trouble(stub: Stub, provider: MobilgroupProvider) -> None:
    stub.says({"result": "error", "error_code": "Error_ID_Not_Found"})
    assert await provider.fetch([Handle(f"1:{OURS}")]) == []


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2020-07-15 14:05", datetime(2020, 7, 15, 9, 5, tzinfo=UTC)),
        ("2020-07-15T14:05:30", datetime(2020, 7, 15, 9, 5, 30, tzinfo=UTC)),
        ("15.07.2020 14:05", datetime(2020, 7, 15, 9, 5, tzinfo=UTC)),
        ("1594803900", datetime(2020, 7, 15, 9, 5, tzinfo=UTC)),
        (1594803900, datetime(2020, 7, 15, 9, 5, tzinfo=UTC)),
        ("вчера", None),
        ("", None),
        ({}, None),
    ],
)
def test_dates(written: Any, read: datetime | None) -> None:
    assert moment(written, ZoneInfo("Asia/Yekaterinburg")) == read


async def test_oddities_are_logged_once(
    stub: Stub, provider: MobilgroupProvider, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING, "bot")
    stub.says({"result": "ok", "id": 1, "subscribers": [None, 17, "x", [], {}, {"phone": OURS, "status": "Телепатия"}]})
    for _ in range(2):
        [sighting] = await provider.fetch([Handle(f"1:{OURS}")])
        assert sighting.read().unrecognised == "Телепатия"
    assert [record.getMessage() for record in caplog.records] == ["mobilgroup: unlisted status 'Телепатия'"]


NAMES = ["phone", "date", "status", "attempts", "duration", "price", "transfer", "sms", "new"]
ENTRIES = st.dictionaries(st.sampled_from(NAMES), ANYTHING | st.sampled_from([OURS, "Успешно", "14", "0,91"]))


@given(st.lists(ENTRIES | ANYTHING) | ANYTHING)
def test_any_answer_is_read_as_far_as_it_goes(subscribers: Any) -> None:
    called = Called.model_validate({"subscribers": subscribers})
    for sighting in Reader("mobilgroup", MOSCOW).sightings(called.subscribers, [Part("1", OURS)]):
        json.dumps(sighting.read().raw, allow_nan=False).encode()
