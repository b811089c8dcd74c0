"""Every operation of every provider in `/emulator`, with every field of its documents, as the sandbox receives it.

A row is an operation. Its values are those that its person used last: what is walked is the way from the command to the
provider and back, with the answer in the window.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from functools import partial
from typing import Any

import pytest
import pytest_asyncio

from bot.domain.access import Person as Colleague
from bot.domain.access import Role
from bot.providers.callkeeper.client import ROUTES as CALLKEEPER
from bot.providers.forms import parameters_of
from bot.providers.mobilgroup.client import ROUTES as MOBILGROUP
from bot.providers.zvonobot.dialect import CALLDOG_ROUTES, OBZVONOV_ROUTES
from bot.services.emulator import FilledIn
from tests.support.coverage import shown_of
from tests.support.drafts import phone_in
from tests.support.indoors import NEVER_ENDS, House, house
from tests.support.office import Person, new_phone
from tests.support.people import ADMIN

pytestmark = pytest.mark.asyncio(loop_scope="module")

ROUTES = {"calldog": CALLDOG_ROUTES, "obzvonov": OBZVONOV_ROUTES, "callkeeper": CALLKEEPER, "mobilgroup": MOBILGROUP}
TITLES = {
    "calldog": "CallDog",
    "obzvonov": "Программа обзвонов",
    "callkeeper": "CallKeeper",
    "mobilgroup": "Mobilgroup",
}
MANAGER, OWN, SOON = "79990000001", "74951234567", 2_000_000_000
HOOK = "https://example.org/hook"
BRANCH = {
    "digit": 1,
    "needBlock": 1,
    "managerPhone": MANAGER,
    "smsText": "Спасибо",
    "webhookUrl": HOOK,
    "webhookParameters": '{"order": {"id": 17}}',
}
ORDER: dict[str, Any] = {
    "outgoingPhone": OWN,
    "plannedAt": SOON,
    "needRecording": 1,
    "webhookUrl": HOOK,
    "record": {"text": "Ваш заказ готов", "gender": 1},
}
PERIOD = {"date": {"from": "2026-11-01", "to": "2026-11-28"}, "time_zone": "Europe/Moscow"}
UTM = {
    "utm_source": "ya",
    "utm_medium": "cpc",
    "utm_campaign": "осень",
    "utm_content": "а",
    "utm_term": "б",
    "entry_point": "https://example.org",
    "user_agent": "Mozilla",
    "utm_type": "organic",
}
CLIENT: dict[str, Any] = {
    "manager": "74951234567^12",
    "time_to_call": SOON,
    "text_to_manager": "Клиент ждёт",
    "info_to_manager": "Заказ 7",
    "site": "example.org",
    "client_email": "a@b.ru",
    "calltouch_session_id": "5",
    "roistat_id": "6",
    "current_page": "https://example.org/a",
    "record_to_manager": "https://example.org/a.mp3",
    "office_name": "Первый",
}
TOLD = {name: value for name, value in UTM.items() if name != "utm_type"}
ROUND = {
    "utc": "Europe/Moscow",
    "opening_hours": "09001800",
    "notification": "a@b.ru",
    "ga_client_id": "1526128712.1513128077",
    "tool_name": "crm",
    "ip_client": "10.0.0.1",
}
VALUES: dict[str, dict[str, Any]] = {
    "CD1": {**ORDER, "ivrs": [BRANCH, {"keyWords": "да ладно", "record": {"id": 2689342}}], "lang": "ru-RU"},
    "CD2": {"apiCallIdList": [17, 18]},
    "CD3": {"name": "Пробный", "source": "text", "text": "Здравствуйте", "gender": 1},
    "CD4": {"idList": [1, 2]},
    "CD6": {"all": "1"},
    "CD8": {},
    "PO1": {**ORDER, "recognize": 1, "ivrs": [{**BRANCH, "recognize": 1, "record": {"text": "Спасибо"}}]},
    "PO2": {"apiCallIdList": [17]},
    "PO3": {"name": "Пробный", "source": "text", "text": "Здравствуйте", "gender": 1},
    "PO4": {"id": 1},
    "CDX2": {"idList": [17]},
    "POX2": {"idList": [17]},
    "CK1": {
        **ROUND,
        "calls": [{**CLIENT, "origin": OWN, "ext_id": "7", "record_to_await": "https://example.org/b.mp3"}],
        "utm": UTM,
    },
    "CK2": {
        **ROUND,
        **CLIENT,
        **TOLD,
        "external_service_identifier": "7",
        "interval": "5,10,15",
        "referrer": "yandex.ru",
    },
    "CK3": {"id_call": "17"},
    "CK4": PERIOD,
    "CK5": PERIOD,
    "CK6": {**PERIOD, "statuses": "200/0,200/1"},
    "CK8": {
        "phone": OWN,
        "name": "Новый",
        "gmt": "Europe/Moscow",
        "phoneadd": "123",
        "site": "example.org",
        "schedule": "09001800",
        "emails": ["a@b.ru"],
    },
    "CK9": {"whash": "2ec6af2bd04f89a2620016a675224c7a"},
    "CK10": {"date": {"from": "2026-11-01", "to": "2026-11-28"}},
    "CK11": {"action": "set", "tag": "vip", "call_id": "17"},
    "MG1": {
        "settings": {
            "number": OWN,
            "script": "1",
            "schedule": "2026-12-01 12:30",
            "attempts": 2,
            "interval": 10,
            "repeat": 1,
        },
        "subscribers": [{"summa": "17.25", "param1": "25.11.2026", "param2": "2026-11-25", "param3": "142"}],
    },
    "MG2": {"id": "1234"},
    "MG7": {"account": "123", "id": "1"},
    "MG8": {"account": "123", "templates": [{"name": "Имя", "message": "Текст"}]},
}
"""Those that are not here ask for nothing more than the key. Numbers of clients are added: `_with_phone`."""
EITHER = {"phone", "phones", "dutyPhone", "file", "whash", "walias", "unique", "client"}
"""Of what a request takes one or another, and whom to call."""
MET = {"CK12": "CK12", "EM5": "CD2"}
"""Rows that people meet here, and the operation."""
SECRET = {"whash"}
"""It is not kept with what was used last."""


def _with_phone(row: str, values: dict[str, Any], phone: str) -> dict[str, Any]:
    match row:
        case "CD1" | "CD8" | "PO1":
            return {**values, "phones": [phone]} if row == "CD8" else {**values, "phone": phone}
        case "CK1":
            return {**values, "calls": [{**values["calls"][0], "client": phone}]}
        case "CK2":
            return {**values, "client": phone}
        case "MG1":
            return {**values, "subscribers": [{**values["subscribers"][0], "phone": phone}]}
    return values


def _plain(value: Any) -> str:
    return str(int(value)) if isinstance(value, bool) else str(value)


def leaves(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from leaves(inner, (*path, name))
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner, path)
    else:
        yield path, _plain(value)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def home(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    folder = tmp_path_factory.mktemp("emulated")
    async with house(folder, every_service=True, both_engines=True, pace=NEVER_ENDS) as home:
        yield home
        assert await home.office.refused_by_telegram() == []


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def anna(home: House) -> Person:
    return await home.office.admin()


@pytest.mark.parametrize(
    ("provider", "row"), [(provider, route.id) for provider, routes in ROUTES.items() for route in routes]
)
async def test_an_operation_with_every_field(home: House, anna: Person, provider: str, row: str) -> None:
    values = _with_phone(row, VALUES.get(row, {}), new_phone())
    operation = next(route for route in ROUTES[provider] if route.id == row)
    admin = Colleague(ADMIN, "Анна", None, Role.ADMIN)
    await home.app.core.api.emulator.keep(admin, FilledIn(provider, row, values))
    await anna.says("/emulator")
    await anna.presses(TITLES[provider], await anna.sees("К какому сервису"))
    window = await anna.sees(f"{TITLES[provider]}\nКлюч API: ")
    await anna.presses(operation.name, window)
    if values:
        form = await anna.sees_in(window, "поля")
        if form.has("Как раньше"):
            await anna.presses("Как раньше", form)
            await anna.sees(lambda shown: shown.id == window.id and shown.has("Очистить"))
        for name in SECRET & values.keys():
            await anna.presses(name, form)
            await anna.sees("Значение секретное")
            await anna.says(values[name])
        await anna.presses("Показать запрос", await anna.sees(lambda shown: shown.has("Показать запрос")))
    before = await home.office.seq()
    ready = await anna.sees(lambda shown: shown.has("Строка для curl"))
    await anna.presses("Отправить сервису", ready)
    if operation.places_call:
        await anna.presses("Отправить сервису", await anna.sees("Это настоящий звонок"))
    await anna.sees(lambda shown: "Ответ: HTTP 200" in shown.text or "Ответ: HTTP 4" in shown.text)
    for name in (name for name, met in MET.items() if met == row):
        await shown_of(home.office, name)
    requests = await received(home, provider, operation.name, before)
    assert [] in [_missing(values, one) for one in requests], f"{row}: the service got {requests}"


def _missing(values: dict[str, Any], got: dict[str, Any]) -> list[str]:
    told = {(path[-1] if path else "", value) for path, value in leaves(got)}
    return [
        ".".join(path) for path, value in leaves(values) if path[-1] not in SECRET and (path[-1], value) not in told
    ]


async def test_several_calls_in_one_request(home: House, anna: Person) -> None:
    """Their answers come together, each by itself."""
    phones = [new_phone(), new_phone()]
    for phone in phones:
        await anna.says(f"/call {phone} Ваш заказ готов")
        card = await anna.sees(partial(phone_in, phone))
        await anna.presses("Позвонить", card)
        await home.office.request("create", phone=phone)
    calls = (await home.office.get("state"))["calldog"]["calls"]
    ids = [int(call["id"]) for call in calls if call["phone"] in phones]
    admin = Colleague(ADMIN, "Анна", None, Role.ADMIN)
    await home.app.core.api.emulator.keep(admin, FilledIn("calldog", "CD2", {"apiCallIdList": ids}))
    await anna.says("/emulator")
    await anna.presses("CallDog", await anna.sees("К какому сервису"))
    await anna.presses("get", await anna.sees("Ключ API: "))
    await anna.presses("Как раньше", await anna.sees(lambda shown: shown.has("Как раньше")))
    await anna.presses("Показать запрос", await anna.sees(lambda shown: shown.has("Очистить")))
    await anna.presses("Отправить сервису", await anna.sees(lambda shown: shown.has("Строка для curl")))
    answer = await anna.sees("Ответ: HTTP 200")
    assert all(f'"phone": "{phone}"' in answer.text for phone in phones)


async def received(home: House, provider: str, operation: str, after: int) -> list[dict[str, Any]]:
    """What the requests of this operation asked; the bot asks about calls and for balances by itself."""
    wanted = operation.replace(" ", "").lower()
    entries = await home.office.get("requests", target=provider)
    found = [one for one in entries if one["seq"] > after and one["operation"].lower() == wanted]
    assert found, f"{operation} never came to {provider}"
    return [dict(one["request"]) for one in found]


async def test_every_field_is_walked() -> None:
    asking = {
        route.id
        for routes in ROUTES.values()
        for route in routes
        if any(one.required for one in parameters_of(route.model))
    }
    assert asking <= VALUES.keys()
    for routes in ROUTES.values():
        for route in routes:
            known = {one.name for one in parameters_of(route.model)}
            left = known - VALUES.get(route.id, {}).keys() - EITHER
            assert not left, f"{route.id}: nobody walks {left}"
