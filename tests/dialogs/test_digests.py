"""A digest says of its calls what `/stats` says, and leads to them in `/calls`; in a group by a link into private."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from decimal import Decimal

import pytest
from aiogram.methods import SendPhoto
from aiogram.types import Message

from bot.domain.calls import CallState, Report
from bot.domain.errors import NoPicture
from bot.domain.orders import Place
from bot.domain.subscriptions import Rhythm, Schedule, Subscription, Wanted, Whose
from tests.dialogs.test_history import called
from tests.dialogs.test_private_only import links
from tests.support.people import CALL, MARIA, OLEG
from tests.support.stage import GROUP, Someone, Stage

EVENING = Schedule(Rhythm.DAILY, at=time(18))
SIX = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
"""In the evening of Moscow, on the day on which the tests begin at noon."""
EVERYBODY, MINE = Wanted(), Wanted(Whose.MINE)


@pytest.fixture
async def maria(stage: Stage) -> Someone:
    """A manager who begins with nothing."""
    maria = await stage.let_in(MARIA)
    for told in (await stage.app.core.api.subscriptions.of(MARIA, Place(MARIA.id))).told:
        await stage.app.core.api.subscriptions.unsubscribe(MARIA, Place(MARIA.id), told.subscription.id)
    return maria


async def subscribed(stage: Stage, place: Place, wanted: Wanted = EVERYBODY) -> None:
    await stage.app.core.api.subscriptions.subscribe(
        MARIA, Subscription(place, MARIA.id, wanted=wanted, schedule=EVENING)
    )


async def ended(stage: Stage, someone: Someone, *reports: Report) -> None:
    """A call for each, which ends so."""
    for report in reports:
        await called(stage, someone, CALL, report)


async def told(stage: Stage, at: datetime, chat: int) -> Message:
    """The digest that comes there then."""
    stage.clock.set(at)

    def digests() -> list[Message]:
        return [message for message in stage.telegram.in_chat(chat) if (message.text or "").startswith("📊")]

    before = len(digests())
    await stage.app.core.gathered.sweep()
    await stage.until(lambda: len(digests()) > before)
    return digests()[-1]


REACHED = Report(CallState.COMPLETED, digit=1, cost=Decimal("1.5"))
BUSY = Report(CallState.BUSY, cost=Decimal("0.5"))


async def test_it_says_what_stats_say_and_compares(stage: Stage, oleg: Someone, maria: Someone) -> None:
    await subscribed(stage, Place(MARIA.id))
    await ended(stage, oleg, BUSY, BUSY)
    await told(stage, SIX, MARIA.id)
    stage.clock.set(SIX + timedelta(hours=1))
    await ended(stage, oleg, REACHED, REACHED, BUSY)
    digest = await told(stage, SIX + timedelta(days=1), MARIA.id)
    assert (digest.text or "").replace("\u00a0", " ").splitlines() == [
        "📊 Все звонки · каждый день в 18:00",
        "20.11 18:00 – 21.11 18:00",
        "",
        "Звонки: 3",
        "Состоялись: 2 · 67 %",
        "Остальные: занято 1",
        "Ответы: нажали 1 — 2",
        "Потрачено: 3,50 ₽",
        "Цена дозвона: 1,75 ₽",
        "",
        "По сравнению с 19.11 18:00 – 20.11 18:00: звонки ▲ 50 %, дозвон ▲ 67 п. п., расходы ▲ 250 %",
    ]
    assert maria.labels(digest) == ["📄 Открыть звонки", "🔕 Тихо на час"]


async def test_one_that_began_before_is_told_beside_the_figures(stage: Stage, oleg: Someone, maria: Someone) -> None:
    await subscribed(stage, Place(MARIA.id))
    stage.clock.set(SIX - timedelta(minutes=1))
    await ended(stage, oleg, Report(CallState.RINGING))
    stage.clock.set(SIX + timedelta(hours=5))
    stage.provider.reports["101"] = BUSY
    await stage.app.core.track.poll()
    digest = await told(stage, SIX + timedelta(days=1), MARIA.id)
    assert (digest.text or "").splitlines()[3:] == [
        "Сюда не вошли отменённые до начала, запущенные за коллег и начатые раньше — их итог или ответ пришёл только"
        " теперь:",
        "⛔️ занято: 1",
    ]


async def test_its_button_opens_the_calls(stage: Stage, oleg: Someone, maria: Someone) -> None:
    await subscribed(stage, Place(MARIA.id), Wanted(Whose.CHOSEN, people=(OLEG.id,), ends=(CallState.BUSY,)))
    await ended(stage, oleg, REACHED, BUSY)
    digest = await told(stage, SIX, MARIA.id)
    await maria.presses("Открыть звонки", digest)
    assert "Показаны: 19.11 18:00 – 20.11 18:00 · Звонки коллег (Олег): занято" in (maria.last().text or "")
    assert [label for label in maria.labels() if label.startswith("⛔️")], "the busy one"
    assert not [label for label in maria.labels() if label.startswith("✅")]


async def test_in_a_group_a_link_opens_them_in_private(
    stage: Stage, oleg: Someone, olga: Someone, maria: Someone
) -> None:
    await subscribed(stage, Place(GROUP))
    await ended(stage, oleg, BUSY)
    digest = await told(stage, SIX, GROUP)
    (address,) = links(digest)
    way, _, carried = address.partition("?start=")
    assert (way, len(carried) <= 64) == ("https://t.me/zvonar_bot", True)
    await maria.says(f"/start {carried}")
    assert "Показаны: 19.11 18:00 – 20.11 18:00 · Все звонки" in (maria.last().text or "")
    assert any(label.startswith("⛔️") for label in maria.labels())
    await olga.says(f"/start {carried}")
    assert "Таких звонков нет" in (olga.last().text or ""), "an operator finds their own alone"


async def test_its_button_opens_the_very_calls_that_it_counts(stage: Stage, oleg: Someone, maria: Someone) -> None:
    """Neither those of the same days before and after it, nor what another one of the summary counts."""
    ends = (CallState.BUSY, CallState.NO_ANSWER)
    await subscribed(stage, Place(MARIA.id), Wanted(Whose.CHOSEN, people=(OLEG.id, MARIA.id), ends=ends))
    await subscribed(stage, Place(MARIA.id), Wanted(keys=(1, 2)))
    stage.clock.set(SIX - timedelta(hours=1))
    await ended(stage, oleg, BUSY)
    await told(stage, SIX, MARIA.id)
    stage.clock.set(SIX + timedelta(minutes=1))
    await ended(stage, oleg, REACHED, BUSY, Report(CallState.NO_ANSWER), Report(CallState.COMPLETED, digit=3))
    digest = await told(stage, SIX + timedelta(days=1), MARIA.id)
    await ended(stage, oleg, BUSY, REACHED)
    assert maria.labels(digest)[:2] == ["📄 Звонки сводки 1", "📄 Звонки сводки 2"]
    await maria.presses("Звонки сводки 2", digest)
    assert "20.11 18:00 – 21.11 18:00 · Звонки коллег (Олег, Мария): занято, без ответа" in (maria.last().text or "")
    assert shown_calls(maria) == ["⛔️", "📵"]
    await maria.presses("Звонки сводки 1", digest)
    assert "20.11 18:00 – 21.11 18:00 · Все звонки · клавиши: 1, 2" in (maria.last().text or "")
    assert shown_calls(maria) == ["✅"]
    await maria.says("/calls")
    assert shown_calls(maria) == ["✅"], "it is kept like any filter"


def shown_calls(someone: Someone) -> list[str]:
    return sorted(label.split()[0] for label in someone.labels() if "999" in label)


async def test_a_digest_of_others_tells_whoever_guesses_its_number_only_its_time(
    stage: Stage, oleg: Someone, olga: Someone, maria: Someone
) -> None:
    await subscribed(stage, Place(MARIA.id), Wanted(Whose.CHOSEN, people=(OLEG.id,), tags=("тайна",)))
    await subscribed(stage, Place(MARIA.id), MINE)
    await ended(stage, oleg, BUSY)
    await ended(stage, maria, BUSY)
    digest = await told(stage, SIX, MARIA.id)
    (way,) = [press for label, press in presses_of(digest) if "звонки" in label]
    await olga.says(f"/start {way}")
    said = olga.last().text or ""
    assert "19.11 18:00 – 20.11 18:00 · Все звонки" in said
    assert not [word for word in ("тайна", "Олег", "Мария") if word in said]
    await olga.says("/start digest-999999-0")
    assert "Этой сводки уже нет" in (olga.last().text or "")


def presses_of(message: Message) -> list[tuple[str, str]]:
    keyboard = message.reply_markup.inline_keyboard if message.reply_markup else []
    return [(one.text, one.callback_data or "") for row in keyboard for one in row]


@pytest.mark.parametrize("carried", ["found", "found-1", "found-x-y-z-1-2-3", "found-20261120-20261120-nothing---"])
async def test_a_link_of_ones_own_making_shows_nothing_of_others(
    stage: Stage, oleg: Someone, olga: Someone, carried: str
) -> None:
    await ended(stage, oleg, BUSY)
    await olga.says(f"/start {carried}")
    assert "999" not in "".join(olga.labels()), olga.last().text


async def test_two_digests_of_one_hour_are_one_message(stage: Stage, oleg: Someone, maria: Someone) -> None:
    await subscribed(stage, Place(MARIA.id))
    await subscribed(stage, Place(MARIA.id), MINE)
    await ended(stage, oleg, BUSY)
    await ended(stage, maria, REACHED)
    digest = await told(stage, SIX, MARIA.id)
    text = digest.text or ""
    assert (text.count("📊"), text.count("Звонки: 2"), text.count("Звонки: 1")) == (2, 1, 1)


async def test_days_are_those_of_ones_own_clock(stage: Stage, oleg: Someone) -> None:
    await called(stage, oleg, CALL, BUSY)
    stage.clock.set(datetime(2026, 11, 20, 15, 30, tzinfo=UTC))  # half past six in Moscow, past midnight in Vladivostok
    await oleg.opens("/calls", "Фильтр", "Когда", "Сегодня")
    assert "Сегодня" in (oleg.last().text or "")
    await oleg.opens("/stats")
    assert "Сегодня, 20.11" in (oleg.last().caption or "")
    await oleg.opens("/notify", "Тихие часы", "Часовой пояс", "Владивосток")
    await oleg.opens("/calls")
    assert "Таких звонков нет" in (oleg.last().text or "")
    await oleg.opens("/calls", "Фильтр", "Когда", "Вчера")
    assert "19:00" in (oleg.last().text or "")
    await oleg.opens("/stats")
    assert "Сегодня, 21.11" in (oleg.last().text or "")
    await oleg.opens("/export", "CSV")
    await stage.until(lambda: any("Готово" in (m.text or "") for m in stage.telegram.in_chat(oleg.id)))


async def test_a_weekly_one_has_a_picture_with_its_days(stage: Stage, oleg: Someone, maria: Someone) -> None:
    fridays = Schedule(Rhythm.WEEKLY, at=time(18), weekday=4)
    await stage.app.core.api.subscriptions.subscribe(
        MARIA, Subscription(Place(MARIA.id), MARIA.id, wanted=Wanted(Whose.CHOSEN, people=(OLEG.id,)), schedule=fridays)
    )
    stage.clock.set(SIX + timedelta(days=1))
    await ended(stage, oleg, REACHED, BUSY)
    stage.clock.set(SIX + timedelta(days=7))
    await stage.app.core.gathered.sweep()
    (sent,) = await stage.until(lambda: stage.telegram.asked(SendPhoto))
    assert (sent.caption or "").splitlines()[:2] == [
        "📊 <b>Звонки коллег (Олег) · раз в неделю: пт в 18:00</b>",
        "20.11 18:00 – 27.11 18:00",
    ]
    (chart,) = stage.painter.charts
    assert chart.subtitle == "Звонки коллег (Олег) · раз в неделю: пт в 18:00"
    assert [(bar.placed, bar.reached) for bar in chart.bars] == [(0, 0), (2, 1), *[(0, 0)] * 5]


async def test_of_two_weekly_ones_the_larger_is_drawn(stage: Stage, oleg: Someone, maria: Someone) -> None:
    fridays = Schedule(Rhythm.WEEKLY, at=time(18), weekday=4)
    for wanted in (MINE, EVERYBODY):
        await stage.app.core.api.subscriptions.subscribe(
            MARIA, Subscription(Place(MARIA.id), MARIA.id, wanted=wanted, schedule=fridays)
        )
    stage.clock.set(SIX + timedelta(days=1))
    await ended(stage, oleg, REACHED, BUSY)
    await ended(stage, maria, BUSY)
    stage.clock.set(SIX + timedelta(days=7))
    await stage.app.core.gathered.sweep()
    await stage.until(lambda: stage.telegram.asked(SendPhoto))
    said = (maria.last().caption or "").replace("\u00a0", " ")
    assert [said.count(words) for words in ("📊", "Звонки: 3", "Звонки: 1")] == [2, 1, 1]
    (chart,) = stage.painter.charts
    assert chart.subtitle == "1. Все звонки · раз в неделю: пт в 18:00"
    assert chart.subtitle in said, "numbered as in the words"
    assert sum(bar.placed for bar in chart.bars) == 3


@pytest.mark.parametrize("trouble", ["no picture", "no photos"])
async def test_without_a_picture_the_words_say_it_all(
    stage: Stage, oleg: Someone, maria: Someone, trouble: str
) -> None:
    fridays = Schedule(Rhythm.WEEKLY, at=time(18), weekday=4)
    group = Subscription(Place(GROUP), MARIA.id, schedule=fridays)
    await stage.app.core.api.subscriptions.subscribe(MARIA, group)
    if trouble == "no picture":
        stage.painter.problem = NoPicture("picture-failed")
    else:
        stage.telegram.refusals[SendPhoto] = "Bad Request: not enough rights to send photos to the chat"
    stage.clock.set(SIX + timedelta(days=1))
    await ended(stage, oleg, BUSY)
    digest = await told(stage, SIX + timedelta(days=7), GROUP)
    assert "Звонки: 1" in (digest.text or "")
    assert len((await stage.app.core.api.subscriptions.of(MARIA, Place(GROUP))).told) == 1
