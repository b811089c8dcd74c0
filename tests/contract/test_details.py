"""What a provider's report says beyond the card: whatever it holds, it is read, in the one order, in words we have."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.details import About, Detail, Words
from bot.domain.menus import Branch, Menu
from bot.ports import Capability
from bot.ports.abilities import able
from bot.ports.telling import Details
from bot.providers.zvonobot.provider import ZvonobotProvider
from tests.contract.conftest import Simulation
from tests.contract.engine import ENGINES
from tests.contract.entries import ENTRIES
from tests.contract.entry import OURS, Built, Entry, Told, each, voice_call
from tests.contract.raw import RawServer
from tests.support.texts import texts
from tests.unit.providers.test_loose import ANYTHING

TEXTS = texts()
TELLING = [entry for entry in ENTRIES if able(entry.make("http://127.0.0.1:1", None), Details)]


def assert_sound(found: list[Detail]) -> None:
    order = list(About)
    places = [order.index(one.about) for one in found]
    assert places == sorted(set(places))
    for one in found:
        keys = [f"details-about-{one.about}", *([one.value.key] if isinstance(one.value, Words) else [])]
        assert [key for key in keys for locale in ("ru", "en") if not TEXTS.has(locale, key)] == []


def test_four_of_them_tell_more() -> None:
    assert [entry.name for entry in ENTRIES if entry not in TELLING] == ["kolokol"]


@pytest.mark.parametrize("entry", TELLING, ids=lambda entry: entry.name, indirect=True)
async def test_a_call_in_all_its_stages(sim: Simulation, entry: Entry, provider: Built) -> None:
    assert isinstance(provider, Details)
    handle = await entry.order(provider, entry.story)
    reports = await sim.until_final(provider, handle)
    told = [provider.details(handle, report.raw) for report in reports]
    for found in (provider.details(handle, {}), *told):
        assert_sound(found)
    assert About.DIALLED in {one.about for one in told[-1]}
    assert Capability.REPORTS in provider.capabilities


CALLEE = {About.DIALLED, About.ANSWERED, About.ENDED}
MANAGER = {About.PASSED_STATE, About.PASSED_DIALLED, About.PASSED_ANSWERED}


@pytest.mark.parametrize("entry", ENGINES, ids=lambda entry: entry.name, indirect=True)
async def test_every_field_of_the_engine_in_both_dialects(sim: Simulation, provider: ZvonobotProvider) -> None:
    menu = Menu("Меню", provider.name, branches=(Branch("1", manager=OURS), Branch("2", block=True)))
    for ending, told, worded in (
        ("03", CALLEE | MANAGER, {About.PASSED_STATE: "details-leg-completed"}),
        ("04", CALLEE | {About.BLOCKED}, {About.BLOCKED: "details-blocked"}),
        ("01", {About.CAUSE, About.DIALLED, About.ENDED}, {About.CAUSE: "details-cause-17"}),
        ("02", {About.CAUSE, About.DIALLED, About.ENDED}, {About.CAUSE: "details-cause-19"}),
        ("07", CALLEE | {About.CAUSE}, {About.CAUSE: "details-cause-31"}),
    ):
        handle = await provider.place(replace(voice_call(ending), menu=menu))
        report = (await sim.until_final(provider, handle))[-1]
        found = {one.about: one.value for one in provider.details(handle, report.raw)}
        assert told <= found.keys(), ending
        for about, key in worded.items():
            value = found[about]
            assert isinstance(value, Words), ending
            assert value.key == key


@each(TELLING, lambda entry: entry.bodies.told)
async def test_every_shape_of_a_report(raw: RawServer, entry: Entry, at_raw: Built, case: Told) -> None:
    raw.answer(case.body)
    assert isinstance(at_raw, Details)
    for sighting in await at_raw.fetch([entry.bodies.handle]):
        assert_sound(at_raw.details(entry.bodies.handle, sighting.read().raw))


FIELDS = st.sampled_from(
    ["calls", "0", "hangupCause", "managerStatus", "toBlock", "startedAt", "visit_info", "current", "first"]
) | st.sampled_from(
    ["tags", "a_type", "duration_min", "date", "status_code", "transfer", "sms", "price", "status", "partition"]
)
ALIKE = st.recursive(
    ANYTHING,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(FIELDS, inner, max_size=6),
    max_leaves=15,  # it is deep enough with them, and a report beyond seconds of making it
)
PROVIDERS: list[tuple[Entry, Any]] = [(entry, entry.make("http://127.0.0.1:1", None)) for entry in TELLING]


@given(st.dictionaries(FIELDS, ALIKE, max_size=8))
def test_any_json(raw: dict[str, Any]) -> None:
    for entry, provider in PROVIDERS:
        assert_sound(provider.details(entry.bodies.handle, raw))
