"""Zvonobot's operations, what differs between the providers that run on it, and a call of ours as its order.

What the documents forbid is not sent at all.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pydantic import ValidationError

from bot.domain.errors import Refused
from bot.domain.menu_rules import problems
from bot.domain.menu_webhooks import written_parameters
from bot.domain.menus import Branch, MenuLimits
from bot.domain.phones import Duty, Phone, ShownNumber
from bot.domain.reasons import Reason
from bot.domain.sayings import Saying, Voice
from bot.ports import Capability, VoiceCall
from bot.ports.emulating import Absent
from bot.providers import loose
from bot.providers.emulating import Route
from bot.providers.zvonobot import requests as forms
from bot.providers.zvonobot import settings
from bot.providers.zvonobot.requests import CalldogCreateCall, CreateCall, ObzvonovCreateCall, gender, record_number

CREATE = "/apiCalls/create"
GET = "/apiCalls/get"
CREATE_RECORD = "/apiCalls/createRecord"
REMOVE_RECORD = "/apiCalls/removeRecord"
USER_INFO = "/apiCalls/userInfo"
GET_PHONES = "/apiCalls/getPhones"
LANGUAGES = "/apiCalls/getAvailableLanguages"
CONFIRM_PHONE = "/apiVerificationPhones/confirmPhone"
GET_RECORDS = "/apiCalls/getRecords"
REMOVE = "/apiCalls/remove"

ABSENT = (
    Absent.VOICEMAIL_FILTER,
    Absent.SILENCE_DETECTION,
    Absent.MANAGER_CALLER_ID,
    Absent.INTERRUPTION,
    Absent.MENU_TAGS,
)
"""The request emulator in the provider's cabinet has these, the API's documents do not."""

CALLDOG_ROUTES = (
    Route("CD1", CREATE, forms.CalldogCreateCall, places_call=True, absent=ABSENT),
    Route("CD2", GET, forms.GetCalls),
    Route("CD3", CREATE_RECORD, forms.CreateRecord),
    Route("CD4", REMOVE_RECORD, forms.RemoveRecords),
    Route("CD5", USER_INFO, forms.Nothing),
    Route("CD6", GET_PHONES, forms.GetPhones),
    Route("CD7", LANGUAGES, forms.Nothing, method="GET"),
    Route("CD8", CONFIRM_PHONE, forms.ConfirmPhone, places_call=True),
    Route("CDX1", GET_RECORDS, forms.Nothing),
    Route("CDX2", REMOVE, forms.CancelCalls),
)
OBZVONOV_ROUTES = (
    Route("PO1", CREATE, forms.ObzvonovCreateCall, places_call=True, absent=ABSENT),
    Route("PO2", GET, forms.GetAnyCalls),
    Route("PO3", CREATE_RECORD, forms.CreateRecord),
    Route("PO4", REMOVE_RECORD, forms.RemoveRecord),
    Route("PO5", USER_INFO, forms.Nothing),
    Route("POX1", GET_RECORDS, forms.Nothing),
    Route("POX2", REMOVE, forms.CancelCalls),
)


_BOTH = frozenset(
    {
        Capability.VOICE_CALL,
        Capability.REPORTS,
        Capability.BALANCE,
        Capability.RECORDS,
        Capability.RECORD_LIST,
        Capability.WEBHOOKS,
        Capability.EMULATED,
        Capability.VOICES,
        Capability.RECORDING,
        Capability.DUTY_NUMBER,
        Capability.OWN_NUMBER,
        Capability.MENUS,
    }
)


@dataclass(frozen=True, slots=True)
class Dialect:
    """`batch` is how many calls one `get` may name.

    `many` is how many phones one `create` may name: no document tells the limit, and a lost answer loses all of them.
    `removes_one`: `removeRecord` takes one `id` instead of `idList`.
    """

    name: str
    title: str
    create: type[CreateCall]
    routes: tuple[Route, ...]
    capabilities: frozenset[Capability]
    menu_limits: MenuLimits
    removes_one: bool = False
    text_limit: int = 1024
    text_price: Decimal = Decimal("0.40")
    many: int = 100
    batch: int = 5000


CALLDOG = Dialect(
    name=settings.CALLDOG.name,
    title=settings.CALLDOG.title,
    create=CalldogCreateCall,
    routes=CALLDOG_ROUTES,
    capabilities=_BOTH | {Capability.CALLER_IDS, Capability.LANGUAGES, Capability.VERIFICATION},
    menu_limits=MenuLimits(reads_texts=False, recognizes=False),
)
OBZVONOV = Dialect(
    name=settings.OBZVONOV.name,
    title=settings.OBZVONOV.title,
    create=ObzvonovCreateCall,
    routes=OBZVONOV_ROUTES,
    capabilities=_BOTH | {Capability.RECONCILIATION},
    menu_limits=MenuLimits(reads_texts=True, recognizes=True),
    removes_one=True,
)


_UNFIT = {
    "phone": Reason.REFUSED_PHONE,
    "phones": Reason.REFUSED_PHONE,
    "outgoingPhone": Reason.REFUSED_CALLER_ID,
    "record.text": Reason.REFUSED_TEXT,
    "record.id": Reason.REFUSED_RECORD,
    "text": Reason.REFUSED_TEXT,
    "file": Reason.REFUSED_RECORD,
    "name": Reason.REFUSED_RECORD,
}


def unfit(error: ValidationError) -> Refused:
    loc = error.errors(include_input=False)[0]["loc"]
    where = ".".join(step for step in loc if isinstance(step, str))
    in_menu = where.startswith(("ivrs", "recognize"))
    return Refused(Reason.BAD_MENU if in_menu else _UNFIT.get(where, Reason.BAD_ORDER))


def numbers(ids: Iterable[str], reason: Reason) -> list[int]:
    """Zvonobot's ids are positive integers. Raises Refused for others, and for none at all."""
    found = [loose.integer(id_) for id_ in ids]
    if not found or any(number is None or number <= 0 for number in found):
        raise Refused(reason)
    return [number for number in found if number is not None]


def refuse_unplayable(call: VoiceCall, dialect: Dialect) -> None:
    """Raise Refused for a menu that this provider would play otherwise than it is meant, or not at all.

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
    if branch.record_id:
        return {"id": record_number(branch.record_id)}
    return {"text": branch.text, "gender": gender(voice)} if branch.text else None


def create_body(
    call: VoiceCall, default_caller_id: ShownNumber, dialect: Dialect, phones: Sequence[Phone] = ()
) -> dict[str, Any]:
    """The body of this call, valid or not: what is wrong with it is for `dialect.create` to say.

    `phones`: whom to call instead of its own phone, all in one request. A language is left out where the provider
    speaks only one.
    """
    caller_id = call.caller_id or default_caller_id
    from_whom = {"dutyPhone": 1} if caller_id is Duty.ANY else {"outgoingPhone": caller_id}
    body: dict[str, Any] = {
        **({"phones": list(phones)} if phones else {"phone": call.phone}),
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
