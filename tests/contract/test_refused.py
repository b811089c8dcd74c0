"""The provider definitely said no: nothing was placed, and the reason tells a person what to do."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.domain.errors import Refused
from bot.domain.reasons import Reason
from bot.ports import Capability
from tests.contract.conftest import Simulation
from tests.contract.entries import ENTRIES
from tests.contract.entry import Built, Entry, each, voice_call
from tests.contract.raw import RawServer


async def refusal(entry: Entry, provider: Built, ending: str = "00") -> Refused:
    with pytest.raises(Refused) as caught:
        await entry.order(provider, ending)
    return caught.value


async def test_a_refused_number(sim: Simulation, entry: Entry, provider: Built) -> None:
    refused = await refusal(entry, provider, entry.refused_ending)
    assert refused.key
    assert refused.words
    assert len(await sim.journal(entry.placing)) == 1
    assert (await sim.state())[entry.name]["calls"] == []


async def test_a_wrong_key(sim: Simulation, entry: Entry, make: Callable[..., Built]) -> None:
    key, told = entry.wrong_key
    provider = make(sim.twin, key=key)
    assert (await refusal(entry, provider)).key == told
    with pytest.raises(Refused, match=r"provider-refused-key"):
        await provider.balance()
    assert len(await sim.journal(entry.asking)) == 1


async def test_no_money(sim: Simulation, entry: Entry, provider: Built) -> None:
    await sim.set({"balance": "0"})
    if entry.penniless:
        reports = await sim.until_final(provider, await entry.order(provider, "00"))
        assert reports[-1].state is entry.penniless
        return
    refused = await refusal(entry, provider)
    assert refused.key == Reason.REFUSED_MONEY
    assert refused.words
    assert (await sim.state())[entry.name]["calls"] == []


async def test_a_text_too_long_is_not_sent(sim: Simulation, entry: Entry, provider: Built) -> None:
    if Capability.VOICE_CALL not in provider.capabilities:
        return
    for text in ("а" * (provider.text_limit + 1), ""):
        with pytest.raises(Refused, match=Reason.REFUSED_TEXT):
            await provider.place(voice_call(text=text))
        assert provider.describe(voice_call(text=text))
    assert await sim.journal(entry.placing) == []


@pytest.mark.parametrize("status", [400, 401, 402, 403, 404, 405, 413, 415, 422, 429])
@pytest.mark.parametrize("body", ["", "<html>nginx</html>", '{"message": "Ошибка"}'])
async def test_statuses_that_mean_no(raw: RawServer, entry: Entry, at_raw: Built, status: int, body: str) -> None:
    raw.answer(body, f"HTTP/1.1 {status} No\r\n".encode())
    assert (await refusal(entry, at_raw)).key
    assert len(raw.requests) == 1


@each(ENTRIES, lambda entry: entry.bodies.no_money)
async def test_an_error_inside_http_200(raw: RawServer, entry: Entry, at_raw: Built, case: str) -> None:
    raw.answer(case)
    refused = await refusal(entry, at_raw)
    assert refused.key == Reason.REFUSED_MONEY
    assert refused.words
    assert len(raw.requests) == 1


@each(ENTRIES, lambda entry: entry.bodies.partial)
async def test_others_of_a_list_were_accepted(raw: RawServer, entry: Entry, at_raw: Built, case: str) -> None:
    raw.answer(case)
    await refusal(entry, at_raw)
    assert len(raw.requests) == 1


async def test_the_services_words_never_hold_a_secret(raw: RawServer, entry: Entry, at_raw: Built) -> None:
    quoted = " ".join(entry.secrets)
    for body in (f'{{"message": "Ключ {quoted}"}}', f'{{"reason": "Ключ {quoted}"}}', f'["{quoted}"]'):
        raw.answer(body, b"HTTP/1.1 400 Bad Request\r\n")
        words = (await refusal(entry, at_raw)).words
        assert not [secret for secret in entry.secrets if secret in words]
