"""A call to place, as the body of `create`."""

from __future__ import annotations

from typing import Any

from bot.domain.sayings import Saying
from bot.ports import VoiceCall
from bot.providers.zvonobot.dialect import DUTY, Dialect
from bot.providers.zvonobot.ivrs import menu_fields
from bot.providers.zvonobot.values import gender, record_number


def create_body(call: VoiceCall, default_caller_id: str, dialect: Dialect) -> dict[str, Any]:
    """The body of this call, valid or not: what is wrong with it is for `dialect.create` to say.

    A language is left out where the service speaks only one.
    """
    caller_id = call.caller_id or default_caller_id or DUTY
    from_whom = {"dutyPhone": 1} if caller_id == DUTY else {"outgoingPhone": caller_id}
    body: dict[str, Any] = {
        "phone": call.phone,
        **from_whom,
        "needRecording": int(call.need_recording),
        "record": _record(call.saying),
    }
    if call.webhook_url:
        body["webhookUrl"] = call.webhook_url
    body |= menu_fields(call)
    if call.saying.language and "lang" in dialect.create.model_fields:
        body["lang"] = call.saying.language
    return body


def _record(saying: Saying) -> dict[str, Any]:
    if saying.record_id is None:
        return {"text": saying.text or "", "gender": gender(saying.voice)}
    return {"id": record_number(saying.record_id)}
