"""A menu as `ivrs` of the body of `create`, and whether a service can play it at all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.domain.errors import Refused
from bot.domain.menu_rules import problems
from bot.domain.menu_webhooks import written_parameters
from bot.domain.menus import Branch
from bot.domain.sayings import Voice
from bot.ports import VoiceCall
from bot.providers.reasons import Reason
from bot.providers.zvonobot.dialect import Dialect
from bot.providers.zvonobot.values import gender, record_number


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
        "record": _record(branch, voice),
        "managerPhone": branch.manager,
        "smsText": branch.sms or None,
        "webhookUrl": address or None,
        "webhookParameters": parameters,
    }
    return {name: value for name, value in fields.items() if value is not None}


def _record(branch: Branch, voice: Voice) -> dict[str, Any] | None:
    if branch.record_id is not None:
        return {"id": record_number(branch.record_id)}
    return {"text": branch.text, "gender": gender(voice)} if branch.text else None
