"""When to call: at once, in some minutes, or on a day of the calendar, always by the callee's clock."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from aiogram.methods import AnswerCallbackQuery
from aiogram.types import InlineKeyboardButton, Message

from bot.domain.access import Role
from bot.domain.orders import Order, OrderState
from bot.sandbox.telegram.keyboards import read_markup
from bot.telegram.presses import OrderAction, OrderPress
from tests.fakes.clock import NOON
from tests.support.people import CALL, OLEG, OLGA
from tests.support.stage import GROUP, Someone, Stage

WHEN = ("Параметры", "Когда")
SIBERIAN = "/call +7 383 212-34-56 Ваш заказ готов"
BOTH = "/call +7 383 212-34-56, +7 495 123-45-67 Ваш заказ готов"
PLAN_RU = [
    *("Через 15 мин", "Через 30 мин", "Через час", "Через 2 часа"),
    *("Сегодня", "Завтра", "📅 Другой день", "◀️ Назад"),
]
PLAN_EN = [
    *("In 15 min", "In 30 min", "In an hour", "In 2 hours"),
    *("Today", "Tomorrow", "📅 Another day", "◀️ Back"),
]
OUTDATED = "Эта кнопка уже не действует. Начните заново."


async def order(stage: Stage) -> Order:
    return (await stage.orders())[-1]


def rows(message: Message) -> list[list[InlineKeyboardButton]]:
    """Returns the rows in the form that Telegram takes."""
    assert message.reply_markup is not None
    keyboard = message.reply_markup.model_dump(exclude_none=True)
    assert read_markup(keyboard, only_inline=True) == keyboard
    return message.reply_markup.inline_keyboard


@pytest.mark.parametrize(
    ("language", "labels", "near", "week", "asked"),
    [
        ("ru", PLAN_RU, "Сегодня Завтра Вс, 22", "Пн Вт Ср Чт Пт Сб Вс", "25 ноября (ср). Во сколько позвонить?"),
        ("en", PLAN_EN, "Today Tomorrow Su, 22", "Mo Tu We Th Fr Sa Su", "25 November (Wed). At what time?"),
    ],
)
async def test_the_windows(stage: Stage, language: str, labels: list[str], near: str, week: str, asked: str) -> None:
    someone = await stage.person(3, Role.OPERATOR, language)
    await someone.says(CALL)
    await someone.presses("🕒")
    assert someone.labels() == labels
    rows(someone.last())
    await someone.presses("📅")
    shown = rows(someone.last())
    assert " ".join(button.text for button in shown[0]) == near
    assert " ".join(button.text for button in shown[1]) == week
    assert [button.text for button in shown[2]] == ["·", "·", "·", "·", "20", "21", "22"], "this week, from today on"
    days = [button.text for row in shown[2:-1] for button in row if button.text != "·"]
    assert days == [*map(str, range(20, 31)), *map(str, range(1, 21))], "thirty days ahead"
    assert len(shown) <= 8
    await someone.presses("25")
    assert asked in (someone.last().text or "")
    assert "18:30" in someone.labels(), "half hours too"
    assert len(rows(someone.last())) <= 8


@pytest.mark.parametrize(("label", "minutes"), [("15 мин", 15), ("30 мин", 30), ("час", 60), ("2 часа", 120)])
async def test_in_some_minutes(stage: Stage, oleg: Someone, label: str, minutes: int) -> None:
    """Choosing a time plans the call."""
    await oleg.says(CALL)
    card = oleg.last()
    await oleg.presses("Позже")
    await oleg.presses(f"Через {label}")
    assert stage.telegram.answers()[-1] == "Звонок запланирован"
    chosen = await order(stage)
    assert (chosen.is_planned, chosen.terms.at) == (True, NOON + timedelta(minutes=minutes))
    shown = await stage.until(lambda: oleg.under("✏️ Изменить"))
    assert shown.message_id == card.message_id
    assert f"пт 20 ноября, {12 + minutes // 60}:{minutes % 60:02}" in (shown.text or "")
    assert len(stage.telegram.in_chat(oleg.id)) == 1


async def test_a_tap_that_came_too_late_plans_nothing(stage: Stage, oleg: Someone) -> None:
    await oleg.opens(CALL, "Позже")
    stage.telegram.refusals[AnswerCallbackQuery] = "Bad Request: query is too old and response timeout expired"
    await oleg.presses("Через час")
    stage.telegram.refusals.clear()
    assert (await order(stage)).state is OrderState.DRAFT
    assert "Нажатие дошло слишком поздно" in (oleg.last().text or "")
    assert oleg.labels()[0] == "📞 Позвонить"


@pytest.mark.parametrize(
    ("written", "moment"),
    [("45", NOON + timedelta(minutes=45)), ("18:30", datetime(2026, 11, 20, 11, 30, tzinfo=UTC))],
)
async def test_a_written_time_is_the_callees(stage: Stage, oleg: Someone, written: str, moment: datetime) -> None:
    await oleg.opens(SIBERIAN, *WHEN)
    assert "Время — по часам абонента, там сейчас 16:00 (UTC+7)." in (oleg.last().text or "")
    await oleg.says(written)
    assert (await order(stage)).terms.at == moment


async def test_a_day_and_an_hour_are_the_callees_too(stage: Stage, oleg: Someone) -> None:
    await oleg.opens(SIBERIAN, *WHEN)
    await oleg.presses("Другой день")
    await oleg.presses("25")
    await oleg.presses("18:00")
    assert (await order(stage)).terms.at == datetime(2026, 11, 25, 11, 0, tzinfo=UTC)
    card = await stage.until(lambda: oleg.under("✏️ Изменить"))
    assert "ср 25 ноября, 18:00 по времени абонента (UTC+7), у вас 14:00" in (card.text or "")
    await oleg.presses("Изменить", card)
    assert "🕒 Когда: 25.11 18:00" in oleg.labels()


async def test_for_several_zones_it_is_ours_and_that_is_said(stage: Stage, oleg: Someone) -> None:
    await oleg.opens(BOTH, *WHEN)
    assert "У абонентов часовые пояса разные, поэтому время — по вашим часам" in (oleg.last().text or "")
    await oleg.says("18:30")
    assert (await order(stage)).terms.at == datetime(2026, 11, 20, 15, 30, tzinfo=UTC)


async def test_hours_of_today_that_are_over_are_not_offered(stage: Stage, oleg: Someone) -> None:
    await oleg.opens(CALL, *WHEN)
    await oleg.presses("Сегодня")
    assert oleg.labels()[0] == "12:30"
    await oleg.says("11:00")
    assert (oleg.last().text or "").startswith("⚠️ Это время уже прошло. Выберите другое.\n\n20 ноября (пт). Во сколько")
    await oleg.says("20.15")
    assert (await order(stage)).terms.at == datetime(2026, 11, 20, 17, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("вечером", "Время непонятно"),
        ("20.11.2026 11:00", "Это время уже прошло"),
        ("25.12 10:00", "не дальше чем на 30 дней"),
        ("0", "Это время уже прошло"),
        ("<b>18:30</b>", "Время непонятно"),
    ],
)
async def test_what_is_no_time(stage: Stage, oleg: Someone, written: str, said: str) -> None:
    await oleg.opens(CALL, *WHEN)
    await oleg.says(written)
    assert said in (oleg.last().text or "")
    await oleg.says("18:30")
    assert (await order(stage)).terms.at == datetime(2026, 11, 20, 15, 30, tzinfo=UTC), "the window is still open"


async def test_a_copy_for_a_time_to_come_can_go_without_one(stage: Stage, oleg: Someone) -> None:
    await oleg.opens(CALL, *WHEN)
    await oleg.says("18:30")
    (placed,) = await stage.orders()
    await stage.app.core.api.orders.copy(OLEG, placed.id, placed.place)
    copy = await order(stage)
    await oleg.sends_data(OrderPress(action=OrderAction.LATER, order_id=copy.id, mark=copy.mark).pack(), oleg.last())
    await oleg.presses("Без времени")
    assert ((await order(stage)).state, (await order(stage)).terms.at) == (OrderState.DRAFT, None)
    assert oleg.labels()[0] == "📞 Позвонить"


async def test_back_from_every_window(stage: Stage, oleg: Someone) -> None:
    await oleg.opens(CALL, *WHEN)
    await oleg.presses("Другой день")
    await oleg.presses("25")
    await oleg.presses("Назад")
    assert oleg.labels() == PLAN_RU
    await oleg.presses("Назад")
    assert "⋯ Ещё" in oleg.labels()
    assert (await order(stage)).terms.at is None


async def test_cancel_in_the_calendar(stage: Stage, oleg: Someone) -> None:
    await oleg.opens(CALL, *WHEN)
    await oleg.presses("Другой день")
    calendar = oleg.last().model_copy()
    await oleg.says("/cancel")
    assert oleg.labels()[0] == "📞 Позвонить"
    await oleg.presses("25", calendar)
    assert stage.telegram.answers()[-1] == OUTDATED
    assert (await order(stage)).terms.at is None


async def test_it_goes_on_after_a_restart_in_the_calendar(stage: Stage, oleg: Someone) -> None:
    await oleg.opens(CALL, *WHEN)
    await oleg.presses("Другой день")
    await stage.restart()
    await oleg.presses("10")
    await stage.restart()
    await oleg.presses("10:00")
    assert (await order(stage)).terms.at == datetime(2026, 12, 10, 7, 0, tzinfo=UTC)


async def test_a_calendar_of_days_ago(stage: Stage, oleg: Someone) -> None:
    """Days in the past do nothing, and neither does what is no day."""
    await oleg.opens(CALL, *WHEN)
    await oleg.presses("Другой день")
    before = oleg.labels()
    for label in ("·", "Вт"):
        await oleg.presses(label)
        assert (oleg.labels(), stage.telegram.answers()[-1]) == (before, None)
    stage.clock.set(NOON + timedelta(days=9))
    await oleg.presses("25")
    assert stage.telegram.answers()[-1] == "Это время уже прошло. Выберите другое."
    await oleg.presses("30")
    await oleg.presses("18:00")
    assert (await order(stage)).terms.at == datetime(2026, 11, 30, 15, 0, tzinfo=UTC)


async def test_two_people_in_one_group_each_plan_their_own(stage: Stage, oleg: Someone) -> None:
    olga = await stage.let_in(OLGA)
    await oleg.opens(CALL, *WHEN, chat=GROUP)
    await olga.opens(SIBERIAN, *WHEN, chat=GROUP)
    theirs = stage.telegram.in_chat(GROUP)[-1]
    await oleg.presses("Через час", theirs)
    assert stage.telegram.answers()[-1] == "Это окно открыл другой сотрудник."
    await oleg.says("18:30", GROUP)
    await olga.says("19:30", GROUP)
    first, second = await stage.orders()
    assert first.terms.at == datetime(2026, 11, 20, 15, 30, tzinfo=UTC)
    assert second.terms.at == datetime(2026, 11, 20, 12, 30, tzinfo=UTC)


async def test_presses_at_once_are_one_choice(stage: Stage, oleg: Someone) -> None:
    await oleg.opens(CALL, *WHEN)
    window = oleg.last()
    await asyncio.gather(*(oleg.presses("Через час", window) for _ in range(3)))
    assert (await order(stage)).terms.at == NOON + timedelta(hours=1)
    assert stage.telegram.answers()[-3:] == ["Звонок запланирован", *["Уже запланирован на пт 20 ноября, 13:00"] * 2]
