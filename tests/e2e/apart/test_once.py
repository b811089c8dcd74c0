"""However often somebody presses, and however often Telegram tells of it: one request to the provider."""

from __future__ import annotations

from bot.domain.access import Role
from tests.support.office import Office, Person, new_phone

PLACED, PLACED_ALREADY = "Звоним…", "Уже звоним"


async def test_three_quick_taps_place_one_call(office: Office) -> None:
    oleg, phone = await office.person(), new_phone("01")
    await oleg.says(f"/call {phone} Ваш заказ готов")
    card = await oleg.sees("Ваш заказ готов")
    answers = await office.at_once(*(oleg.taps("Позвонить", card) for _ in range(3)))
    assert sorted(answers) == sorted([PLACED, PLACED_ALREADY, PLACED_ALREADY])
    await oleg.sees_reply(card)
    assert await office.creates(phone) == 1


async def test_taps_of_two_people_at_once_place_one_call(office: Office) -> None:
    oleg, manager, phone = await office.person(), await office.person(Role.MANAGER), new_phone("01")
    group = await office.group(oleg, manager)
    await oleg.at(group).says(f"/call {phone} Ваш заказ готов")
    card = await oleg.at(group).sees("Ваш заказ готов")
    both = [oleg.at(group), manager.at(group)]
    answers = await office.at_once(*(person.taps("Позвонить", card) for person in both * 2))
    assert sorted(answers) == sorted([PLACED, *[PLACED_ALREADY] * 3])
    await oleg.at(group).sees_reply(card)
    assert await office.creates(phone) == 1


async def _barrier(person: Person) -> None:
    """Waits until all earlier updates are handled: a person's updates are handled in order."""
    await person.says("/balance")
    await person.sees("CallDog: ")


async def test_a_repeated_update_of_the_message_is_handled_once(office: Office) -> None:
    oleg, phone = await office.person(), new_phone("01")
    said = await oleg.says(f"/call {phone} Ваш заказ готов")
    card = await oleg.sees("Ваш заказ готов")
    await office.repeat(said["update_id"])
    await _barrier(oleg)
    assert [message.id for message in await oleg.replies() if message.has("Позвонить")] == [card.id]
    assert await oleg.presses("Позвонить", card) == PLACED
    await oleg.sees(lambda message: message.reply_to is not None)
    assert await office.creates(phone) == 1


async def test_a_repeated_update_of_the_press_places_nothing_more(office: Office) -> None:
    oleg, phone = await office.person(), new_phone("01")
    await oleg.says(f"/call {phone} Ваш заказ готов")
    card = await oleg.sees("Ваш заказ готов")
    await oleg.presses("Позвонить", card)
    update = await office.update_of_press(oleg.last_press)
    await office.repeat(update)
    await oleg.sees_reply(card)
    await office.repeat(update)
    await _barrier(oleg)
    assert await office.creates(phone) == 1
    results = [message for message in await oleg.replies() if message.reply_to == card.id]
    assert len(results) == 1
