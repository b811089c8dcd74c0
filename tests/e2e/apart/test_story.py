"""The main job: a call placed from Telegram and followed to its end."""

from __future__ import annotations

import pytest

from bot.domain.access import Role
from tests.support.messages import Message
from tests.support.office import Office, new_phone


def shown(phone: str) -> str:
    return f"+7 {phone[1:4]} {phone[4:7]}-{phone[7:9]}-{phone[9:]}"


def in_group(phone: str) -> str:
    return f"+7 {phone[1:4]} ***-**-{phone[9:]}"


WORDS = {
    "ru": ("Позвонить", "Звоним…", "нажал 1", "₽", "Позвонить ещё"),
    "en": ("Call now", "Calling…", "pressed 1", "₽", "Call again"),
}
LIVE = {"ru": ("в очереди", "идёт вызов", "идёт разговор"), "en": ("queued", "ringing", "talking")}


@pytest.mark.parametrize("language", ["ru", "en"])
async def test_a_newcomer_calls_and_follows_one_message_to_the_result(office: Office, language: str) -> None:
    call_now, placing, pressed, price, again = WORDS[language]
    oleg, phone = await office.person(language=language), new_phone("03")

    await oleg.says(f"/call {shown(phone)} Ваш заказ готов")
    card = await oleg.sees("Ваш заказ готов")
    assert shown(phone) in card.text
    assert await office.creates(phone) == 0, "nothing goes before somebody says so"

    await office.fault("hang", "get", times=100)  # the call may be over by then, and nobody has heard of it
    assert await oleg.presses(call_now) == placing
    await oleg.sees_in(card, LIVE[language][0])
    await office.no_more_faults()
    result = await oleg.sees_reply(card)
    ended = await oleg.sees_in(card, "✅")
    assert shown(phone) in ended.text
    assert shown(phone) not in result.text, "it answers the card, which names the number"
    assert "\n" not in result.text
    for message in (ended, result):
        assert pressed in message.text
        assert price in message.text
    assert ended.has(again)
    assert any(state in html for state in LIVE[language] for html in ended.seen), ended.seen
    assert await office.creates(phone) == 1
    assert len(await oleg.replies()) == 2, "one live message and one short reply"


ENDINGS = [("01", "занято"), ("02", "не ответил"), ("04", "нажал 2"), ("06", "остался на линии")]


async def test_every_ending_is_told_as_what_it_is(office: Office) -> None:
    people = [await office.person() for _ in ENDINGS]
    for person, (ending, _) in zip(people, ENDINGS, strict=True):
        await person.says(f"/call {new_phone(ending)} Ваш заказ готов")
        await person.presses("Позвонить")
    for person, (_, said) in zip(people, ENDINGS, strict=True):
        card = await person.sees("Ваш заказ готов")
        await person.sees_in(card, said)
        await person.sees_reply(card, said)


async def test_in_a_group_numbers_are_masked_and_only_some_may_press(office: Office) -> None:
    oleg, phone = await office.person(first_name="Олег"), new_phone("03")
    other, manager = await office.person(first_name="Пётр"), await office.person(Role.MANAGER)
    group = await office.group(oleg, other, manager)
    await oleg.at(group).says(f"/call {shown(phone)} Ваш заказ готов")
    card = await oleg.at(group).sees("Ваш заказ готов")
    assert in_group(phone) in card.text

    refused = await other.at(group).presses("Позвонить", card)
    assert oleg.name in refused, "the answer says whose card it is"
    assert await office.creates(phone) == 0

    assert await manager.at(group).presses("Позвонить", card) == "Звоним…"
    result = await oleg.at(group).sees_reply(card)
    assert "нажал 1" in result.text
    assert await office.creates(phone) == 1
    for message in await oleg.at(group).replies():
        assert not _names(message, phone), "a full number stands in a group"


def _names(message: Message, phone: str) -> bool:
    everything = "".join((*message.seen, message.text))
    return phone in everything or shown(phone) in everything


async def test_the_author_sees_it_privately_only_where_the_card_is(office: Office) -> None:
    oleg = await office.person()
    group = await office.group(oleg)
    await oleg.at(group).says(f"/call {new_phone('01')} Ваш заказ готов")
    await oleg.at(group).presses("Позвонить")
    await oleg.at(group).sees(lambda message: message.reply_to is not None and "занято" in message.text)
    assert await oleg.replies() == []


async def test_a_manager_who_wants_it_gets_everybodys_results_once(office: Office) -> None:
    boss, oleg = await office.person(Role.MANAGER), await office.person()
    await boss.says("/notify")
    await boss.presses("Подписаться")
    await boss.presses("Все звонки")
    await boss.presses("Подписаться", await boss.sees("Новая подписка"))
    await boss.sees("1. Все звонки · сразу")
    await oleg.says(f"/call {new_phone('03')} Ваш заказ готов")
    await oleg.presses("Позвонить")
    told = await boss.sees("нажал 1")
    assert oleg.name in told.text, "and learns whose call it was"
    await oleg.sees(lambda message: message.reply_to is not None)
    assert len([message for message in await boss.replies() if "нажал 1" in message.text]) == 1
    assert told.labels == ("📄 Открыть", "🔕 Тихо на час")
    await boss.presses("Тихо на час", told)
    await boss.presses("Отписаться")
    await boss.presses("1")
