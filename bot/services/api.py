"""Everything that people can make the bot do, by noun: the one door for handlers."""

from __future__ import annotations

from dataclasses import dataclass

from bot.services.callbacks import Callbacks
from bot.services.calls import Calls
from bot.services.deps import Deps
from bot.services.emulator import Emulator
from bot.services.menus import Menus
from bot.services.money import Money
from bot.services.orders import Orders
from bot.services.people import People
from bot.services.records.records import Records
from bot.services.templates import Templates
from bot.services.verification import Verification


@dataclass(frozen=True, slots=True)
class Api:
    callbacks: Callbacks
    calls: Calls
    emulator: Emulator
    menus: Menus
    money: Money
    orders: Orders
    people: People
    records: Records
    templates: Templates
    verification: Verification


def build_api(deps: Deps) -> Api:
    return Api(
        callbacks=Callbacks(deps),
        calls=Calls(deps),
        emulator=Emulator(deps),
        menus=Menus(deps),
        money=Money(deps),
        orders=Orders(deps),
        people=People(deps),
        records=Records(deps),
        templates=Templates(deps),
        verification=Verification(deps),
    )
