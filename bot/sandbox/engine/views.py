"""Calls and records as the sandbox's page sees them: what the service would show its own staff."""

from typing import Any

from bot.sandbox.engine import answers
from bot.sandbox.engine.account import Account
from bot.sandbox.engine.model import Block, Call, Record

SNAPSHOT_CALLS = 200


def call_view(call: Call) -> dict[str, Any]:
    order = call.order
    said = {"text": order.text} if order.text is not None else {"record_id": order.record_id}
    return {
        **answers.leg(call),
        **said,
        "id": call.id,
        "callId": call.leg_id,
        "ivrAnswer": call.answers[-1] if call.answers else None,
        "plannedAt": order.planned_at,
        "outgoingPhone": order.outgoing_phone,
        "outcome": call.outcome,
        "held": call.held,
        "managerPhone": call.manager_phone,
        "sms": list(call.sms),
        "webhookUrl": order.webhook_url,
        "webhookTry": call.webhook_try,
        "webhookSent": call.webhook_sent,
        "ivrs": [_block_view(block) for block in order.blocks],
    }


def record_view(item: Record, root: str) -> dict[str, Any]:
    return {**answers.record(item, root), "deleted": item.deleted_at is not None, "seconds": item.seconds}


def account_view(account: Account, root: str) -> dict[str, Any]:
    """Settings, the newest 200 calls and the records not deleted, newest first."""
    newest = [call for call, _ in zip(reversed(account.calls.values()), range(SNAPSHOT_CALLS), strict=False)]
    records = [item for item in reversed(account.records.values()) if item.deleted_at is None]
    return {
        "settings": settings_view(account),
        "calls": [call_view(call) for call in newest],
        "records": [record_view(item, root) for item in records],
    }


def settings_view(account: Account) -> dict[str, Any]:
    settings = account.settings
    return {
        "balance": f"{account.balance:.2f}",
        "moderation": settings.moderation,
        "unmoderated_text": settings.unmoderated_text,
        "unmoderated_record": settings.unmoderated_record,
        "webhook_shape": settings.webhook_shape,
        "phones": [answers.outgoing_phone(phone) for phone in account.phones],
        "key": settings.key,
    }


def _block_view(block: Block) -> dict[str, Any]:
    return {
        "digit": block.digit,
        "keyWords": " ".join(block.key_words),
        "record_id": block.record_id,
        "text": block.record_text,
        "recognize": block.recognize,
        "webhookUrl": block.webhook_url,
        "managerPhone": block.manager_phone,
        "smsText": block.sms_text,
        "needBlock": int(block.need_block),
    }
