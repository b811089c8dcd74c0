"""`/api/get/` and `/api/set/`: the state of a broadcast, money, the lists an order is made from, templates."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from decimal import Decimal

from bot.sandbox.mobilgroup import model
from bot.sandbox.mobilgroup.account import Mobilgroup
from bot.sandbox.mobilgroup.model import SMS_PRICE, Call, Refusal, Sound, Template
from bot.sandbox.mobilgroup.sending import MOSCOW, Fields, comma, text


def get(provider: Mobilgroup, params: Fields) -> Fields:
    wanted = params.get("request")
    asked = _REQUESTS.get(wanted) if isinstance(wanted, str) else None
    if asked is None:
        raise Refusal(model.UNKNOWN_REQUEST)
    return {"result": "ok", **asked(provider, params)}


def _state(provider: Mobilgroup, params: Fields) -> Fields:
    wanted = text(params, "id")
    broadcast = provider.broadcasts.get(int(wanted)) if wanted.isdecimal() else None
    if broadcast is None:
        raise Refusal(model.ID_NOT_FOUND)
    return {
        "id": str(broadcast.id),
        "phones": str(len(broadcast.calls)),
        "budget": _point(broadcast.budget),
        "subscribers": [_subscriber(provider, call) for call in broadcast.calls],
    }


def _subscriber(provider: Mobilgroup, call: Call) -> Fields:
    """`transfer` and `sms` are there only when there was one."""
    answer: Fields = {
        "phone": call.phone,
        "date": _moment(call.rung_at),
        "status": call.status,
        "attempts": str(call.attempts),
        "duration": str(call.duration),
        "price": _point(call.price),
    }
    script = call.said.script
    if call.over and call.transfer_at is not None and script is not None:
        answer["transfer"] = {
            "number": script.transfer,
            "duration": str(call.transfer_duration),
            "price": "0",
            "status": call.transfer_status or model.NO_ANSWER,
        }
    sms = provider.sms_for(call)
    if call.sms_at is not None and sms is not None:
        parts = model.sms_parts(sms)
        answer["sms"] = {
            "date": _moment(call.sms_at),
            "message": sms,
            "partition": str(parts),
            "price": _point(SMS_PRICE * parts),
            "status": "Доставлено",
        }
    return answer


def _point(amount: Decimal) -> str:
    """ "1.82", and "0" for nothing."""
    return f"{amount:.2f}" if amount else "0"


def _moment(at: float | None) -> str:
    return "" if at is None else datetime.fromtimestamp(at, MOSCOW).strftime("%Y-%m-%d %H:%M:%S")


def _balance(provider: Mobilgroup, _: Fields) -> Fields:
    return {"balance": comma(provider.settings.balance), "currency": "Rub"}


def _sounds(sounds: list[Sound]) -> Fields:
    return {"data": [{"id": each.id, "name": each.name, "duration": str(each.duration)} for each in sounds]}


def _numbers(provider: Mobilgroup, _: Fields) -> Fields:
    numbers = provider.settings.numbers.items()
    return {"data": [{"number": number, "description": about} for number, about in numbers]}


def _templates(provider: Mobilgroup, params: Fields) -> Fields:
    """All templates of an `account`, or the one with this `id`; finding none is not an error."""
    account, wanted = text(params, "account"), text(params, "id")
    if not account:
        raise Refusal(model.UNKNOWN_REQUEST)
    found = [each for each in provider.templates if each.account == account and wanted in ("", each.id)]
    return {"data": [asdict(each) for each in found]}


_REQUESTS: dict[str, Callable[[Mobilgroup, Fields], Fields]] = {
    "state": _state,
    "balance": _balance,
    "scripts": lambda provider, _: _sounds(provider.scripts),
    "phrases": lambda provider, _: _sounds(provider.phrases),
    "numbers": _numbers,
    "templates": _templates,
}


def set_(provider: Mobilgroup, params: Fields) -> Fields:
    """`/api/set/`: templates made (no `id`) and changed (with one), a result for each."""
    if params.get("request") != "templates":
        raise Refusal(model.UNKNOWN_SET_REQUEST)
    account, templates = text(params, "account"), params.get("templates")
    if not account:
        raise Refusal("Account_field_is_empty")
    if not isinstance(templates, list) or not all(isinstance(item, dict) for item in templates):
        raise Refusal(model.UNKNOWN_SET_REQUEST)
    return {"result": "ok", "account_id": account, "templates": [_save(provider, account, item) for item in templates]}


def _save(provider: Mobilgroup, account: str, item: Fields) -> Fields:
    wanted, name, message = (text(item, key) for key in ("id", "name", "message"))
    result = "ok"
    if not name:
        result = "Name_field_is_empty"
    elif not message:
        result = "Message_field_is_empty"
    elif not wanted:
        wanted = str(len(provider.templates) + 1)
        provider.templates.append(Template(wanted, account, name, message))
    elif found := [each for each in provider.templates if (each.account, each.id) == (account, wanted)]:
        found[0].name, found[0].message = name, message
    else:
        result = "Template_not_found"
    return {"result": result, "id": wanted, "name": name, "message": message}
