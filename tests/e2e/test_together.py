"""A text for a list goes to the engine in one request, and each number keeps an end of its own."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.domain.calls import CallState
from bot.providers.base import Answer, Http
from tests.support.indoors import house
from tests.support.office import new_phone


async def test_of_five_one_is_refused_and_one_is_missing_from_the_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    phones = [new_phone(ending) for ending in ("01", "08", "02", "01", "02")]
    refused, missing = phones[1], phones[3]
    send = Http._send

    async def without_one(self: Http, method: str, path: str, *rest: Any) -> Answer:
        answer = await send(self, method, path, *rest)
        if not path.endswith("/create"):
            return answer
        said = json.loads(answer.body)
        said["data"] = [item for item in said["data"] if item["phone"] != missing]
        return replace(answer, body=json.dumps(said).encode())

    monkeypatch.setattr(Http, "_send", without_one)
    async with house(tmp_path) as home:
        office = home.office
        oleg = await office.person()
        await oleg.says(f"/call {', '.join(phones)}\nВаш заказ готов")
        card = await oleg.sees("Ваш заказ готов")
        await oleg.presses("Позвонить", card)
        ended = await oleg.sees(lambda shown: shown.id == card.id and "Неизвестно" in shown.text)
        assert "Номер абонента недоступен для вызова." in ended.text
        await oleg.sees(lambda shown: shown.id == card.id and shown.text.count("занято") == 1)
        await oleg.sees(lambda shown: shown.id == card.id and shown.text.count("не ответил") == 2)

        [create] = await office.requests("create")
        assert create["request"]["phones"] == phones
        calls = {call.phone: call for call in await _calls(home)}
        assert calls[refused].state is CallState.REJECTED
        assert calls[missing].state is CallState.UNKNOWN
        made = (await office.get("state"))["calldog"]["calls"]
        assert sorted(call["phone"] for call in made) == sorted(set(phones) - {refused})

        monkeypatch.setattr(Http, "_send", send)
        await oleg.presses("Позвонить снова", ended)
        await oleg.sees(lambda shown: shown.id == card.id and shown.text.count("занято") == 2)
        assert [await office.creates(phone) for phone in phones] == [1, 1, 1, 2, 1]


async def _calls(home: Any) -> Any:
    order = await home.app.database.transact(lambda uow: uow.orders.get(1))
    return order.latest_calls()
