"""Everything that people can make the bot do, by noun: the one door for handlers."""

from __future__ import annotations

from dataclasses import dataclass

from bot.services.calls import Calls
from bot.services.deps import Deps
from bot.services.emulator import Emulator
from bot.services.menus import Menus
from bot.services.money import Money
from bot.services.people import People
from bot.services.records.records import Records
from bot.services.templates import Templates


@dataclass(frozen=True, slots=True)
class Api:
    calls: Calls
    emulator: Emulator
    menus: Menus
    money: Money
    people: People
    records: Records
    templates: Templates


def build_api(deps: Deps) -> Api:
    return Api(
        calls=Calls(deps),
        emulator=Emulator(deps),
        menus=Menus(deps),
        money=Money(deps),
        people=People(deps),
        records=Records(deps),
        templates=Templates(deps),
    )
