from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from aiogram.types import CallbackQuery, Chat, Contact, InaccessibleMessage, Message, Update, User

from bot import app as composition
from bot.app import App
from bot.domain.access import Person, Role
from bot.domain.orders import Order
from bot.ports import UnitOfWork
from bot.providers.registry import Providers
from bot.settings import given
from bot.telegram.limits import Limits
from tests.fakes.clock import FakeClock
from tests.fakes.database import new_database
from tests.fakes.painter import FakePainter
from tests.fakes.provider import FakeProvider
from tests.fakes.telegram import FakeTelegram
from tests.fakes.transcoder import FakeTranscoder
from tests.support.texts import texts

GROUP = -100500
TEXTS = texts()
_update_ids = count(1)


class Stage:
    """The whole bot as it runs, but for Telegram, the telephony service, what works on media, and the clock."""

    app: App

    def __init__(
        self,
        make_app: Callable[[], App],
        telegram: FakeTelegram,
        provider: FakeProvider,
        clock: FakeClock,
        transcoder: FakeTranscoder,
    ) -> None:
        self._make_app = make_app
        self.telegram = telegram
        self.provider = provider
        self.clock = clock
        self.transcoder = transcoder
        self.painter = FakePainter()

    async def open(self) -> None:
        self.app = self._make_app()
        setattr(self.app.bot.session, "make_request", self.telegram.make_request)  # noqa: B010 - mypy minds otherwise
        setattr(self.app.bot.session, "stream_content", self.telegram.stream_content)  # noqa: B010 - as above
        await self.app.start()

    async def restart(self) -> None:
        await self.app.stop()
        await self.open()

    async def person(self, id_: int, role: Role | None, language: str = "ru", name: str = "Олег") -> Someone:
        person = Someone(self, User(id=id_, is_bot=False, first_name=name, language_code=language))
        if role is not None:
            await self.app.database.transact(lambda uow: _let_in(uow, id_, name, role))
            self.app.core.directory.forget()
        return person

    async def until(self, look: Callable[[], Any]) -> Any:
        """What `look` finds, asked again whenever the bot has spoken."""
        spoken = asyncio.Event()
        self.telegram.on_request = spoken.set
        async with asyncio.timeout(60):
            while not (found := look()):
                await spoken.wait()
                spoken.clear()
                await asyncio.sleep(0)
        return found

    async def feed(self, **event: Any) -> None:
        if isinstance(message := event.get("message"), Message):
            self.telegram.heard[message.chat.id, message.message_id] = message
        update = Update(update_id=next(_update_ids), **event)
        await self.app.dispatcher.feed_update(self.app.bot, update)

    async def orders(self) -> list[Order]:
        found = await self.app.database.transact(lambda uow: uow.orders.many(range(1, 50)))
        return [found[id_] for id_ in sorted(found)]


def _let_in(uow: UnitOfWork, id_: int, name: str, role: Role) -> None:
    uow.people.save(Person(id_, name))
    uow.people.set_role(id_, role)


class Someone:
    """Somebody with a Telegram, in their private chat unless told otherwise."""

    def __init__(self, stage: Stage, user: User) -> None:
        self.stage = stage
        self.user = user

    @property
    def id(self) -> int:
        return self.user.id

    def message(self, text: str | None, chat: int | None = None, **fields: Any) -> Message:
        chat_id = chat or self.id
        return Message(
            message_id=self.stage.telegram.next_id(),
            date=datetime.now(UTC),
            chat=Chat(id=chat_id, type="private" if chat_id > 0 else "supergroup"),
            from_user=self.user,
            text=text,
            **fields,
        )

    async def says(self, text: str, chat: int | None = None, **fields: Any) -> None:
        await self.stage.feed(message=self.message(text, chat, **fields))

    async def shares(self, phone: str) -> None:
        await self.stage.feed(message=self.message(None, contact=Contact(phone_number=phone, first_name="Иван")))

    def last(self, chat: int | None = None) -> Message:
        """The bot's newest message there, as it stands now."""
        return self.stage.telegram.in_chat(chat or self.id)[-1]

    def under(self, label: str) -> Message | None:
        """The bot's message to this person that has such a button now."""
        return next((m for m in self.stage.telegram.in_chat(self.id) if label in self.labels(m)), None)

    def labels(self, message: Message | None = None) -> list[str]:
        markup = (message or self.last()).reply_markup
        return [button.text for row in (markup.inline_keyboard if markup else []) for button in row]

    async def presses(self, label: str, message: Message | None = None) -> None:
        message = message or self.last()
        assert message.reply_markup is not None, message.text
        for row in message.reply_markup.inline_keyboard:
            for button in row:
                if label in button.text:
                    await self.sends_data(str(button.callback_data), message)
                    return
        raise AssertionError(f"no «{label}» in {self.labels(message)}")

    async def sends_data(self, data: str, message: Message | InaccessibleMessage) -> None:
        query = CallbackQuery(
            id=str(next(_update_ids)), from_user=self.user, chat_instance="1", message=message, data=data
        )
        await self.stage.feed(callback_query=query)


@pytest.fixture
def services() -> list[FakeProvider]:
    """Those that are set up, the usual one first."""
    return [FakeProvider()]


@pytest.fixture
async def stage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, services: list[FakeProvider]) -> AsyncIterator[Stage]:
    provider, clock, transcoder = services[0], FakeClock(), FakeTranscoder()
    providers = Providers({one.name: one for one in services})
    monkeypatch.setattr(composition, "PyavTranscoder", lambda longest: transcoder)
    monkeypatch.setattr(composition, "Texts", lambda default: TEXTS)
    settings = given(
        bot_token="42:t",
        bot_admins="1",
        calldog_api_key="k",
        poll_interval=600,
        database_url=new_database(tmp_path),
    )
    stage = Stage(lambda: App(settings, Limits.off(), clock, providers), FakeTelegram(), provider, clock, transcoder)
    monkeypatch.setattr(composition, "MatplotlibPainter", lambda: stage.painter)
    await stage.open()
    yield stage
    await stage.app.stop()


@pytest.fixture
async def oleg(stage: Stage) -> Someone:
    return await stage.person(2, Role.OPERATOR)
