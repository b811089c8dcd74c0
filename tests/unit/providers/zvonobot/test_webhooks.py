"""What the engine sends by itself, in every shape that was seen, and nothing that it is not."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calls import CallState
from bot.domain.phones import Phone
from bot.ports import Sighting
from bot.ports.abilities import Pressed, WebhookKind
from bot.providers.zvonobot.mapping import Reader
from bot.providers.zvonobot.provider import CalldogProvider, read_ivr, read_status
from bot.providers.zvonobot.settings import ZvonobotConfig
from tests.unit.providers.test_loose import ANYTHING

ITEM: dict[str, Any] = {"id": 17, "webhookTry": 1, "webhookSent": 0, "calls": [{"id": 1933, "status": "answered"}]}
SHAPES: list[Any] = [
    {"apiCalls": [ITEM]},
    {"apiCalls": {"0": ITEM}},
    {"apiCalls": ITEM},
    {"status": "success", "data": [ITEM]},
    {"status": "success", "data": ITEM},
    {"status": "success", "data": {"apiCalls": [ITEM]}},
    [ITEM],
    ITEM,
    {"apiCalls": [None, 5, {"id": None}, ITEM, ITEM]},
]
KEYS = st.sampled_from(["apiCalls", "status", "data", "id", "calls", "prevCallId", "call", "answer", "phone"])
VALUES = st.sampled_from(["success", "error", 17, "17", 18, None, "answered", "да", -1, 1.5, True])
LIKE = st.recursive(VALUES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4))


def status(body: Any) -> list[Sighting]:
    return read_status(Reader("calldog", "https://lk.calldog.ru"), json.dumps(body).encode())


@pytest.mark.parametrize("body", SHAPES, ids=lambda body: json.dumps(body)[:40])
def test_a_status_in_any_shape(body: Any) -> None:
    [sighting] = status(body)
    assert (sighting.id, sighting.read().state) == ("17", CallState.TALKING)


def test_a_webhook_and_a_poll_say_the_same() -> None:
    [sent] = status({"apiCalls": [ITEM]})
    [asked] = Reader("calldog", "https://lk.calldog.ru").sightings([ITEM], ["17"])
    assert (sent.fingerprint, sent.read()) == (asked.fingerprint, asked.read())


def test_several_calls() -> None:
    assert {found.id for found in status({"apiCalls": [ITEM, {**ITEM, "id": "18"}]})} == {"17", "18"}


@pytest.mark.parametrize("body", [None, 5, [], {}, {"apiCalls": []}, {"apiCalls": "17"}, {"status": "error"}, [[ITEM]]])
def test_what_tells_of_no_call(body: Any) -> None:
    with pytest.raises(ValueError, match=r".+"):
        status(body)


@given(LIKE | ANYTHING)
def test_any_status_body_is_read_or_refused(body: Any) -> None:
    try:
        found = status(body)
    except ValueError:
        return
    for sighting in found:
        assert json.dumps(sighting.read().raw, allow_nan=False)


@given(LIKE | ANYTHING)
def test_any_ivr_body_is_read_or_refused(body: Any) -> None:
    try:
        [pressed] = read_ivr(json.dumps(body).encode())
    except ValueError:
        return
    assert pressed.answer
    assert json.dumps(dict(pressed.parameters), allow_nan=False)


@given(st.binary())
def test_any_bytes_are_refused(body: bytes) -> None:
    for kind in WebhookKind:
        with pytest.raises(ValueError, match=r".*"):
            CalldogProvider(ZvonobotConfig("https://lk.calldog.ru", "key")).read_webhook(kind, body)


@pytest.mark.parametrize("body", [b"[" * 100_000, b'{"call":' * 900 + b"1" + b"}" * 900])
def test_a_deep_body_is_refused(body: bytes) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_ivr(body)


@pytest.mark.parametrize(
    ("answer", "told"), [(1, "1"), ("1", "1"), (-1, "-1"), ("да", "да"), (" не  знаю ", "не знаю")]
)
def test_an_answer(answer: Any, told: str) -> None:
    body = {"call": {"apicallId": 17, "phone": "79991234567", "answer": answer}, "order": "5", "call_back": True}
    parameters = {"order": "5", "call_back": True, "apicallId": "17"}
    assert read_ivr(json.dumps(body).encode()) == [Pressed(Phone("79991234567"), told, parameters)]


@pytest.mark.parametrize("call", [None, [], {}, {"phone": "79991234567"}, {"answer": None}, {"answer": {}}])
def test_no_answer(call: Any) -> None:
    with pytest.raises(ValueError, match=r"a webhook"):
        read_ivr(json.dumps({"call": call, "order": "5"}).encode())


def test_an_answer_of_nobody_in_particular() -> None:
    [pressed] = read_ivr(b'{"call": {"phone": "?", "answer": 2}}')
    assert (pressed.phone, pressed.answer, pressed.parameters) == (None, "2", {})


def test_parameters_of_our_own_are_not_overwritten() -> None:
    [pressed] = read_ivr(b'{"call": {"apicallId": 17, "answer": 2}, "apicallId": "ours"}')
    assert pressed.parameters == {"apicallId": "ours"}
