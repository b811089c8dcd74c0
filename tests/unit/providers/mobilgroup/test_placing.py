"""An order goes out once, as the documents have it, and ends as placed, refused or unknown."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calls import Handle
from bot.domain.errors import Refused, Uncertain
from bot.domain.phones import Duty, Phone
from bot.domain.reasons import Reason
from bot.domain.sayings import Record, RecordKind, Saying
from bot.ports import VoiceCall
from bot.providers.base import Answer
from bot.providers.mobilgroup.client import MobilgroupClient
from bot.providers.mobilgroup.outcome import part_of, sent
from bot.providers.mobilgroup.provider import MobilgroupProvider
from tests.unit.providers.mobilgroup.conftest import ACCEPTED, CALLER, KEY, OURS, Stub, voice_call
from tests.unit.providers.test_loose import ANYTHING

PASSED = {"phone": OURS, "result": "ok", "price": "0,91", "duration": "14"}
REFUSED = {"phone": OURS, "result": "error", "description": "Error_Not_Enough_Money"}
OTHER = {"phone": "79990000000", "result": "ok"}


@pytest.mark.parametrize(
    ("saying", "settings"),
    [
        (Saying("Ваш заказ готов"), {"message": "Ваш заказ готов"}),
        (Saying(Record("12")), {"phrase": "12"}),
        (Saying(Record("12", RecordKind.PHRASE)), {"phrase": "12"}),
        (Saying(Record("7", RecordKind.SCRIPT)), {"script": "7"}),
    ],
)
async def test_what_goes_out_is_what_people_are_shown(
    stub: Stub, provider: MobilgroupProvider, saying: Saying, settings: dict[str, str]
) -> None:
    stub.says(ACCEPTED)
    for caller_id in (None, Duty.ANY, Phone("78121234567")):
        call = VoiceCall(OURS, saying, caller_id, False)
        assert await provider.place(call) == Handle(f"1234:{OURS}", "1;0.91;")
        number = caller_id if caller_id == "78121234567" else CALLER
        body = {"settings": {**settings, "number": number, "attempts": "1"}, "subscribers": [{"phone": OURS}]}
        asked = stub.asked[-1]
        assert (asked.path, asked.body) == ("/api/send/", body)
        assert json.loads(provider.describe(call)) == body
        assert asked.headers["Authorization"] == KEY
        assert asked.headers["Content-Type"] == "application/json"


@pytest.mark.parametrize(
    ("config", "security", "shown"),
    [
        ({"login": "support", "password": "correct horse"}, {"login": "support", "password": "correct horse"}, "corr…"),
        ({"api_key": KEY, "key_in_body": True}, {"apiKey": KEY}, "sand…"),
        ({"api_key": "ключ-от-сервиса"}, {"apiKey": "ключ-от-сервиса"}, "ключ…"),
    ],
)
async def test_the_other_way_of_authorisation(
    stub: Stub, make: Callable[..., MobilgroupProvider], config: dict[str, Any], security: dict[str, str], shown: str
) -> None:
    stub.says(ACCEPTED)
    provider = make(**config)
    await provider.place(voice_call())
    assert stub.asked[0].body["security"] == security
    assert "Authorization" not in stub.asked[0].headers
    described = provider.describe(voice_call())
    assert shown in described
    assert all(secret not in described for secret in security.values())


@pytest.mark.parametrize(
    ("call", "key"),
    [
        (voice_call("а" * 5001), Reason.REFUSED_TEXT),
        (voice_call(""), Reason.REFUSED_TEXT),
        (VoiceCall(Phone("7999"), Saying("а"), None, False), Reason.REFUSED_PHONE),
        (VoiceCall(OURS, Saying("а"), Phone("123"), False), "mobilgroup-bad-number"),
        (voice_call(Record("не число")), Reason.REFUSED_RECORD),
        (voice_call(Record("", RecordKind.SCRIPT)), Reason.REFUSED_RECORD),
    ],
)
async def test_what_the_documents_forbid_is_not_sent(
    stub: Stub, provider: MobilgroupProvider, call: VoiceCall, key: str
) -> None:
    with pytest.raises(Refused) as caught:
        await provider.place(call)
    assert caught.value.key == key
    assert provider.describe(call)
    assert stub.asked == []


async def test_without_an_outgoing_number_nothing_is_sent(stub: Stub, make: Callable[..., MobilgroupProvider]) -> None:
    for unset in ("", "duty"):
        with pytest.raises(Refused, match=r"mobilgroup-bad-number"):
            await make(api_key=KEY, caller_id=unset).place(voice_call())
    assert stub.asked == []


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({"result": "ok", "id": "1234", "phones": "1", "budget": "1,82", "subscribers": [PASSED]}, "1;0.91;14"),
        ({"result": "OK", "id": 1234, "subscribers": [{**PASSED, "phone": int(OURS), "new": {}}]}, "1;0.91;14"),
        ({"result": "ok", "id": 1234.0, "subscribers": {"0": {**PASSED, "phone": f"+{OURS}"}}}, "1;0.91;14"),
        ({"result": "ok", "id": "1234", "subscribers": [{"result": "ok"}]}, None),
        ({"result": "ok", "id": "1234", "phones": 1}, None),
        ({"result": "ok", "id": "1234", "phones": 1, "budget": "1,82"}, "1;1.82;"),
        ({"result": "ok", "id": "1234", "phones": 2, "budget": "1,82"}, None),
        ({"result": "ok", "id": "1234", "subscribers": [REFUSED, PASSED, OTHER]}, "1;0.91;14"),
        ({"result": "ok", "id": "1234", "subscribers": [{**PASSED, "phone": OURS[1:], "price": {}}]}, "1;;14"),
    ],
    ids=str,
)
async def test_ways_to_say_yes(stub: Stub, provider: MobilgroupProvider, body: Any, told: str | None) -> None:
    """Whatever the answer tells of price and length stands in the handle."""
    stub.says(body)
    assert await provider.place(voice_call()) == Handle(f"1234:{OURS}", told)


@pytest.mark.parametrize(
    "body",
    [
        {"result": "ok", "id": "1234", "subscribers": [OTHER, REFUSED]},
        {"result": "ok", "id": "", "phones": "0", "subscribers": [REFUSED]},
        {"result": "ok", "id": "1", "subscribers": [{"result": "error", "error_code": "Error_Not_Enough_Credits"}]},
        {"result": "ok", "id": "1", "subscribers": [{"phone": OURS, "result": "Error_Not_Enough_Credits"}]},
        {"result": "Error_Not_Enough_Credits"},
        {"error_code": "Error_Not_Enough_Credits"},
        {"result": "ERROR", "error_code": "error_not_enough_credits", "id": None, "subscribers": []},
    ],
    ids=str,
)
async def test_a_refusal_inside_http_200(stub: Stub, provider: MobilgroupProvider, body: Any) -> None:
    stub.says(body)
    with pytest.raises(Refused) as caught:
        await provider.place(voice_call())
    assert caught.value.key == Reason.REFUSED_MONEY
    assert caught.value.words.casefold().startswith("error_not_enough_")
    assert len(stub.asked) == 1


@pytest.mark.parametrize("status", [200, 500])
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b'"ok"',
        b"[]",
        b"{}",
        b"[" * 100_000,
        {"result": "ok"},
        {"result": "ok", "id": None, "subscribers": [PASSED]},
        {"result": "ok", "id": True},
        {"result": "ok", "id": "1234", "subscribers": [OTHER]},
        {"result": "ok", "id": "1234", "phones": "0", "subscribers": []},
        {"result": "queued", "id": "1234"},
        {"error": "кто знает"},
        {"id": "1234", "subscribers": [PASSED]},
        {"result": "error", "error_code": "Error_User_Disabled", "id": "1234", "subscribers": [PASSED]},
    ],
    ids=lambda body: str(body)[:60],
)
async def test_an_answer_that_does_not_tell(stub: Stub, provider: MobilgroupProvider, body: Any, status: int) -> None:
    stub.says(body, status)
    with pytest.raises(Uncertain):
        await provider.place(voice_call())
    assert len(stub.asked) == 1


async def test_a_bug_of_ours_after_sending(provider: MobilgroupProvider, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(*_: Any) -> None:
        raise KeyError("id")

    monkeypatch.setattr(MobilgroupClient, "send", broken)
    with pytest.raises(Uncertain):
        await provider.place(voice_call())


KEYS = st.sampled_from(["result", "error_code", "id", "phones", "subscribers", "phone", "description", "0"])
VALUES = st.sampled_from(["ok", "error", "Error_No_Message", OURS, 17, "17", None, 0, "", True, 1.5, "79990000000"])
ALIKE = st.recursive(VALUES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=5))


@given(st.sampled_from([200, 200, 201, 302, 400, 401, 408, 429, 500]), ALIKE | ANYTHING)
def test_any_json(status: int, body: Any) -> None:
    try:
        told = part_of(sent(Answer(status, json.dumps(body).encode())), OURS)
    except Refused:
        assert status in (400, 401, 429) or "error" in json.dumps(body).casefold()
    except Uncertain:
        pass
    else:
        assert 200 <= status < 300
        assert body["result"].casefold() == "ok"
        assert told.phone == OURS
        assert told.mailing


@given(st.binary())
def test_any_bytes(body: bytes) -> None:
    with pytest.raises(Uncertain):
        sent(Answer(200, body))
