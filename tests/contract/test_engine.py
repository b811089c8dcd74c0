"""What is the engine's own: its words of refusal, its caller ids, the body that people are shown."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.domain.calls import Handle
from bot.domain.errors import Refused, Uncertain
from bot.domain.phones import Duty, Phone, ShownNumber
from bot.domain.reasons import Reason
from bot.domain.sayings import Record, Saying
from bot.ports import VoiceCall
from bot.providers.zvonobot.client import ZvonobotClient
from bot.providers.zvonobot.provider import ZvonobotProvider
from bot.providers.zvonobot.settings import ZvonobotConfig
from tests.contract.conftest import Simulation
from tests.contract.engine import BUILDING, CALLDOG, ENGINES, NO_MONEY
from tests.contract.entry import OURS, Built, Entry, voice_call
from tests.contract.raw import RawServer

pytestmark = pytest.mark.parametrize("entry", ENGINES, ids=lambda entry: entry.name, indirect=True)


async def refusal(provider: Built, call: VoiceCall | None = None) -> Refused:
    with pytest.raises(Refused) as caught:
        await provider.place(call or voice_call())
    return caught.value


def built(sim: Simulation, entry: Entry, caller_id: ShownNumber) -> ZvonobotProvider:
    return BUILDING[entry.name](ZvonobotConfig(sim.twin, entry.key, caller_id))


async def test_the_reason_of_a_refused_number(provider: Built) -> None:
    assert (await refusal(provider, voice_call("08"))).key == Reason.REFUSED_PHONE


async def test_a_caller_id_that_is_not_ours(provider: Built) -> None:
    assert (await refusal(provider, voice_call("00", Phone("74990000000")))).key == Reason.REFUSED_CALLER_ID


async def test_an_unknown_record(provider: Built) -> None:
    call = VoiceCall(OURS, Saying(Record("99999999")), None, False)
    assert (await refusal(provider, call)).key == Reason.REFUSED_RECORD


@pytest.mark.parametrize(
    ("call", "key"),
    [
        (voice_call(caller_id=Phone("123")), Reason.REFUSED_CALLER_ID),
        (VoiceCall(Phone("7999"), Saying("а"), None, False), Reason.REFUSED_PHONE),
        (VoiceCall(OURS, Saying(Record("не число")), None, False), Reason.REFUSED_RECORD),
        (VoiceCall(OURS, Saying("а"), None, False, "https://x.example/" + "y" * 255), Reason.BAD_ORDER),
    ],
)
async def test_what_the_documents_forbid_is_not_sent(
    sim: Simulation, provider: Built, call: VoiceCall, key: str
) -> None:
    assert (await refusal(provider, call)).key == key
    assert provider.describe(call)
    assert await sim.journal("create") == []


@pytest.mark.parametrize("status", [400, 403, 422])
async def test_the_words_of_a_refusal(raw: RawServer, at_raw: Built, status: int) -> None:
    raw.answer(json.dumps({"message": NO_MONEY}), f"HTTP/1.1 {status} No\r\n".encode())
    refused = await refusal(at_raw)
    assert (refused.key, refused.words) == (Reason.REFUSED_MONEY, NO_MONEY)


async def test_a_quoted_key_is_masked(raw: RawServer, entry: Entry, at_raw: Built) -> None:
    raw.answer(json.dumps({"message": f"Ключ {entry.key} не найден"}), b"HTTP/1.1 400 No\r\n")
    refused = await refusal(at_raw)
    assert (refused.key, refused.words) == (Reason.REFUSED_KEY, f"Ключ {entry.key[:4]}… не найден")


@pytest.mark.parametrize("status", [400, 409])
async def test_a_refusal_that_names_our_new_call_is_believed_by_nobody(
    raw: RawServer, at_raw: Built, status: int
) -> None:
    body = json.dumps({"status": "success", "data": [{"id": 17, "phone": OURS}]})
    raw.answer(body, f"HTTP/1.1 {status} No\r\n".encode())
    with pytest.raises(Uncertain):
        await at_raw.place(voice_call())


async def test_a_bug_of_ours_after_sending(at_raw: ZvonobotProvider, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(*_: Any) -> str:
        raise KeyError("id")

    monkeypatch.setattr(ZvonobotClient, "create", broken)
    with pytest.raises(Uncertain, match=Reason.UNREADABLE):
        await at_raw.place(voice_call())


async def test_flaws_of_encoding_cost_no_answer(raw: RawServer, at_raw: Built) -> None:
    raw.answer(b'\xef\xbb\xbf[{"id": 17, "phone": "79991234500", "comment": "\\ud83d \xff \\u0000"}]')
    assert await at_raw.place(voice_call()) == Handle("17")
    [sighting] = await at_raw.fetch([Handle("17")])
    sighting.read().raw["comment"].encode()
    assert "\0" not in sighting.read().raw["comment"]


async def test_one_request_for_many_calls(sim: Simulation, provider: Built) -> None:
    handles = [await provider.place(voice_call(ending)) for ending in ("00", "01", "02")]
    assert len(await provider.fetch([*handles, Handle("987654321")])) == 3
    assert len(await sim.journal("get")) == 1


@pytest.mark.parametrize("caller_id", [None, Duty.ANY, "74951234567"])
async def test_what_people_are_shown_is_what_was_sent(
    sim: Simulation, entry: Entry, caller_id: ShownNumber | None
) -> None:
    await sim.set({"phones": [{"phone": "74951234567", "enable": True}]})
    provider = built(sim, entry, Phone("74951234567"))
    saying = Saying("Заказ «№ 7» — готов", language="ru-RU")
    call = VoiceCall(OURS, saying, caller_id, True, "https://bot.example/hooks/x/token")
    shown = json.loads(provider.describe(call))
    assert "№ 7" in provider.describe(call)
    assert entry.key not in provider.describe(call)
    assert shown.pop("apiKey") == entry.key[:4] + "…"
    assert shown["webhookUrl"] == "https://bot.example/hooks/x/token"
    assert ("lang" in shown) == (entry is CALLDOG)

    await provider.place(call)
    await provider.aclose()
    sent = (await sim.journal("create"))[-1]["request"]
    sent = json.loads(sent) if isinstance(sent, str) else sent
    sent.pop("apiKey")
    assert sent == shown
