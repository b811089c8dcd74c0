"""Every window of the records in both languages within Telegram's limits, with the longest that may be in them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from aiogram.types import Message

from bot.domain.access import Role
from bot.domain.errors import Refused
from bot.domain.menus import Menu
from bot.domain.sayings import Record, Saying
from bot.ports import UnitOfWork
from bot.ports.abilities import RecordState
from bot.telegram.html import MESSAGE_LIMIT
from tests.dialogs.recording import LONG_NAME, LONG_WORDS, speaks
from tests.fakes.clock import NOON
from tests.fakes.provider import FakeProvider
from tests.fakes.services import ListingRecords, SecondRecords
from tests.support.stage import TEXTS, Someone, Stage


@pytest.fixture
def services() -> list[FakeProvider]:
    return [ListingRecords(), SecondRecords()]


class Visitor:
    """Presses by keys, and checks whatever the bot says."""

    def __init__(self, someone: Someone) -> None:
        self.someone = someone
        self.tr = TEXTS.speak(someone.user.language_code or "ru")
        self.seen: set[str] = set()

    async def presses(self, key: str, **args: str) -> None:
        await self.someone.presses(self.tr.plain(key, **args))
        self.check()

    async def says(self, text: str) -> None:
        await self.someone.says(text)
        self.check()

    def check(self) -> None:
        for message in self.someone.stage.telegram.in_chat(self.someone.id):
            self.seen.add((message.text or "")[:30])
            assert len((message.text or message.caption or "x").encode("utf-16-le")) <= 2 * MESSAGE_LIMIT
            assert message.text != ""
            rows = message.reply_markup.inline_keyboard if message.reply_markup else []
            assert sum(map(len, rows)) <= 100
            assert all(len(row) <= 8 for row in rows)
            assert len(rows) <= 8
            assert all(len(data.encode()) <= 64 for data in _data(message))


def _data(message: Message) -> Iterator[str]:
    rows = message.reply_markup.inline_keyboard if message.reply_markup else []
    return (button.callback_data or "" for row in rows for button in row)


@pytest.mark.parametrize("language", ["ru", "en"])
async def test_every_window(stage: Stage, services: list[FakeProvider], language: str) -> None:
    maria = await stage.person(3, Role.MANAGER, language, name=LONG_NAME)
    kept = stage.provider.records
    visitor = Visitor(maria)
    await speaks(maria, 65, caption=LONG_NAME)
    await visitor.presses("records-offer-save")
    await visitor.presses("records-new-rename")
    await visitor.says(LONG_NAME)
    await visitor.presses("records-new-choose")
    await maria.presses(services[1].title)
    visitor.check()
    await visitor.presses("button-back")
    await visitor.presses("records-new-listen")
    kept.state = RecordState.WAITING
    services[1].records.error = Refused("provider-refused-other", LONG_WORDS)
    await visitor.presses("records-new-send", to="several")
    kept.moderate("7001", RecordState.REFUSED, LONG_WORDS)
    stage.clock.advance(61)
    await stage.app.core.record_watch.sweep()
    await stage.app.core.deliveries.settle()
    visitor.check()
    for number in range(20):
        kept.put(str(10**29 + number), LONG_NAME * 2, RecordState.WAITING, text="<b>&" * 500)
    stage.clock.advance(60)
    await stage.app.database.transact(_menus)
    await _all_and_one(visitor, maria)
    await _from_text(visitor, maria)
    assert len(visitor.seen) >= 14


async def _all_and_one(visitor: Visitor, maria: Someone) -> None:
    await visitor.says("/records")
    await visitor.presses("records-list-after")
    await visitor.presses("records-list-search")
    await visitor.says("щ" * 4000)
    await visitor.presses("records-list-everything")
    await maria.presses("⛔️")
    visitor.check()
    for key in ("records-one-play", "records-one-rename", "button-back", "records-one-remove", "button-back"):
        await visitor.presses(key)
    await visitor.presses("records-one-call")
    await visitor.presses("button-back")
    await visitor.presses("button-back")
    await visitor.presses("records-list-after")
    await maria.presses("⏳")
    visitor.check()
    await visitor.presses("records-one-remove")
    await visitor.presses("button-back")
    await visitor.presses("button-back")


async def _from_text(visitor: Visitor, maria: Someone) -> None:
    await visitor.presses("records-list-write")
    await visitor.says("<b>&" * 256)
    await visitor.presses("records-new-write")
    await visitor.presses("button-back")
    await visitor.presses("records-new-send", to="CallDog")


def _menus(uow: UnitOfWork) -> None:
    for number in range(30):
        menu = Menu(f"{number:02}{'Щ' * 58}", "calldog", Saying(Record("7001")), author_id=3)
        uow.menus.add(menu, f"menu:{number}", NOON)
