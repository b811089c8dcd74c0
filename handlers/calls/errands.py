"""What takes minutes and holds up nobody: the person goes on with other things meanwhile, the bot may start anew."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from aiogram import Bot, Dispatcher

from bot.domain.access import locale_of
from bot.domain.errands import Errand, ErrandKind
from bot.services.directory import Directory
from bot.services.errands import KeptErrands
from bot.services.telling import FALLBACK_LOCALE
from bot.telegram.messenger import TelegramMessenger
from handlers.here import Here

log = logging.getLogger(__name__)

Keep = Callable[[dict[str, Any]], Awaitable[None]]
"""What the next start shall go on from, as JSON keeps it; until then from what was asked."""
Work = Callable[[Errand, Here, Keep], Coroutine[Any, Any, None]]
"""It tells the person what comes of it, and raises nothing that they would have to know."""


class Errands:
    """One of a kind at a time. What the bot's stop or its end cuts off, the next start takes up."""

    def __init__(self, kept: KeptErrands, works: Mapping[ErrandKind, Work]) -> None:
        self._kept = kept
        self._works = works
        self._tasks: set[asyncio.Task[None]] = set()

    async def begin(self, errand: Errand, where: Here) -> bool:
        """False when the same is under way already."""
        id_ = await self._kept.begin(errand)
        if id_ is not None:
            self._start(replace(errand, id=id_), where)
        return id_ is not None

    async def resume(
        self, directory: Directory, messenger: TelegramMessenger, bot: Bot, dispatcher: Dispatcher
    ) -> None:
        """Take up what was left undone. Whoever has no access any more waits for nothing."""
        for errand in await self._kept.left():
            person = await directory.known(errand.person_id)
            if person is None or person.role is None:
                await self._kept.end(errand.id)
                continue
            look = messenger.look(locale_of(person, FALLBACK_LOCALE), errand.place)
            chat_id = errand.place.chat_id
            state = dispatcher.fsm.get_context(bot, chat_id, person.id, errand.place.thread_id)
            found = {"actor": person, "place": errand.place, "look": look, "bot": bot, "state": state}
            self._start(errand, Here.of({**dispatcher.workflow_data, **found, "late": False, "taken": None}))

    def _start(self, errand: Errand, where: Here) -> None:
        task = asyncio.create_task(self._run(errand, where), name=errand.key)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _run(self, errand: Errand, where: Here) -> None:
        try:
            await self._works[errand.kind](errand, where, partial(self._kept.keep, errand.id))
        except Exception:
            log.exception("an errand broke: %s", errand.kind)
        await self._kept.end(errand.id)

    async def close(self) -> None:
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
