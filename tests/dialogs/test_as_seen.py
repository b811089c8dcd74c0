"""A tap means what was seen above its button: what has changed meanwhile is shown first, and nothing is placed."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from aiogram.types import Message

from bot.domain.access import Person
from bot.domain.orders import Order, OrderState
from bot.ports import Capability
from bot.services.calls import Calls
from bot.services.draft_orders import Press
from bot.services.people import DefaultChange
from bot.telegram.presses import OrderAction, OrderPress
from tests.dialogs.test_drafts import edited, message, settled
from tests.fakes.provider import FakeProvider
from tests.support.orders import changed, draft_change
from tests.support.people import ANNA, CALL, OLEG
from tests.support.stage import Someone, Stage

CHANGED = "Звонок тем временем изменили. Проверьте карточку и нажмите ещё раз."
SEEN, UNSEEN = "79991234567", "79991234576"


@pytest.fixture
def services() -> list[FakeProvider]:
    usual, other = FakeProvider(), FakeProvider()
    usual.capabilities = FakeProvider.capabilities | {Capability.ATTEMPTS}
    other.name, other.title = "obzvonov", "Программа обзвонов"
    return [usual, other]


@pytest.fixture
def written(oleg: Someone) -> Message:
    return oleg.message(f"/call {SEEN} Ваш заказ готов")


@pytest.fixture
async def card(stage: Stage, oleg: Someone, written: Message) -> Message:
    """As it was when it was drawn first."""
    await stage.feed(message=written)
    return oleg.last().model_copy()


async def edit(stage: Stage, written: Message) -> None:
    await stage.feed(edited_message=edited(written, f"/call {UNSEEN} Ваш заказ готов"))


async def slip(stage: Stage) -> None:
    """The same edit, of which no card is drawn yet."""
    order = await only(stage)
    await stage.app.database.transact(lambda uow: uow.orders.change_draft(order, changed(order, phones=(UNSEEN,))))


async def placed(stage: Stage) -> list[str]:
    await stage.app.core.submitter.drain()
    return [str(call.phone) for call in stage.provider.placed]


async def only(stage: Stage) -> Order:
    (order,) = await stage.orders()
    return order


async def looks_again(stage: Stage, oleg: Someone, card: Message) -> Message:
    """Nothing was placed, that was said, and the message is the card of what would be placed now."""
    assert stage.telegram.answers()[-1] == CHANGED
    assert await placed(stage) == []
    assert (await only(stage)).state is OrderState.DRAFT
    await settled(stage)
    now = message(stage, card)
    assert "+7 999 123-45-76" in (now.text or "")
    return now


async def calls_it_once(stage: Stage, oleg: Someone, card: Message) -> None:
    now = await looks_again(stage, oleg, card)
    await asyncio.gather(*(oleg.presses("Позвонить", now) for _ in range(3)))
    assert await placed(stage) == [UNSEEN]


async def test_an_edit_on_its_way(stage: Stage, oleg: Someone, written: Message, card: Message) -> None:
    await edit(stage, written)
    await oleg.presses("Позвонить", card)
    await calls_it_once(stage, oleg, card)


async def test_an_edit_of_the_text_alone(stage: Stage, oleg: Someone, written: Message, card: Message) -> None:
    await stage.feed(edited_message=edited(written, f"/call {SEEN} Ваш заказ отменён"))
    await oleg.presses("Позвонить", card)
    assert stage.telegram.answers()[-1] == CHANGED
    assert await placed(stage) == []


async def test_an_edit_that_changes_nothing(stage: Stage, oleg: Someone, written: Message, card: Message) -> None:
    await stage.feed(edited_message=edited(written, f"/call  {SEEN}  Ваш заказ готов"))
    await oleg.presses("Позвонить", card)
    assert await placed(stage) == [SEEN]


async def test_an_edit_under_open_options(stage: Stage, oleg: Someone, written: Message, card: Message) -> None:
    await oleg.presses("Параметры", card)
    window = oleg.last().model_copy()
    await edit(stage, written)
    await oleg.presses("Позвонить", window)
    await calls_it_once(stage, oleg, card)
    await oleg.says("/cancel")
    assert "отменять нечего" in (oleg.last().text or "").lower(), "the options are over"


@pytest.mark.parametrize("on", [("Когда", "Через 15 мин"), ("Ещё", "Попытки", "Позвонить")])
async def test_an_edit_before_a_window_that_shows_no_card(
    stage: Stage, oleg: Someone, card: Message, on: tuple[str, ...]
) -> None:
    """It is drawn after the edit, and what was seen stood above the window before."""
    await oleg.presses("Параметры", card)
    for label in on[:-2]:
        await oleg.presses(label)
    await slip(stage)
    for label in on[-2:]:
        await oleg.presses(label)
    await calls_it_once(stage, oleg, card)


async def test_an_edit_before_later(stage: Stage, oleg: Someone, written: Message, card: Message) -> None:
    await edit(stage, written)
    await oleg.presses("Позже", card)
    await oleg.presses("Через 15 мин")
    await calls_it_once(stage, oleg, card)


async def test_an_edit_while_the_time_is_chosen(stage: Stage, oleg: Someone, written: Message, card: Message) -> None:
    await oleg.presses("Позже", card)
    await edit(stage, written)
    await oleg.says("18:30")
    assert await placed(stage) == []
    assert CHANGED in [shown.text for shown in stage.telegram.in_chat(oleg.id)]
    assert (await only(stage)).state is OrderState.DRAFT


async def test_an_edit_while_the_hour_is_asked_about(
    stage: Stage, oleg: Someone, written: Message, card: Message
) -> None:
    stage.clock.advance(12 * 3600)
    await oleg.presses("Позвонить", card)
    asked = oleg.last().model_copy()
    assert "📞 Всё равно позвонить" in oleg.labels(asked)
    await edit(stage, written)
    await oleg.presses("Всё равно позвонить", asked)
    await looks_again(stage, oleg, card)


async def test_the_hour_that_is_asked_about_in_the_options_ends_them(
    stage: Stage, oleg: Someone, written: Message, card: Message
) -> None:
    """What asks is the card again: it follows the draft."""
    stage.clock.advance(12 * 3600)
    await oleg.presses("Параметры", card)
    await oleg.presses("Позвонить", oleg.last())
    assert "📞 Всё равно позвонить" in oleg.labels(message(stage, card))
    await edit(stage, written)
    await settled(stage)
    assert "+7 999 123-45-76" in (message(stage, card).text or "")
    await oleg.says("/cancel")
    assert oleg.last().text == "Отменено. Звонка не будет.", "there is no window that it would close"


async def test_an_edit_between_the_look_and_the_placing(
    stage: Stage, oleg: Someone, card: Message, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The tap was answered already: a message says it."""
    place: Callable[..., Awaitable[bool]] = Calls.place

    async def after_an_edit(self: Calls, actor: Person, press: Press, **how: Any) -> bool:
        monkeypatch.undo()
        await slip(stage)
        return await place(self, actor, press, **how)

    monkeypatch.setattr(Calls, "place", after_an_edit)
    await oleg.presses("Позвонить", card)
    assert stage.telegram.answers()[-1] == "Звоним…"
    assert CHANGED in [shown.text for shown in stage.telegram.in_chat(oleg.id)]
    assert await placed(stage) == []
    await settled(stage)
    await oleg.presses("Позвонить", message(stage, card))
    assert await placed(stage) == [UNSEEN]


async def test_contacts_that_come_while_a_time_is_chosen(stage: Stage, oleg: Someone) -> None:
    await oleg.shares(f"+{SEEN}")
    await oleg.presses("Ролик")
    await oleg.says("2689342")
    card = oleg.last()
    await oleg.presses("Позже", card)
    order = await only(stage)
    await stage.app.core.api.orders.change(ANNA, draft_change(order.id, more_phones=(UNSEEN,)))
    await oleg.presses("Через 15 мин")
    await looks_again(stage, oleg, card)


@pytest.mark.parametrize(
    "change",
    [
        {"provider": "obzvonov"},
        {"need_recording": True},
        {"caller_id": "74951234567"},
        {"purpose": "Опрос"},
        {"more_phones": (UNSEEN,)},
    ],
)
async def test_what_a_colleague_has_changed(stage: Stage, oleg: Someone, card: Message, change: dict[str, Any]) -> None:
    await stage.app.core.api.orders.change(ANNA, draft_change((await only(stage)).id, **change))
    await oleg.presses("Позвонить", card)
    assert stage.telegram.answers()[-1] == CHANGED
    assert await placed(stage) == []


async def test_a_planned_call_that_a_colleague_has_changed_does_not_go_at_once(
    stage: Stage, oleg: Someone, card: Message
) -> None:
    await stage.let_in(ANNA)
    await oleg.presses("Позже", card)
    await oleg.presses("Через 30 мин")
    await settled(stage)
    await oleg.presses("Изменить", message(stage, card))
    await oleg.presses("Когда", oleg.last())
    order = await only(stage)
    await stage.app.core.api.orders.change(ANNA, draft_change(order.id, purpose="Опрос"))
    await oleg.presses("Позвонить сейчас")
    assert stage.telegram.answers()[-1] == CHANGED
    await stage.app.core.waiting.sweep()
    assert await placed(stage) == []
    await settled(stage)
    assert "Опрос" in (message(stage, card).text or "")


@pytest.mark.parametrize("action", [OrderAction.PLACE, OrderAction.PLACE_ANYWAY, OrderAction.LATER])
async def test_a_button_from_before_there_were_marks(
    stage: Stage, oleg: Someone, card: Message, action: OrderAction
) -> None:
    """What its message shows nobody knows: it is shown anew."""
    await oleg.sends_data(f"order:{action}:{(await only(stage)).id}", card)
    if action is OrderAction.LATER:
        await oleg.presses("Через 15 мин")
    assert stage.telegram.answers()[-1] == CHANGED
    assert await placed(stage) == []
    await settled(stage)
    await oleg.presses("Позвонить", message(stage, card))
    assert await placed(stage) == [SEEN]


async def test_a_card_that_begins_with_a_persons_own_wishes(stage: Stage, oleg: Someone) -> None:
    """It is drawn before its order is read back."""
    wishes = DefaultChange(caller_id="duty", voice="male")
    await stage.app.core.api.people.change_defaults(OLEG, wishes)
    await oleg.says(CALL)
    await oleg.presses("Позвонить")
    assert await placed(stage) == [SEEN]


def test_other_buttons_are_what_they_were() -> None:
    assert OrderPress(action=OrderAction.AGAIN, order_id=5).pack() == "order:again:5"
    assert OrderPress.unpack("order:again:5") == OrderPress(action=OrderAction.AGAIN, order_id=5)
    press = OrderPress(action=OrderAction.PLACE_ANYWAY, order_id=2**63 - 1, mark="0123abcd")
    assert OrderPress.unpack(press.pack()) == press
