"""One world in which the operations of all providers are walked, and the rows of what they can do."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.support.indoors import House
from tests.support.office import Office, Person


@dataclass
class World:
    home: House
    maria: Person
    oleg: Person
    walked: dict[str, asyncio.Task[set[str]]] = field(default_factory=dict)

    @property
    def office(self) -> Office:
        return self.home.office

    async def once(self, walk: Walk) -> set[str]:
        """One that failed fails all its rows, and is not walked again."""
        name = walk.__name__
        if name not in self.walked:
            self.walked[name] = asyncio.create_task(walk(self))
        return await self.walked[name]


Walk = Callable[[World], Coroutine[Any, Any, set[str]]]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of what the providers can do: where people meet it, and which names the sandbox shows of it there.

    `fields` stand in the requests and answers of the `operation` at `target`.
    """

    place: str
    target: str
    operation: str
    fields: str


_STAGES = "startedAt answeredAt managerStartedAt managerAnsweredAt finishedAt status hangupCause managerStatus"
_OLD = f"{_STAGES} id createdAt needRecording plannedAt phone ivrDigit toBlock recordFilePath cost updatedAt ivrAnswers"
_EXTRA = "tag tagList timeout startTime endTime weekdays smartDelay voiceDetectionEnabled detectEndOfSpeech"
_RECORD = "id createdAt needModeration moderatorComment name path status recordText"
_CAMPAIGN = "utm_source utm_medium utm_campaign utm_content utm_term entry_point user_agent utm_type"
_TOLD = "client manager text_to_manager site client_email office_name record_to_manager record_to_await"
_VISIT = "roistat_id calltouch_session_id current_page ga_client_id tool_name ip_client opening_hours notification"
_TRANSFER = "transfer number duration price status"
ROWS = {
    "CD1": Row("/call, its options", "calldog", "create", "phone outgoingPhone needRecording record text gender lang"),
    "CD1i": Row("/ivr, a key", "calldog", "create", "ivrs digit keyWords needBlock managerPhone smsText"),
    "CD2": Row("a card and its details", "calldog", "get", "apiCallIdList calls status"),
    "CD3": Row("/records, a new one", "calldog", "createRecord", "name source file"),
    "CD4": Row("/records, Delete", "calldog", "removeRecord", "idList"),
    "CD5": Row("/balance", "calldog", "userInfo", "balance"),
    "CD6": Row("a call's options, its number", "calldog", "getPhones", "phone"),
    "CD7": Row("a call's options, its language", "calldog", "getAvailableLanguages", "data"),
    "CD8": Row("/verify", "calldog", "confirmPhone", "phone code"),
    "CD9": Row("a card, told by webhook", "calldog", "create", "webhookUrl"),
    "CD10": Row("a card, a key told by webhook", "calldog", "create", "ivrs webhookUrl webhookParameters"),
    "CD11": Row("a card's first line", "calldog", "get", "status"),
    "CD12": Row("a card: stayed on the line", "calldog", "get", "ivrAnswer"),
    "CD13": Row("a card that waits for a moderator", "calldog", "create", "record text status"),
    "PO1": Row("/call, its options", "obzvonov", "create", "phone record text gender"),
    "PO2": Row("a card", "obzvonov", "get", "calls"),
    "PO2r": Row("a card and its details", "obzvonov", "get", _OLD),
    "PO3": Row("/records, a new one", "obzvonov", "createRecord", _RECORD),
    "PO4": Row("/records, Delete", "obzvonov", "removeRecord", "id deletedAt"),
    "PO5": Row("/balance", "obzvonov", "userInfo", "balance"),
    "PO9": Row("a card, told by webhook", "obzvonov", "create", "webhookUrl"),
    "PO10": Row("a card's first line", "obzvonov", "get", "status"),
    "EM1": Row("/emulator, the masked key", "calldog", "create", "apiKey"),
    "EM2": Row("/emulator, its operations", "calldog", "create", "apiKey"),
    "EM3": Row("/call: what to say", "calldog", "create", "record id"),
    "EM4": Row("a card, Show request and Answer", "calldog", "create", "record text"),
    "EM5": Row("/emulator, get", "calldog", "get", "apiCallIdList"),
    "EM6": Row("a card, Answer", "calldog", "get", f"{_EXTRA} robotsBlockEnabled webhookTry webhookSent cost data"),
    "EM7": Row("/emulator, what no API names", "calldog", "create", "record"),
    "EM8": Row("the question for a text", "calldog", "create", "text"),
    "EM9": Row("/records, Listen", "calldog", "createRecord", "needModeration path"),
    "CK1": Row("/callback", "callkeeper", "makeCalls", "unique apiak whash calls info_to_manager"),
    "CK1c": Row("/callback, its options", "callkeeper", "makeCalls", f"{_TOLD} {_VISIT}"),
    "CK1u": Row("/callback, its options: Site, mail, marks", "callkeeper", "makeCalls", f"utm {_CAMPAIGN}"),
    "CK2": Row("/callback that redials", "callkeeper", "orderCall", "client manager interval whash"),
    "CK3": Row("a callback's card", "callkeeper", "getCallInfo", "id_call"),
    "CK4": Row("/calls, at the service", "callkeeper", "getCallsInfo", "date from to"),
    "CK5": Row("/calls, at the service: over", "callkeeper", "getCallsCompleted", "date from to"),
    "CK6": Row("/calls, at the service: by result", "callkeeper", "getCallsByStatus", "date from to statuses"),
    "CK7": Row("/balance", "callkeeper", "getUserInfo", "api_key"),
    "CK8": Row("/settings, widgets: a new one", "callkeeper", "createWidget", "phone schedule"),
    "CK9": Row("/settings, widgets: Delete", "callkeeper", "deleteWidget", "whash"),
    "CK10": Row("/calls, at the service: Tap2Calls", "callkeeper", "getT2C", "date from to"),
    "CK11": Row("a callback's card, Tag", "callkeeper", "tag", "action tag call_id"),
    "CK12": Row("/emulator, getDoc", "callkeeper", "getDoc", ""),
    "CK13": Row("a card that was refused", "callkeeper", "makeCalls", "status reason"),
    "CK14": Row("a callback's details", "callkeeper", "getCallInfo", "a_type duration_min attempt tags site city"),
    "CK15": Row("/calls, at the service", "callkeeper", "getCallsInfo", "status_code status2_code"),
    "CK16": Row("/settings, widgets: hours", "callkeeper", "createWidget", "schedule"),
    "MG1": Row("/call, its options", "mobilgroup", "send", "settings number script attempts"),
    "MG1s": Row("/call, a script's inserts", "mobilgroup", "send", "subscribers phone summa"),
    "MG1a": Row("/call", "mobilgroup", "send", "settings"),
    "MG1r": Row("a card that was just placed", "mobilgroup", "send", "result id phones budget price duration"),
    "MG2": Row("a card and its details", "mobilgroup", "state", f"id attempts {_TRANSFER}"),
    "MG3": Row("/balance", "mobilgroup", "balance", "balance currency"),
    "MG4": Row("a call's options, Script", "mobilgroup", "scripts", "id name duration"),
    "MG5": Row("a call's options, phrases", "mobilgroup", "phrases", "id name duration"),
    "MG6": Row("a call's options, its number", "mobilgroup", "numbers", "number description"),
    "MG7": Row("/templates", "mobilgroup", "templates", "account"),
    "MG8": Row("/templates, Add", "mobilgroup", "setTemplates", "account templates name message result"),
    "MG9": Row("a card that was refused", "mobilgroup", "send", "error_code"),
    "MG10": Row("/balance, a card's price", "mobilgroup", "send", "budget price"),
    "MG11": Row("a call's options: lengths, comments", "mobilgroup", "scripts", "duration"),
}


async def shown_of(office: Office, name: str) -> None:
    """Fails when the sandbox has not shown every field of this row."""
    row = ROWS[name]
    entries = await office.get("requests", target=row.target, operation=row.operation)
    assert entries, f"{name}: no {row.operation} came from {row.place}"
    names = {field for entry in entries for field in _names((entry["request"], entry["answer"]))}
    missing = set(row.fields.split()) - names
    assert not missing, f"{name}, {row.place}: the sandbox shows no {missing}"


def _names(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from map(str, value)
        value = list(value.values())
    if isinstance(value, list | tuple):
        for inner in value:
            yield from _names(inner)
