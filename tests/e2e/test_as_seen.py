"""«Call now» calls whom its card showed, over HTTP: an edit of the message may be on its way when somebody taps."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.indoors import house
from tests.support.messages import Message
from tests.support.office import Office, Person, new_phone
from tests.support.texts import texts

CHANGED = texts().speak("ru").plain("order-changed")


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    """A message may be drawn twice alike, which Telegram refuses: by the edit, and by the tap on what it showed."""
    async with house(tmp_path, pace=0.05) as home:
        yield home.office
        refused = await home.office.refused_by_telegram()
        assert [entry for entry in refused if "message is not modified" not in str(entry["answer"])] == []


async def edits_and_taps(oleg: Person, message_id: int, text: str, under: Message) -> str:
    """The bot hears of both at once; what was tapped shows what it was before."""
    path = f"chats/{oleg.chat}/messages/{message_id}/edit"
    await oleg.office.post(path, **{"from": oleg.id}, text=text)
    return await oleg.taps("Позвонить", under)


@pytest.mark.parametrize("opened", ["", "Параметры"])
async def test_an_edit_that_the_card_does_not_show_yet(office: Office, opened: str) -> None:
    oleg, seen, unseen = await office.person(), new_phone("01"), new_phone("01")
    written = await oleg.says(f"/call {seen} Ваш заказ готов")
    card = await oleg.sees(lambda shown: shown.has("Позвонить"))
    if opened:
        await oleg.presses(opened, card)
        card = await oleg.sees(lambda shown: shown.id == card.id and shown.has("Голос: женский"))
    edited = f"/call {unseen} Ваш заказ готов"
    (answer,) = await office.at_once(edits_and_taps(oleg, written["message_id"], edited, card))
    assert answer == CHANGED
    number = f"+7 999 {unseen[4:7]}-{unseen[7:9]}-01"
    now = await oleg.sees(lambda shown: shown.id == card.id and number in shown.text and shown.has("Позже"))
    assert (await office.creates(seen), await office.creates(unseen)) == (0, 0)
    answers = await office.at_once(*(oleg.taps("Позвонить", now) for _ in range(3)))
    assert answers.count("Звоним…") == 1
    await oleg.sees_in(card, "занято")
    assert (await office.creates(seen), await office.creates(unseen)) == (0, 1)
