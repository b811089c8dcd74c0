"""One end, one reply, also when Telegram takes nothing for a while."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.providers.zvonobot.dialect import CALLDOG
from tests.support.office import Office, Person, new_phone

NOT_KNOWN = "Неизвестно, прошёл ли этот звонок"
BOTH = "ни один не состоялся"


@pytest.fixture(autouse=True)
def one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each number goes in a request of its own, so that the answer about one of them is lost alone."""
    monkeypatch.setattr("bot.providers.zvonobot.provider.CALLDOG", replace(CALLDOG, many=1))


async def test_an_end_that_telegram_held_back_is_not_told_twice(office: Office) -> None:
    """One call is unknown, the other ends. The first is placed again and ends while Telegram takes nothing."""
    oleg, first, second = await office.person(), new_phone("01"), new_phone("01")
    await oleg.says(f"/call {first}, {second} Ваш заказ готов")
    card = await oleg.sees("Ваш заказ готов")
    await office.fault("reset", "create")
    await office.fault("status", "sendMessage", "telegram", status=500, times=1000, chat_id=oleg.chat)
    await oleg.presses("Позвонить", card)
    asked = await oleg.sees(lambda shown: NOT_KNOWN in shown.text and "занято" in shown.text)
    await office.request("sendMessage", target="telegram", journal={"fault": "status"}, chat_id=oleg.chat)
    await oleg.presses("Позвонить снова", asked)
    await oleg.sees(lambda shown: shown.id == card.id and shown.text.count("занято") == 2)

    await _tries_to_say_the_end(office, oleg)

    await office.no_more_faults()
    await oleg.sees(lambda shown: shown.reply_to == card.id and BOTH in shown.text)
    await oleg.says("/balance")
    await oleg.sees("CallDog: ")
    assert len([shown for shown in await oleg.replies() if shown.reply_to == card.id]) == 1


async def _tries_to_say_the_end(office: Office, oleg: Person) -> None:
    """Waits until the bot tries to tell how both calls ended."""

    async def look() -> bool | None:
        asked = await office.requests("sendMessage", "telegram", {"fault": "status"}, chat_id=oleg.chat)
        return any(BOTH in request["request"]["text"] for request in asked) or None

    assert await office.until(look), "the first reply stands in the way of the second"
