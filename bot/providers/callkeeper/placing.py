"""One callback as a `makeCalls` request."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from bot.domain.errors import Refused
from bot.ports import VoiceCall
from bot.ports.abilities import Callback, NewWidget
from bot.providers.callkeeper.refusals import Refusal
from bot.providers.callkeeper.requests import MakeCalls
from bot.providers.reasons import Reason

_UNFIT = {
    "client": Reason.REFUSED_PHONE,
    "manager": Refusal.PHONES,
    "text_to_manager": Reason.REFUSED_TEXT,
    "info_to_manager": Reason.REFUSED_TEXT,
}


def order_of(callback: Callback) -> dict[str, Any]:
    """The request's own part, valid or not: what is wrong with it is for `make_calls` to say."""
    item = {
        "client": callback.client,
        "manager": callback.manager or str(callback.office),
        "text_to_manager": callback.text_to_manager or None,
        "info_to_manager": callback.info_to_manager or None,
        "external_service_identifier": callback.reference or None,
        "time_to_call": int(callback.at.timestamp()) if callback.at else None,
    }
    return {"calls": [{name: value for name, value in item.items() if value is not None}]}


def make_calls(callback: Callback) -> MakeCalls:
    """An order that the documents forbid is not sent at all. Raises Refused."""
    try:
        return MakeCalls.model_validate(order_of(callback))
    except ValidationError as error:
        where = str(error.errors(include_input=False)[0]["loc"][-1])
        raise Refused(_UNFIT.get(where, Reason.BAD_ORDER)) from None


def as_callback(call: VoiceCall) -> Callback:
    """A text for the client is read to the manager of the widget's first office, who then talks to the client."""
    return Callback(call.phone, text_to_manager=call.saying.text or "")


def widget_of(widget: NewWidget) -> dict[str, Any]:
    return {
        "phone": widget.phone,
        "name": widget.name,
        "gmt": widget.zone,
        "phoneadd": widget.extra_phone,
        "site": widget.site,
        "schedule": widget.schedule,
        "emails": list(widget.emails),
    }
