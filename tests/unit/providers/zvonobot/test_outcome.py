"""Whatever bytes come back, an order ends as placed, refused or unknown."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import ProviderError, Refused, Uncertain
from bot.domain.phones import Phone
from bot.providers.base import Answer
from bot.providers.zvonobot.answers import answered, call_id, placed_ids
from tests.unit.providers.test_loose import ANYTHING

OURS = Phone("79991234567")
OTHER = Phone("79990000000")
KEYS = st.sampled_from(["status", "data", "message", "error", "errors", "id", "apiCallId", "phone", "calls", "0", "1"])
VALUES = st.sampled_from(["success", "error", "created", OURS, 17, "17", None, 0, "", "Ошибка", True, 1.5])
ENGINE_LIKE = st.recursive(VALUES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=5))
STATUSES = st.sampled_from([200, 200, 200, 201, 204, 302, 400, 401, 403, 408, 409, 422, 429, 500, 502])


def fates(answer: Answer, phones: Sequence[Phone]) -> list[str]:
    told: dict[Phone, str | ProviderError]
    try:
        told = placed_ids(answer, phones)
    except (Refused, Uncertain) as error:
        told = dict.fromkeys(phones, error)
    words = {Refused: "refused", Uncertain: "unknown"}
    return [f"placed {one}" if isinstance(one := told[phone], str) else words[type(one)] for phone in phones]


def outcome(answer: Answer) -> str:
    return fates(answer, [OURS])[0]


@given(STATUSES, ENGINE_LIKE | ANYTHING)
def test_any_json(status: int, body: Any) -> None:
    told = outcome(Answer(status, json.dumps(body).encode()))
    if told.startswith("placed"):
        assert 200 <= status < 300
        assert len(told) > len("placed ")
    if told == "refused":
        assert 400 <= status < 500 or "error" in json.dumps(body).casefold()


@given(STATUSES, ENGINE_LIKE | ANYTHING)
def test_any_json_about_two(status: int, body: Any) -> None:
    """Whom the answer does not name was not placed for certain, and no id belongs to two."""
    answer = Answer(status, json.dumps(body).encode())
    told = fates(answer, [OURS, OTHER])
    placed = [fate for fate in told if fate.startswith("placed")]
    assert len(set(placed)) == len(placed)
    assert not placed or OURS in json.dumps(body)
    assert told[1] in ("refused", "unknown"), "the other is named nowhere"


GONE = {"status": "error", "phone": OTHER, "message": "Номер недоступен"}


@pytest.mark.parametrize(
    ("status", "body", "told"),
    [
        (200, [{"id": 17, "phone": OURS}, {"id": 18, "phone": OTHER}], ["placed 17", "placed 18"]),
        (200, [{"id": 18, "phone": int(OTHER)}, {"id": 17, "phone": OURS[1:]}], ["placed 17", "placed 18"]),
        (200, {"0": {"id": 17, "phone": OURS}, "2": GONE}, ["placed 17", "refused"]),
        (200, [GONE, {"id": 18, "phone": OTHER}, {"id": 17, "calls": [{"phone": OURS}]}], ["placed 17", "placed 18"]),
        (200, [{"id": 17, "phone": OURS}], ["placed 17", "unknown"]),
        (200, [GONE], ["unknown", "refused"]),
        (200, [{"id": 17}, {"id": 18}], ["unknown", "unknown"]),
        (200, [{"id": 17, "createdAt": 1}], ["unknown", "unknown"]),
        (200, {"id": 17, "createdAt": 1}, ["unknown", "unknown"]),
        (200, [{"id": 17, "phone": OURS}, {"id": 17, "phone": OTHER}], ["unknown", "unknown"]),
        (200, [], ["unknown", "unknown"]),
        (200, {"status": "error", "message": "Недостаточно средств"}, ["refused", "refused"]),
        (422, {"phones.1": ["Неверный номер"]}, ["refused", "refused"]),
        (422, [{"id": 17, "phone": OURS}, GONE], ["unknown", "unknown"]),
        (500, [{"id": 17, "phone": OURS}, {"id": 18, "phone": OTHER}], ["unknown", "unknown"]),
    ],
)
def test_of_many_each_has_its_own_end(status: int, body: Any, told: list[str]) -> None:
    assert fates(Answer(status, json.dumps(body).encode()), [OURS, OTHER]) == told


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
        placed_ids(Answer(422, body), [OURS])
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
