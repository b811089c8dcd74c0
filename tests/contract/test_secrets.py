"""Neither a secret nor a whole phone number is ever logged, whatever happens and however much is logged."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable

import pytest

from bot.domain.errors import ProviderError
from tests.contract.conftest import Simulation
from tests.contract.entry import Built, Entry, quick


@quick
async def test_nothing_secret_is_logged(
    sim: Simulation, entry: Entry, make: Callable[..., Built], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    provider = make(sim.twin)
    told: list[str] = [repr(provider), str(vars(provider))]
    handle = await entry.order(provider, "03")
    await sim.until_final(provider, handle)
    for fault in ("reset", "cut", "hang", "invalid_json", "429", "status"):
        await sim.fault(entry.placing, fault)
        await sim.fault(entry.asking, fault, times=3, retry_after=0)
        for ask in (entry.order(provider, "04"), provider.balance()):
            with pytest.raises(ProviderError) as caught:
                await ask
            told.extend(traceback.format_exception(caught.value))
    told.extend(repr(sighting.fingerprint) for sighting in await provider.fetch([handle]))

    ours = [record for record in caplog.records if not record.name.startswith(("aiohttp", "bot.sandbox"))]
    assert any(record.name == "httpx" for record in ours)
    told.extend(record.getMessage() for record in ours)
    for line in told:
        assert not [secret for secret in entry.secrets if secret in line]
        assert "7999123450" not in line
        assert "9991234503" not in line
