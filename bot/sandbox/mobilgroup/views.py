"""Calls and settings as the sandbox's page sees them."""

from typing import Any

from bot.sandbox.mobilgroup import model
from bot.sandbox.mobilgroup.model import Account, Call

SNAPSHOT_CALLS = 200


def call_view(call: Call) -> dict[str, Any]:
    said = call.said
    sound = said.phrase or said.script
    waits = call.stage == model.CREATED
    return {
        "id": call.id,
        "phone": call.phone,
        "status": call.stage,
        "words": call.status,
        "text": said.message if said.message is not None else sound.name if sound else "",
        "kind": "message" if said.message is not None else "phrase" if said.phrase else "script",
        "outgoingPhone": call.terms.number,
        "createdAt": int(call.created_at),
        "plannedAt": call.terms.start if waits else None,
        "answeredAt": call.answered_at,
        "finishedAt": call.finished_at,
        "cost": f"{call.price:.2f}",
        "attempts": call.attempts,
        "mostAttempts": call.terms.attempts,
        "digits": list(call.digits),
        "managerPhone": said.script.transfer if said.script and call.transfer_at is not None else None,
        "sms": call.sms_at is not None,
        "outcome": call.outcome,
    }


def account_view(account: Account) -> dict[str, Any]:
    newest = [call for call, _ in zip(reversed(account.calls.values()), range(SNAPSHOT_CALLS), strict=False)]
    return {"settings": settings_view(account), "calls": [call_view(call) for call in newest], "records": []}


def settings_view(account: Account) -> dict[str, Any]:
    settings = account.settings
    return {
        "balance": f"{account.balance:.2f}",
        "key": settings.key,
        "login": settings.login,
        "enabled": settings.enabled,
        "attempts": settings.attempts,
        "interval": settings.interval,
        "sms_on_no_answer": settings.sms_on_no_answer,
    }
