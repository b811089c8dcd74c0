"""Where our side spends its time, for the event loop's thread and the database's."""

from __future__ import annotations

import cProfile
import io
import pstats
from contextlib import suppress
from types import TracebackType

from storage.engine import SqlDatabase

TOP = 45


class Profiled:
    """Profiles what is inside the `with` and prints it at the end."""

    def __init__(self, database: SqlDatabase) -> None:
        self._database = database
        self._loop = cProfile.Profile()
        self._worker = cProfile.Profile()

    async def __aenter__(self) -> None:
        # Where a profiler sees all threads by itself (Python 3.12 on), a second one is refused.
        with suppress(ValueError):
            await self._database.run(lambda _: self._worker.enable())
        with suppress(ValueError):
            self._loop.enable()

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.disable()
        await self._database.run(lambda _: self._worker.disable())
        show("event loop", self._loop)
        show("database", self._worker)


def show(title: str, profile: cProfile.Profile) -> None:
    written = io.StringIO()
    with suppress(TypeError):  # nothing was recorded
        statistics = pstats.Stats(profile, stream=written).strip_dirs()
        statistics.sort_stats("tottime").print_stats(TOP)
        statistics.sort_stats("cumulative").print_stats(TOP)
    print(f"\n=== {title}\n{written.getvalue()}", flush=True)  # noqa: T201 - a profile is for reading
