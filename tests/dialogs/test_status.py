"""`/status`: what runs, what waits, what went wrong, and what reached nobody."""

from __future__ import annotations

from datetime import timedelta

import pytest
from aiogram.methods import AnswerCallbackQuery

from bot.domain.access import Role
from bot.domain.orders import Place
from bot.domain.troubles import Loss
from bot.domain.views import Notice, NoticeKind
from bot.ports import UnitOfWork
from tests.support.people import ANNA
from tests.support.stage import Someone, Stage

SAID = {
    "ru": [
        "Сейчас идёт 1 звонок (CallDog 1)",
        "Опрос сервисов: 0 с назад",
        "Ждёт отправки 1 уведомление, самое старое — 5 мин",
        "📭 Не доставлены 2 уведомления:",
        "Олег: в доступе отказано (бот заблокирован)",
        "группа: в доступе отказано (группа закрыта)",
        "⚠️ Не отвечает CallDog, с ",
    ],
    "en": [
        "1 call under way (CallDog 1)",
        "Services last asked 0 s ago",
        "1 notice is waiting to be sent, for 5 min",
        "📭 2 notices reached nobody:",
        "Олег: access denied (the bot is blocked)",
        "a group: access denied (the group is closed)",
        "⚠️ No answer from CallDog since ",
    ],
}
LABELS = {"ru": ["📭 Отправить снова", "Закрыть"], "en": ["📭 Send again", "Close"]}
ANSWERS = {
    "ru": ["Отправляются снова: 2 уведомления", "Отправлять больше нечего"],
    "en": ["Sending 2 notices again", "Nothing is left to send"],
}


def denied(chat_id: int, event: str) -> Notice:
    return Notice(event=event, kind=NoticeKind.ACCESS_DENIED, place=Place(chat_id), locale="ru")


async def go_wrong(stage: Stage, person: Someone) -> None:
    now = stage.app.clock.now()

    def work(uow: UnitOfWork) -> None:
        uow.notices.add([denied(person.id, "e"), denied(-77, "f")], now)
        for notice in uow.notices.claim(now, now, 10):
            uow.notices.give_up(notice.id, now, Loss.SHUT if notice.place.is_group else Loss.DEAF)
        uow.notices.add([denied(person.id, "g")], now - timedelta(minutes=5), now + timedelta(hours=1))
        uow.troubles.begin("provider:calldog", now)
        uow.troubles.begin("balance:calldog", now)

    await stage.app.database.transact(work)
    await stage.app.core.track.poll()


@pytest.mark.parametrize("language", ["ru", "en"])
async def test_it_tells_what_runs_what_waits_and_what_is_wrong(stage: Stage, oleg: Someone, language: str) -> None:
    boris = await stage.person(7, Role.ADMIN, language)
    await oleg.says("/call +7 999 123-45-67 Ваш заказ готов")
    await oleg.presses("Позвонить")
    await stage.app.core.submitter.drain()
    await go_wrong(stage, oleg)
    await boris.says("/status")
    shown = boris.last().text or ""
    assert [words for words in SAID[language] if words not in shown] == []
    assert boris.labels() == LABELS[language]
    assert "balance:" not in shown


@pytest.mark.parametrize("language", ["ru", "en"])
async def test_what_reached_nobody_is_sent_again_once_a_tap(stage: Stage, oleg: Someone, language: str) -> None:
    boris = await stage.person(7, Role.ADMIN, language)
    await go_wrong(stage, oleg)
    await boris.says("/status")
    card = boris.last()
    for _ in range(2):
        await boris.presses(LABELS[language][0], card)
    answers = stage.telegram.asked(AnswerCallbackQuery)
    assert [answer.text for answer in answers[-2:]] == ANSWERS[language]
    now = stage.telegram.messages[boris.id, card.message_id]
    assert boris.labels(now) == LABELS[language][1:], "what was sent again is not lost any more"
    assert "📭" not in (now.text or "")
    await stage.app.core.deliveries.settle()
    assert "доступ" in (oleg.last().text or "").lower()


async def test_before_the_first_poll_nothing_is_invented(stage: Stage) -> None:
    anna = await stage.let_in(ANNA)
    await anna.says("/status")
    shown = anna.last().text or ""
    assert "Опроса сервисов ещё не было" in shown
    assert "Очередь уведомлений пуста" in shown
    assert anna.labels() == ["Закрыть"]


async def test_only_admins_send_again(stage: Stage, oleg: Someone) -> None:
    anna = await stage.let_in(ANNA)
    await go_wrong(stage, oleg)
    await anna.says("/status")
    await oleg.presses("Отправить снова", anna.last())
    assert (await stage.app.database.transact(lambda uow: uow.outgoing.outbox())).lost == 2
