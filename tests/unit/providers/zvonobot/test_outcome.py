"""Whatever bytes come back, an order ends as placed, refused or unknown."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import Refused, Uncertain
from bot.domain.phones import Phone
from bot.providers.base import Answer
from bot.providers.zvonobot.answers import answered, call_id, placed_id
from tests.unit.providers.test_loose import ANYTHING

OURS = Phone("79991234567")
KEYS = st.sampled_from(["status", "data", "message", "error", "errors", "id", "apiCallId", "phone", "calls", "0", "1"])
VALUES = st.sampled_from(["success", "error", "created", OURS, 17, "17", None, 0, "", "Ошибка", True, 1.5])
ENGINE_LIKE = st.recursive(VALUES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=5))
STATUSES = st.sampled_from([200, 200, 200, 201, 204, 302, 400, 401, 403, 408, 409, 422, 429, 500, 502])


def outcome(answer: Answer) -> str:
    try:
        return f"placed {placed_id(answer, OURS)}"
    except Refused:
        return "refused"
    except Uncertain:
        return "unknown"


@given(STATUSES, ENGINE_LIKE | ANYTHING)
def test_any_json(status: int, body: Any) -> None:
    told = outcome(Answer(status, json.dumps(body).encode()))
    if told.startswith("placed"):
        assert 200 <= status < 300
        assert len(told) > len("placed ")
    if told == "refused":
        assert 400 <= status < 500 or "error" in json.dumps(body).casefold()


@given(STATUSES, st.binary())
def test_any_bytes(status: int, body: bytes) -> None:
    assert not outcome(Answer(status, body)).startswith("placed")


@given(STATUSES, ENGINE_LIKE | ANYTHING)
def test_any_answer_to_a_question(status: int, body: Any) -> None:
    try:
        said = answered(Answer(status, json.dumps(body).encode()))
    except (Refused, Uncertain):
        return
    assert isinstance(said.items, list)


def test_the_words_are_unescaped_bounded_and_said_once() -> None:
    body = json.dumps({"errors": {"phone": ["Неверный\n номер", "Неверный номер", "x" * 5000]}}).encode()
    with pytest.raises(Refused) as caught:
        placed_id(Answer(422, body), OURS)
    assert caught.value.words.startswith("Неверный номер; xxx")
    assert len(caught.value.words) <= 1000


@pytest.mark.parametrize(
    ("item", "found"),
    [
        ({"id": 17}, "17"),
        ({"id": "17"}, "17"),
        ({"id": 99, "apiCallId": 17}, "17"),
        ({"id": 17, "apiCallId": None}, "17"),
        ({"id": True}, None),
        ({}, None),
        ([], None),
    ],
)
def test_call_id(item: Any, found: str | None) -> None:
    assert call_id(item) == found
