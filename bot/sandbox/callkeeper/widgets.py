"""Widgets made and removed, tags set, and the page of documentation."""

from datetime import UTC
from typing import Any

from bot.sandbox.callkeeper import access, answers, checks, reasons
from bot.sandbox.callkeeper.gateway import Asked, Page
from bot.sandbox.callkeeper.reasons import Refusal
from bot.sandbox.callkeeper.schedule import ALWAYS, read_week, read_zone
from bot.sandbox.callkeeper.service import Callkeeper

DOCUMENTATION = """<!doctype html><html lang="ru"><head><meta charset="utf-8"><title>CallKeeper API</title></head>
<body><h1>Использование HTTPS REST API CallKeeper</h1>
<p>Методы: makeCalls, orderCall, getCallInfo, getCallsInfo, getCallsCompleted, getCallsByStatus, getUserInfo,
createWidget, deleteWidget, getT2C, tag, getDoc.</p></body></html>"""


def create_widget(service: Callkeeper, asked: Asked) -> dict[str, Any]:
    """Raises Refusal 409 without a phone to ring."""
    params = asked.params
    access.check_apiak(service.account, params)
    widget = service.account.add_widget(
        checks.text(params, "name") or "Виджет",
        _office(params),
        site=checks.text(params, "site"),
        week=checks.optional(params, "schedule", read_week) or ALWAYS,
        zone=checks.optional(params, "gmt", read_zone) or UTC,
        emails=_emails(params.get("emails")),
    )
    service.settings_changed()
    return answers.widget_made(widget)


def delete_widget(service: Callkeeper, asked: Asked) -> dict[str, Any]:
    access.check_apiak(service.account, asked.params)
    if not checks.text(asked.params, "whash"):
        raise reasons.not_enough()
    widget = access.find_widget(service.account, {"whash": asked.params["whash"]})
    if widget is None:
        raise reasons.wrong_pair()
    service.account.widgets.remove(widget)
    service.settings_changed()
    return {"status": "success"}


def set_tag(service: Callkeeper, asked: Asked) -> dict[str, Any]:
    """`action=set` is the only one that the documents name."""
    params = asked.params
    access.check_apiak(service.account, params)
    if checks.text(params, "action") != "set":
        raise reasons.mismatched()
    tag, call_id = checks.text(params, "tag").strip(), checks.optional(params, "call_id", int)
    if not tag or call_id is None:
        raise reasons.not_enough()
    call = service.account.calls.get(call_id)
    if call is None:
        raise reasons.mismatched()
    if tag not in call.tags:
        call.tags.append(tag)
        service.changed(call)
    return {"status": "success"}


def get_doc(_: Callkeeper, __: Asked) -> Page:
    return Page(DOCUMENTATION)


def _office(params: dict[str, Any]) -> str:
    extension = checks.text(params, "phoneadd")
    try:
        number = checks.client(checks.text(params, "phone"))
    except Refusal as refusal:
        raise reasons.no_phone() from refusal
    if extension and not extension.isdecimal():
        raise reasons.no_phone()
    return f"{number}^{extension}" if extension else number


def _emails(value: Any) -> tuple[str, ...]:
    if value in (None, ""):
        return ()
    if not isinstance(value, list):
        raise reasons.wrong_type()
    return tuple(filter(None, (checks.optional({"email": item}, "email", checks.email) for item in value)))
