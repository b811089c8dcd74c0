"""Short helpers that make and watch records."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bot.domain.orders import Place
from bot.domain.records import AudioRecord
from bot.domain.views import NoticeKind
from bot.services.records.making import NewRecords, Sound
from tests.support.people import MARIA
from tests.support.world import World


async def fetch(file_id: str) -> bytes:
    return f"content of {file_id}".encode()


async def make(world: World, name: str = "Ролик", source: str = "message:1", **fields: Any) -> AudioRecord:
    wanted = {"sound": Sound("file-1", fetch), **fields}
    new = NewRecords(name, ["calldog"], source, Place(MARIA.id), "ru", **wanted)
    [record] = await world.api.records.make(MARIA, new)
    return record


async def now(world: World, record: AudioRecord) -> AudioRecord:
    [found] = await world.api.records.kept(MARIA, [record.id])
    return found


async def watch(world: World, after: timedelta) -> None:
    world.clock.advance(after.total_seconds())
    await world.core.record_watch.sweep()


async def news(world: World) -> list[str]:
    await world.core.deliveries.settle()
    told = [notice for notice, _ in world.messenger.notices]
    assert all(notice.kind is NoticeKind.RECORD and notice.place == Place(MARIA.id) for notice in told)
    return [str(notice.payload["news"]) for notice in told]
