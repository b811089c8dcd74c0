"""Whatever is changed in the options, the button that stands there or under the card afterwards places the call."""

from __future__ import annotations

from typing import Any, cast

import pytest

from bot.ports import Capability
from tests.dialogs.test_as_seen import CHANGED, SEEN, only
from tests.dialogs.test_drafts import message, settled
from tests.fakes.provider import FakeProvider
from tests.fakes.services import JoiningPeople
from tests.support.people import ANNA
from tests.support.stage import Someone, Stage


@pytest.fixture
def services() -> list[FakeProvider]:
    usual, other = FakeProvider(), FakeProvider()
    usual.capabilities = FakeProvider.capabilities | {Capability.ATTEMPTS}
    other.name, other.title = "obzvonov", "Программа обзвонов"
    return [usual, other]


@pytest.mark.parametrize(
    "steps",
    [
        ("👆Текст", "Другой текст"),
        ("👆Ролик", "2689342"),
        ("👆Голос",),
        ("👆Запись",),
        ("👆Дежурный номер", "👆+7 495 123-45-67"),
        ("👆Ещё", "👆Повод", "Опрос"),
        ("👆Ещё", "👆Запасной", "👆Программа обзвонов"),
        ("👆Ещё", "👆Программа обзвонов"),
        ("👆Ещё", "👆Попытки", "👆2"),
        ("👆Ещё", "👆Попытки", "👆30", "👆3"),
        ("👆Назад", "👆✅ +7 999 123-45-68"),
        ("👆Назад", "👆✅ +7 999 123-45-68", "👆Параметры", "👆Голос"),
    ],
    ids=" ".join,
)
async def test_after_each_change_the_button_places(stage: Stage, oleg: Someone, steps: tuple[str, ...]) -> None:
    pasted = oleg.message(f"Иван {SEEN}, Пётр 79991234568")
    await oleg.says("/call Ваш заказ готов", reply_to_message=pasted)
    await oleg.presses("Оставить все")
    await stage.until(lambda: oleg.under("📞 Позвонить всем (2)"))
    await oleg.presses("Параметры")
    await takes(oleg, *steps)
    await settled(stage)
    await calls(stage, oleg)
    assert [call.phone for call in all_placed(stage)][:1] == [SEEN]


async def takes(oleg: Someone, *steps: str) -> None:
    """Taps on what begins with a finger, writes the rest."""
    for step in steps:
        await (oleg.presses(step[1:]) if step.startswith("👆") else oleg.says(step))


async def calls(stage: Stage, oleg: Someone) -> None:
    """By the button of the open window, or of the nearest that has one."""
    while not any(label.startswith("📞 Позвонить") for label in oleg.labels()):
        await oleg.presses("Назад")
    await oleg.presses("Позвонить")
    assert stage.telegram.answers()[-1] == "Звоним…"
    await stage.app.core.submitter.drain()


def all_placed(stage: Stage) -> list[Any]:
    return [call for provider in stage.app.providers.by_name.values() for call in cast("FakeProvider", provider).placed]


class TestOfACallback:
    @pytest.fixture
    def services(self) -> list[FakeProvider]:
        return [FakeProvider(), JoiningPeople()]

    @pytest.fixture
    async def keeper(self, stage: Stage, oleg: Someone) -> JoiningPeople:
        """The options of a callback are open."""
        await oleg.says(f"/callback {SEEN} Клиент ждёт")
        await oleg.says("Не сейчас")
        await oleg.presses("Параметры", oleg.under("⚙️ Параметры"))
        keeper = stage.app.providers.by_name["callkeeper"]
        assert isinstance(keeper, JoiningPeople)
        return keeper

    @pytest.mark.parametrize(
        "steps",
        [
            ("👆Текст сотруднику", "Клиент очень ждёт"),
            ("👆Дополнительно", "Карточка 42"),
            ("👆Сначала", "👆Офис", "3"),
            ("👆Сначала", "👆Другой телефон", "84951234567"),
            ("👆Ещё", "👆Дозвон", "👆5, 10, 15"),
            ("👆Сайт, почта", "👆Сайт:", "example.ru", "👆Назад"),
            ("👆Сайт, почта", "👆Сайт:", "example.ru", "👆Итог на почту", "a@example.ru"),
        ],
        ids=" ".join,
    )
    async def test_after_each_change_the_button_places(
        self, stage: Stage, oleg: Someone, keeper: JoiningPeople, steps: tuple[str, ...]
    ) -> None:
        await takes(oleg, *steps)
        await calls(stage, oleg)
        assert [callback.client for callback in keeper.joined] == [SEEN]

    async def test_whose_phone_rings_first_is_seen_too(
        self, stage: Stage, oleg: Someone, keeper: JoiningPeople
    ) -> None:
        card = oleg.last().model_copy()
        await stage.app.core.api.callbacks.ring_first(ANNA, (await only(stage)).id, "74951234567")
        await oleg.presses("Позвонить", card)
        assert stage.telegram.answers()[-1] == CHANGED
        assert keeper.joined == []
        await stage.until(lambda: "+7 495 123-45-67" in (message(stage, card).text or ""))
        await oleg.presses("Позвонить", message(stage, card))
        await stage.app.core.submitter.drain()
        assert [callback.manager for callback in keeper.joined] == ["74951234567"]
