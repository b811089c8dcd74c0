"""Menus made in the chat, as a person makes them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from aiogram.types import Document

from bot.domain.menus import Branch, Menu
from bot.domain.orders import Place
from bot.domain.records import AudioRecord, RecordStage
from bot.domain.sayings import Saying
from bot.ports import UnitOfWork
from tests.fakes.clock import NOON
from tests.support.people import MARIA
from tests.support.stage import Someone, Stage

WITH_PHONE = replace(MARIA, phone="79997654321")
GREETING = "Ваш заказ готов. Нажмите 1, чтобы подтвердить."


async def made(someone: Someone, name: str = "Подтверждение", chat: int | None = None) -> None:
    """Makes a new menu and leaves it open and empty."""
    await someone.says("/ivr", chat)
    await someone.presses("Новое меню", someone.last(chat))
    await someone.says(name, chat)
    await someone.presses("Назад", someone.last(chat))


async def greeted(someone: Someone) -> None:
    """Gives the open menu a greeting."""
    await someone.presses("Приветствие")
    await someone.says(GREETING)


async def adds(someone: Someone, key: str) -> None:
    """A key to the open menu; its window is open."""
    await someone.presses("Клавиша")
    await someone.presses(key)


async def ready(someone: Someone) -> None:
    """Makes a menu that calls can use and leaves it open."""
    await made(someone)
    await greeted(someone)
    await adds(someone, "1")
    await written(someone, "Метка", "согласен")
    await someone.presses("Назад")


async def written(someone: Someone, part: str, text: str) -> None:
    """Writes into a part of the open key."""
    await someone.presses(part)
    await someone.says(text)


async def kept(stage: Stage, menu: Menu, source: str = "kept", author: int = MARIA.id) -> Menu:
    """Keeps a menu that was made elsewhere."""
    whole = replace(menu, author_id=author)
    return await stage.app.database.transact(lambda uow: uow.menus.add(whole, source, NOON))


async def kept_and_open(someone: Someone, what: Menu | None = None) -> None:
    what = what or READY
    await kept(someone.stage, what)
    await someone.opens("/ivr", what.name)


async def menus(stage: Stage) -> list[Menu]:
    return await stage.app.database.transact(lambda uow: uow.menus.page("", 0, 100))


async def menu(stage: Stage) -> Menu:
    """The only one."""
    (only,) = await menus(stage)
    return only


async def branch(stage: Stage, slot: str = "1") -> Branch:
    found = (await menu(stage)).branch(slot)
    assert found is not None
    return found


async def record(stage: Stage, id_: str, name: str, stage_of: RecordStage = RecordStage.APPROVED, **what: Any) -> None:
    """A record of ours at the provider."""

    def add(uow: UnitOfWork) -> None:
        new = AudioRecord(
            name, "calldog", MARIA.id, Place(MARIA.id), "ru", f"record:{id_}", stage_of, provider_record_id=id_, **what
        )
        uow.audio_records.add(new, NOON)

    await stage.app.database.transact(add)


async def removed(stage: Stage, id_: int) -> None:
    """A record of ours, at the provider."""
    await stage.app.database.transact(
        lambda uow: uow.audio_records.change(id_, stage.clock.now(), stage=RecordStage.REMOVED)
    )


async def sends_file(someone: Someone, content: bytes, name: str = "menu.json", chat: int | None = None) -> None:
    stage = someone.stage
    file_id = f"sent{len(stage.telegram.files)}"
    stage.telegram.files[file_id] = content
    document = Document(file_id=file_id, file_unique_id=file_id, file_name=name, file_size=len(content))
    await stage.feed(message=someone.message(None, chat, document=document))


def text(someone: Someone, chat: int | None = None) -> str:
    return (someone.last(chat).text or "").replace("\u00a0", " ")


def rows(someone: Someone) -> list[list[str]]:
    markup = someone.last().reply_markup
    return [[button.text for button in row] for row in (markup.inline_keyboard if markup else [])]


def data_of(someone: Someone, label: str) -> str:
    """Returns the data of a button under the newest message."""
    markup = someone.last().reply_markup
    assert markup is not None
    return next(str(b.callback_data) for row in markup.inline_keyboard for b in row if label in b.text)


READY = Menu(
    "Подтверждение", "calldog", Saying(GREETING), (Branch("1", tag="согласен"), Branch("2", manager=None, sms="Ждём"))
)
