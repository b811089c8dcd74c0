"""Every code of the documents, wherever it comes, has a message of its own in both languages."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from bot.domain.errors import Refused
from bot.domain.reasons import Reason
from bot.ports.abilities import Template
from bot.providers.mobilgroup.outcome import key_of
from bot.providers.mobilgroup.provider import MobilgroupProvider
from bot.providers.mobilgroup.requests import State
from tests.architecture.fluent import LOCALES, entries
from tests.unit.providers.mobilgroup.conftest import OURS, Stub, table, voice_call

CODES = table("codes.csv")
VAGUE = {None, Reason.REFUSED_OTHER}

ASK: dict[str, Callable[[MobilgroupProvider], Awaitable[Any]]] = {
    "send": lambda provider: provider.place(voice_call()),
    "subscriber": lambda provider: provider.place(voice_call()),
    "state": lambda provider: provider.client.state(State(id="1234")),
    "get": lambda provider: provider.balance(),
    "set": lambda provider: provider.save_templates("123", [Template("Имя", "Текст")]),
}


@pytest.mark.parametrize("row", CODES, ids=lambda row: f"{row['operation']} {row['code']}")
async def test_a_code_is_told_in_words(stub: Stub, provider: MobilgroupProvider, row: dict[str, str]) -> None:
    code, key = row["code"], key_of(row["code"])
    assert key not in VAGUE
    for locale in LOCALES:
        assert key in entries(locale)

    refused_one = {"phone": OURS, "result": "error", "description": code}
    whole = {"result": "error", "error_code": code}
    stub.says({"result": "ok", "id": "1", "subscribers": [refused_one]} if row["operation"] == "subscriber" else whole)
    with pytest.raises(Refused) as caught:
        await ASK[row["operation"]](provider)
    assert (caught.value.key, caught.value.words) == (key, code)
    assert len(stub.asked) == 1


async def test_a_phone_refused_for_a_reason_that_is_not_in_the_documents(
    stub: Stub, provider: MobilgroupProvider
) -> None:
    for code, key in (("Error_Wrong_Phone", Reason.REFUSED_PHONE), ("Error_Full_Moon", Reason.REFUSED_OTHER)):
        refused_one = {"phone": OURS, "result": "error", "description": code}
        stub.says({"result": "ok", "id": "1", "subscribers": [refused_one]})
        with pytest.raises(Refused) as caught:
            await provider.place(voice_call())
        assert (caught.value.key, caught.value.words) == (key, code)


@pytest.mark.parametrize("written", ["error_user_disabled", "User_Disabled", " ERROR_USER_DISABLED "])
def test_codes_are_read_however_they_are_written(written: str) -> None:
    assert key_of(written) == "mobilgroup-user-disabled"


async def test_a_code_that_is_not_in_the_documents_is_shown_as_it_came(
    stub: Stub, provider: MobilgroupProvider
) -> None:
    stub.says({"result": "error", "error_code": "Error_Full_Moon", "description": "Полнолуние"})
    with pytest.raises(Refused) as caught:
        await provider.place(voice_call())
    assert (caught.value.key, caught.value.words) == (Reason.REFUSED_OTHER, "Error_Full_Moon; Полнолуние")


async def test_who_signs_with_a_login_is_told_of_the_login(stub: Stub, make: Callable[..., MobilgroupProvider]) -> None:
    stub.says({"result": "error", "error_code": "Error_Authorisation_Failed"})
    for ask in (ASK["send"], ASK["get"], ASK["set"]):
        with pytest.raises(Refused, match=r"mobilgroup-login-refused"):
            await ask(make(login="support", password="correct horse"))


@pytest.mark.parametrize(
    ("status", "key"),
    [
        (401, Reason.REFUSED_KEY),
        (402, Reason.REFUSED_MONEY),
        (404, Reason.REFUSED_ADDRESS),
        (400, Reason.REFUSED_OTHER),
    ],
)
async def test_http_statuses_that_mean_no(stub: Stub, provider: MobilgroupProvider, status: int, key: str) -> None:
    for answer in (b"", b"<html>nginx</html>", {"message": "Ошибка"}):
        stub.says(answer, status)
        with pytest.raises(Refused) as caught:
            await provider.place(voice_call())
        assert caught.value.key == key
    assert caught.value.words == "Ошибка"
    assert len(stub.asked) == 3
