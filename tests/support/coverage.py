"""One world in which the operations of all providers are walked."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any

from tests.support.indoors import House
from tests.support.office import Office, Person


@dataclass
class World:
    home: House
    maria: Person
    oleg: Person
    walked: dict[str, asyncio.Task[set[str]]] = field(default_factory=dict)

    @property
    def office(self) -> Office:
        return self.home.office

    async def once(self, walk: Walk) -> set[str]:
        """One that failed fails all its rows, and is not walked again."""
        name = walk.__name__
        if name not in self.walked:
            self.walked[name] = asyncio.create_task(walk(self))
        return await self.walked[name]


Walk = Callable[[World], Coroutine[Any, Any, set[str]]]
