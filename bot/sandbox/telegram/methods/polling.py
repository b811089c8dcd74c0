"""How the bot takes its updates: by polling or by a webhook."""

import re
from typing import Any
from urllib.parse import urlsplit

from aiogram import methods

from bot.sandbox.telegram.methods.call import Call, answers
from bot.sandbox.telegram.office import WebhookState
from bot.sandbox.telegram.refusal import bad_request, conflict
from bot.sandbox.telegram.updates import BY_DEFAULT, WEBHOOK_ACTIVE

HERE = {"localhost", "127.0.0.1", "::1"}
PORTS = {80, 88, 443, 8443}
_SECRET = re.compile(r"[A-Za-z0-9_-]*")


@answers(methods.GetUpdates)
async def get_updates(call: Call[methods.GetUpdates]) -> Any:
    params, office = call.params, call.office
    if office.webhook.url:
        raise conflict(WEBHOOK_ACTIVE)
    office.updates.allow(params.allowed_updates)
    limit = min(max(params.limit or 100, 1), 100)
    return await office.updates.get(params.offset or 0, limit, max(params.timeout or 0, 0))


@answers(methods.SetWebhook)
async def set_webhook(call: Call[methods.SetWebhook]) -> Any:
    params, office = call.params, call.office
    if not params.url:
        return await delete_webhook(call)
    _check_url(params.url)
    secret = params.secret_token or ""
    if len(secret) > 256:
        raise bad_request("secret token is too long")
    if not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    office.updates.interrupt("terminated by setWebhook request")
    office.updates.allow(params.allowed_updates)
    if params.drop_pending_updates:
        office.updates.drop()
    connections = min(max(params.max_connections or 40, 1), 100)
    office.webhook = WebhookState(params.url, secret, connections, "certificate" in call.uploads)
    office.restart_webhook()
    return True


@answers(methods.DeleteWebhook)
async def delete_webhook(call: Call[Any]) -> Any:
    office = call.office
    if call.params.drop_pending_updates:
        office.updates.drop()
    office.webhook = WebhookState()
    office.restart_webhook()
    return True


@answers(methods.GetWebhookInfo)
async def get_webhook_info(call: Call[methods.GetWebhookInfo]) -> Any:
    webhook, updates = call.office.webhook, call.office.updates
    info: dict[str, Any] = {
        "url": webhook.url,
        "has_custom_certificate": webhook.has_certificate,
        "pending_update_count": updates.pending,
    }
    if webhook.url:
        info["max_connections"] = webhook.max_connections
    if webhook.last_error_date:
        info["last_error_date"] = webhook.last_error_date
        info["last_error_message"] = webhook.last_error_message
    if updates.allowed != BY_DEFAULT:
        info["allowed_updates"] = sorted(updates.allowed)
    return info


def _check_url(url: str) -> None:
    """HTTPS on Telegram's four ports; plain HTTP and any port on this machine only."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise bad_request("invalid webhook URL specified") from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise bad_request("invalid webhook URL specified")
    if parts.hostname in HERE:
        return
    if parts.scheme != "https":
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if (port or 443) not in PORTS:
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
