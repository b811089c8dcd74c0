"""Whatever comes back, an order ends as placed, refused or unknown."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import Refused, Uncertain
from bot.domain.phones import Phone
from bot.domain.reasons import Reason
from bot.providers.base import Answer
from bot.providers.callkeeper.outcome import Refusal, answered, own, placed
from tests.unit.providers.callkeeper.tables import rows
from tests.unit.providers.test_loose import ANYTHING

OURS = Phone("79991234567")
YES = {"id": "123456", "manager": "79999999999^_", "client": OURS, "status": "success"}
NO = {"status": "fail", "reason": "Unknown user"}
KEYS = st.sampled_from(["status", "reason", "result", "id", "client", "manager", "0", "1"])
VALUES = st.sampled_from(["success", "fail", OURS, 17, "17", None, 0, "", "Unknown user", True, 1.5])
LIKELY = st.recursive(VALUES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=5))
CODES = st.sampled_from([200, 200, 200, 201, 302, 400, 401, 403, 408, 409, 417, 424, 429, 500, 502, 710])


def outcome(status: int, body: Any) -> str:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    try:
        return f"placed {own(placed(Answer(status, raw)), OURS)}"
    except Refused as refused:
        return f"refused {refused.key}"
    except Uncertain as lost:
        return f"unknown {lost.key}"


@given(CODES, LIKELY | ANYTHING)
def test_any_json(status: int, body: Any) -> None:
    told = outcome(status, body)
    if told.startswith("placed"):
        assert 200 <= status < 300
    if told.startswith("refused"):
        assert status < 500 or status == 710
        assert status >= 400 or "fail" in json.dumps(body) or "reason" in json.dumps(body)


@given(CODES, st.binary())
def test_any_bytes(status: int, body: bytes) -> None:
    assert not outcome(status, body).startswith("placed")


@pytest.mark.parametrize(
    "body",
    [
        [YES],
        YES,
        {"result": [YES]},
        {"0": YES},
        [{**YES, "client": int(OURS)}],
        [{**YES, "client": f"+{OURS}"}],
        [{**YES, "client": "799999999998"}],
        [{"id": 123456, "status": "success"}],
        [{**YES, "id": "7", "client": "79990000000"}, YES],
        [{**NO, "client": OURS}, YES],
    ],
    ids=str,
)
def test_ways_to_say_yes(body: Any) -> None:
    assert outcome(200, body) == "placed 123456"


@pytest.mark.parametrize("row", rows("reasons.csv"), ids=lambda row: row["reason"])
@pytest.mark.parametrize("shape", ["object", "array", "result"])
@pytest.mark.parametrize("plain", [True, False])
def test_every_documented_refusal(row: dict[str, str], shape: str, plain: bool) -> None:
    """With its own HTTP status, or with 200 and the refusal inside."""
    refusal = {"status": "fail", "reason": row["reason"]}
    body = {"object": refusal, "array": [refusal], "result": {"result": [refusal]}}[shape]
    told = outcome(200 if plain else int(row["code"]), body)
    assert told.startswith("refused ")
    assert told != f"refused {Reason.REFUSED_OTHER}"


def test_one_refused_among_others() -> None:
    other = {**YES, "client": "79990000000"}
    assert outcome(200, [other, {**NO, "client": OURS}]) == f"refused {Refusal.USER}"


@pytest.mark.parametrize(
    ("status", "body", "key"),
    [
        (200, [], Reason.NO_ID),
        (200, {"result": []}, Reason.NO_ID),
        (200, {}, Reason.NO_ID),
        (200, [{"status": "success", "client": OURS}], Reason.NO_ID),
        (200, [{**YES, "client": "79990000000"}], Reason.NO_ID),
        (200, [{"id": 1}, {"id": 2}], Reason.NO_ID),
        (200, True, Reason.UNREADABLE),
        (200, b"<html>", Reason.UNREADABLE),
        (200, b"", Reason.UNREADABLE),
        (302, b"", Reason.REDIRECTED),
        (408, NO, Reason.TIMEOUT),
        (409, {}, Reason.UNREADABLE),
        (417, b"<html>", Reason.UNREADABLE),
        (500, NO, Reason.OUTAGE),
        (504, b"", Reason.TIMEOUT),
        (710, b"", Reason.OUTAGE),
        (400, [YES], Reason.UNREADABLE),
    ],
    ids=str,
)
def test_nobody_knows(status: int, body: Any, key: str) -> None:
    assert outcome(status, body) == f"unknown {key}"


@given(CODES, LIKELY | ANYTHING)
def test_any_answer_to_a_question(status: int, body: Any) -> None:
    try:
        said = answered(Answer(status, json.dumps(body).encode()))
    except (Refused, Uncertain):
        return
    assert said.refusal is None
    assert all(isinstance(item, dict) for item in said.items)
