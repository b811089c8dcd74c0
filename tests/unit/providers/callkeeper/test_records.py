"""Call records in every shape that the provider is known to write."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calls import CallState, Report
from bot.providers.callkeeper.mapping import Reader, fingerprint
from bot.providers.callkeeper.schemas import CallRecord, UserInfo, understand
from tests.unit.providers.callkeeper.tables import rows
from tests.unit.providers.test_loose import ANYTHING

FIELDS = [row["field"] for row in rows("record_fields.csv")]
BEGAN = datetime(2017, 6, 10, 12, 0, tzinfo=UTC)
RECORD: dict[str, Any] = {
    "id": "2366",
    "visit info": {
        "current": {"utm_source": "yandex"},
        "current_add": [],
        "first": {"utm_source": "google"},
        "first_add": {"ep": "https://site.ru"},
        "session": {"pgs": "3", "cpg": "https://site.ru/page"},
        "udata": {"vst": 2, "uag": "Mozilla/5.0"},
    },
    "status_code": "200",
    "status_reason": "OK",
    "status2_code": 200,
    "status2_reason": "OK",
    "ip": "74.44.210.123",
    "country": "RU",
    "city": "Москва",
    "region": "Москва",
    "district": "ЦФО",
    "site": "example.com",
    "ga_clientid": "1526128712.1513128077",
    "phone1": "74642512525 [4342]",
    "phone2": "79999999999",
    "widget_hash": "96d6ec6937c878c2ca1f889b9b9e865a",
    "date": "2017-06-10 12:00:00",
    "duration_sec": "75",
    "duration_min": "2",
    "duration2_sec": 60,
    "duration2_min": "1,0",
    "record_url": "https://record.callkeeper.ru/2366.mp3",
    "attempt": "1",
    "a_type": 5,
    "playback_tick": "2",
    "tags": " ",
    "asr_attempts": 0,
    "brand_new": {"field": 1},
}


def report(**changes: Any) -> Report:
    return Reader("callkeeper").report({**RECORD, **changes})


def test_a_record_is_read_whole() -> None:
    record = CallRecord.model_validate(RECORD)
    assert (record.pgs, record.cpg, record.vst, record.uag) == (3, "https://site.ru/page", 2, "Mozilla/5.0")
    assert (record.current, record.current_add) == ({"utm_source": "yandex"}, None)
    assert (record.manager, record.client) == ("74642512525", "79999999999")
    assert (record.duration_min, record.duration2_min) == (Decimal(2), Decimal("1.0"))
    assert (record.date, record.tags, record.a_type) == (BEGAN, (), 5)
    assert record.model_extra
    assert record.model_extra["brand_new"] == {"field": 1}
    for field in FIELDS:
        if field not in ("current_add", "tags"):
            assert getattr(record, field.replace(" ", "_")) is not None, field


def test_the_parts_of_visit_info_may_stand_flat() -> None:
    record = CallRecord.model_validate({"visit_info": {"pgs": 3}, "cpg": "https://a.ru", "session": [], "udata": "x"})
    assert (record.pgs, record.cpg, record.session) == (3, "https://a.ru", None)


@pytest.mark.parametrize(
    ("written", "phone"),
    [
        ("74642512525^4342", "74642512525"),
        ("79999999999^_", "79999999999"),
        ("+7 (464) 251-25-25 [12]", "74642512525"),
        (79999999999, "79999999999"),
        ("0", None),
        (" ", None),
        (None, None),
    ],
)
def test_a_phone_with_an_extension(written: Any, phone: str | None) -> None:
    assert CallRecord.model_validate({"phone1": written}).manager == phone


@pytest.mark.parametrize(
    ("written", "tags"),
    [(" ", ()), ("", ()), (None, ()), ("vip", ("vip",)), ("vip, new", ("vip", "new")), (["a", " ", 1], ("a", "1"))],
)
def test_tags(written: Any, tags: tuple[str, ...]) -> None:
    assert CallRecord.model_validate({"tags": written}).tags == tags


@pytest.mark.parametrize(
    "written",
    ["2017-06-10 12:00:00", "2017-06-10T12:00:00", "2017-06-10T15:00:00+03:00", "1497096000", 1497096000],
)
def test_dates_are_utc(written: Any) -> None:
    assert CallRecord.model_validate({"date": written}).date == BEGAN


def test_a_finished_call() -> None:
    told = report()
    assert (told.state, told.vendor_status, told.unrecognised) == (CallState.COMPLETED, "200/200", None)
    assert told.ended_at == BEGAN + timedelta(seconds=75)
    assert told.answered_at == BEGAN + timedelta(seconds=15)
    assert told.recording_url == "https://record.callkeeper.ru/2366.mp3"
    assert told.cost is None
    assert told.raw["brand_new"] == {"field": 1}


def test_the_widgets_hash_is_in_no_report() -> None:
    assert RECORD["widget_hash"] not in repr(report())
    assert RECORD["widget_hash"] not in repr(CallRecord.model_validate(RECORD))


def test_a_call_that_goes_on_has_no_end() -> None:
    told = report(status_code=1, status2_code=0)
    assert (told.state, told.ended_at) == (CallState.RINGING, None)


@pytest.mark.parametrize(("code2", "pair"), [(0, "487/0"), (None, "487/0"), ("", "487/0"), ("0", "487/0")])
def test_the_second_code_may_be_missing(code2: Any, pair: str) -> None:
    told = report(status_code=487, status2_code=code2, status2_reason=None, status_reason="Request Terminated")
    assert (told.state, told.vendor_status, told.hangup_cause) == (CallState.NO_ANSWER, pair, "Request Terminated")


@pytest.mark.parametrize(
    ("codes", "words"), [((200, 999), "200/999 Telepathy"), ((999, 0), "999/0 Telepathy"), ((3, None), "3/0 Telepathy")]
)
def test_an_unlisted_pair_is_shown_and_ends_nothing(
    codes: tuple[Any, Any], words: str, caplog: pytest.LogCaptureFixture
) -> None:
    reader = Reader("callkeeper")
    for _ in range(2):
        told = reader.report(
            {**RECORD, "status_code": codes[0], "status2_code": codes[1], "status2_reason": "Telepathy"}
        )
    assert (told.state, told.unrecognised, told.ended_at) == (None, words, None)
    assert len([r for r in caplog.records if r.levelno == logging.WARNING]) == 1


@pytest.mark.parametrize("link", ["", " ", None, "нет", "javascript:alert(1)", "https://a b", 17])
def test_a_recording_that_is_none(link: Any) -> None:
    assert report(record_url=link).recording_url is None


@given(st.dictionaries(st.sampled_from([*FIELDS, "hook_event"]), ANYTHING))
def test_any_record_is_read_as_far_as_it_goes(values: dict[str, Any]) -> None:
    told = Reader("callkeeper").report(values)
    json.dumps(told.raw, allow_nan=False).encode()
    assert told.state is None or isinstance(told.state, CallState)


@given(st.lists(ANYTHING | st.fixed_dictionaries({"id": st.sampled_from([1, "1", None]), "attempt": ANYTHING})))
def test_any_list_is_read_as_far_as_it_goes(items: list[Any]) -> None:
    assert set(Reader("callkeeper").by_id(items)) <= {"1"}


def test_of_several_attempts_the_last_counts() -> None:
    items = [{"id": 1, "attempt": "2", "a": 1}, {"id": "1", "attempt": 1, "a": 2}]
    assert Reader("callkeeper").by_id(items)["1"]["a"] == 1


def test_a_fingerprint_covers_what_is_read() -> None:
    assert fingerprint(RECORD) == fingerprint({**RECORD, "city": "Тверь", "status_code": 200})
    for name in (
        "status_code",
        "status2_code",
        "status2_reason",
        "date",
        "duration_sec",
        "duration2_sec",
        "record_url",
    ):
        assert fingerprint(RECORD) != fingerprint({**RECORD, name: "1"}), name


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ('{"id": 1}', 1),
        ('[{"id": 1}]', 1),
        ('{"result": []}', 0),
        ('{"result": [{"id": 1}, {"id": 2}]}', 2),
        ('{"result": {"id": 1}}', 1),
        ('{"0": {"id": 1}, "2": {"id": 2}}', 2),
        ("[]", 0),
        ("[null, 1, {}]", 1),
    ],
)
def test_shapes_of_an_answer(body: str, count: int) -> None:
    said = understand(body.encode())
    assert (len(said.items), said.refusal) == (count, None)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ('{"status": "fail", "reason": "Unknown user"}', "Unknown user"),
        ('[{"reason": "Unknown user"}]', "Unknown user"),
        ('{"result": [{"status": "fail", "reason": "Unknown user"}]}', "Unknown user"),
        ('{"status": "FAIL"}', ""),
    ],
)
def test_shapes_of_a_refusal(body: str, words: str) -> None:
    assert understand(body.encode()).refusal == words


@pytest.mark.parametrize(
    ("info", "minutes"),
    [({"balance": "120,5"}, "120.5"), ({"minutes": 3}, "3"), ({"balance": 0}, "0"), ({"paid_till": "x"}, None)],
)
def test_user_info(info: dict[str, Any], minutes: str | None) -> None:
    assert UserInfo.model_validate(info).minutes == (None if minutes is None else Decimal(minutes))
