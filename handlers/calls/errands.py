"""What takes minutes and holds up nobody: the person goes on with other things meanwhile."""

import asyncio
from collections.abc import Coroutine, Hashable


class Errands:
    """One of a kind at a time. The bot's stop ends them, and they are not taken up again: the person asks once more."""

    def __init__(self) -> None:
        self._tasks: dict[Hashable, asyncio.Task[None]] = {}

    def begin(self, key: Hashable, work: Coroutine[object, object, None]) -> bool:
        """False when the same is under way already."""
        if key in self._tasks:
            work.close()
            return False
        task = self._tasks[key] = asyncio.create_task(work)
        task.add_done_callback(lambda _: self._tasks.pop(key, None))
        return True

    async def close(self) -> None:
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
