"""A provider has the methods of what it declares, and of nothing else."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from bot.domain.calls import Handle
from bot.domain.errors import Refused
from bot.domain.menus import Branch, Menu, MenuLimits
from bot.domain.phones import Duty, Phone
from bot.domain.reasons import Reason
from bot.domain.sayings import Saying
from bot.ports import Capability, Provider, VoiceCall
from bot.ports import abilities as can
from bot.ports.emulating import Emulated
from tests.contract.entry import Built, Entry, voice_call
from tests.contract.raw import RawServer

IN_PROVIDER: dict[Capability, Callable[[Built], Any]] = {
    Capability.VOICE_CALL: lambda provider: provider.place(voice_call()),
    Capability.REPORTS: lambda provider: provider.fetch([Handle("17")]),
    Capability.BALANCE: lambda provider: provider.balance(),
    Capability.CALLER_IDS: lambda provider: provider.caller_ids(),
}
PROTOCOLS: dict[Capability, type] = {
    Capability.CALLBACK: can.Callbacks,
    Capability.RECONCILIATION: can.Reconciliation,
    Capability.RECORDS: can.Records,
    Capability.RECORD_LIST: can.RecordList,
    Capability.LANGUAGES: can.Languages,
    Capability.VERIFICATION: can.Verification,
    Capability.SCRIPTS: can.Scripts,
    Capability.PHRASES: can.Phrases,
    Capability.TEMPLATES: can.Templates,
    Capability.WIDGETS: can.Widgets,
    Capability.TAGS: can.Tags,
    Capability.STATISTICS: can.Statistics,
    Capability.WEBHOOKS: can.Webhooks,
    Capability.EMULATED: Emulated,
}
WISHES: dict[Capability, tuple[VoiceCall, VoiceCall]] = {
    Capability.VOICES: (voice_call(), replace(voice_call(), saying=Saying("Ваш заказ готов"))),
    Capability.RECORDING: (voice_call(), replace(voice_call(), need_recording=False)),
    Capability.DUTY_NUMBER: (voice_call(caller_id=Phone("74951234567")), voice_call(caller_id=Duty.ANY)),
    Capability.OWN_NUMBER: (voice_call(), voice_call(caller_id=Phone("74951234567"))),
    Capability.MENUS: (replace(voice_call(), menu=Menu("Меню", "", branches=(Branch("1", tag="да"),))), voice_call()),
    Capability.ATTEMPTS: (replace(voice_call(), attempts=3), voice_call()),
    Capability.REPEATS: (replace(voice_call(), repeats=2), voice_call()),
}
"""For each wish two calls that differ in it alone."""


def methods(protocol: type) -> dict[str, inspect.Signature]:
    return {
        name: inspect.signature(member)
        for name, member in vars(protocol).items()
        if inspect.isfunction(member) and not name.startswith("_")
    }


def test_every_capability_is_looked_at() -> None:
    assert IN_PROVIDER.keys() | PROTOCOLS.keys() | WISHES.keys() == set(Capability)


@pytest.mark.parametrize("capability", PROTOCOLS)
def test_declared_and_there(entry: Entry, at_raw: Built, capability: Capability) -> None:
    wanted = methods(PROTOCOLS[capability])
    there = {name for name in wanted if hasattr(at_raw, name)}
    assert there == (set(wanted) if capability in at_raw.capabilities else set())
    for name in there:
        assert_takes(getattr(at_raw, name), wanted[name])


def test_every_protocol_has_the_capability_that_declares_it() -> None:
    known = {protocol: capability for capability, protocol in PROTOCOLS.items()}
    assert known | {can.Menus: Capability.MENUS} == can.DECLARED


@pytest.mark.parametrize("protocol", can.DECLARED)
def test_an_ability_is_had_by_who_declares_it(entry: Entry, at_raw: Built, protocol: type[object]) -> None:
    found = can.able(at_raw, protocol)
    assert found is (at_raw if can.DECLARED[protocol] in at_raw.capabilities else None)


def test_who_plays_menus_says_what_they_can_do(entry: Entry, at_raw: Built) -> None:
    limits = getattr(at_raw, "menu_limits", None)
    assert isinstance(limits, MenuLimits) == (Capability.MENUS in at_raw.capabilities)


def test_it_is_a_provider(entry: Entry, at_raw: Built) -> None:
    for name, signature in methods(Provider).items():
        assert_takes(getattr(at_raw, name), signature)
    assert (at_raw.name, bool(at_raw.title)) == (entry.name, True)
    assert at_raw.text_limit > 0
    assert at_raw.batch > 0


def assert_takes(method: Any, wanted: inspect.Signature) -> None:
    """Asserts that a method takes all that the protocol's takes. More parameters need defaults."""
    there = dict(inspect.signature(method).parameters)
    for name, parameter in list(wanted.parameters.items())[1:]:
        found = there.pop(name)
        assert (found.kind, found.default) == (parameter.kind, parameter.default), name
    assert [name for name, parameter in there.items() if parameter.default is parameter.empty] == []


@pytest.mark.parametrize("capability", IN_PROVIDER)
async def test_what_is_not_declared_is_refused_unasked(
    raw: RawServer, entry: Entry, at_raw: Built, capability: Capability
) -> None:
    if capability in at_raw.capabilities:
        return
    with pytest.raises(Refused, match=Reason.NOT_OFFERED):
        await IN_PROVIDER[capability](at_raw)
    assert raw.requests == []


@pytest.mark.parametrize("capability", WISHES)
def test_a_wish_that_is_declared_is_heeded(entry: Entry, at_raw: Built, capability: Capability) -> None:
    if Capability.VOICE_CALL not in at_raw.capabilities:
        assert capability not in at_raw.capabilities
        return
    one, other = (at_raw.describe(call) for call in WISHES[capability])
    if capability in at_raw.capabilities:
        assert one != other
    elif capability is not Capability.DUTY_NUMBER:  # without one, the number of the settings takes its place
        assert one == other
