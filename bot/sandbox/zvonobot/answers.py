"""Zvonobot's JSON, as its request emulator shows it (names, order and types on the wire), and what the page sees."""

from decimal import Decimal
from typing import Any

from bot.sandbox.zvonobot.model import Block, Call, Order, OutgoingPhone, Record


def money(amount: Decimal) -> str:
    """A decimal string without trailing zeros: "0", "0.9"."""
    return format(amount.normalize(), "f")


def stamp(at: float | None) -> int | None:
    return None if at is None else int(at)


def created_call(call: Call) -> dict[str, Any]:
    """One element of `create`'s answer; note that it names no `status`."""
    return {
        **_asked(call.order),
        **{name: value for name, value in leg(call).items() if name not in ("status", "updatedAt")},
        "id": call.id,
        "apiCallId": call.id,
        "label": call.order.peer,
        "ivrIdList": "",
        "comment": "",
        "outgoingLineId": None,
        "webhookTry": 0,
        "webhookSent": 0,
    }


def api_call(call: Call) -> dict[str, Any]:
    """One element of `get`'s answer."""
    extras = call.order.extras
    return {
        **_asked(call.order),
        "recognitionGroupId": 1,
        "generateGroupId": 5,
        "id": call.id,
        "createdAt": int(call.created_at),
        "webhookTry": call.webhook_try,
        "webhookSent": call.webhook_sent,
        "tag": extras.get("tag"),
        "webhookHeaders": None,
        "smartDelay": extras.get("smartDelay"),
        "prevCallId": call.previous_id,
        "voiceDetectionEnabled": False,
        "startTime": extras.get("startTime"),
        "endTime": extras.get("endTime"),
        "weekdays": extras.get("weekdays"),
        "tagList": "",
        "timeout": 30,
        "calls": [leg(call)],
    }


def leg(call: Call) -> dict[str, Any]:
    """One element of `calls`. `ivrAnswer` is there only once the person did something."""
    answer = {"ivrAnswer": call.answers[-1]} if call.answers else {}
    return {
        "id": call.leg_id,
        "phone": call.phone,
        "ivrDigit": call.digit,
        **answer,
        "startedAt": stamp(call.started_at),
        "answeredAt": stamp(call.answered_at),
        "managerStartedAt": stamp(call.manager_started_at),
        "managerAnsweredAt": stamp(call.manager_answered_at),
        "finishedAt": stamp(call.finished_at),
        "toBlock": int(call.to_block),
        "status": call.status,
        "hangupCause": call.hangup_cause,
        "managerStatus": call.manager_status,
        "recordFilePath": recording(call),
        "cost": money(call.cost),
        "createdAt": int(call.created_at),
        "updatedAt": int(call.updated_at),
        "ivrAnswers": ",".join(str(answer) for answer in call.answers),
    }


def recording(call: Call) -> str | None:
    """The recording's address, once there was a talk to record."""
    if not call.order.need_recording or call.finished_at is None or call.answered_at is None:
        return None
    return f"{call.order.root}/recordings/{call.id}.wav"


def record(item: Record, root: str) -> dict[str, Any]:
    """An audio record; its text comes back lowered, its gender as a string."""
    answer = {
        "needModeration": item.need_moderation,
        "moderatorComment": item.moderator_comment,
        "cost": money(item.cost),
        "isRemote": True,
        "name": item.name,
        "isGlobal": False,
        "recordText": item.text.lower(),
        "gender": str(item.gender),
        "isTemplate": 0,
        "generateGroupId": 5,
        "isPreview": False,
        "path": f"{root}/records/{item.id}.wav",
        "createdAt": int(item.created_at),
        "status": item.status,
        "id": item.id,
    }
    if item.deleted_at is not None:
        answer["deletedAt"] = int(item.deleted_at)
    return answer


def outgoing_phone(phone: OutgoingPhone) -> dict[str, Any]:
    return {"id": phone.id, "phone": phone.phone, "enable": phone.enable}


def _asked(order: Order) -> dict[str, Any]:
    return {
        "needRecording": order.need_recording,
        "plannedAt": order.planned_at,
        "webhookUrl": order.webhook_url,
        "webhookParameters": None,
        "amoscriptId": None,
        "needRecognition": False,
        "detectEndOfSpeech": False,
        "robotsBlockEnabled": False,
    }


def call_view(call: Call) -> dict[str, Any]:
    order = call.order
    said = {"text": order.text} if order.text is not None else {"record_id": order.record_id}
    return {
        **leg(call),
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
    return {**record(item, root), "deleted": item.deleted_at is not None, "seconds": item.seconds}


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
