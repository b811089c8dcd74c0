"""«Later» on the card: from the draft to a planned call that is seen, changed, withdrawn, or missed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from aiogram.methods import DeleteMessage
from aiogram.types import Message

from bot.domain.orders import Order, OrderState
from tests.fakes.clock import NOON
from tests.fakes.provider import FakeProvider
from tests.fakes.services import JoiningPeople
from tests.support.people import CALL, OLGA
from tests.support.stage import GROUP, Someone, Stage

EVENING = NOON + timedelta(hours=6)


@pytest.fixture
def services() -> list[FakeProvider]:
    return [FakeProvider(), JoiningPeople()]


async def order(stage: Stage) -> Order:
    return (await stage.orders())[-1]


async def planned(stage: Stage, oleg: Someone, written: str = CALL) -> Message:
    """The card of a call that waits for its time."""
    await oleg.says(written)
    await oleg.presses("Позже")
    await oleg.says("18:00")
    card: Message = await stage.until(lambda: oleg.under("✏️ Изменить"))
    return card


async def released(stage: Stage, after: timedelta = timedelta(0)) -> None:
    stage.clock.set(EVENING + after)
    await stage.app.core.waiting.sweep()
    await stage.app.core.submitter.drain()


async def test_later_leads_back_to_the_card(stage: Stage, oleg: Someone) -> None:
    await oleg.says(CALL)
    card = oleg.last()
    await oleg.presses("Позже", card)
    await oleg.presses("Через час")
    shown = await stage.until(lambda: oleg.under("✏️ Изменить"))
    assert shown.message_id == card.message_id, "the same message"
    assert "— запланирован на пт 20 ноября, 13:00" in (shown.text or "")
    assert oleg.labels(shown) == ["✏️ Изменить", "↩️ Отменить"]
    assert stage.provider.placed == []


async def test_back_from_later_is_the_card(stage: Stage, oleg: Someone) -> None:
    await oleg.says(CALL)
    card = oleg.last()
    await oleg.presses("Позже", card)
    await oleg.presses("Назад")
    assert oleg.last().message_id == card.message_id
    await stage.until(lambda: oleg.under("📞 Позвонить"))
    assert (await order(stage)).terms.at is None


async def test_a_window_that_cannot_be_deleted_strands_nobody(stage: Stage, oleg: Someone) -> None:
    await oleg.says(CALL)
    await oleg.presses("Позже")
    stage.telegram.refusals[DeleteMessage] = "Bad Request: message can't be deleted for everyone"
    await oleg.says("18:00")
    assert await stage.until(lambda: oleg.under("✏️ Изменить"))
    assert not any("код" in (text or "") for text in stage.telegram.answers())


async def test_it_goes_at_its_time(stage: Stage, oleg: Someone) -> None:
    await planned(stage, oleg)
    await released(stage, -timedelta(seconds=1))
    assert stage.provider.placed == []
    await released(stage)
    assert len(stage.provider.placed) == 1
    assert await stage.until(lambda: "звонок в очереди" in (oleg.last().text or ""))


async def test_it_is_changed_until_it_goes(stage: Stage, oleg: Someone) -> None:
    card = await planned(stage, oleg)
    await oleg.presses("Изменить", card)
    assert "Запланирован 1 звонок" in (oleg.last().text or "")
    assert not any("Сервис" in label for label in oleg.labels()), "the service stays"
    await oleg.presses("Текст")
    await oleg.says("Новый текст")
    await oleg.presses("Когда")
    await oleg.says("19:00")
    assert "пт 20 ноября, 19:00" in (oleg.last().text or "")
    assert oleg.labels() == ["✏️ Изменить", "↩️ Отменить"], "a time leads back to the card"
    await released(stage)
    assert stage.provider.placed == []
    await released(stage, timedelta(hours=1))
    assert [call.saying.text for call in stage.provider.placed] == ["Новый текст"]


async def test_a_change_that_comes_too_late_is_told(stage: Stage, oleg: Someone) -> None:
    card = (await planned(stage, oleg)).model_copy()
    await oleg.presses("Изменить", card)
    window = oleg.last()
    await released(stage)
    await oleg.presses("Запись", window)
    assert stage.telegram.answers()[-1] == "Звонок уже идёт, менять его поздно."
    await oleg.presses("Изменить", card)
    assert stage.telegram.answers()[-1] == "Звонок уже идёт, менять его поздно."
    assert (await order(stage)).terms.need_recording is False


async def test_into_the_night_only_when_asked_twice(stage: Stage, oleg: Someone) -> None:
    card = await planned(stage, oleg)
    await oleg.presses("Изменить", card)
    await oleg.presses("Когда")
    await oleg.says("23:30")
    assert "В назначенное время у абонента 23:30, это вне часов для звонков." in (oleg.last().text or "")
    assert (await order(stage)).terms.at == EVENING
    await oleg.presses("Назад")
    await oleg.presses("Когда")
    assert not any("Всё равно" in label for label in oleg.labels()), "the question is over"
    await oleg.says("23:30")
    await oleg.presses("Всё равно 20.11 23:30")
    moved = await order(stage)
    assert moved.terms.at == moved.calls[0].start_at == EVENING + timedelta(hours=5, minutes=30)


async def test_the_question_that_is_over_is_answered_no_more(stage: Stage, oleg: Someone) -> None:
    card = await planned(stage, oleg)
    await oleg.presses("Изменить", card)
    await oleg.presses("Когда")
    await oleg.says("23:30")
    asked = oleg.last().model_copy()
    await oleg.says("19:00")
    await oleg.presses("Всё равно", asked)
    assert (await order(stage)).calls[0].start_at == EVENING + timedelta(hours=1)


async def test_a_planned_call_can_go_at_once(stage: Stage, oleg: Someone) -> None:
    card = await planned(stage, oleg)
    await oleg.presses("Изменить", card)
    await oleg.presses("Когда")
    assert oleg.labels()[0] == "Позвонить сейчас"
    await oleg.presses("Позвонить сейчас")
    await stage.app.core.waiting.sweep()
    await stage.app.core.submitter.drain()
    assert len(stage.provider.placed) == 1


async def test_a_draft_for_the_night_asks_when_it_is_placed(stage: Stage, oleg: Someone) -> None:
    await oleg.says(CALL)
    await oleg.presses("Позже")
    await oleg.says("23:30")
    assert "В назначенное время у абонента 23:30" in (oleg.last().text or "")
    assert ((await order(stage)).state, (await order(stage)).terms.at) == (OrderState.DRAFT, None)
    await oleg.presses("Всё равно 20.11 23:30")
    assert (await order(stage)).state is OrderState.PLACED
    assert stage.provider.placed == []


async def test_it_is_withdrawn(stage: Stage, oleg: Someone) -> None:
    card = await planned(stage, oleg)
    await oleg.presses("Отменить", card)
    await stage.until(lambda: oleg.under("🔁 Позвонить ещё"))
    await released(stage)
    assert stage.provider.placed == []


async def test_planned_calls_are_the_first_of_the_list(stage: Stage, oleg: Someone) -> None:
    await planned(stage, oleg)
    await oleg.says("/calls")
    listed = (oleg.last().text or "").split("\n")
    assert listed[0] == "🗓 Запланированные звонки"
    assert "пт 20 ноября, 18:00" in listed
    assert "+7 999 123-45-67" in listed
    assert oleg.labels() == ["🗓 20.11 18:00 +7 999 123-45-67", "🎚 Фильтр", "🔎 Найти", "Скачать", "Закрыть"]
    await oleg.says("/calls", GROUP)
    assert "-67" not in (oleg.last(GROUP).text or ""), "one's own history is for one's own eyes"


async def test_the_card_is_brought_from_the_list(stage: Stage, oleg: Someone) -> None:
    card = await planned(stage, oleg)
    await oleg.says("/calls")
    await oleg.presses("🗓")
    anew = oleg.last()
    assert anew.message_id > card.message_id
    assert (oleg.id, card.message_id) not in stage.telegram.messages, "it is one card, and has moved"
    assert oleg.labels(anew) == ["✏️ Изменить", "↩️ Отменить"]
    await oleg.presses("Отменить", anew)
    shown = await stage.until(lambda: oleg.under("🔁 Позвонить ещё"))
    assert shown.message_id == anew.message_id, "this one is followed now"

    olga = await stage.let_in(OLGA)
    await olga.presses("Отменить", card)
    assert stage.telegram.answers()[-1] == "Это звонок другого сотрудника: Олег."


async def test_a_card_too_old_to_be_deleted_says_where_the_new_one_is(stage: Stage, oleg: Someone) -> None:
    card = await planned(stage, oleg)
    await oleg.says("/calls")
    stage.telegram.refusals[DeleteMessage] = "Bad Request: message can't be deleted for everyone"
    await oleg.presses("🗓")
    old = stage.telegram.messages[oleg.id, card.message_id]
    assert (old.text, old.reply_markup) == ("↓ Карточка этого звонка ниже.", None)


async def test_what_was_missed_is_told_and_asked(stage: Stage, oleg: Someone) -> None:
    await planned(stage, oleg)
    await released(stage, timedelta(hours=4))
    card = await stage.until(lambda: oleg.under("📞 Позвонить сейчас"))
    assert "время пропущено, звонка не было" in (card.text or "")
    await oleg.presses("Позвонить сейчас", card)
    assert stage.telegram.answers()[-1] == "Сейчас не время для звонков. Нажмите позже: звонок подождёт."
    await released(stage, timedelta(hours=16))
    await oleg.presses("Позвонить сейчас", card)
    await oleg.presses("Позвонить сейчас", card)
    await stage.app.core.submitter.drain()
    assert len(stage.provider.placed) == 1
    assert stage.telegram.answers()[-1] == "Уже звоним"


async def later_of_a_callback(stage: Stage, oleg: Someone) -> None:
    await oleg.says("/callback +7 383 212-34-56")
    await oleg.says("Не сейчас")
    card = await stage.until(lambda: oleg.under("🕒 Позже"))
    await oleg.presses("Позже", card)
    assert "Время — по вашим часам, сейчас 12:00 (UTC+3)." in (oleg.last().text or ""), (
        "a colleague's phone rings first"
    )


async def test_a_time_places_a_callback_which_the_service_keeps_until_then(
    stage: Stage, oleg: Someone, services: list[FakeProvider]
) -> None:
    keeper = services[1]
    assert isinstance(keeper, JoiningPeople)
    await later_of_a_callback(stage, oleg)
    window = oleg.last().model_copy()
    for _ in range(3):
        await oleg.presses("Через час", window)
    assert stage.telegram.answers()[-3:] == ["Звонок запланирован", *["Уже запланирован на пт 20 ноября, 13:00"] * 2]
    await stage.app.core.submitter.drain()
    (joined,) = keeper.joined
    assert joined.at == NOON + timedelta(hours=1)
    assert (await order(stage)).state is OrderState.PLACED
    await stage.app.core.deliveries.settle()
    shown = stage.telegram.messages[oleg.id, window.message_id]
    assert "🗓 +7 383 212-34-56 — запланирован на пт 20 ноября, 13:00" in (shown.text or "")


async def test_a_callback_outside_the_clients_hours_asks_once_more(
    stage: Stage, oleg: Someone, services: list[FakeProvider]
) -> None:
    keeper = services[1]
    assert isinstance(keeper, JoiningPeople)
    await later_of_a_callback(stage, oleg)
    await oleg.says("18:00")
    assert "В назначенное время у абонента 22:00" in (oleg.last().text or "")
    assert keeper.joined == []
    await oleg.presses("Всё равно 20.11 18:00")
    await stage.app.core.submitter.drain()
    assert [joined.at for joined in keeper.joined] == [EVENING]
