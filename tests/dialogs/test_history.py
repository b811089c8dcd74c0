"""`/calls`: pages both ways, the filter that stands above them, the search, and who sees what."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.calls import CallState, Report
from bot.services.history import PAGE
from tests.support.people import CALL
from tests.support.stage import GROUP, Someone, Stage


async def called(stage: Stage, someone: Someone, written: str, report: Report | None = None) -> None:
    """A call that is over, as the provider reports it."""
    await someone.says(written)
    await someone.presses("Позвонить")
    await stage.app.core.submitter.drain()
    if report is not None:
        stage.provider.reports[str(100 + len(stage.provider.placed))] = report
        stage.clock.advance(600)
        await stage.app.core.track.poll()


BUSY = Report(state=CallState.BUSY)
PRESSED = Report(state=CallState.COMPLETED, digit=1)


def shown(someone: Someone) -> str:
    return someone.last().text or ""


async def test_pages_both_ways(stage: Stage, oleg: Someone) -> None:
    await oleg.says("/calls")
    assert "Звонков пока нет" in shown(oleg)
    await oleg.presses("Закрыть")
    for index in range(PAGE + 1):
        await called(stage, oleg, f"{CALL} звонок {index} <b>")
    await oleg.says("/calls")
    window = oleg.last()
    assert f"звонок {PAGE} <b>" in shown(oleg)
    assert "звонок 0 <b>" not in shown(oleg)
    assert "Сегодня" in shown(oleg)
    assert "Раньше ▶️" in oleg.labels()
    assert "◀️ Позже" not in oleg.labels()
    await oleg.presses("Раньше")
    assert "звонок 0 <b>" in shown(oleg)
    assert "Раньше ▶️" not in oleg.labels()
    await oleg.presses("Позже")
    assert f"звонок {PAGE} <b>" in shown(oleg)
    assert oleg.last().message_id == window.message_id, "one window, edited in place"


async def test_every_entry_opens_its_card_and_is_repeated(stage: Stage, oleg: Someone) -> None:
    await called(stage, oleg, CALL, BUSY)
    await oleg.says("/calls")
    await oleg.presses("⛔️ 999")
    assert "занято" in shown(oleg)
    assert "🔁 Позвонить ещё" in oleg.labels()
    await oleg.says("/calls")
    await oleg.presses("Повторить")
    assert "📞 Позвонить" in oleg.labels()
    await oleg.presses("📞 Позвонить")
    await stage.app.core.submitter.drain()
    assert len(stage.provider.placed) == 2


async def test_of_a_list_one_number_is_repeated(stage: Stage, oleg: Someone) -> None:
    await called(stage, oleg, "/call +7 999 123-45-67, +7 999 123-45-68 Ваш заказ готов")
    for id_ in ("101", "102"):
        stage.provider.reports[id_] = BUSY
    stage.clock.advance(600)
    await stage.app.core.track.poll()
    await oleg.says("/calls")
    await oleg.presses("Повторить")
    draft = (await stage.orders())[-1]
    assert len(draft.phones) == 1


async def test_the_filter_stands_in_words_and_is_kept(stage: Stage, oleg: Someone) -> None:
    await called(stage, oleg, f"{CALL} первый", BUSY)
    await called(stage, oleg, f"{CALL} второй", PRESSED)
    await oleg.opens("/calls", "Фильтр", "Итог", "Занято")
    assert "Показаны: занято" in shown(oleg)
    assert "первый" in shown(oleg)
    assert "второй" not in shown(oleg)
    await oleg.opens("/calls")
    assert "Показаны: занято" in shown(oleg), "kept for the person"
    await oleg.presses("Фильтр")
    assert "✓ 🏁 Итог" in oleg.labels()
    await oleg.presses("Сбросить")
    assert "второй" in shown(oleg)
    await oleg.opens("/calls", "Фильтр", "Клавиша", "Нажали 1")
    assert "второй" in shown(oleg)
    assert "первый" not in shown(oleg)
    await oleg.presses("♻️ Все")
    assert "первый" in shown(oleg), "one tap shows all again"
    assert "♻️ Все" not in oleg.labels()


async def test_days_by_a_button_and_in_writing(stage: Stage, oleg: Someone) -> None:
    await called(stage, oleg, f"{CALL} давно", BUSY)
    stage.clock.advance(timedelta(days=2).total_seconds())
    await called(stage, oleg, f"{CALL} сейчас", BUSY)
    await oleg.opens("/calls", "Фильтр", "Когда", "Сегодня")
    assert "сейчас" in shown(oleg)
    assert "давно" not in shown(oleg)
    await oleg.opens("/calls", "Фильтр", "Когда")
    await oleg.says("32.11")
    assert "Даты непонятны" in shown(oleg)
    await oleg.says("20.11")
    assert "Показаны: 20.11.2026" in shown(oleg)
    assert "давно" in shown(oleg)
    assert "пт 20 ноября" in shown(oleg)


async def test_search_by_last_digits_and_by_words(stage: Stage, oleg: Someone) -> None:
    await called(stage, oleg, "/call +7 999 123-45-67 Ваш заказ готов", BUSY)
    await called(stage, oleg, "/call +7 999 765-43-21 Курьер едет", BUSY)
    await oleg.opens("/calls", "Найти")
    await oleg.says("43-21")
    assert "Показаны: …4321" in shown(oleg)
    assert "Курьер" in shown(oleg)
    assert "заказ готов" not in shown(oleg)
    await oleg.says("/calls заказы")
    assert "Показаны: «заказы»" in shown(oleg)
    assert "заказ готов" in shown(oleg)
    assert "Курьер" not in shown(oleg)
    await oleg.says("/calls 1234")
    assert "Таких звонков нет" in shown(oleg)


async def test_a_list_is_chosen_by_its_number(stage: Stage, oleg: Someone) -> None:
    await called(stage, oleg, f"{CALL} один")
    await called(stage, oleg, "/call +7 999 123-45-67, +7 999 123-45-68 Ваш заказ готов")
    await oleg.opens("/calls", "Фильтр", "Список", "№ 2 ")
    assert "Показаны: список № 2" in shown(oleg)
    assert "один" not in shown(oleg)
    assert shown(oleg).count("Ваш заказ готов") == 2


async def test_a_manager_sees_whose_calls_they_are_and_chooses_a_colleague(
    stage: Stage, oleg: Someone, olga: Someone, maria: Someone
) -> None:
    await called(stage, oleg, f"{CALL} олегов", BUSY)
    await called(stage, olga, f"{CALL} ольгин", BUSY)
    await maria.says("/calls")
    assert "Звонки всех сотрудников" in shown(maria)
    assert "· Олег" in shown(maria)
    assert "· Ольга" in shown(maria)
    await maria.opens("/calls", "Фильтр", "Сотрудник", "Ольга")
    assert "Показаны: Ольга" in shown(maria)
    assert "олегов" not in shown(maria)
    await oleg.opens("/calls", "Фильтр")
    assert not any("Сотрудник" in label for label in oleg.labels())


async def test_planned_calls_beyond_the_soonest_have_a_window(stage: Stage, oleg: Someone) -> None:
    for hour in (15, 16, 17):
        await oleg.says(f"{CALL} в {hour}")
        await oleg.presses("Позже")
        await oleg.says(f"{hour}:00")
    await oleg.says("/calls")
    assert "20 ноября, 17:00" not in shown(oleg)
    await oleg.presses("Планы: 3")
    assert "20 ноября, 17:00" in shown(oleg)
    await oleg.presses("Назад")
    assert "🗓 Планы: 3" in oleg.labels()


async def test_a_tap_of_the_list_that_stood_here_once_opens_the_window(stage: Stage, oleg: Someone) -> None:
    await called(stage, oleg, CALL, BUSY)
    await oleg.says("/start")
    start = oleg.last()
    await oleg.presses("Звонки")
    assert "Ваши звонки" in (stage.telegram.messages[oleg.id, start.message_id].text or ""), "in its place"


@pytest.mark.parametrize("command", ["/calls", "/calls 4567"])
async def test_in_groups_a_link_leads_into_private(stage: Stage, oleg: Someone, command: str) -> None:
    await called(stage, oleg, CALL, BUSY)
    await oleg.says(command, GROUP)
    assert oleg.labels(oleg.last(GROUP)) == ["✉️ Открыть в личном чате"]
