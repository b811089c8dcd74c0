"""Topics closed and deleted, the bot muted and removed, groups gone: no card and no result is lost, over real HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable
from pathlib import Path

import pytest

from bot.sandbox.telegram.world import GENERAL
from tests.support.indoors import house
from tests.support.messages import Message
from tests.support.office import Office, Person, new_phone

REFUSALS = (
    "TOPIC_CLOSED",
    "message thread not found",
    "message to edit not found",
    "not enough rights to send text messages to the chat",
)
WHY = {
    "muted": "в группе у бота больше нет права писать",
    "removed": "бота больше нет в группе",
    "kicked": "бота больше нет в группе",
    "deleted": "группы больше нет",
    "deleted supergroup": "бота больше нет в группе",
}


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    """Telegram refuses here, and each refusal must be one that the test has caused."""
    async with house(tmp_path) as home:
        yield home.office
        refused = [request["answer"]["description"] for request in await home.office.refused_by_telegram()]
        assert refused == [words for words in refused if words.endswith(REFUSALS)]


async def forum_with_topic(office: Office, *people: Person) -> tuple[int, int]:
    members = [person.id for person in people]
    chat = await office.post("chats", type="supergroup", title="Форум", members=members, is_forum=True)
    topic = await office.post(f"chats/{chat['id']}/topics", name="Звонки")
    return int(chat["id"]), int(topic["message_thread_id"])


async def thread_of(office: Office, chat: int, message_id: int) -> int | None:
    shown = next(one for one in await office.get(f"chats/{chat}/messages") if one["message_id"] == message_id)
    thread: int | None = shown["thread"]
    return thread


async def shut(office: Office, chat: int, how: str) -> None:
    if how.startswith("deleted"):
        await office.post(f"chats/{chat}/delete")
    else:
        status = {"muted": "restricted", "removed": "left"}.get(how, how)
        await office.post(f"chats/{chat}/bot", status=status)


async def begun(office: Office) -> Person:
    """Returns somebody whose private chat the bot may write to."""
    person = await office.person()
    await person.says("/help")
    await person.sees("/call")
    return person


@pytest.mark.parametrize("change", ["close", "delete"])
async def test_what_a_topic_does_not_take_goes_to_general(office: Office, change: str) -> None:
    oleg = await begun(office)
    forum, topic = await forum_with_topic(office, oleg)
    there = oleg.at(forum)
    await there.says(f"/call {new_phone('01')} Ваш заказ готов", thread=topic)
    card = await there.sees("Ваш заказ готов")
    assert await thread_of(office, forum, card.id) == topic
    shutting = office.post(f"chats/{forum}/topics/{topic}", change=change)
    await pressed_before_it_is_shut(office, there, card, shutting)

    result = await there.sees(lambda shown: shown.reply_to not in (None, card.id) and "занято" in shown.text)
    assert await thread_of(office, forum, result.id) is None
    assert result.reply_to is not None
    assert await thread_of(office, forum, result.reply_to) is None
    followed = await there.sees(lambda shown: shown.id == result.reply_to and "занято" in shown.text)
    assert followed.has("Позвонить ещё")
    assert await results(there) == 1
    assert await results(oleg) == 0


async def results(person: Person) -> int:
    """Returns the replies in the person's open chat that tell how a call ended."""
    return len([shown for shown in await person.replies() if not shown.labels and "занято" in shown.text])


async def test_with_general_shut_too_the_author_is_told_in_private(office: Office) -> None:
    oleg = await begun(office)
    forum, topic = await forum_with_topic(office, oleg)
    there = oleg.at(forum)
    await there.says(f"/call {new_phone('01')} Ваш заказ готов", thread=topic)
    card = await there.sees("Ваш заказ готов")
    for closed in (topic, GENERAL):
        await office.post(f"chats/{forum}/topics/{closed}", change="close")
    await there.presses("Позвонить", card)
    await oleg.sees("общая тема группы закрыта")
    await oleg.sees(lambda shown: shown.reply_to is not None and "занято" in shown.text)
    assert await results(oleg) == 1


@pytest.mark.parametrize("how", WHY)
async def test_what_a_group_does_not_take_goes_to_the_author(office: Office, how: str) -> None:
    """The call goes on while the group is shut: its card comes along, and the result answers it."""
    oleg = await begun(office)
    kind = "group" if how == "deleted" else "supergroup"
    group = (await office.post("chats", type=kind, title="Смена", members=[oleg.id]))["id"]
    there = oleg.at(group)
    await there.says(f"/call {new_phone('01')} Ваш заказ готов")
    card = await there.sees("Ваш заказ готов")
    await pressed_before_it_is_shut(office, there, card, shut(office, group, how))

    why = await oleg.sees(WHY[how])
    assert why.text.startswith("Сообщения теперь приходят вам лично")
    followed = await oleg.sees(lambda shown: shown.has("Позвонить ещё") and "занято" in shown.text)
    await oleg.sees_reply(followed, "занято")
    assert await results(oleg) == 1
    assert len([shown for shown in await oleg.replies() if "Сообщения теперь приходят вам лично" in shown.text]) == 1


async def pressed_before_it_is_shut(office: Office, there: Person, card: Message, shutting: Awaitable[None]) -> None:
    """The bot hears of the press when its poll goes on: the group is shut by then."""
    await office.fault("hang", "getUpdates", target="telegram")
    await (await office.person(None)).says("Здесь ждут")
    await office.request("getUpdates", target="telegram", journal={"fault": "hang"})
    await there.taps("Позвонить", card)
    await shutting
    await office.no_more_faults()


async def test_a_call_of_unknown_fate_is_settled_in_private(office: Office) -> None:
    oleg = await begun(office)
    group = await office.group(oleg)
    there = oleg.at(group)
    await there.says(f"/call {new_phone('09')} Ваш заказ готов")
    card = await there.sees("Ваш заказ готов")
    await pressed_before_it_is_shut(office, there, card, shut(office, group, "kicked"))
    asked = await oleg.sees(lambda shown: shown.has("Звонок был"))
    assert await oleg.presses("Звонок был", asked) == "Отмечено: звонок был"


async def test_an_old_card_answers_in_its_topic(office: Office) -> None:
    """Of a message that is some days old Telegram tells the number, and not the topic."""
    oleg = await begun(office)
    forum, topic = await forum_with_topic(office, oleg)
    there = oleg.at(forum)
    await there.says(f"/call {new_phone('01')} Ваш заказ готов", thread=topic)
    card = await there.sees("Ваш заказ готов")
    await press_old(there, card, "Параметры")
    options = await there.sees(lambda shown: shown.id == card.id and shown.has("Ещё"))
    await there.presses("Позвонить", options)
    ended = await there.sees_in(card, "занято")
    await there.sees_reply(card, "занято")
    assert await thread_of(office, forum, await answer_to_old(there, ended, "Позвонить ещё")) == topic


async def press_old(there: Person, card: Message, label: str) -> None:
    press = {"from": there.id, "data": card.data_of(label), "old": True, "wait": 15}
    await there.office.post(f"chats/{there.chat}/messages/{card.id}/press", **press)


async def answer_to_old(there: Person, card: Message, label: str) -> int:
    """Presses, and returns the message that comes."""
    newest = (await there.replies())[-1].id
    await press_old(there, card, label)
    return (await there.sees(lambda shown: shown.id > newest)).id
