"""No key, login or password is ever logged, told or printed, whichever way we sign."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from typing import Any

import pytest

from bot.domain.calls import Handle
from bot.domain.errors import ProviderError
from bot.ports.abilities import Template
from bot.providers.mobilgroup.provider import MobilgroupProvider
from bot.providers.mobilgroup.settings import MobilgroupConfig
from bot.providers.registry import build_providers
from bot.settings import given
from tests.unit.providers.mobilgroup.conftest import ACCEPTED, KEY, OURS, Stub, voice_call

LOGIN, PASSWORD = "support-desk", "correct/horse «battery»"


@pytest.mark.parametrize(
    "config",
    [{"api_key": KEY}, {"api_key": KEY, "key_in_body": True}, {"login": LOGIN, "password": PASSWORD}],
    ids=["header", "body", "login"],
)
async def test_nothing_secret_gets_out(
    stub: Stub, make: Callable[..., MobilgroupProvider], config: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    provider = make(**config)
    secrets = [value for value in config.values() if isinstance(value, str)]
    told = [repr(provider), str(vars(provider)), repr(MobilgroupConfig("x", **config))]
    told += [repr(getattr(part, "__dict__", None)) for part in vars(provider).values()]
    stub.says(ACCEPTED)
    await provider.place(voice_call())
    quoted: list[Any] = [{"result": "error", "error_code": secret, "description": secret} for secret in secrets]
    for answer, status in [*((body, 200) for body in quoted), *((body, 400) for body in quoted), (b"{", 500)]:
        stub.says(answer, status)
        for ask in (
            provider.place(voice_call()),
            provider.balance(),
            provider.fetch([Handle(f"1:{OURS}")]),
            provider.save_templates("1", [Template("а", "б")]),
        ):
            with pytest.raises(ProviderError) as caught:
                await ask
            told += [*traceback.format_exception(caught.value), caught.value.words]
        told.append(repr(await provider.send("MG3", {})))

    ours = [record for record in caplog.records if not record.name.startswith("aiohttp")]
    assert any(record.name == "httpx" for record in ours)
    told += [record.getMessage() for record in ours]
    assert not [line for line in told for secret in secrets if secret in line]


async def test_a_service_without_its_key_is_absent() -> None:
    assert build_providers(given(bot_token="42:t").providers).by_name == {}
    assert build_providers(given(bot_token="42:t", mobilgroup_login=LOGIN).providers).by_name == {}
    signed = given(bot_token="42:t", mobilgroup_login=LOGIN, mobilgroup_password=PASSWORD)
    providers = build_providers(signed.providers)
    assert [(one.name, one.title, one.text_limit) for one in providers.by_name.values()] == [
        ("mobilgroup", "Mobilgroup", 5000)
    ]
    await providers.aclose()


async def test_an_answer_that_is_shown_hides_the_key(stub: Stub, provider: MobilgroupProvider) -> None:
    assert provider.hide(f'{{"echo": "{KEY}"}}') == '{"echo": "sand…"}'
