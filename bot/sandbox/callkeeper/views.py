"""Calls, widgets and settings as the sandbox's page sees them."""

from typing import Any

from bot.sandbox.callkeeper import answers, model
from bot.sandbox.callkeeper.model import Account, Call
from bot.sandbox.callkeeper.statuses import TABLE

SNAPSHOT_CALLS = 200


def call_view(call: Call) -> dict[str, Any]:
    order = call.order
    code, code2 = call.status
    return {
        "id": call.id,
        "phone": order.client,
        "status": call.stage,
        "pair": f"{code}/{code2}",
        "words": TABLE[call.status].cabinet,
        "text": order.text,
        "info": order.info,
        "managerPhone": order.manager,
        "extension": order.extension,
        "createdAt": int(call.created_at),
        "plannedAt": int(call.date) if call.stage == model.CREATED else None,
        "managerAnsweredAt": call.manager_answered_at,
        "answeredAt": call.client_answered_at,
        "finishedAt": call.finished_at,
        "minutes": answers.whole_minutes(call.seconds),
        "recordFilePath": answers.recording(call),
        "attempt": call.attempt,
        "tags": list(call.tags),
        "widget": order.widget.name,
        "outcome": call.outcome,
    }


def account_view(account: Account) -> dict[str, Any]:
    newest = [call for call, _ in zip(reversed(account.calls.values()), range(SNAPSHOT_CALLS), strict=False)]
    return {"settings": settings_view(account), "calls": [call_view(call) for call in newest], "records": []}


def settings_view(account: Account) -> dict[str, Any]:
    settings = account.settings
    return {
        "balance": format(account.balance, "f"),
        "key": settings.key,
        "enabled": settings.enabled,
        "host_check": settings.host_check,
        "hosts": list(settings.hosts),
        "webhook_url": settings.webhook_url,
        "answer_shape": settings.answer_shape,
        "widgets": [
            {
                "hash": widget.hash,
                "alias": widget.alias,
                "name": widget.name,
                "offices": list(widget.offices),
                "enabled": widget.enabled,
            }
            for widget in account.widgets
        ],
    }
