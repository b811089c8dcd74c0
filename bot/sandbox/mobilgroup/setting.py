"""`/api/set/`: templates made (no `id`) and changed (with one), a result for each."""

from typing import Any

from bot.sandbox.mobilgroup import checks, errors
from bot.sandbox.mobilgroup.errors import Refusal
from bot.sandbox.mobilgroup.service import Mobilgroup

Fields = dict[str, Any]


def set_(service: Mobilgroup, params: Fields) -> Fields:
    if params.get("request") != "templates":
        raise Refusal(errors.UNKNOWN_SET_REQUEST)
    account = checks.text(params, "account")
    if not account:
        raise Refusal(errors.ACCOUNT_EMPTY)
    templates = params.get("templates")
    if not isinstance(templates, list) or not all(isinstance(item, dict) for item in templates):
        raise Refusal(errors.UNKNOWN_SET_REQUEST)
    results = [_save(service, account, item) for item in templates]
    return {"result": "ok", "account_id": account, "templates": results}


def _save(service: Mobilgroup, account: str, item: Fields) -> Fields:
    template_id, name, message = (checks.text(item, key) for key in ("id", "name", "message"))
    result = "ok"
    if not name:
        result = errors.NAME_EMPTY
    elif not message:
        result = errors.MESSAGE_EMPTY
    elif not template_id:
        template_id = str(service.account.add_template(account, name, message).id)
    elif template := service.account.template(account, template_id):
        template.name, template.message = name, message
    else:
        result = errors.TEMPLATE_NOT_FOUND
    return {"result": result, "id": template_id, "name": name, "message": message}
