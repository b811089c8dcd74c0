"""The provider takes the request and says nothing; and other things that need another clock."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from bot.providers.spec import Timing
from tests.fakes.clock import MovedClock
from tests.support.indoors import house
from tests.support.loop_time import held_time
from tests.support.office import new_phone

NOT_KNOWN = "Неизвестно, прошёл ли этот звонок."


async def test_a_timeout_after_accepting_is_not_known_and_sent_once(tmp_path: Path) -> None:
    async with house(tmp_path, timing=Timing(answer=1.5)) as home:
        office = home.office
        oleg, phone = await office.person(), new_phone("00")
        await office.fault("hang", "create", applied=True)
        await oleg.says(f"/call {phone} Ваш заказ готов")
        card = await oleg.sees("Ваш заказ готов")
        with held_time() as time:
            await oleg.presses("Позвонить", card)
            await office.request("create", phone=phone)
            time.passes(1.2)
            await oleg.sees_in(card, "звоним…")
        asked = await oleg.sees_in(card, NOT_KNOWN)
        assert "не ответил вовремя" in asked.text
        assert asked.has("Звонок был")
        assert asked.has("Позвонить снова")
        await oleg.sees_reply(card)
        assert await office.creates(phone) == 1


async def test_a_stranger_is_told_again_after_ten_minutes(tmp_path: Path) -> None:
    clock = MovedClock()
    async with house(tmp_path, clock=clock) as home:
        ivan = await home.office.person(None)
        for minutes, told in ((0, 1), (9, 1), (2, 2)):
            clock.shift += timedelta(minutes=minutes)
            await ivan.says("Есть кто?")
            witness = await home.office.person()
            await witness.says("/help")
            await witness.sees("/call")
            assert len(await ivan.replies()) == told, f"after {clock.shift}"


async def test_a_call_that_never_ends_is_given_up_after_a_day(tmp_path: Path) -> None:
    clock = MovedClock()
    async with house(tmp_path, clock=clock, pace=10_000) as home:
        oleg = await home.office.person()
        await oleg.says(f"/call {new_phone('00')} Ваш заказ готов")
        card = await oleg.sees("Ваш заказ готов")
        await oleg.presses("Позвонить", card)
        await oleg.sees_in(card, "в очереди")
        clock.shift += timedelta(hours=25)
        await home.app.core.overdue.sweep()
        await oleg.sees_in(card, "итог неизвестен")
        await oleg.sees_reply(card)
