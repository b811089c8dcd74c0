"""Audio records, languages, verification, caller ids and withdrawal: what the engine does beside calls."""

from __future__ import annotations

import io
import json
import wave
from collections.abc import Callable
from typing import cast

import pytest

from bot.domain.errors import ProviderError, Refused, Uncertain, Unreachable
from bot.domain.phones import Phone
from bot.domain.reasons import Reason
from bot.domain.sayings import Voice
from bot.ports import CallerId
from bot.ports.abilities import NewRecord, RecordState
from bot.providers.zvonobot.provider import CalldogProvider, ZvonobotProvider
from tests.contract.conftest import Simulation
from tests.contract.engine import CALLDOG, ENGINES, success
from tests.contract.entry import OURS, Built, Entry
from tests.contract.raw import RawServer

both = pytest.mark.parametrize("entry", ENGINES, ids=lambda entry: entry.name, indirect=True)
calldog_only = pytest.mark.parametrize("entry", [CALLDOG], ids=lambda entry: entry.name, indirect=True)
TEXT = NewRecord("Пробный", text="Здравствуйте", voice=Voice.MALE)


def sound() -> bytes:
    written = io.BytesIO()
    with wave.open(written, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(b"\0\0" * 8000)
    return written.getvalue()


@both
async def test_a_record_from_text(sim: Simulation, provider: ZvonobotProvider) -> None:
    record = await provider.create_record(TEXT)
    assert (record.id.isdigit(), record.name, record.state) == (True, "Пробный", RecordState.APPROVED)
    assert record.text.casefold() == "здравствуйте"
    assert record.url
    [asked] = await sim.journal("createRecord")
    assert asked["request"]["gender"] == 1


@both
async def test_a_record_from_a_file(provider: ZvonobotProvider) -> None:
    record = await provider.create_record(NewRecord("Пробный", audio=sound()))
    assert (record.id.isdigit(), record.name) == (True, "Пробный")


@both
async def test_a_file_goes_as_multipart(raw: RawServer, entry: Entry, at_raw: ZvonobotProvider) -> None:
    raw.answer('{"status": "success", "data": {"id": 5, "needModeration": 1}}')
    record = await at_raw.create_record(NewRecord("Ролик", audio=b"RIFF\0\xffWAVE"))
    assert (record.id, record.state) == ("5", RecordState.WAITING)
    head, _, body = raw.requests[0].partition(b"\r\n\r\n")
    assert b"content-type: multipart/form-data; boundary=" in head.lower()
    assert b"RIFF\0\xffWAVE" in body
    for name, value in (("apiKey", entry.key), ("name", "Ролик"), ("source", "file")):
        assert f'name="{name}"\r\n\r\n{value}\r\n'.encode() in body
    assert b'name="file"; filename="record.wav"' in body


@both
@pytest.mark.parametrize("record", [NewRecord("Ролик"), NewRecord("", text="а"), NewRecord("а", text="", audio=b"")])
async def test_a_record_of_nothing_is_not_sent(raw: RawServer, at_raw: ZvonobotProvider, record: NewRecord) -> None:
    with pytest.raises(Refused):
        await at_raw.create_record(record)
    assert raw.requests == []


@both
async def test_removing(sim: Simulation, entry: Entry, provider: ZvonobotProvider) -> None:
    ids = [(await provider.create_record(TEXT)).id for _ in range(2)]
    await provider.remove_records(ids)
    assert len(await sim.journal("removeRecord")) == (1 if entry is CALLDOG else 2)
    with pytest.raises(Refused, match=Reason.REFUSED_RECORD):
        await provider.remove_records(ids[:1])
    for bad in ([], ["x"], ["0"]):
        with pytest.raises(Refused, match=Reason.REFUSED_RECORD):
            await provider.remove_records(bad)


@calldog_only
async def test_moderation(sim: Simulation, provider: ZvonobotProvider) -> None:
    await sim.set({"moderation": True})
    record = await provider.create_record(TEXT)
    assert record.state is RecordState.WAITING
    for decision, state in (("approve", RecordState.APPROVED), ("refuse", RecordState.REFUSED)):
        body = {"decision": decision, "comment": "" if decision == "approve" else "Слишком тихо"}
        await sim.post(f"/api/providers/calldog/records/{record.id}/moderate", body)
        [found] = [each for each in await provider.list_records() if each.id == record.id]
        assert (found.state, found.comment) == (state, body["comment"])


@both
@pytest.mark.parametrize("answer", [b"HTTP/1.1 404 Not Found\r\n", b"HTTP/1.1 405 Not Allowed\r\n"])
async def test_what_no_document_names_may_be_missing(raw: RawServer, at_raw: ZvonobotProvider, answer: bytes) -> None:
    raw.answer('{"message": "The route apiCalls/getRecords could not be found."}', answer)
    with pytest.raises(Refused, match=Reason.NOT_OFFERED):
        await at_raw.list_records()


@calldog_only
async def test_languages(sim: Simulation, provider: CalldogProvider) -> None:
    assert "ru-RU" in await provider.languages()
    assert [asked["status"] for asked in await sim.journal("getAvailableLanguages")] == [200]


@calldog_only
@pytest.mark.parametrize(
    "data",
    [
        ["ru-RU", "en-US"],
        [{"id": 1, "code": "ru-RU", "name": "Русский"}, {"code": "en-US"}, {"code": None}, 5],
        {"ru-RU": "Русский", "en-US": "English"},
        {"languages": [["ru-RU"], ["en-US", "ru-RU"]]},
    ],
)
async def test_languages_in_any_shape(raw: RawServer, at_raw: CalldogProvider, data: object) -> None:
    raw.answer(json.dumps({"status": "success", "data": data}))
    assert await at_raw.languages() == ["ru-RU", "en-US"]
    assert raw.requests[0].startswith(b"GET /apiCalls/getAvailableLanguages HTTP")


@calldog_only
async def test_a_key_that_is_wanted_in_the_address(raw: RawServer, entry: Entry, at_raw: CalldogProvider) -> None:
    raw.answer('{"status": "error", "message": "Не указан apiKey"}')
    with pytest.raises(Refused, match=Reason.REFUSED_KEY):
        await at_raw.languages()
    assert raw.requests[-1].startswith(f"GET /apiCalls/getAvailableLanguages?apiKey={entry.key} ".encode())


@calldog_only
async def test_verification(sim: Simulation, provider: CalldogProvider) -> None:
    code = await provider.verify(OURS)
    assert code is not None
    assert code.isdecimal()
    assert len(await sim.journal("confirmPhone")) == 1
    with pytest.raises(Refused, match=Reason.REFUSED_PHONE):
        await provider.verify(Phone("7999"))


@calldog_only
@pytest.mark.parametrize(
    ("body", "code"),
    [
        ('{"status": "success", "data": {"message": "Звонок\\nотправлен"}}', None),
        ('{"status": "success", "data": "0501"}', "0501"),
        ('{"status": "success", "data": {"code": "0501"}}', "0501"),
        ('{"status": "success", "data": [{"id": 501, "phone": "79991234567", "code": "0000"}]}', "0000"),
        ('{"status": "success", "data": {"code": 501}}', "501"),
        ('{"status": "success", "data": {"code": {"code": "<b>"}}}', None),
        ('{"status": "success", "data": {"id": 501}}', None),
        ('{"status": "success", "code": "0501"}', "0501"),
        ('{"status": "success"}', None),
        ('{"status": "success", "data": null}', None),
    ],
)
async def test_the_code_that_the_service_names_for_a_verification(
    raw: RawServer, at_raw: CalldogProvider, body: str, code: str | None
) -> None:
    raw.answer(body)
    assert await at_raw.verify(OURS) == code


@calldog_only
async def test_a_lost_change_is_told_as_such_and_never_repeated(raw: RawServer, make: Callable[..., Built]) -> None:
    provider = cast(CalldogProvider, make(raw.root))
    raw.answer("<html>", b"HTTP/1.1 502 Bad Gateway\r\n")
    for asked in (provider.create_record(TEXT), provider.remove_records(["1"]), provider.verify(OURS)):
        with pytest.raises(Uncertain, match=Reason.CHANGE_LOST):
            await asked
    assert len(raw.requests) == 3
    with pytest.raises(Unreachable, match=Reason.READ_OUTAGE):
        await provider.list_records()
    raw.answer("{}")
    with pytest.raises(ProviderError, match=Reason.CHANGE_LOST):
        await provider.create_record(TEXT)


@calldog_only
async def test_caller_ids(sim: Simulation, provider: Built) -> None:
    phones = [{"phone": "74951234567", "enable": True}, {"phone": "78121234567", "enable": False}]
    await sim.set({"phones": phones})
    assert await provider.caller_ids() == [
        CallerId(Phone("74951234567"), confirmed=True),
        CallerId(Phone("78121234567"), confirmed=False),
    ]


@calldog_only
async def test_an_odd_caller_id_does_not_spoil_the_rest(raw: RawServer, at_raw: Built) -> None:
    raw.answer(success(None, {"phone": "?"}, {"phone": 74951234567, "enable": "1"}, {"phone": "8 812 123-45-67"}))
    assert [(line.phone, line.confirmed) for line in await at_raw.caller_ids()] == [
        ("74951234567", True),
        ("78121234567", True),
    ]


@both
def test_a_record_is_shown_as_it_goes(entry: Entry, provider: ZvonobotProvider) -> None:
    shown = json.loads(provider.describe_record(NewRecord("Ролик", audio=sound())))
    assert shown == {"apiKey": shown["apiKey"], "name": "Ролик", "source": "file", "file": "(record.wav, audio/wav)"}
    assert shown["apiKey"].endswith("…")
    assert json.loads(provider.describe_record(TEXT)) == {
        "apiKey": shown["apiKey"],
        "name": "Пробный",
        "source": "text",
        "text": "Здравствуйте",
        "gender": 1,
    }
