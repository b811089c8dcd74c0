"""`/notify`: subscriptions made and ended by tapping, quiet hours, and a place that is muted."""

from __future__ import annotations

from bot.domain.calls import CallState, Report
from bot.domain.orders import Place
from bot.domain.subscriptions import Rhythm, Subscription, Topic, Whose
from tests.support.people import MARIA, OLEG
from tests.support.stage import GROUP, Someone, Stage


async def subscriptions(stage: Stage, place: Place) -> list[Subscription]:
    return await stage.app.database.transact(lambda uow: uow.subscriptions.of(place))


async def test_an_operator_hears_of_their_own_calls_only(stage: Stage, oleg: Someone) -> None:
    await oleg.says("/notify")
    assert "Подписок нет" in (oleg.last().text or "")
    await oleg.presses("Подписаться")
    assert "Мои звонки · сразу" in (oleg.last().text or "")
    await oleg.presses("Когда")
    await oleg.presses("Каждый день в 18:00")
    await oleg.presses("Итоги")
    await oleg.presses("Занято")
    await oleg.presses("Назад")
    await oleg.presses("Подписаться")
    assert "1. Мои звонки: занято · каждый день в 18:00 · за неделю ничего" in (oleg.last().text or "")
    (one,) = await subscriptions(stage, Place(OLEG.id))
    assert (one.wanted.whose, one.schedule.rhythm, one.schedule.at.hour) == (Whose.MINE, Rhythm.DAILY, 18)


async def test_a_manager_begins_with_everybodys_results_and_may_end_that(stage: Stage, maria: Someone) -> None:
    await maria.says("/notify")
    assert "1. Все звонки · сразу" in (maria.last().text or "")
    await maria.presses("Отписаться")
    await maria.presses("1")
    assert "Подписок нет" in (maria.last().text or "")
    assert await subscriptions(stage, Place(MARIA.id)) == []


async def test_what_is_rare_stands_behind_more(stage: Stage, maria: Someone) -> None:
    await maria.says("/notify")
    await maria.presses("Подписаться")
    assert maria.under("Мало денег или минут") is None
    await maria.presses("Ещё")
    await maria.presses("Мало денег или минут")
    await maria.presses("Подписаться")
    assert [one.topic for one in await subscriptions(stage, Place(MARIA.id))] == [Topic.RESULTS, Topic.BALANCE]


async def test_colleagues_keys_and_tags(stage: Stage, maria: Someone, oleg: Someone) -> None:
    await maria.says("/notify")
    await maria.presses("Подписаться")
    await maria.presses("Ещё")
    await maria.presses("Звонки коллег")
    await maria.presses("Олег")
    await maria.presses("Готово")
    await maria.presses("Клавиши")
    await maria.presses("1")
    await maria.presses("На линии")
    await maria.presses("Назад")
    await maria.presses("Метки")
    await maria.says("хочет, перезвонить")
    assert "Звонки коллег (Олег) · клавиши: 1, на линии · метки: хочет, перезвонить · сразу" in (
        maria.last().text or ""
    )
    await maria.presses("Подписаться")
    wanted = (await subscriptions(stage, Place(MARIA.id)))[-1].wanted
    assert (wanted.people, wanted.keys, wanted.tags) == ((OLEG.id,), (1, -1), ("хочет", "перезвонить"))


async def test_tags_that_calls_have_are_offered(stage: Stage, maria: Someone, oleg: Someone) -> None:
    for number, tag in enumerate(("жалоба", "важно"), 1):
        await oleg.says(f"/call +7 999 123-45-6{number} текст")
        await oleg.presses("Позвонить")
        await stage.app.database.transact(lambda uow, at=number, tag=tag: uow.calls.keep_beside(at, tag=tag))  # type: ignore[misc]  # bound in the loop
    await maria.opens("/notify", "Подписаться", "Все звонки", "Метки")
    offered = maria.labels()
    await maria.presses("жалоба")
    await maria.presses("важно")
    await maria.presses("важно")
    assert [offered[:2], maria.labels()[:2]] == [["важно", "жалоба"], ["важно", "✓ жалоба"]]
    await maria.opens("/notify", "Подписаться", "Все звонки", "Метки")
    await maria.says(", ".join(f"метка {number}" for number in range(10)))
    await maria.presses("Метки")
    await maria.presses("жалоба")
    assert stage.telegram.answers()[-1] == "Помещается до 10 меток, каждая до 255 знаков."
    await maria.presses("Назад")
    await maria.presses("Подписаться")
    assert len((await subscriptions(stage, Place(MARIA.id)))[-1].wanted.tags) == 10


async def test_a_time_may_be_written(stage: Stage, oleg: Someone) -> None:
    await oleg.says("/notify")
    await oleg.presses("Подписаться")
    await oleg.presses("Когда")
    await oleg.presses("Раз в неделю: пт в 18:00")
    await oleg.presses("Когда")
    await oleg.says("17:45")
    await oleg.presses("Подписаться")
    assert "раз в неделю: пт в 17:45" in (oleg.last().text or "")


async def test_quiet_hours_go_by_a_chosen_clock(stage: Stage, oleg: Someone) -> None:
    await oleg.says("/notify")
    await oleg.presses("Тихие часы")
    await oleg.presses("Часовой пояс")
    await oleg.presses("Омск, UTC+6")
    assert "Омск, UTC+6" in (oleg.last().text or "")
    await oleg.says("22:30-7")
    assert "Тихие часы: 22:30–07:00" in (oleg.last().text or "")
    await oleg.presses("Тихие часы")
    await oleg.says("9-9")
    assert "совпадают" in (oleg.last().text or "")


async def test_a_group_is_for_managers(stage: Stage, oleg: Someone, maria: Someone) -> None:
    await oleg.says("/notify", chat=-100)
    assert "выбирают менеджеры" in (oleg.last(-100).text or "")
    await maria.says("/notify", chat=-100)
    assert "У этой группы нет подписок" in (maria.last(-100).text or "")


LIST = "/call +7 999 123-45-67, +7 999 123-45-68\nВаш заказ готов"


async def test_nobody_else_presses_in_a_managers_window_of_a_group(stage: Stage, maria: Someone, olga: Someone) -> None:
    await maria.opens("/notify", "Подписаться", "Все звонки", "Подписаться", chat=GROUP)
    before = await subscriptions(stage, Place(GROUP))
    for command, *labels in (("/notify",), ("/notify", "Подписаться"), ("/notify", "Подписаться", "Все звонки")):
        await maria.opens(command, *labels, chat=GROUP)
        window = maria.last(GROUP)
        for label in maria.labels(window):
            await olga.presses(label, window)
        assert maria.labels(maria.last(GROUP)) == maria.labels(window), "it stands as it stood"
    assert await subscriptions(stage, Place(GROUP)) == before != []


async def test_a_list_is_followed_until_it_is_over(stage: Stage, oleg: Someone, maria: Someone) -> None:
    await oleg.says(LIST)
    await oleg.presses("Позвонить всем")
    await stage.app.core.submitter.drain()
    await maria.says("/notify")
    await maria.presses("Подписаться")
    await maria.presses("Ещё")
    await maria.presses("Один список")
    await maria.presses("№ 1 · 20.11 · 2")
    assert "Список № 1, пока не закончится · сразу" in (maria.last().text or "")
    await maria.presses("Подписаться")
    (*_, one) = await subscriptions(stage, Place(MARIA.id))
    assert (one.wanted.whose, one.wanted.order_id, one.wanted.people) == (Whose.LIST, 1, (OLEG.id,))


async def test_an_operator_follows_a_list_of_their_own(stage: Stage, oleg: Someone, olga: Someone) -> None:
    await oleg.says(LIST)
    await oleg.presses("Позвонить всем")
    await stage.app.core.submitter.drain()
    await oleg.says("/notify")
    await oleg.presses("Подписаться")
    assert oleg.labels()[:2] == ["Мои звонки", "Один список"]
    await olga.says("/notify")
    await olga.presses("Подписаться")
    assert "Мои звонки · сразу" in (olga.last().text or ""), "she has none"


async def test_a_lists_card_subscribes_whoever_may_see_it(
    stage: Stage, oleg: Someone, olga: Someone, maria: Someone
) -> None:
    await oleg.says(LIST, GROUP)
    await oleg.presses("Позвонить всем", oleg.last(GROUP))
    await stage.app.core.submitter.drain()
    await stage.app.core.deliveries.settle()
    card = await stage.until(
        lambda: next((m for m in stage.telegram.in_chat(GROUP) if "⋯ Ещё" in oleg.labels(m)), None)
    )
    await olga.presses("Ещё", card)
    assert "Это звонок другого сотрудника: Олег." in stage.telegram.answers()
    await maria.presses("Ещё", card)
    opened = stage.telegram.in_chat(GROUP)[-1]
    await maria.presses("Подписаться", opened)
    assert "личную переписку" in (stage.telegram.answers()[-1] or "")
    (*_, one) = await subscriptions(stage, Place(MARIA.id))
    assert (one.wanted.whose, one.wanted.order_id) == (Whose.LIST, 1)
    for id_ in ("101", "102"):
        stage.provider.reports[id_] = Report(state=CallState.COMPLETED)
    stage.clock.advance(700)
    await stage.app.core.track.poll()
    told = await stage.until(
        lambda: next((m for m in stage.telegram.in_chat(MARIA.id) if "подписка на него тоже" in (m.text or "")), None)
    )
    assert "состоялись 2 из 2" in (told.text or "")
