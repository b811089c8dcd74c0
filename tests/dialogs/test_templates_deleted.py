"""A template is deleted from the lists here, while its provider keeps it."""

from __future__ import annotations

import asyncio
import re

import pytest
from sqlalchemy import select

from bot.domain.access import Role
from bot.domain.errors import Unreachable
from bot.ports.abilities import Template
from storage.material import hidden_templates
from storage.tables import audit
from tests.dialogs.recording import text
from tests.fakes.provider import FakeProvider
from tests.fakes.services import HavingPhrases
from tests.support.people import MARIA, OLGA
from tests.support.stage import Someone, Stage

ORDER = Template("Заказ", "Ваш заказ готов", "1")
WAITING = Template("Ждём", "Ждём вас до восьми", "2")
LATE = Template("Поздно", "Мы закрываемся", "3")


@pytest.fixture
def services() -> list[FakeProvider]:
    return [FakeProvider(), HavingPhrases()]


@pytest.fixture
def keeper(services: list[FakeProvider]) -> HavingPhrases:
    keeper = services[1]
    assert isinstance(keeper, HavingPhrases)
    keeper.stored = {"123": [ORDER, WAITING, LATE], "77": [Template("Заказ", "Заказ другого клиента", "1")]}
    return keeper


async def deletes(someone: Someone, name: str) -> None:
    await someone.presses(name)
    await someone.presses("Удалить")
    await someone.presses("Да, удалить")


def listed(someone: Someone) -> list[str]:
    return [label for label in someone.labels() if re.fullmatch(r"\w+", label) and label != "Закрыть"]


async def deeds(stage: Stage) -> list[tuple[int, str, str]]:
    columns = select(audit.c.person_id, audit.c.action, audit.c.subject).where(audit.c.action.startswith("templates."))
    return [(row[0], row[1], row[2]) for row in await stage.app.database.run(lambda c: c.execute(columns).all())]


async def test_it_is_asked_once_and_said_what_happens(stage: Stage, maria: Someone, keeper: HavingPhrases) -> None:
    await maria.says("/templates 123")
    assert all(maria.rows()), "no row is empty"
    await maria.presses("Ждём")
    await maria.presses("Удалить")
    assert "Удалить «Ждём»?" in text(maria)
    assert "исчезнет из списков бота" in text(maria)
    assert "В личном кабинете сервиса Mobilgroup он останется, удалить его там можно вручную" in text(maria)
    await maria.presses("Назад")
    assert "Ждём вас до восьми" in text(maria)
    assert await deeds(stage) == []
    await maria.presses("Удалить")
    await maria.presses("Да, удалить")
    assert text(maria).startswith("Шаблон «Ждём» удалён.")
    assert listed(maria) == ["Заказ", "Поздно"]
    assert keeper.stored["123"] == [ORDER, WAITING, LATE], "the service keeps it"
    assert await deeds(stage) == [(MARIA.id, "templates.remove", "mobilgroup 123: 2 Ждём")]


async def test_it_stands_in_no_list_of_anybody(stage: Stage, maria: Someone, keeper: HavingPhrases) -> None:
    await maria.says("/templates 123")
    await deletes(maria, "Ждём")
    await stage.restart()
    olga = await stage.person(OLGA.id, Role.MANAGER, name="Ольга")
    await olga.says("/templates 123")
    assert listed(olga) == ["Заказ", "Поздно"]
    await olga.says("/call +7 999 123-45-67 #Ждём")
    assert "Шаблона «Ждём» у этого клиента нет" in text(olga)
    await olga.says("/call +7 999 123-45-67")
    await olga.presses("Шаблон")
    assert listed(olga) == ["Заказ", "Поздно"]


async def test_what_is_changed_or_added_there_later(maria: Someone, keeper: HavingPhrases) -> None:
    await maria.says("/templates 123")
    await deletes(maria, "Ждём")
    keeper.stored["123"][1:] = [Template("Ждём до девяти", "Ждём вас до девяти", "2"), Template("Ждём", "Новый", "4")]
    await maria.says("/templates 123")
    assert listed(maria) == ["Заказ", "Ждём"]
    await maria.presses("Ждём")
    assert "Новый" in text(maria)


async def test_another_clients_with_the_same_number_stays(maria: Someone, keeper: HavingPhrases) -> None:
    await maria.says("/templates 123")
    await deletes(maria, "Заказ")
    await maria.says("/templates 77")
    assert listed(maria) == ["Заказ"]


async def test_they_come_back_one_by_one(stage: Stage, maria: Someone, keeper: HavingPhrases) -> None:
    await maria.says("/templates 123")
    for name in ("Ждём", "Заказ", "Поздно"):
        await deletes(maria, name)
    assert text(maria).startswith("Шаблон «Поздно» удалён.")
    assert "Список пуст" in text(maria)
    await stage.restart()
    window = maria.last()
    await asyncio.gather(*(maria.presses("Вернуть", window) for _ in range(3)))
    assert listed(maria) == ["Поздно"], "a double tap brings back one"
    assert text(maria).startswith("Шаблон «Заказ» удалён.")
    await maria.presses("Вернуть")
    await maria.presses("Вернуть")
    assert listed(maria) == ["Заказ", "Ждём", "Поздно"]
    assert "↩️ Вернуть" not in maria.labels()
    assert await stage.app.database.run(lambda c: c.execute(select(hidden_templates)).all()) == []
    assert [deed[1:] for deed in await deeds(stage)][3:] == [
        ("templates.bring_back", f"mobilgroup 123: {one.id} {one.name}") for one in (LATE, ORDER, WAITING)
    ]


async def test_nobody_needs_the_service_for_it(
    maria: Someone, keeper: HavingPhrases, monkeypatch: pytest.MonkeyPatch
) -> None:
    await maria.says("/templates 123")

    async def is_out(account: str) -> list[Template]:
        raise Unreachable("provider-unreachable")

    monkeypatch.setattr(keeper, "templates", is_out)
    await deletes(maria, "Ждём")
    assert listed(maria) == ["Заказ", "Поздно"]
    await maria.presses("Вернуть")
    assert listed(maria) == ["Заказ", "Ждём", "Поздно"]


async def test_a_colleague_has_it_open_still(stage: Stage, maria: Someone, keeper: HavingPhrases) -> None:
    """What nobody would see any more is not changed; to delete it once more is no error."""
    olga = await stage.person(OLGA.id, Role.MANAGER, name="Ольга")
    await olga.says("/templates 123")
    await olga.presses("Ждём")
    await maria.says("/templates 123")
    await deletes(maria, "Ждём")
    await olga.presses("Изменить")
    await olga.says("Ждём\nЖдём вас до десяти")
    assert "Этого шаблона в списке больше нет" in text(olga)
    assert keeper.stored["123"] == [ORDER, WAITING, LATE]
    await olga.presses("Назад")
    await olga.presses("Удалить")
    await olga.presses("Да, удалить")
    assert listed(olga) == ["Заказ", "Поздно"]


async def test_a_tap_twice_deletes_one(maria: Someone, keeper: HavingPhrases) -> None:
    await maria.says("/templates 123")
    await maria.presses("Ждём")
    await maria.presses("Удалить")
    window = maria.last()
    await asyncio.gather(*(maria.presses("Да, удалить", window) for _ in range(3)))
    assert listed(maria) == ["Заказ", "Поздно"]
    assert text(maria).count("удалён") == 1


async def test_a_button_of_before_finds_it_gone(stage: Stage, maria: Someone, keeper: HavingPhrases) -> None:
    await maria.says("/templates 123")
    window = maria.last()
    await deletes(maria, "Ждём")
    await maria.presses("Ждём", window)
    assert "Этого шаблона в списке больше нет" in (stage.telegram.answers()[-1] or "")
    assert listed(maria) == ["Заказ", "Поздно"]


async def test_one_without_a_number_cannot_be_deleted(maria: Someone, keeper: HavingPhrases) -> None:
    keeper.stored["123"] = [Template("Ждём", "Ждём вас", None)]
    await maria.says("/templates 123")
    await maria.presses("Ждём")
    assert maria.labels() == ["📞 Позвонить с ним", "✏️ Изменить", "◀️ Назад"]


async def test_a_colleague_calls_with_it_no_more(stage: Stage, maria: Someone, keeper: HavingPhrases) -> None:
    """Neither from its own window nor from the options of a call, opened before."""
    olga = await stage.person(OLGA.id, Role.MANAGER, name="Ольга")
    await olga.opens("/templates 123", "Ждём", "Позвонить с ним")
    boris = await stage.person(77, Role.MANAGER, name="Борис")
    await boris.opens("/call +7 999 123-45-67", "Шаблон")
    await boris.says("123")
    await maria.says("/templates 123")
    await deletes(maria, "Ждём")
    await olga.says("+7 999 123-45-67")
    assert "Этого шаблона в списке больше нет" in text(olga)
    await boris.presses("Ждём")
    assert "Этого шаблона в списке больше нет" in (stage.telegram.answers()[-1] or "")
    [begun] = await stage.orders()
    assert begun.is_begun
