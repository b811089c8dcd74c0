"""Questions and templates: what the provider has, in our words."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from bot.domain.errors import Refused, Uncertain
from bot.domain.phones import Phone
from bot.domain.reasons import Reason
from bot.domain.sayings import Saying
from bot.ports import CallerId, Provider, VoiceCall
from bot.ports.abilities import Named, Phrases, Scripts, Template
from bot.ports.abilities import Templates as KeepsTemplates
from bot.ports.emulating import Emulated
from bot.providers.mobilgroup.provider import MobilgroupProvider
from bot.providers.mobilgroup.requests import Templates
from tests.unit.providers.mobilgroup.conftest import ACCEPTED, OURS, Stub

LIST = [{"id": "1", "name": "Первый", "duration": "25"}, {"id": 2, "name": "Второй"}, {"name": "без id"}, None, 17]


@pytest.mark.parametrize(
    ("written", "currency", "amount"),
    [
        ("273,50", "Rub", "273.50"),
        ("273.50", "RUB", "273.50"),
        ("1 273,5", "руб.", "1273.5"),
        (273.5, "", "273.5"),
        ("-3", None, "-3"),
        ("0", "Rub", "0"),
    ],
)
async def test_balance(
    stub: Stub, provider: MobilgroupProvider, written: Any, currency: str | None, amount: str
) -> None:
    stub.says({"result": "ok", "balance": written, "currency": currency, "new": []})
    assert await provider.balance() == Decimal(amount)
    assert (stub.asked[0].path, stub.asked[0].body) == ("/api/get/", {"request": "balance"})


async def test_a_balance_in_another_currency_is_not_called_roubles(stub: Stub, provider: MobilgroupProvider) -> None:
    stub.says({"result": "ok", "balance": "12,50", "currency": "Usd"})
    with pytest.raises(Refused) as caught:
        await provider.balance()
    assert (caught.value.key, caught.value.words) == ("mobilgroup-other-currency", "12.50 Usd")


async def test_scripts_and_phrases(stub: Stub, provider: MobilgroupProvider) -> None:
    stub.says({"result": "ok", "data": LIST})
    assert await provider.scripts() == [Named("1", "Первый", 25), Named("2", "Второй")]
    assert await provider.phrases() == [Named("1", "Первый", 25), Named("2", "Второй")]
    assert [asked.body for asked in stub.asked] == [{"request": "scripts"}, {"request": "phrases"}]


@pytest.mark.parametrize("data", [[], None, {}, ""])
async def test_nothing_there_yet(stub: Stub, provider: MobilgroupProvider, data: Any) -> None:
    stub.says({"result": "ok", "data": data})
    assert await provider.scripts() == []
    assert await provider.templates("123") == []


async def test_caller_ids(stub: Stub, provider: MobilgroupProvider) -> None:
    numbers = [{"number": "74951234567", "description": "Офис"}, {"number": "Номер 2"}, {"number": "88121234567"}]
    stub.says({"result": "ok", "data": numbers})
    assert await provider.caller_ids() == [
        CallerId(Phone("74951234567"), confirmed=True, about="Офис"),
        CallerId(Phone("88121234567"), confirmed=True),
    ]
    stub.says(ACCEPTED)
    await provider.place(VoiceCall(OURS, Saying("Готово"), Phone("88121234567"), False))
    assert stub.asked[-1].body["settings"]["number"] == "88121234567", "just as the account writes it"


async def test_templates_are_read(stub: Stub, provider: MobilgroupProvider) -> None:
    stub.says({"result": "ok", "data": [{"id": "1", "account": "123", "name": "Шаблон №1", "message": "Текст\nв две"}]})
    assert await provider.templates("123") == [Template("Шаблон №1", "Текст\nв две", "1")]
    await provider.client.templates(Templates(account="123", id="1"))
    assert [asked.body for asked in stub.asked] == [
        {"request": "templates", "account": "123"},
        {"request": "templates", "account": "123", "id": "1"},
    ]


async def test_templates_are_saved_each_with_its_result(stub: Stub, provider: MobilgroupProvider) -> None:
    stub.says(
        """{"result":"ok","account_id":"123","templates":[
        {"result":"ok","id":"1","name":"Шаблон №1","message":"Текст первого шаблона"},
        {"result":"ok","id":"2","name":"Шаблон №2","message":"Текст второго шаблона"},
        {"result":"Template_not_found","id":"7","name":"Шаблон №3","message":"Текст третьего шаблона"},
        ]}""".encode()
    )
    asked = [Template("Шаблон №1", "Один", "1"), Template("Шаблон №2", "Два"), Template("Шаблон №3", "Три", "7")]
    assert await provider.save_templates("123", asked) == [
        Template("Шаблон №1", "Текст первого шаблона", "1"),
        Template("Шаблон №2", "Текст второго шаблона", "2"),
        Template("Шаблон №3", "Текст третьего шаблона", "7", "Template_not_found", "mobilgroup-template-not-found"),
    ]
    assert stub.asked[0].path == "/api/set/"
    assert stub.asked[0].body == {
        "request": "templates",
        "account": "123",
        "templates": [
            {"id": "1", "name": "Шаблон №1", "message": "Один"},
            {"id": "", "name": "Шаблон №2", "message": "Два"},
            {"id": "7", "name": "Шаблон №3", "message": "Три"},
        ],
    }


async def test_templates_whose_answer_is_lost_are_not_sent_again(stub: Stub, provider: MobilgroupProvider) -> None:
    stub.says(b"<html>502</html>", 502)
    with pytest.raises(Uncertain, match=Reason.CHANGE_LOST):
        await provider.save_templates("123", [Template("Имя", "Текст")])
    assert len(stub.asked) == 1


def test_it_is_what_it_declares(provider: MobilgroupProvider) -> None:
    """The type checker proves it: each assignment needs the protocol."""
    calls: Provider = provider
    scripts: Scripts = provider
    phrases: Phrases = provider
    templates: KeepsTemplates = provider
    emulated: Emulated = provider
    declared = {"scripts", "phrases", "templates", "emulated", "voice_call", "reports", "balance", "caller_ids"}
    assert {calls, scripts, phrases, templates, emulated} == {provider}
    assert provider.capabilities == declared | {"own_number", "attempts", "repeats"}
