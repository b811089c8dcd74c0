"""One request for many numbers: one text is paid for, and each number has an end of its own."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from bot.domain.calls import CallState, Handle
from bot.domain.errors import ProviderError, Refused, Uncertain
from bot.domain.phones import Phone
from bot.domain.reasons import Reason
from bot.ports import Sighting
from bot.ports.abilities import LostCall, WebhookKind
from bot.providers.zvonobot.provider import ZvonobotProvider
from tests.contract.conftest import Simulation
from tests.contract.engine import ENGINES, NO_MONEY, OBZVONOV, success
from tests.contract.entry import Entry, voice_call
from tests.contract.raw import RawServer

pytestmark = pytest.mark.parametrize("entry", ENGINES, ids=lambda entry: entry.name, indirect=True)

FIRST, SECOND, THIRD = PHONES = [voice_call(ending).phone for ending in ("00", "01", "02")]
REFUSED, LOST = voice_call("08").phone, voice_call("09").phone
NOT_THERE = {"status": "error", "phone": SECOND, "message": NO_MONEY}


def short(told: Handle | ProviderError) -> tuple[Any, ...]:
    return (told.id,) if isinstance(told, Handle) else (type(told), told.key, told.words)


async def test_one_request_places_all_and_pays_the_text_once(sim: Simulation, entry: Entry, provider: Any) -> None:
    before = Decimal((await sim.state())[entry.name]["settings"]["balance"])
    placed = await provider.place_many(voice_call(), PHONES)
    [create] = await sim.journal("create")
    assert create["request"]["phones"] == PHONES
    assert "phone" not in create["request"]
    handles = [placed[phone] for phone in PHONES]
    assert len({handle.id for handle in handles}) == 3
    assert before - Decimal((await sim.state())[entry.name]["settings"]["balance"]) == Decimal("0.40")
    reports = [(await sim.until_final(provider, handle))[-1] for handle in handles]
    assert [report.state for report in reports] == [CallState.COMPLETED, CallState.BUSY, CallState.NO_ANSWER]


async def test_a_refused_number_leaves_the_others(sim: Simulation, provider: ZvonobotProvider) -> None:
    placed = await provider.place_many(voice_call(), [FIRST, REFUSED, SECOND])
    assert isinstance(placed[FIRST], Handle)
    assert isinstance(placed[SECOND], Handle)
    assert short(placed[REFUSED]) == (Refused, Reason.REFUSED_PHONE, "Номер абонента недоступен для вызова.")
    assert len(await sim.journal("create")) == 1


async def test_a_lost_answer_is_lost_for_all(sim: Simulation, entry: Entry, provider: Any) -> None:
    with pytest.raises(Uncertain):
        await provider.place_many(voice_call(), [FIRST, SECOND, LOST])
    assert len(await sim.journal("create")) == 1
    if entry is OBZVONOV:
        lost = [LostCall(phone, None, datetime.now(UTC), "") for phone in (FIRST, SECOND, LOST)]
        assert len({await provider.find_lost(one) for one in lost} - {None}) == 3


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (success({"id": 1, "phone": FIRST}, {"id": "2", "phone": int(SECOND)}, {"id": 3, "phone": THIRD}), "1 2 3"),
        (success({"id": 3, "phone": THIRD}, {"id": 1, "phone": FIRST}, {"id": 2, "phone": SECOND[1:]}), "1 2 3"),
        (success({"id": 1, "phone": FIRST}, NOT_THERE, {"id": 3, "phone": THIRD}), "1 no 3"),
        (success({"id": 1, "phone": FIRST}, {"id": 3, "phone": THIRD}), "1 ? 3"),
        (success({"id": 1, "phone": FIRST}, {"id": 1, "phone": SECOND}, {"id": 3, "phone": THIRD}), "? ? 3"),
        (success(NOT_THERE), "? no ?"),
        (success({"id": 1}, {"id": 2}, {"id": 3}), "? ? ?"),
        (json.dumps({"id": 1, "createdAt": 1714993771}), "? ? ?"),
        (json.dumps([{"id": 1, "calls": [{"phone": FIRST}]}, {"apiCallId": 2, "phone": SECOND}, None, 7]), "1 2 ?"),
        (json.dumps({"0": {"id": 1, "phone": FIRST}, "2": NOT_THERE}), "1 no ?"),
        (success(), "? ? ?"),
    ],
)
async def test_every_shape_of_an_answer(raw: RawServer, at_raw: ZvonobotProvider, body: str, told: str) -> None:
    raw.answer(body)
    placed = await at_raw.place_many(voice_call(), PHONES)
    ends = {Refused: "no", Uncertain: "?"}
    said = [one.id if isinstance(one := placed[phone], Handle) else ends[type(one)] for phone in PHONES]
    assert " ".join(said) == told
    assert len(raw.requests) == 1


ONE = {"id": 7, "createdAt": 1714993771, "calls": [{"phone": FIRST}, {"phone": int(SECOND)}]}
"""One object for all, as the older dialect's document prints the answer of `get`."""
APART = [f"7:{FIRST}", f"7:{SECOND}"]


async def test_one_object_that_names_its_phones_is_a_call_for_each(raw: RawServer, at_raw: ZvonobotProvider) -> None:
    raw.answer(json.dumps(ONE))
    placed = await at_raw.place_many(voice_call(), PHONES)
    assert [short(placed[phone])[0] for phone in PHONES] == [*APART, Uncertain]
    went = [{"phone": FIRST, "status": "busy"}, {"phone": SECOND, "status": "finished", "ivrDigit": 2}]
    raw.answer(success({**ONE, "calls": went}))
    found = await at_raw.fetch([Handle(id_) for id_ in APART])
    asked = json.loads(raw.requests[-1].partition(b"\r\n\r\n")[2])
    assert asked["apiCallIdList"] == ["7"], "Zvonobot knows one order"
    assert [(one.id, one.phone) for one in found] == list(zip(APART, [FIRST, SECOND], strict=True))
    first, second = [one.read() for one in found]
    assert (first.state, second.state, second.digit) == (CallState.BUSY, CallState.COMPLETED, 2)
    assert first.raw["calls"] == went[:1]
    raw.answer(success({**ONE, "calls": went[1:]}))
    [alone] = await at_raw.fetch([Handle(id_) for id_ in APART])
    assert (alone.id, alone.read().state) == (APART[1], CallState.COMPLETED)


def test_a_webhook_of_one_order_tells_of_each_phone(at_raw: ZvonobotProvider) -> None:
    found = at_raw.read_webhook(WebhookKind.STATUS, json.dumps({"apiCalls": [ONE]}).encode())
    told = [(one.id, one.phone) for one in found if isinstance(one, Sighting)]
    assert told == list(zip(APART, [FIRST, SECOND], strict=True))


async def test_calls_of_one_order_are_found_by_their_phones(raw: RawServer, entry: Entry, at_raw: Any) -> None:
    """An answer that names no phones, as the documents print it, says nothing of any call: it is looked for."""
    if entry is not OBZVONOV:
        return
    raw.answer(success(ONE))
    sent = datetime.fromtimestamp(1714993770, UTC)
    found = [await at_raw.find_lost(LostCall(phone, None, sent, "")) for phone in PHONES]
    assert [one and one.id for one in found] == [*APART, None]


async def test_tries_to_one_phone_are_one_call(raw: RawServer, at_raw: ZvonobotProvider) -> None:
    raw.answer(
        success({"id": 7, "calls": [{"phone": FIRST, "status": "busy"}, {"phone": FIRST, "status": "finished"}]})
    )
    [found] = await at_raw.fetch([Handle("7")])
    assert (found.id, found.read().state) == ("7", CallState.COMPLETED)


@pytest.mark.parametrize(
    ("status", "body", "error"),
    [
        (200, json.dumps({"status": "error", "message": NO_MONEY}), Refused),
        (422, json.dumps({"phones.1": ["Неверный номер"]}), Refused),
        (422, success({**NOT_THERE, "id": 1}), Refused),
        (422, success({"id": 1, "phone": FIRST}), Uncertain),
        (500, success({"id": 1, "phone": FIRST}), Uncertain),
        (200, "<html>", Uncertain),
    ],
)
async def test_what_is_true_of_all(
    raw: RawServer, at_raw: ZvonobotProvider, status: int, body: str, error: type[ProviderError]
) -> None:
    raw.answer(body, f"HTTP/1.1 {status} So\r\n".encode())
    with pytest.raises(error):
        await at_raw.place_many(voice_call(), PHONES)
    assert len(raw.requests) == 1


async def test_a_quoted_key_is_masked(raw: RawServer, entry: Entry, at_raw: ZvonobotProvider) -> None:
    raw.answer(success({**NOT_THERE, "message": f"Ключ {entry.key} не найден"}))
    placed = await at_raw.place_many(voice_call(), PHONES)
    assert short(placed[SECOND]) == (Refused, Reason.REFUSED_KEY, f"Ключ {entry.key[:4]}… не найден")


async def test_too_many_and_twice_the_same_are_not_sent(sim: Simulation, provider: ZvonobotProvider) -> None:
    every = [Phone(f"7999{n:05}00") for n in range(provider.many + 1)]
    for phones in (every, [FIRST, FIRST]):
        with pytest.raises(ValueError, match="calls in one request"):
            await provider.place_many(voice_call(), phones)
    with pytest.raises(Refused, match=Reason.REFUSED_PHONE):
        await provider.place_many(voice_call(), [FIRST, Phone("123")])
    assert await sim.journal("create") == []
    assert len(await provider.place_many(voice_call(), every[1:])) == provider.many
    assert len(await sim.journal("create")) == 1


async def test_what_people_are_shown_is_what_was_sent(sim: Simulation, provider: ZvonobotProvider) -> None:
    shown = json.loads(provider.describe_many(voice_call(), PHONES))
    await provider.place_many(voice_call(), PHONES)
    [create] = await sim.journal("create")
    assert {**create["request"], "apiKey": ""} == {**shown, "apiKey": ""}


def test_a_webhook_names_whom_it_is_about(at_raw: ZvonobotProvider) -> None:
    body = json.dumps({"apiCalls": [{"id": 7, "calls": [{"phone": int(SECOND), "status": "started"}]}, {"id": 8}]})
    sightings = at_raw.read_webhook(WebhookKind.STATUS, body.encode())
    assert [sighting.phone for sighting in sightings] == [SECOND, None]
