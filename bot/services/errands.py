"""What people asked for and wait for is kept until it is done: whoever dies in the middle leaves it to the next."""

from collections.abc import Mapping
from datetime import timedelta

from bot.domain.errands import Errand
from bot.services.deps import Chore

HELD_FOR = timedelta(days=1)
"""Longer than any takes; the hands of a process that is gone are empty at once."""
AT_ONCE = 20


class KeptErrands(Chore):
    async def begin(self, errand: Errand) -> int | None:
        """Its id. None when the same is under way already."""
        until = self._deps.clock.now() + HELD_FOR
        return await self._deps.database.transact(lambda uow: uow.errands.add(errand, until))

    async def left(self) -> list[Errand]:
        """Those that a process left undone; from now on they are this one's."""
        now = self._deps.clock.now()
        return await self._deps.database.transact(lambda uow: uow.errands.claim(now, now + HELD_FOR, AT_ONCE))

    async def keep(self, errand_id: int, asked: Mapping[str, object]) -> None:
        """What is left of it, for whoever takes it up after us."""
        await self._deps.database.transact(lambda uow: uow.errands.keep(errand_id, asked))

    async def end(self, errand_id: int) -> None:
        await self._deps.database.transact(lambda uow: uow.errands.end(errand_id))
