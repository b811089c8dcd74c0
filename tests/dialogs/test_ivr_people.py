"""Several people and their menus: in one group, at one menu, at one key."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from aiogram.methods import SendDocument
from aiogram.types import Message

from bot.domain.access import Role
from bot.domain.menus import WORDS, Branch
from bot.domain.phones import Phone
from tests.dialogs.building import READY, WITH_PHONE, adds, branch, kept, made, menu, menus, text, written
from tests.support.people import MARIA
from tests.support.stage import GROUP, Someone, Stage
from tests.support.texts import joined_numbers

MANAGED = replace(READY, branches=(Branch("1", manager=Phone("79991234567")),))


@pytest.fixture
async def boris(stage: Stage) -> Someone:
    return await stage.person(5, Role.MANAGER, name="Борис")


async def test_operators_are_told_that_menus_are_not_theirs(stage: Stage, oleg: Someone) -> None:
    await oleg.says("/ivr")
    assert oleg.labels() == []
    assert "нет прав" in text(oleg)
    await oleg.says("просто слова")
    assert "Чтобы позвонить" in text(oleg), "no dialog is open"


async def test_a_refused_command_closes_no_other_dialog(stage: Stage, oleg: Someone) -> None:
    await oleg.says("/call +7 999 123-45-67 Ваш заказ готов")
    for label in ("Параметры", "Текст"):
        await oleg.presses(label)
    await oleg.says("/ivr")
    await oleg.says("Новый текст")
    assert (await stage.orders())[0].terms.saying.text == "Новый текст"


async def test_who_loses_the_right_changes_nothing_more(stage: Stage, maria: Someone) -> None:
    await made(maria)
    await adds(maria, "1")
    await stage.app.database.transact(lambda uow: uow.people.set_role(MARIA.id, Role.OPERATOR))
    stage.app.core.directory.forget()
    await maria.presses("Чёрный список")
    assert (await menu(stage)).branches == ()


async def test_the_second_of_two_people_sees_the_newest(stage: Stage, maria: Someone, boris: Someone) -> None:
    await kept(stage, READY)
    await maria.opens("/ivr", "Подтверждение", "1")
    await boris.opens("/ivr", "Подтверждение", "1")
    await written(maria, "SMS", "От Анны")
    await boris.presses("Чёрный список")
    assert "От Анны" in text(boris)
    assert (await branch(stage)) == Branch("1", tag="согласен", sms="От Анны", block=True)


async def test_words_that_two_people_add_at_once_are_all_kept(stage: Stage, maria: Someone, boris: Someone) -> None:
    await kept(stage, READY)
    for someone in (maria, boris):
        await someone.opens("/ivr", "Подтверждение", "Клавиша", "По слову")
    await asyncio.gather(maria.says("да"), boris.says("нет"))
    spoken = [one.words for one in (await menu(stage)).branches if one.slot.startswith("words")]
    assert sorted(spoken) == [("да",), ("нет",)]
    assert "По словам: да" in text(maria)
    assert "По словам: нет" in text(boris)


async def test_a_colleague_took_the_last_place_for_words(stage: Stage, maria: Someone) -> None:
    made_by_anna = await kept(stage, READY)
    await maria.opens("/ivr", "Подтверждение", "Клавиша", "По слову")
    full = replace(made_by_anna, branches=tuple(Branch(slot, words=(slot,), tag=slot) for slot in WORDS))
    await stage.app.database.transact(lambda uow: uow.menus.change(full, stage.clock.now()))
    await maria.says("ещё")
    assert "не помещается" in text(maria)
    assert (await menu(stage)).branches == full.branches


async def test_words_that_are_refused_can_be_written_anew(stage: Stage, maria: Someone) -> None:
    await kept(stage, READY)
    await maria.opens("/ivr", "Подтверждение", "Клавиша")
    await written(maria, "По слову", "да")
    await maria.presses("Клавиша")
    await written(maria, "По слову", "да")
    assert "уже ведёт в другое место" in text(maria)
    await maria.says("нет")
    assert [one.words for one in (await menu(stage)).branches][2:] == [("да",), ("нет",)]


async def test_what_a_colleague_put_there_is_not_undone(stage: Stage, maria: Someone, boris: Someone) -> None:
    await kept(stage, READY)
    await maria.opens("/ivr", "Подтверждение", "1")
    await maria.presses("Очистить")
    await boris.opens("/ivr", "Подтверждение", "Клавиша", "1")
    await written(boris, "Метка", "новое")
    await maria.presses("Вернуть")
    assert "прежнее не вернулось" in (stage.telegram.answers()[-1] or "")
    assert (await branch(stage)).tag == "новое"


async def test_a_menu_that_a_colleague_removed(stage: Stage, maria: Someone, boris: Someone) -> None:
    await kept(stage, READY)
    await maria.opens("/ivr", "Подтверждение", "1")
    await boris.opens("/ivr", "Подтверждение", "Ещё", "Удалить", "Да, удалить")
    await maria.presses("Чёрный список")
    assert stage.telegram.answers()[-1] == "Этого меню больше нет."
    await maria.presses("Назад")
    assert (text(maria), maria.labels()) == ("Этого меню больше нет.", ["◀️ Назад"])
    await maria.presses("Назад")
    assert "Голосовых меню пока нет" in text(maria)


async def test_two_people_of_one_group_each_have_their_own(stage: Stage, maria: Someone, boris: Someone) -> None:
    await made(maria, "Меню Анны", GROUP)
    await made(boris, "Меню Бориса", GROUP)
    of_boris = boris.last(GROUP)
    of_anna = next(m for m in stage.telegram.in_chat(GROUP) if "Меню Анны" in (m.text or ""))
    for someone, window, key in ((maria, of_anna, "1"), (boris, of_boris, "2")):
        for label in ("Клавиша", key, "Метка"):
            await someone.presses(label, stage.telegram.messages[GROUP, window.message_id])
    await maria.says("от Анны", GROUP)
    await boris.says("от Бориса", GROUP)
    found = {one.name: one.branches for one in await menus(stage)}
    assert found == {"Меню Анны": (Branch("1", tag="от Анны"),), "Меню Бориса": (Branch("2", tag="от Бориса"),)}
    await boris.presses("Назад", of_anna)
    assert stage.telegram.answers()[-1] == "Это окно открыл другой сотрудник."


def window_in(stage: Stage) -> Message:
    """The group's newest message with buttons."""
    return next(message for message in reversed(stage.telegram.in_chat(GROUP)) if message.reply_markup)


async def test_numbers_are_masked_in_groups(stage: Stage, maria: Someone) -> None:
    await stage.let_in(WITH_PHONE)
    await kept(stage, MANAGED)
    await maria.opens("/ivr", "Подтверждение", chat=GROUP)
    shown = [text(maria, GROUP)]
    for label in ("Ещё", "Картинка", "Назад", "1", "Соединить"):
        await maria.presses(label, window_in(stage))
        window = window_in(stage)
        shown += [window.text or "", *maria.labels(window)]
    for label in ("Назад", "Назад", "Ещё", "Файл"):
        await maria.presses(label, window_in(stage))
    assert "личной переписке" in (stage.telegram.answers()[-1] or "")
    assert stage.telegram.asked(SendDocument) == []
    assert stage.painter.asked[0].keys[0].leads
    shown += [line for key in stage.painter.asked[0].keys for line in key.lines]
    said = joined_numbers(" ".join(shown))
    assert "+7 999 ***-**-67" in said
    assert "+7 999 ***-**-21" in said
    assert "123-45-67" not in said
    assert "765-43-21" not in said
