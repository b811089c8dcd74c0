from __future__ import annotations

import pytest

from bot.ports import Provider
from bot.providers.registry import PROVIDERS, build_providers
from bot.providers.zvonobot.settings import ZvonobotConfig
from bot.settings import given

KEY = "lt64VzXy1abcdefgh"


async def test_a_service_without_its_key_is_absent() -> None:
    assert build_providers({}).by_name == {}
    assert build_providers(given(bot_token="42:t").providers).by_name == {}
    assert build_providers(given(bot_token="42:t", calldog_api_key="").providers).by_name == {}


async def test_a_service_with_its_key_is_there() -> None:
    providers = build_providers(given(bot_token="42:t", calldog_api_key=KEY).providers)
    calldog: Provider = providers.by_name["calldog"]
    assert (calldog.name, calldog.title) == ("calldog", "CallDog")
    assert (calldog.text_limit, calldog.batch) == (1024, 5000)
    await providers.aclose()


def test_the_key_is_not_in_the_configs_repr() -> None:
    assert KEY not in repr(ZvonobotConfig("https://lk.calldog.ru", KEY))


async def test_every_provider_is_what_its_spec_says() -> None:
    keys = {f"{spec.name}_api_key": KEY for spec in PROVIDERS}
    providers = build_providers(given(bot_token="42:t", **keys).providers)
    found = [(name, one.name, one.title) for name, one in providers.by_name.items()]
    assert found == [(spec.name, spec.name, spec.title) for spec in PROVIDERS]
    await providers.aclose()


@pytest.mark.parametrize(
    ("name", "setting", "written", "shown"),
    [
        ("calldog", "calldog_caller_id", "duty", "duty"),
        ("calldog", "calldog_caller_id", "74951234567", "74951234567"),
        ("obzvonov", "obzvonov_caller_id", "74951234567", "74951234567"),
        ("mobilgroup", "mobilgroup_caller_id", "89932432781", "79932432781"),
        ("mobilgroup", "mobilgroup_caller_id", None, None),
        ("callkeeper", "calldog_caller_id", "74951234567", None),
    ],
)
def test_whom_callees_see_when_an_order_names_nobody(
    name: str, setting: str, written: str | None, shown: str | None
) -> None:
    settings = given(bot_token="42:t", calldog_api_key="k", **{setting: written})
    assert settings.providers[name].own_caller_id == shown


def test_from_where_webhooks_may_come() -> None:
    own = given(bot_token="42:t", calldog_webhook_ips="10.0.0.0/8, 192.0.2.7").providers
    assert [str(network) for network in own["calldog"].webhook_networks] == ["10.0.0.0/8", "192.0.2.7/32"]
    assert [own[name].webhook_networks for name in ("obzvonov", "callkeeper", "mobilgroup")] == [(), (), ()]
