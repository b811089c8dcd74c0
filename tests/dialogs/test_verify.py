"""`/verify`: one real call, sent once; what came of it is shown."""

from __future__ import annotations

import asyncio

import pytest
from aiogram.types import Message

from bot.domain.calls import CallState
from bot.domain.errors import Refused, Uncertain
from bot.domain.orders import OrderKind
from tests.fakes.provider import FakeProvider
from tests.fakes.services import Verifying
from tests.support.stage import Someone, Stage

VERIFY = "/verify +7 999 123-45-67"


@pytest.fixture
def services() -> list[FakeProvider]:
    return [Verifying()]


@pytest.fixture
def verifying(services: list[FakeProvider]) -> Verifying:
    assert isinstance(services[0], Verifying)
    return services[0]


async def test_it_says_what_will_happen_first(stage: Stage, oleg: Someone, verifying: Verifying) -> None:
    await oleg.says(VERIFY)
    assert "звонок настоящий и стоит денег" in (oleg.last().text or "")
    assert oleg.labels() == ["📞 Позвонить для проверки", "✖️ Отмена"]
    assert verifying.verified == []


async def test_however_often_it_is_pressed(stage: Stage, oleg: Someone, verifying: Verifying) -> None:
    verifying.hold = asyncio.Event()
    await oleg.says(VERIFY)
    card = oleg.last()
    await asyncio.gather(*(oleg.presses("Позвонить для проверки", card) for _ in range(5)))
    verifying.hold.set()
    await stage.app.core.submitter.drain()
    assert verifying.verified == ["79991234567"]
    await stage.until(lambda: "Код: 0501" in (stage.telegram.messages[oleg.id, card.message_id].text or ""))
    shown = stage.telegram.messages[oleg.id, card.message_id]
    assert oleg.labels(shown) == ["✅ Совпал", "❌ Не совпал", "🔁 Позвонить ещё"]
    assert verifying.placed == []


async def test_whether_the_code_matched_is_kept_and_shown(stage: Stage, oleg: Someone) -> None:
    await oleg.says(VERIFY)
    card = oleg.last()
    await oleg.presses("Позвонить для проверки")
    await stage.app.core.submitter.drain()
    asked = await stage.until(lambda: oleg.under("❌ Не совпал"))
    assert asked.message_id == card.message_id
    await asyncio.gather(*(oleg.presses("Не совпал", asked) for _ in range(3)))
    answers = sorted(map(str, stage.telegram.answers()[-3:]))
    assert answers == ["Отмечено: код не совпал", *["Уже решено, смотрите карточку"] * 2]

    def told() -> bool:
        return "код не совпал" in (stage.telegram.messages[oleg.id, card.message_id].text or "")

    await stage.until(told)
    assert oleg.labels(stage.telegram.messages[oleg.id, card.message_id]) == ["🔁 Позвонить ещё"]
    (verification,) = await stage.orders()
    assert verification.calls[0].matched is False


async def test_an_update_that_comes_twice_is_one_verification(stage: Stage, oleg: Someone) -> None:
    message = oleg.message(VERIFY)
    await stage.feed(message=message)
    await stage.feed(message=message)
    assert len(await stage.orders()) == 1


async def test_a_lost_answer_is_unknown(stage: Stage, oleg: Someone, verifying: Verifying) -> None:
    verifying.error = Uncertain("provider-change-lost")
    await oleg.says(VERIFY)
    await oleg.presses("Позвонить для проверки")
    await stage.app.core.submitter.drain()
    unknown = await stage.until(lambda: oleg.under("🔁 Позвонить снова"))
    assert "Неизвестно, прошёл ли этот звонок." in (unknown.text or "")
    assert verifying.verified == ["79991234567"], "nothing is sent again by itself"
    await oleg.presses("Звонок был", unknown)
    (verification,) = await stage.orders()
    assert verification.calls[0].state is CallState.EXPIRED


async def test_a_refusal_is_explained(stage: Stage, oleg: Someone, verifying: Verifying) -> None:
    verifying.error = Refused("provider-refused-money", "Недостаточно средств")
    await oleg.says(VERIFY)
    card = oleg.last()
    await oleg.presses("Позвонить для проверки")
    await stage.app.core.submitter.drain()
    await stage.until(lambda: "Недостаточно средств" in (stage.telegram.messages[oleg.id, card.message_id].text or ""))


@pytest.mark.parametrize("written", ["89991234567, 89991234568", "89991234567 текст"])
async def test_one_number_alone(stage: Stage, oleg: Someone, written: str) -> None:
    await oleg.says(f"/verify {written}")
    assert "один номер за раз" in (oleg.last().text or "")
    assert await stage.orders() == []


async def test_it_shows_its_request_and_has_no_options(stage: Stage, oleg: Someone, verifying: Verifying) -> None:
    """A forged press changes nothing."""
    await oleg.says(VERIFY)
    (verification,) = await stage.orders()
    await oleg.sends_data(f"order:request:{verification.id}", oleg.last())
    assert '"phone": "79991234567"' in (oleg.last().text or "")
    await oleg.sends_data(f"order:options:{verification.id}", oleg.last())
    assert "ничего, кроме номера" in (stage.telegram.answers()[-1] or "")
    assert verifying.placed == []


async def test_managers_find_its_request_behind_more(stage: Stage, maria: Someone) -> None:
    """Before it goes and after: its answer is the code, which the card shows."""
    await maria.says(VERIFY)
    id_ = maria.last().message_id

    def card() -> Message:
        return stage.telegram.messages[maria.id, id_]

    await maria.presses("Ещё", card())
    await maria.presses("Показать запрос", card())
    assert '"phone": "79991234567"' in (card().text or "")
    await maria.presses("Назад", card())
    await maria.presses("Позвонить для проверки", card())
    await stage.app.core.submitter.drain()
    await maria.presses("Ещё", await stage.until(lambda: maria.under("✅ Совпал")))
    assert maria.labels(card()) == ["🧾 Показать запрос", "📥 Ответ", "◀️ Назад"]
    await maria.presses("Показать запрос", card())
    assert '"phone": "79991234567"' in (card().text or "")


async def test_a_contact_is_verified_where_one_is_asked_for(stage: Stage, oleg: Someone) -> None:
    await oleg.says("/verify")
    await oleg.shares("79991234567")
    (order,) = await stage.orders()
    assert (order.kind, order.phones) == (OrderKind.VERIFICATION, ("79991234567",))
    assert oleg.labels() == ["📞 Позвонить для проверки", "✖️ Отмена"]


def is_asked(someone: Someone) -> bool:
    return any("Какой номер проверить?" in (shown.text or "") for shown in someone.stage.telegram.in_chat(someone.id))


async def test_a_call_in_place_of_it_leaves_no_question(stage: Stage, oleg: Someone) -> None:
    await oleg.says("/verify")
    await oleg.says("/call 79991234567 Ваш заказ готов")
    assert not is_asked(oleg)
    await oleg.says("/verify")
    await oleg.says("/verify 79991234568")
    assert not is_asked(oleg)
    await oleg.says("79991234569")
    assert [order.kind for order in await stage.orders()] == [OrderKind.CALL, OrderKind.VERIFICATION, OrderKind.CALL]
