"""What Zvonobot sends by itself: unsigned, so the address that it comes to is what proves it."""

from __future__ import annotations

from typing import Any

from bot.ports import Sighting
from bot.ports.abilities import Pressed
from bot.providers import wire
from bot.providers.zvonobot.answers import listed, understand
from bot.providers.zvonobot.mapping import Reader
from bot.providers.zvonobot.schemas import IvrAction


def read_status(reader: Reader, body: bytes) -> list[Sighting]:
    """The documents give it the shape of the answer of `get`; clients of the provider have seen `apiCalls` around it.

    `{"apiCalls": [{"id": 173011933, "webhookTry": 1, "calls": [{"id": 1933618469, "status": "finished"}]}]}`,
    `{"status": "success", "data": [{"id": 173011933, "calls": […]}]}`, `[{"id": …}]`, `{"id": …, "calls": […]}`

    Raises ValueError for what is none of them.
    """
    data = understand(body).data
    inside = data.get("apiCalls", data) if isinstance(data, dict) else data
    found = reader.every(listed(inside))
    if not found:
        raise ValueError("a webhook that tells of no call")
    return found


def read_ivr(body: bytes) -> list[Pressed]:
    """`answer` is a digit, −1 or a word; the menu's own parameters stand beside `call`.

    `{"call": {"apicallId": 173011933, "phone": "79991234567", "answer": 1}, "order": "17"}`; `apicallId`, which the
    documents do not name, goes to the parameters. Raises ValueError for anything else.
    """
    whole = wire.decode(body)
    call = whole.get("call") if isinstance(whole, dict) else None
    if not isinstance(call, dict):
        raise ValueError("a webhook without a call")  # noqa: TRY004 - it is the provider's value that is wrong
    action = IvrAction.model_validate(call)
    if action.answer is None:
        raise ValueError("a webhook without an answer")
    parameters: dict[str, Any] = wire.storable({name: value for name, value in whole.items() if name != "call"})
    if action.apicall_id:
        parameters.setdefault("apicallId", action.apicall_id)
    return [Pressed(action.phone, action.answer, parameters)]
