"""A call of ours as an order of the engine's; what its documents forbid is not sent at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import ValidationError

from bot.domain.errors import Refused
from bot.domain.menu_rules import problems
from bot.domain.menu_webhooks import written_parameters
from bot.domain.menus import Branch
from bot.domain.phones import DUTY
from bot.domain.sayings import Saying, Voice
from bot.ports import VoiceCall
from bot.providers import loose
from bot.providers.reasons import Reason
from bot.providers.zvonobot.dialect import Dialect
from bot.providers.zvonobot.requests import gender, record_number

_UNFIT = {
    "phone": Reason.REFUSED_PHONE,
    "outgoingPhone": Reason.REFUSED_CALLER_ID,
    "record.text": Reason.REFUSED_TEXT,
    "record.id": Reason.REFUSED_RECORD,
    "text": Reason.REFUSED_TEXT,
    "file": Reason.REFUSED_RECORD,
    "name": Reason.REFUSED_RECORD,
}


def unfit(error: ValidationError) -> Refused:
    where = ".".join(str(step) for step in error.errors(include_input=False)[0]["loc"])
    in_menu = where.startswith(("ivrs", "recognize"))
    return Refused(Reason.BAD_MENU if in_menu else _UNFIT.get(where, Reason.BAD_ORDER))


def numbers(ids: Iterable[str], reason: Reason) -> list[int]:
    """The engine's ids are positive integers. Raises Refused for others, and for none at all."""
    found = [loose.integer(id_) for id_ in ids]
    if not found or any(number is None or number <= 0 for number in found):
        raise Refused(reason)
    return [number for number in found if number is not None]


def refuse_unplayable(call: VoiceCall, dialect: Dialect) -> None:
    """Raise Refused for a menu that this service would play otherwise than it is meant, or not at all.

    What is heard first is the call's own saying, so the menu's greeting is not looked at.
    """
    if call.menu is None:
        return
    blocking = [flaw for flaw in problems(call.menu, dialect.menu_limits) if flaw.blocks and flaw.part != "greeting"]
    if blocking or call.menu.provider != dialect.name:
        raise Refused(Reason.BAD_MENU)


def menu_fields(call: VoiceCall) -> Mapping[str, Any]:
    """`ivrs`, and `recognize` where the menu wants it; nothing without a menu.

    `{"ivrs": [{"digit": 1, "record": {"id": 1342}, "smsText": "Ждём вас"}, {"managerPhone": "74951234567"}]}`

    A branch that tells nobody of its own tells us, where somebody can reach us.
    """
    menu = call.menu
    if menu is None:
        return {}
    voice = call.saying.voice if call.saying.text else menu.greeting.voice
    ivrs = [_block(branch, voice, call.ivr_url) for branch in menu.branches]
    return {**({"recognize": 1} if menu.recognize else {}), **({"ivrs": ivrs} if ivrs else {})}


def _block(branch: Branch, voice: Voice, ours: str | None) -> dict[str, Any]:
    """Without a digit and key words it is what happens when nothing was chosen («остаться на линии»)."""
    address = branch.webhook or ours
    parameters = written_parameters(branch.parameters) if branch.webhook and branch.parameters else None
    fields = {
        "digit": branch.digit,
        "keyWords": " ".join(branch.words) or None,
        "recognize": int(branch.recognize) or None,
        "needBlock": int(branch.block) or None,
        "record": _played(branch, voice),
        "managerPhone": branch.manager,
        "smsText": branch.sms or None,
        "webhookUrl": address or None,
        "webhookParameters": parameters,
    }
    return {name: value for name, value in fields.items() if value is not None}


def _played(branch: Branch, voice: Voice) -> dict[str, Any] | None:
    if branch.record_id is not None:
        return {"id": record_number(branch.record_id)}
    return {"text": branch.text, "gender": gender(voice)} if branch.text else None


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
