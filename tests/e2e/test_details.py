"""«Details» under a card: what the service told beyond it, in both languages, in private and in a group."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.domain.phones import Phone, masked, pretty
from tests.support.indoors import house
from tests.support.messages import Message
from tests.support.office import Office, Person, new_phone


@pytest.fixture
async def everywhere(tmp_path: Path) -> AsyncIterator[Office]:
    async with house(tmp_path, every_service=True) as home:
        yield home.office
        assert await home.office.refused_by_telegram() == [], "Telegram refused what the bot sent"


async def called(person: Person, written: str, button: str, ended: str) -> Message:
    await person.says(written)
    card = await person.sees(lambda shown: shown.has(button))
    await person.presses(button, card)
    return await person.sees_in(card, ended)


async def test_in_english_in_private_there_and_back(office: Office) -> None:
    john, phone = await office.person(language="en"), new_phone("07")
    card = await called(john, f"/call {phone} Your order is ready", "Call now", "answered")
    await john.presses("Details", card)
    details = await john.sees_in(card, "Why it ended: normal ending, no more is said (code 31)")
    for words in ("Details · ", "✅ answered"):
        assert words in details.text
    for step, words in (("🔔 ringing", "Dialling began: "), ("🗣 talking", "Answered: ")):
        _, is_fact, moment = details.text.partition(words)
        told = f"{moment[:8]} {step}" if is_fact else step
        assert (told in details.text) != bool(is_fact), "a step that was seen says it, unless it was seen seconds later"
    assert pretty(Phone(phone)) in details.text.replace("\u00a0", " ")
    assert [label.partition(" ")[2] for label in details.labels] == ["Back"]
    await john.presses("Back", details)
    assert (await john.sees_in(card, "Your order is ready")).labels == card.labels


async def test_in_russian_in_a_group_of_several_calls(office: Office) -> None:
    oleg, other = await office.person(), await office.person()
    group = await office.group(oleg, other)
    here, phones = oleg.at(group), [new_phone("00"), new_phone("01")]
    card = await called(
        here, f"/call {phones[0]}, {phones[1]} Ваш заказ готов", "Позвонить всем (2)", "состоялся 1 из 2"
    )
    assert "другого сотрудника" in await other.at(group).presses("Подробности", card)
    await here.presses("Подробности", card)
    first = await here.sees_in(card, "1 из 2")
    assert masked(Phone(phones[0])) in first.text.replace("\u00a0", " ")
    await here.presses("Следующий", first)
    second = await here.sees_in(card, "Почему закончился: абонент занят (код 17)")
    assert masked(Phone(phones[1])) in second.text.replace("\u00a0", " ")
    assert not any(phone[4:] in second.text.replace("-", "") for phone in phones)
    await here.presses("Предыдущий", second)
    await here.sees_in(card, "1 из 2")
    await here.presses("Назад", first)
    await here.sees_in(card, "состоялся 1 из 2")


async def test_the_price_that_was_expected(everywhere: Office) -> None:
    oleg, phone = await everywhere.person(), new_phone("00")
    await oleg.says(f"/call {phone} Ваш заказ готов")
    await oleg.presses("Параметры")
    await oleg.presses("Ещё")
    await oleg.presses("Mobilgroup")
    chosen = await oleg.sees(lambda shown: "Mobilgroup" in shown.text and shown.has("Назад"))
    await oleg.presses("Назад", chosen)
    card = await oleg.sees(lambda shown: shown.has("Позвонить"))
    await oleg.presses("Позвонить", card)
    card = await oleg.sees_in(card, "разговор состоялся")
    await oleg.presses("Подробности", card)
    details = await oleg.sees_in(card, "Ожидаемая цена: ")
    assert "Сообщение длится " in details.text
    assert "Сделано попыток: 1" in details.text
