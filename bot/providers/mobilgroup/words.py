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

    `attempts` is always said: without it the account's own setting would count, which we cannot know. After a
    `repeat` of 2 the callee may hear it twice; without one, once. Mobilgroup has no duty numbers, so `duty` is the
    account's number from the settings.
    """
    wished = call.caller_id if call.caller_id != DUTY else None
    default = default_caller_id if default_caller_id != DUTY else ""
    number = wished or default
    return {
        "settings": {**_said(call.saying), "number": number, **_again(call)},
        "subscribers": [{"phone": call.phone}],
    }


def _again(call: VoiceCall) -> dict[str, str]:
    again = {"attempts": str(call.attempts)}
    if call.attempts > 1:
        again["interval"] = str(call.interval)
    if call.repeats > 1:
        again["repeat"] = str(call.repeats)
    return again


def _said(saying: Saying) -> dict[str, str]:
    """A record is a phrase's id, `12` or `phrase:12`, or a script's, `script:7`."""
    record = saying.record_id
    if record is None:
        return {"message": saying.text or ""}
    if record.startswith(SCRIPT):
        return {"script": record.removeprefix(SCRIPT)}
    return {"phrase": record.removeprefix(PHRASE)}
