"""`/stats`: words and a picture, by what one may see; and one window, whether it has a picture or not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from aiogram.methods import EditMessageMedia, SendPhoto

from bot.domain.access import Person
from bot.domain.calls import CallState, Report
from bot.domain.errors import NoPicture
from bot.domain.orders import NewOrder, Place, Terms
from bot.domain.phones import Phone
from bot.domain.sayings import Saying
from bot.domain.spans import Span, days_of
from bot.domain.stats import CountedFor
from bot.ports import UnitOfWork
from bot.services.track_calls import change_of
from tests.fakes.provider import FakeProvider
from tests.support.people import OLEG, OLGA
from tests.support.stage import GROUP, Someone, Stage

REACHED = Report(CallState.COMPLETED, digit=1, cost=Decimal("1.5"))
BUSY = Report(CallState.BUSY, cost=Decimal(0))


@dataclass
class Made:
    author: Person
    ago: timedelta
    reports: list[Report]
    provider: str = "calldog"
    phones: int = 1


async def made(stage: Stage, *calls: Made) -> None:
    for author in {one.author for one in calls}:
        await stage.let_in(author)

    def work(uow: UnitOfWork) -> None:
        for number, one in enumerate(calls):
            at = stage.clock.now() - one.ago
            phones = tuple(Phone(f"7999{number:03}{index:04}") for index in range(one.phones))
            order_id, _ = uow.orders.add(
                NewOrder(
                    author_id=one.author.id,
                    place=Place(one.author.id),
                    provider=one.provider,
                    phones=phones,
                    terms=Terms(Saying("Готово")),
                    source=f"made/{number}/{one.ago}",
                ),
                at,
            )
            order = uow.orders.get(order_id)
            assert order is not None
            for phone in phones:
                call = uow.calls.add(order, phone, 1, at)
                assert call is not None
                told(uow, call.id, one.reports, at)

    await stage.app.database.transact(work)


def told(uow: UnitOfWork, call_id: int, reports: Iterable[Report], at: datetime) -> None:
    for report in reports:
        call = uow.calls.get(call_id)
        assert call is not None
        uow.calls.record([change_of(uow, call, report, str(report), at)], at)


@pytest.fixture
def services() -> list[FakeProvider]:
    first, second = FakeProvider(), FakeProvider()
    second.name, second.title = "mobilgroup", "Mobilgroup"
    return [first, second]


NOW = timedelta(0)
SOME = (
    Made(OLEG, NOW, [REACHED]),
    Made(OLEG, NOW, [BUSY]),
    Made(OLGA, NOW, [REACHED], "mobilgroup"),
    Made(OLGA, NOW, [REACHED], phones=3),
)


def shown(person: Someone) -> str:
    last = person.last()
    return (last.caption or last.text or "").replace("\xa0", " ")


async def test_words_and_a_picture_of_today(stage: Stage, maria: Someone, oleg: Someone, olga: Someone) -> None:
    await made(stage, *SOME)
    await maria.says("/stats")
    assert maria.last().photo
    assert "Звонки: 6" in shown(maria)
    assert "Состоялись: 5 · 83 %" in shown(maria)
    assert "нажали 1 — 5" in shown(maria)
    assert "Потрачено: 7,50 ₽" in shown(maria)
    assert "Цена дозвона: 1,50 ₽" in shown(maria)
    assert [label.removeprefix("✓ ") for label in maria.labels()][:4] == [
        "Сегодня",
        "Неделя",
        "Месяц",
        "Сравнить сервисы",
    ]
    picture = stage.painter.charts[-1]
    assert [section.title for section in picture.sections] == ["Итоги", "Ответы", "Сотрудники", "Сервисы"]


async def test_whoever_sees_only_their_own_calls_sees_no_figure_of_others(
    stage: Stage, oleg: Someone, olga: Someone
) -> None:
    await made(stage, *SOME)
    await oleg.says("/start stats")
    assert "Звонки: 2" in shown(oleg)
    assert "Ваши звонки" in shown(oleg)
    assert "Ольга" not in repr(stage.painter.charts)
    await oleg.presses("Ещё")
    assert "👤 Сотрудник" not in oleg.labels()
    await oleg.presses("Список")
    assert len(oleg.labels()) == 2, "only all, and the way back: the list is Olga's"
    days = days_of(Span.MONTH, stage.clock.now().date())
    for wanted in (CountedFor((OLGA.id,)), CountedFor(order_id=4), CountedFor(provider="mobilgroup")):
        report = await stage.app.core.api.stats.report(OLEG, days, wanted)
        assert report.figures.placed == (2 if wanted.people else 0)
        assert (report.people, report.person) == ([], None)
    offered = await stage.app.core.api.stats.offered(OLEG, days)
    assert (offered.people, offered.lists) == ([], [])


async def test_one_window_with_and_without_a_picture(stage: Stage, maria: Someone, oleg: Someone) -> None:
    await maria.says("/stats")
    assert "звонков не было" in shown(maria)
    empty = maria.last()
    assert not empty.photo
    await made(stage, Made(OLEG, timedelta(days=3), [REACHED]))
    await maria.presses("Неделя")
    assert maria.last().message_id == empty.message_id, "a text becomes a picture in its place"
    assert maria.last().photo
    await maria.presses("Месяц")
    assert maria.last().message_id == empty.message_id, "and a picture another one"
    await maria.presses("Сегодня")
    assert "звонков не было" in shown(maria)
    assert len(stage.telegram.in_chat(maria.id)) == 1, "of a picture no text is made: it goes, and another comes"
    await maria.presses("Неделя")
    stage.painter.problem = NoPicture("error-picture-text")
    await maria.presses("Месяц")
    assert not maria.last().photo
    assert "Звонки: 1" in shown(maria)
    assert len(stage.telegram.in_chat(maria.id)) == 1


async def test_an_equal_picture_is_not_sent_twice(stage: Stage, maria: Someone, oleg: Someone) -> None:
    await made(stage, *SOME)
    await maria.says("/stats")
    await maria.presses("Сравнить сервисы")
    await maria.presses("Сравнить сервисы")
    assert len(stage.telegram.asked(SendPhoto)) == 1
    uploaded = [isinstance(edit.media.media, str) for edit in stage.telegram.asked(EditMessageMedia)]
    assert uploaded == [False, True]


async def test_providers_are_compared_in_words_and_rows(stage: Stage, maria: Someone, oleg: Someone) -> None:
    await made(stage, *SOME)
    await maria.says("/stats")
    await maria.presses("Сравнить сервисы")
    assert "Сравнение сервисов" in shown(maria)
    assert "CallDog: 5 звонков · дозвон 80 % · цена дозвона 1,50 ₽" in shown(maria)
    assert "Mobilgroup: 1 звонок · дозвон 100 %" in shown(maria)
    assert "Звонки" in [section.title for section in stage.painter.charts[-1].sections]


async def test_figures_of_one_colleague_provider_list_and_of_other_days(
    stage: Stage, maria: Someone, oleg: Someone, olga: Someone
) -> None:
    await made(stage, *SOME, Made(OLGA, timedelta(days=40), [BUSY]))
    await maria.says("/stats")
    for facet, choice, count in (("Сотрудник", OLGA.name, 4), ("Список", "№ 4", 3), ("Сервис", "Mobilgroup", 0)):
        await maria.presses("Ещё")
        await maria.presses(facet)
        await maria.presses(choice)
        assert (f"Звонки: {count}" if count else "таких звонков не было") in shown(maria)
        assert len(stage.telegram.in_chat(maria.id)) == 1
    await maria.presses("Ещё")
    await maria.presses("Сбросить отбор")
    assert "Звонки: 6" in shown(maria)
    await maria.presses("Ещё")
    await maria.presses("Другие дни")
    day = (stage.clock.now() - timedelta(days=40)).strftime("%d.%m")
    await maria.says("99.99")
    assert "⚠️" in shown(maria)
    await maria.says(day)
    assert "Звонки: 1" in shown(maria)


async def test_the_picture_is_dark_for_whoever_likes_it_so(stage: Stage, maria: Someone, oleg: Someone) -> None:
    await made(stage, *SOME)
    await maria.says("/stats")
    await maria.presses("Ещё")
    await maria.presses("Тёмная картинка")
    await maria.presses("Закрыть")
    await maria.says("/stats")
    assert [picture.dark for picture in stage.painter.charts] == [False, True, True]


async def test_in_groups_there_is_a_way_into_the_private_chat_only(stage: Stage, maria: Someone) -> None:
    await made(stage, *SOME)
    await maria.says("/stats", GROUP)
    assert "Личное в группах не показывается" in (maria.last(GROUP).text or "")
