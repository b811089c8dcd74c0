"""The whole bot as it runs, but for Telegram, the providers, what works on media, and the clock: all played."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from copy import copy, deepcopy
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any, cast

from aiogram.types import CallbackQuery, Chat, Contact, InaccessibleMessage, InlineKeyboardButton, Message, Update, User
from pydantic import SecretStr

from bot.app import App, Parts
from bot.domain.access import Person, Role
from bot.domain.orders import Order
from bot.providers.registry import Providers
from bot.settings import Settings, given
from bot.telegram.limits import Limits
from tests.fakes.clock import FakeClock
from tests.fakes.database import FILE, new_database
from tests.fakes.painter import FakePainter
from tests.fakes.provider import FakeProvider
from tests.fakes.recordings import FakeRecordings
from tests.fakes.telegram import FakeSession, FakeTelegram
from tests.fakes.transcoder import FakeTranscoder
from tests.support.people import let_in
from tests.support.texts import joined_numbers, texts

GROUP = -100500
TEXTS = texts()
_update_ids = count(1)


@cache
def _settings() -> Settings:
    return given(bot_token="42:t", bot_admins="1", calldog_api_key="k", poll_interval=600)


class Stage:
    app: App

    def __init__(self, folder: Path, providers: Callable[[], Iterable[Any]], after: Left | None = None) -> None:
        database = new_database(folder, after.database if after else None)
        self._settings = _settings().model_copy(update={"database_url": SecretStr(database)})
        self._providers = providers
        self.telegram = after.telegram if after else FakeTelegram()
        self.clock = after.clock if after else FakeClock()
        self.transcoder = FakeTranscoder()
        self.painter = FakePainter()
        self.recordings = FakeRecordings()

    async def open(self) -> None:
        parts = Parts(
            limits=Limits.off(),
            clock=self.clock,
            providers=Providers({one.name: one for one in self._providers()}),
            texts=TEXTS,
            transcoder=self.transcoder,
            painter=self.painter,
            recordings=self.recordings,
            session=FakeSession(self.telegram),
        )
        self.app = App(self._settings, parts)
        await self.app.start()

    async def restart(self) -> None:
        await self.app.stop()
        await self.open()

    @property
    def provider(self) -> FakeProvider:
        """The usual one."""
        return cast("FakeProvider", next(iter(self.app.providers.by_name.values())))

    async def let_in(self, person: Person) -> Someone:
        return await self.person(person.id, person.role, name=person.name, phone=person.phone)

    async def person(
        self, id_: int, role: Role | None, language: str = "ru", name: str = "Олег", phone: str | None = None
    ) -> Someone:
        person = Someone(self, User(id=id_, is_bot=False, first_name=name, language_code=language))
        if role is not None:
            await let_in(self.app.database, [Person(id_, name, role=role, phone=phone)])
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

    async def opens(self, command: str, *labels: str, chat: int | None = None) -> None:
        """Opens a window by these buttons."""
        await self.says(command, chat)
        for label in labels:
            await self.presses(label, self.last(chat))

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
        return [joined_numbers(button.text) for row in (markup.inline_keyboard if markup else []) for button in row]

    def rows(self) -> list[list[InlineKeyboardButton]]:
        markup = self.last().reply_markup
        return markup.inline_keyboard if markup else []

    async def presses(self, label: str, message: Message | None = None) -> None:
        message = message or self.last()
        assert message.reply_markup is not None, message.text
        for row in message.reply_markup.inline_keyboard:
            for button in row:
                if label in joined_numbers(button.text):
                    await self.sends_data(str(button.callback_data), message)
                    return
        raise AssertionError(f"no «{label}» in {self.labels(message)}")

    async def sends_data(self, data: str, message: Message | InaccessibleMessage) -> None:
        query = CallbackQuery(
            id=str(next(_update_ids)), from_user=self.user, chat_instance="1", message=message, data=data
        )
        await self.stage.feed(callback_query=query)


@dataclass(frozen=True)
class Left:
    """What a bot that has stopped leaves to the next one, and what surrounds it."""

    database: bytes
    telegram: FakeTelegram
    clock: FakeClock
    providers: list[FakeProvider]

    def copy(self) -> Left:
        """Messages and requests are shared: nobody changes them."""
        telegram = FakeTelegram()
        vars(telegram).update({name: copy(kept) for name, kept in vars(self.telegram).items()})
        return Left(self.database, telegram, copy(self.clock), [*map(_as_left, self.providers)])


def _as_left(provider: FakeProvider) -> FakeProvider:
    """Knows what that one knows. What a bot put around its methods stays behind."""
    another = type(provider)()
    vars(another).update({name: deepcopy(getattr(provider, name)) for name in vars(another)})
    return another


_left: dict[Callable[[Stage], Awaitable[None]], Left] = {}
"""By what was done before."""


@asynccontextmanager
async def open_stage(
    folder: Path, providers: Callable[[], Iterable[Any]], after: Left | None = None
) -> AsyncIterator[Stage]:
    """`providers` makes them anew for every start of the bot, the usual one first."""
    stage = Stage(folder, providers, after)
    await stage.open()
    yield stage
    await stage.app.stop()
    assert not (wrong := stage.telegram.misshapen), f"a phone does not show these keyboards well: {wrong}"


@asynccontextmanager
async def open_prepared(
    folder: Path, services: list[FakeProvider], prepare: Callable[[Stage], Awaitable[None]]
) -> AsyncIterator[Stage]:
    """A bot that starts after `prepare` was done with another one. That is done once, and copied for each test.

    Tests that share a `prepare` have the same services.
    """
    if prepare not in _left:
        async with open_stage(folder, lambda: services) as stage:
            await prepare(stage)
        _left[prepare] = Left((folder / FILE).read_bytes(), stage.telegram, stage.clock, services)
    left = _left[prepare].copy()
    async with open_stage(folder, lambda: left.providers, left) as stage:
        yield stage
