"""Webhooks in: two for each call, when they are switched on in the service's cabinet."""

from __future__ import annotations

from bot.ports import Sighting
from bot.providers.callkeeper.answers import understand
from bot.providers.callkeeper.mapping import Reader


def read_status(reader: Reader, body: bytes) -> list[Sighting]:
    """Raises ValueError for what tells of no call.

    `{"hook_event": "Call is over", "id": "2366", "status_code": "200", "status2_code": "200", "phone1": "…",
    "duration_min": "1", "tags": " ", "attempt": 1, …}`: the fields of a call record, alone or in a list.

    A sighting names its call by the bare id, which is the handle's part before `@`.
    """
    records = {
        id_: item
        for id_, item in reader.by_id(understand(body).items).items()
        if "hook_event" in item or "status_code" in item
    }
    if not records:
        raise ValueError("a webhook that tells of no call")
    return [reader.sighting(id_, item) for id_, item in records.items()]
