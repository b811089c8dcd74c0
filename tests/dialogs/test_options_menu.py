"""The menu, the attempts and the repeats of an order, chosen by taps; and what its card and its result say of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.calls import CallState, Report
from bot.domain.menus import Branch, Menu
from bot.domain.orders import Order
from bot.domain.sayings import Saying
from bot.ports import Capability
from bot.sandbox.telegram.keyboards import read_markup
from tests.fakes.clock import NOON
from tests.fakes.provider import FakeProvider
from tests.fakes.services import HavingPhrases
from tests.support.people import ANNA, CALL
from tests.support.stage import Someone, Stage

MENU = Menu(
    "Подтверждение",
    "calldog",
    Saying("Вы придёте?"),
    (Branch("1", tag="придёт"), Branch("2", tag="не придёт")),
    author_id=1,
)


class Redialling(HavingPhrases):
    capabilities = HavingPhrases.capabilities | {Capability.ATTEMPTS, Capability.REPEATS}


class OnlyRedialling(FakeProvider):
    """It redials and does not repeat."""

    name = "obzvonov"
    title = "Программа обзвонов"
    capabilities = frozenset({Capability.VOICE_CALL, Capability.ATTEMPTS})


@pytest.fixture
def services() -> list[FakeProvider]:
    return [FakeProvider(), Redialling(), OnlyRedialling()]


async def order(stage: Stage) -> Order:
    return (await stage.orders())[-1]


async def kept(stage: Stage, *menus: Menu) -> None:
    await stage.let_in(ANNA)
    await stage.app.database.transact(lambda uow: [uow.menus.add(one, f"message:{one.name}", NOON) for one in menus])


async def test_a_menu_is_chosen_and_taken_away(stage: Stage, oleg: Someone) -> None:
    await kept(stage, MENU, replace(MENU, name="Другое", provider="obzvonov"))
    await oleg.opens(CALL, "Параметры")
    await oleg.presses("Меню: нет")
    assert "Какое меню услышит абонент после сообщения?" in (oleg.last().text or "")
    assert oleg.labels() == ["Подтверждение", "◀️ Назад"], "those of this service"
    await oleg.presses("Подтверждение")
    assert "📋 Меню: Подтвержден…" in oleg.labels()
    assert "Меню «Подтверждение»: 1 — придёт; 2 — не придёт" in (oleg.last().text or "")
    assert not any("Запасной" in label for label in oleg.labels()), "no other service has this menu"
    changed = await order(stage)
    assert changed.terms.menu is not None
    assert changed.terms.saying.text == "Ваш заказ готов"

    await oleg.presses("Меню")
    assert oleg.labels() == ["✓ Подтверждение", "Без меню", "◀️ Назад"]
    await oleg.presses("Без меню")
    assert (await order(stage)).terms.menu is None


async def test_a_number_alone_and_a_menu_are_enough(stage: Stage, oleg: Someone) -> None:
    await kept(stage, MENU)
    await oleg.says("/call +7 999 123-45-67")
    await oleg.presses("Меню")
    assert "после приветствия" in (oleg.last().text or "")
    await oleg.presses("Подтверждение")
    await oleg.presses("Позвонить")
    await stage.app.core.submitter.drain()
    (sent,) = stage.provider.placed
    assert (sent.saying, sent.menu and sent.menu.name) == (MENU.greeting, "Подтверждение")


async def test_the_digit_is_told_with_its_meaning(stage: Stage, oleg: Someone) -> None:
    await kept(stage, MENU)
    await oleg.opens(CALL, "Параметры")
    await oleg.presses("Меню")
    await oleg.presses("Подтверждение")
    await oleg.presses("Назад")
    card = await stage.until(lambda: oleg.under("📞 Позвонить"))
    await oleg.presses("Позвонить", card)
    await stage.app.core.submitter.drain()
    stage.provider.reports["101"] = Report(state=CallState.COMPLETED, digit=1)
    stage.clock.advance(700)
    await stage.app.core.track.poll()
    told = await stage.until(lambda: oleg.last().reply_to_message and oleg.last())
    assert "нажал 1 — придёт" in (told.text or "")
    await stage.until(lambda: "нажал 1 — придёт" in (stage.telegram.messages[oleg.id, card.message_id].text or ""))


async def test_a_menu_that_is_not_finished_says_so(stage: Stage, oleg: Someone) -> None:
    await kept(stage, replace(MENU, branches=(Branch("1"),)))
    await oleg.opens(CALL, "Параметры")
    await oleg.presses("Меню")
    assert oleg.labels()[0] == "⚠️ Подтверждение"
    await oleg.presses("Подтверждение")
    assert "ещё не готово" in (stage.telegram.answers()[-1] or "")
    assert (await order(stage)).terms.menu is None


async def test_a_menu_that_was_removed_meanwhile(stage: Stage, oleg: Someone) -> None:
    await kept(stage, MENU)
    await oleg.opens(CALL, "Параметры")
    await oleg.presses("Меню")
    await stage.app.database.transact(lambda uow: uow.menus.remove(1, NOON))
    await oleg.presses("Подтверждение")
    assert stage.telegram.answers()[-1] == "Этого меню больше нет."
    await oleg.presses("Назад")
    await oleg.presses("Меню")
    assert "пока нет ни одного меню" in (oleg.last().text or "")


async def test_moving_to_another_service_drops_the_menu(stage: Stage, oleg: Someone) -> None:
    await kept(stage, MENU)
    await oleg.opens(CALL, "Параметры")
    await oleg.presses("Меню")
    stale = oleg.last().model_copy()
    await oleg.presses("Подтверждение")
    await oleg.presses("Ещё")
    await oleg.presses("Mobilgroup")
    await oleg.presses("Назад")
    assert (await order(stage)).terms.menu is None
    assert not any("Меню" in label for label in oleg.labels())
    await oleg.presses("Подтверждение", stale)
    assert (await order(stage)).terms.menu is None


async def test_attempts_and_repeats_where_the_service_has_them(stage: Stage, oleg: Someone) -> None:
    await oleg.opens(CALL, "Параметры")
    await oleg.presses("Ещё")
    assert not any("Попытки" in label for label in oleg.labels())
    await oleg.presses("Mobilgroup")
    await oleg.presses("Попытки: 1")
    once = [
        *("🔁 Попыток", "Как в ЛК", "✓ 1", "2", "3"),
        *("⏱ Пауза, минут", "Как в ЛК", "1", "5", "10", "30", "60"),
        *("🔂 Повторы по клавише 1", "✓ Нет", "1", "2", "3"),
        *("📞 Позвонить", "◀️ Назад"),
    ]
    assert oleg.labels() == once
    await oleg.presses("🔁 Попыток")
    assert oleg.labels() == once, "a heading does nothing"
    await oleg.presses("2")
    assert oleg.labels()[1:11] == ["Как в ЛК", "1", "✓ 2", "3", once[5], "Как в ЛК", "1", "✓ 5", "10", "30"]
    markup = oleg.last().reply_markup
    assert markup is not None
    assert read_markup(markup.model_dump(exclude_none=True), only_inline=True)
    await oleg.presses("30")
    terms = (await order(stage)).terms
    assert (terms.attempts, terms.interval, terms.repeats) == (2, 30, 0)
    await oleg.presses("Назад")
    shown = oleg.last().text or ""
    assert "Если не дозвонится: до 2 попыток, каждые 30 мин" in shown


async def test_an_interval_alone_means_all_attempts(stage: Stage, oleg: Someone) -> None:
    await oleg.opens(CALL, "Параметры", "Ещё", "Mobilgroup", "Попытки", "30")
    terms = (await order(stage)).terms
    assert (terms.attempts, terms.interval) == (3, 30)


async def test_a_service_that_only_redials(stage: Stage, oleg: Someone) -> None:
    await oleg.opens(CALL, "Параметры")
    await oleg.presses("Ещё")
    await oleg.presses("Программа обзвонов")
    await oleg.presses("🔁 Попытки: 1")
    assert oleg.labels() == [
        *("🔁 Попыток", "Как в ЛК", "✓ 1", "2", "3"),
        *("⏱ Пауза, минут", "Как в ЛК", "1", "5", "10", "30", "60"),
        *("📞 Позвонить", "◀️ Назад"),
    ]


async def test_marks_of_stress_are_told_where_they_are_understood(stage: Stage, oleg: Someone) -> None:
    await oleg.opens(CALL, "Параметры")
    await oleg.presses("Текст")
    assert "зам+ок" in (oleg.last().text or "")
    await oleg.presses("Назад")
    await oleg.presses("Ещё")
    await oleg.presses("Mobilgroup")
    await oleg.presses("Назад")
    await oleg.presses("Текст")
    assert "зам+ок" not in (oleg.last().text or "")
