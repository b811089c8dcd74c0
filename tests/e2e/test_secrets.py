"""No key, login, password or widget hash is ever seen: not in a log line, a message, an error or a `repr`.

The providers do their worst: they quote our secrets in every answer that people get to read.
"""

from __future__ import annotations

import asyncio
import json
import logging
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest

from bot.domain.access import Defaults, Role
from bot.domain.calls import Handle
from bot.domain.errors import ZvonarError
from bot.domain.phones import Phone
from bot.ports import Capability, UnitOfWork
from bot.ports.abilities import Callback, Callbacks
from bot.ports.emulating import Emulated
from bot.providers.callkeeper.provider import CallkeeperProvider
from bot.providers.callkeeper.settings import CallkeeperConfig
from bot.providers.mobilgroup.provider import MobilgroupProvider
from bot.providers.mobilgroup.settings import MobilgroupConfig
from bot.providers.registry import build_providers
from bot.providers.spec import BuiltProvider, Timing
from bot.providers.zvonobot.provider import CalldogProvider, ObzvonovProvider
from bot.providers.zvonobot.settings import ZvonobotConfig
from bot.settings import given
from storage.engine import SqlDatabase
from tests.contract.entry import voice_call
from tests.contract.raw import RawServer
from tests.support.office import Office, Person, new_phone
from tests.support.people import make_database
from tests.support.processes import SandboxProcess, database_url
from tests.support.towns import KEYS, LOGIN, PASSWORD, SECRETS, WIDGET, settings_of, town

SAID = "Отказано, а назвали вы"
ALIAS = "alias-of-the-widget"
BY_KEY = {name: (key,) for name, key in KEYS.items()} | {"callkeeper": (KEYS["callkeeper"], WIDGET)}
BY_LOGIN = BY_KEY | {"callkeeper": (KEYS["callkeeper"], ALIAS), "mobilgroup": (LOGIN, PASSWORD)}
"""The two ways to say who we are; a provider knows its own secrets only."""


def quoting(service: str, secrets: Iterable[str]) -> dict[str, str]:
    """An answer of the provider that says no and quotes these."""
    words = " ".join([SAID, *secrets])
    return {
        "calldog": {"status": "error", "message": words},
        "obzvonov": {"status": "error", "message": words},
        "callkeeper": {"status": "fail", "reason": words},
        "mobilgroup": {"result": "error", "error_code": "Error_Other", "description": words},
    }[service]


PLACING = {"calldog": "create", "obzvonov": "create", "callkeeper": "makeCalls", "mobilgroup": "send"}


def exposed(said: str) -> list[str]:
    return [secret for secret in (*SECRETS, ALIAS) if secret in said]


# --- people and the log


async def people_with_services(folder: Path, office: Office) -> dict[str, Person]:
    """Somebody for each provider, whose calls go there."""
    people = {name: await office.person(Role.MANAGER) for name in KEYS}

    def work(uow: UnitOfWork) -> None:
        found = uow.people.many([person.id for person in people.values()])
        for name, person in people.items():
            uow.people.save(replace(found[person.id], defaults=Defaults(provider=name)))

    database = SqlDatabase.from_url(database_url(folder))
    await database.start()
    await database.transact(work)
    await database.close()
    return people


async def spoiled(office: Office, service: str, operation: str, times: int = 1) -> None:
    secrets = (LOGIN, PASSWORD) if service == "mobilgroup" else BY_KEY[service]
    body = json.dumps(quoting(service, secrets), ensure_ascii=False)
    await office.fault("body", operation, service, times=times, body=body)


async def one_refused_and_one_placed(office: Office, person: Person, service: str) -> None:
    await spoiled(office, service, PLACING[service])
    await person.says(f"/call {new_phone('01')} Ваш заказ готов")
    card = await person.sees("Ваш заказ готов")
    await person.presses("Ещё", card)
    await person.presses("Показать запрос", await person.sees(lambda message: message.has("Показать запрос")))
    request = await person.sees(lambda message: "ключ скрыт" in message.text or "…" in message.text)
    await person.presses("Назад", request)
    await person.sees(lambda message: message.id == card.id and message.has("Позвонить"))
    await person.presses("Позвонить", card)
    refused = await person.sees_in(card, SAID)
    await person.sees_reply(card)
    await person.says(f"/call {new_phone('00')} Второй заказ")
    second = await person.sees(lambda message: message.id > refused.id and "Второй заказ" in message.text)
    await person.presses("Позвонить", second)
    await person.sees_reply(second)


async def test_no_message_and_no_log_line_holds_a_secret(tmp_path: Path) -> None:
    folder = tmp_path / "bot"
    folder.mkdir()
    sandbox = SandboxProcess(tmp_path)
    settings = settings_of(sandbox.root, *KEYS)
    signed = {"MOBILGROUP_API_KEY": "", "MOBILGROUP_LOGIN": LOGIN, "MOBILGROUP_PASSWORD": PASSWORD}
    office = Office(sandbox.root)
    try:
        await office.post("providers/mobilgroup/settings", login=LOGIN, password=PASSWORD)
        await asyncio.to_thread(make_database, database_url(folder))
        people = await people_with_services(folder, office)
        async with town(folder, sandbox, {**settings, **signed}) as here:  # which looks at all that was said
            for service, person in people.items():
                await one_refused_and_one_placed(here.office, person, service)
            for service in people:
                await spoiled(here.office, service, "*", times=9)
            boss = await here.office.admin()
            await boss.says("/balance")
            await boss.sees(SAID)
            await boss.says("/status")
    finally:
        await office.close()
        sandbox.stop()


# --- errors and what objects show of themselves


def built(root: str, known: Mapping[str, tuple[str, ...]]) -> list[BuiltProvider]:
    """Builds all four at a server that answers what it is told to."""
    key, widget = known["callkeeper"]
    is_hash, by_login = widget == WIDGET, len(known["mobilgroup"]) == 2
    login, password = known["mobilgroup"] if by_login else ("", "")
    calldog, obzvonov = (ZvonobotConfig(root, KEYS[name]) for name in ("calldog", "obzvonov"))
    callkeeper = CallkeeperConfig(root, key, widget_hash=widget * is_hash, widget_alias=widget * (not is_hash))
    mobilgroup = MobilgroupConfig(root, "" if by_login else KEYS["mobilgroup"], login, password, "79932432781")
    assert exposed(repr([calldog, obzvonov, callkeeper, mobilgroup])) == []
    timing = Timing(connect=1.0, answer=0.4, whole=0.8, whole_large=2.0, first_wait=0.001)
    return [
        CalldogProvider(calldog, timing),
        ObzvonovProvider(obzvonov, timing),
        CallkeeperProvider(callkeeper, timing),
        MobilgroupProvider(mobilgroup, timing),
    ]


def asked(service: BuiltProvider) -> list[Callable[[], Awaitable[object]]]:
    """Returns every way to ask the provider something, among them all operations of its emulator."""
    call = voice_call()
    emulated = cast(Emulated, service)
    found: list[Callable[[], Awaitable[object]]] = [
        lambda: service.place(call),
        service.balance,
        service.caller_ids,
        lambda: service.fetch([Handle("17", "1763600000"), Handle("17:79991234500"), Handle("17")]),
        *(lambda name=name: emulated.send(name, {}) for name in emulated.operations),
    ]
    if Capability.CALLBACK in service.capabilities:
        found.append(lambda: cast(Callbacks, service).place_callback(Callback(Phone(call.phone), reference="ours")))
    return found


@pytest.mark.parametrize("known", [BY_KEY, BY_LOGIN], ids=["by key", "by login"])
@pytest.mark.parametrize(
    "head", [b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 400 No\r\n", b"HTTP/1.1 401 No\r\n", b"HTTP/1.1 500 Oops\r\n"]
)
async def test_no_error_and_no_repr_holds_a_secret(
    raw: RawServer,
    known: Mapping[str, tuple[str, ...]],
    head: bytes,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    told: list[str] = []
    for service in built(raw.root, known):
        no = quoting(service.name, known[service.name])
        quoted = " ".join(no.values())
        told += [repr(service), str(vars(service)), service.describe(voice_call()), cast(Any, service).masked_key]
        for body in (json.dumps(no), f'["{quoted}"]', quoted):
            raw.answer(body, head)
            for ask in asked(service):
                told.append(await _said(ask))
        await service.aclose()
    told += [f"{record.name} {record.getMessage()} {record.exc_text or ''}" for record in caplog.records]
    assert any(SAID in said for said in told), "there was something to hide"
    assert sorted({secret for said in told for secret in exposed(said)}) == []


async def _said(ask: Callable[[], Awaitable[object]]) -> str:
    try:
        return repr(await ask())
    except (ZvonarError, Exception) as error:  # whatever it is, it may be shown or logged
        return "".join([*traceback.format_exception(error), repr(error), str(vars(error))])


def test_settings_know_every_secret_and_show_none() -> None:
    settings = given(
        bot_token=SECRETS[-2],
        calldog_api_key=KEYS["calldog"],
        obzvonov_api_key=KEYS["obzvonov"],
        callkeeper_api_key=KEYS["callkeeper"],
        callkeeper_widget_hash=WIDGET,
        callkeeper_widget_alias=ALIAS,
        mobilgroup_api_key=KEYS["mobilgroup"],
        mobilgroup_login=LOGIN,
        mobilgroup_password=PASSWORD,
    )
    assert {*KEYS.values(), WIDGET, ALIAS, LOGIN, PASSWORD} <= set(settings.secrets())
    assert exposed(f"{settings!r} {settings} {settings.providers!r} {build_providers(settings.providers)!r}") == []


@pytest.fixture
async def raw() -> AsyncIterator[RawServer]:
    server = RawServer()
    await server.start()
    yield server
    await server.stop()
