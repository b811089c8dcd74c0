"""The windows of a new record and what they show."""

from collections.abc import Sequence
from typing import Any

from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.input import MessageInput, TextInput
from aiogram_dialog.widgets.kbd import Button, Cancel, Column, Row, SwitchTo

from bot.domain.records import AudioRecord, RecordStage
from bot.ports import Capability
from bot.telegram.html import MESSAGE_LIMIT, clean, escape, fit, shorten
from bot.telegram.look import Look
from bot.telegram.record_lines import clock_time, sent_lines
from handlers.exchanges import exchange_windows, opens_request
from handlers.here import Here
from handlers.kit import BODY, select, to
from handlers.new_record import actions
from handlers.new_record.actions import RecordDraft, text_limit
from handlers.numbers import NUMBERS
from handlers.states import NewRecord
from handlers.widgets import Say, Window, label

SHOWN_TEXT = 1500
SHOWN_PHONES = 3
LONGEST_TITLE = 10


async def get_offer(dialog_manager: DialogManager, where: Here, **_: Any) -> dict[str, Any]:
    draft = RecordDraft(dialog_manager)
    return {
        "body": fit("\n".join(_lines(draft, where.look)), MESSAGE_LIMIT),
        "is_sound": draft.file is not None,
        "is_text": draft.file is None,
        "has_voices": draft.file is None and any(where.look.can(name, Capability.VOICES) for name in draft.providers),
        "voice": draft.voice.value,
        "many_providers": draft.order_id is None and len(await where.api.records.providers(where.actor)) > 1,
        "can_list": draft.call is not None and draft.may_list,
        "listed": str(draft.listed).lower(),
        "can_send": bool(draft.providers),
        "to": _one_title(draft, where.look),
    }


def _one_title(draft: RecordDraft, look: Look) -> str:
    """Where it goes, if that is one provider whose name has room on the button."""
    titles = [look.title(name) for name in draft.providers]
    return titles[0] if len(titles) == 1 and len(titles[0]) <= LONGEST_TITLE else "several"


def _lines(draft: RecordDraft, look: Look) -> list[str]:
    tr = look.tr
    lines: list[str] = [tr("records-new-title"), tr("records-new-name", name=draft.name)]
    if draft.file is None:
        lines += [f"<blockquote>{escape(clean(shorten(draft.text, SHOWN_TEXT)))}</blockquote>", tr("records-new-text")]
    elif draft.seconds is not None:
        lines.append(tr("records-card-length", length=clock_time(draft.seconds)))
    titles = ", ".join(look.title(name) for name in draft.providers)
    lines.append(tr("records-new-services", providers=titles) if titles else tr("records-new-nowhere"))
    if draft.file is not None:
        lines.append(tr("records-new-sound"))
    return lines + _call_lines(draft, look)


def _call_lines(draft: RecordDraft, look: Look) -> list[str]:
    """What happens next, when it is made for a call."""
    if draft.call is None:
        return []
    called = draft.call.read().phones
    phones = ", ".join(look.phone(phone) for phone in called[:SHOWN_PHONES])
    more = len(called) - SHOWN_PHONES
    lines = ["", look.tr("records-new-call", phones=phones, more=max(0, more))]
    return [*lines, look.tr("records-new-unspoken")] if draft.unspoken else lines


async def get_name(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    return {"name": RecordDraft(dialog_manager).name}


async def get_text(dialog_manager: DialogManager, look: Look, **_: Any) -> dict[str, Any]:
    draft = RecordDraft(dialog_manager)
    ask = look.tr("records-text-ask", limit=text_limit(draft, look))
    return {"body": ask, "has_text": bool(draft.text), "has_none": not draft.text}


async def get_providers(dialog_manager: DialogManager, where: Here, **_: Any) -> dict[str, Any]:
    chosen = RecordDraft(dialog_manager).providers
    names = await where.api.records.providers(where.actor)
    return {"services": [(name, f"{'☑️' if name in chosen else '⬜️'} {where.look.title(name)}") for name in names]}


async def get_sent(dialog_manager: DialogManager, where: Here, **_: Any) -> dict[str, Any]:
    """What became of the records by now."""
    draft = RecordDraft(dialog_manager)
    records = await where.api.records.kept(where.actor, draft.sent)
    call = [where.look.tr("records-sent-called" if draft.called else "records-sent-uncalled")] if draft.call else []
    return {
        "body": fit("\n".join([*_outcome_lines(records, where.look), *call]), MESSAGE_LIMIT),
        "can_again": any(record.stage is RecordStage.FAILED for record in records),
        "can_list": draft.may_list,
        "can_call": any(one.provider_record_id and one.stage is not RecordStage.REFUSED for one in records),
    }


async def get_call(dialog_manager: DialogManager, look: Look, **_: Any) -> dict[str, Any]:
    draft = RecordDraft(dialog_manager)
    ask = look.tr("records-call-ask", name=draft.name)
    return {"body": ask, "is_sent": bool(draft.sent), "is_new": not draft.sent}


def _outcome_lines(records: Sequence[AudioRecord], look: Look) -> list[str]:
    titles = {record.provider: look.title(record.provider) for record in records}
    name = records[0].name if records else ""
    waits = any(record.stage is RecordStage.WAITING for record in records)
    lost = any(record.stage is RecordStage.LOST for record in records)
    last = ["", look.tr("records-sent-waits")] if waits else []
    last += ["", look.tr("records-sent-lost")] if lost else []
    return [look.tr("records-sent-title", name=name), *sent_lines(list(records), titles, look.tr), *last]


BACK = to(NewRecord.offer)

offer = Window(
    BODY,
    Button(label("records-new-send", "to"), id="send", on_click=actions.on_send, when="can_send"),
    Row(
        SwitchTo(label("records-new-rename"), id="name", state=NewRecord.name),
        Button(label("records-new-listen"), id="listen", on_click=actions.on_listen, when="is_sound"),
        SwitchTo(label("records-new-write"), id="text", state=NewRecord.text, when="is_text"),
    ),
    Button(label("records-new-voice", "voice"), id="voice", on_click=actions.on_voice, when="has_voices"),
    Button(label("records-new-listed", "listed"), id="listed", on_click=actions.on_listed, when="can_list"),
    SwitchTo(label("records-new-choose"), id="services", state=NewRecord.services, when="many_providers"),
    opens_request(NewRecord.request),
    Button(label("button-cancel"), id="stop", on_click=actions.on_stop),
    state=NewRecord.offer,
    getter=get_offer,
)
named = TextInput(id="named", on_success=actions.on_name)
name = Window(Say("records-name-ask", "name"), named, BACK, state=NewRecord.name, getter=get_name)
text = Window(
    BODY,
    TextInput(id="said", on_success=actions.on_text),
    SwitchTo(label("button-back"), id="back", state=NewRecord.offer, when="has_text"),
    Cancel(label("button-back"), id="stop", when="has_none"),
    state=NewRecord.text,
    getter=get_text,
)
providers = Window(
    Say("records-services-ask"),
    Column(select("service", "services", actions.on_provider)),
    BACK,
    state=NewRecord.services,
    getter=get_providers,
)
sent = Window(
    BODY,
    SwitchTo(label("records-one-call"), id="call", state=NewRecord.call, when="can_call"),
    Button(label("records-sent-again"), id="again", on_click=actions.on_again, when="can_again"),
    opens_request(NewRecord.request),
    Row(
        Button(label("records-sent-list"), id="list", on_click=actions.on_list, when="can_list"),
        Button(label("button-close"), id="close", on_click=actions.on_stop),
    ),
    state=NewRecord.sent,
    getter=get_sent,
)
call = Window(
    BODY,
    MessageInput(actions.on_numbers, content_types=NUMBERS),
    SwitchTo(label("button-back"), id="back", state=NewRecord.sent, when="is_sent"),
    Cancel(label("button-cancel"), id="stop", when="is_new"),
    state=NewRecord.call,
    getter=get_call,
)
request, answer = exchange_windows(
    actions.read_exchanges,
    NewRecord.request,
    NewRecord.answer,
    [Button(label("button-back"), id="back", on_click=actions.on_back_from_request)],
)


def dialog() -> Dialog:
    return Dialog(offer, name, text, providers, sent, call, request, answer, on_close=actions.on_close)
