from __future__ import annotations

from bot.ports import Provider
from bot.providers.registry import EngineConfig, build_providers

KEY = "lt64VzXy1abcdefgh"


async def test_a_service_without_its_key_is_absent() -> None:
    assert build_providers().by_name == {}
    assert build_providers(calldog=EngineConfig("https://lk.calldog.ru", "")).by_name == {}


async def test_a_service_with_its_key_is_there() -> None:
    providers = build_providers(calldog=EngineConfig("https://lk.calldog.ru", KEY))
    calldog: Provider = providers.by_name["calldog"]
    assert (calldog.name, calldog.title) == ("calldog", "CallDog")
    assert (calldog.text_limit, calldog.batch) == (1024, 5000)
    await providers.aclose()


def test_the_key_is_not_in_the_configs_repr() -> None:
    assert KEY not in repr(EngineConfig("https://lk.calldog.ru", KEY))
