"""What is deleted after a while, so that the tables do not grow for ever."""

from __future__ import annotations

from datetime import timedelta

from bot.ports import Clock, Database, UnitOfWork

WEBHOOKS_FOR = timedelta(days=7)
EMULATIONS_FOR = timedelta(days=90)


class ForgetOld:
    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def sweep(self) -> None:
        now = self._clock.now()

        def work(uow: UnitOfWork) -> None:
            uow.webhooks.clear(now - WEBHOOKS_FOR)
            uow.emulations.clear(now - EMULATIONS_FOR)

        await self._database.transact(work)
