"""A voice call of ours as a mailing to one phone."""

from __future__ import annotations

from typing import Any

from bot.domain.sayings import Saying
from bot.ports import VoiceCall

DUTY = "duty"
SCRIPT = "script:"
PHRASE = "phrase:"


def send_body(call: VoiceCall, default_caller_id: str) -> dict[str, Any]:
    """The body of this call, valid or not: what is wrong with it is for `Send` to say.

    One attempt: were there more, the «Занято» of the first would end a call that the service then places again.
    Mobilgroup has no duty numbers, so `duty` is the account's number from the settings.
    """
    wished = call.caller_id if call.caller_id != DUTY else None
    default = default_caller_id if default_caller_id != DUTY else ""
    number = wished or default
    return {
        "settings": {**_said(call.saying), "number": number, "attempts": "1"},
        "subscribers": [{"phone": call.phone}],
    }


def _said(saying: Saying) -> dict[str, str]:
    """A record is a phrase's id, `12` or `phrase:12`, or a script's, `script:7`."""
    record = saying.record_id
    if record is None:
        return {"message": saying.text or ""}
    if record.startswith(SCRIPT):
        return {"script": record.removeprefix(SCRIPT)}
    return {"phrase": record.removeprefix(PHRASE)}
