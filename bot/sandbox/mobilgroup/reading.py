"""`/api/get/`: the state of a broadcast, money, and the lists an order is made from."""

from collections.abc import Callable
from typing import Any

from bot.sandbox.mobilgroup import checks, errors, words
from bot.sandbox.mobilgroup.errors import Refusal
from bot.sandbox.mobilgroup.line import sms_parts
from bot.sandbox.mobilgroup.model import SMS_PRICE, Call, Sound, Template
from bot.sandbox.mobilgroup.service import Mobilgroup
from bot.sandbox.mobilgroup.words import comma, moment, point

Fields = dict[str, Any]


def get(service: Mobilgroup, params: Fields) -> Fields:
    asked = _REQUESTS.get(params.get("request") if isinstance(params.get("request"), str) else None)
    if asked is None:
        raise Refusal(errors.UNKNOWN_REQUEST)
    return {"result": "ok", **asked(service, params)}


def template_view(template: Template) -> Fields:
    return {
        "id": str(template.id),
        "account": template.account,
        "name": template.name,
        "message": template.message,
    }


def _state(service: Mobilgroup, params: Fields) -> Fields:
    wanted = checks.text(params, "id")
    broadcast = service.account.broadcasts.get(int(wanted)) if wanted.isdecimal() else None
    if broadcast is None:
        raise Refusal(errors.ID_NOT_FOUND)
    return {
        "id": str(broadcast.id),
        "phones": str(len(broadcast.calls)),
        "budget": point(broadcast.budget),
        "subscribers": [_subscriber(service, call) for call in broadcast.calls],
    }


def _subscriber(service: Mobilgroup, call: Call) -> Fields:
    """`transfer` and `sms` are there only when there was one."""
    answer: Fields = {
        "phone": call.phone,
        "date": moment(call.rung_at),
        "status": call.status,
        "attempts": str(call.attempts),
        "duration": str(call.duration),
        "price": point(call.price),
    }
    script = call.said.script
    if call.over and call.transfer_at is not None and script is not None:
        answer["transfer"] = {
            "number": script.transfer,
            "duration": str(call.transfer_duration),
            "price": "0",
            "status": call.transfer_status or words.NO_ANSWER,
        }
    text = service.sms_for(call)
    if call.sms_at is not None and text is not None:
        answer["sms"] = _sms(call.sms_at, text)
    return answer


def _sms(at: float, text: str) -> Fields:
    parts = sms_parts(text)
    return {
        "date": moment(at),
        "message": text,
        "partition": str(parts),
        "price": point(SMS_PRICE * parts),
        "status": words.SMS_DELIVERED,
    }


def _balance(service: Mobilgroup, _: Fields) -> Fields:
    return {"balance": comma(service.account.balance), "currency": "Rub"}


def _sounds(sounds: list[Sound]) -> Fields:
    return {"data": [{"id": each.id, "name": each.name, "duration": str(each.duration)} for each in sounds]}


def _numbers(service: Mobilgroup, _: Fields) -> Fields:
    numbers = service.account.numbers.items()
    return {"data": [{"number": number, "description": about} for number, about in numbers]}


def _templates(service: Mobilgroup, params: Fields) -> Fields:
    """All templates of an `account`, or the one with this `id`; none is no error."""
    account, wanted = checks.text(params, "account"), checks.text(params, "id")
    if not account:
        raise Refusal(errors.UNKNOWN_REQUEST)
    found = [item for item in service.account.templates if item.account == account]
    return {"data": [template_view(item) for item in found if wanted in ("", str(item.id))]}


_REQUESTS: dict[str | None, Callable[[Mobilgroup, Fields], Fields]] = {
    "state": _state,
    "balance": _balance,
    "scripts": lambda service, _: _sounds(service.account.scripts),
    "phrases": lambda service, _: _sounds(service.account.phrases),
    "numbers": _numbers,
    "templates": _templates,
}
