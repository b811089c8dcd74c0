"""Keeping up with chats: who blocked the bot, which group has a new id."""

from __future__ import annotations

from bot.ports import Clock, Database, UnitOfWork


class FollowChats:
    """Not a use case: Telegram tells, nobody asks."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def blocked(self, person_id: int, *, blocked: bool = True) -> None:
        at = self._clock.now() if blocked else None
        await self._database.transact(lambda uow: uow.people.set_blocked(person_id, at))

    async def moved(self, old: int, new: int) -> None:
        def work(uow: UnitOfWork) -> None:
            uow.move_chat(old, new)

        await self._database.transact(work)
