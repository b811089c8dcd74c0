"""The engine's operations, and what differs between the providers that run on it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.menus import MenuLimits
from bot.ports import Capability
from bot.ports.emulating import Absent
from bot.providers.zvonobot import requests as forms
from bot.providers.zvonobot import settings
from bot.providers.zvonobot.requests import CalldogCreateCall, CreateCall, ObzvonovCreateCall, Request

CREATE = "/apiCalls/create"
GET = "/apiCalls/get"
CREATE_RECORD = "/apiCalls/createRecord"
REMOVE_RECORD = "/apiCalls/removeRecord"
USER_INFO = "/apiCalls/userInfo"
GET_PHONES = "/apiCalls/getPhones"
LANGUAGES = "/apiCalls/getAvailableLanguages"
CONFIRM_PHONE = "/apiVerificationPhones/confirmPhone"
GET_RECORDS = "/apiCalls/getRecords"
REMOVE = "/apiCalls/remove"

ABSENT = (
    Absent.VOICEMAIL_FILTER,
    Absent.SILENCE_DETECTION,
    Absent.MANAGER_CALLER_ID,
    Absent.INTERRUPTION,
    Absent.MENU_TAGS,
)
"""The request emulator in the service's cabinet has these, the API's documents do not."""


@dataclass(frozen=True, slots=True)
class Action:
    """`id` is its row in the table of operations; an X in it marks what no document names."""

    id: str
    path: str
    form: type[Request]
    method: str = "POST"
    places_call: bool = False
    absent: tuple[Absent, ...] = ()

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]


CALLDOG_ACTIONS = (
    Action("CD1", CREATE, forms.CalldogCreateCall, places_call=True, absent=ABSENT),
    Action("CD2", GET, forms.GetCalls),
    Action("CD3", CREATE_RECORD, forms.CreateRecord),
    Action("CD4", REMOVE_RECORD, forms.RemoveRecords),
    Action("CD5", USER_INFO, forms.Nothing),
    Action("CD6", GET_PHONES, forms.GetPhones),
    Action("CD7", LANGUAGES, forms.Nothing, method="GET"),
    Action("CD8", CONFIRM_PHONE, forms.ConfirmPhone, places_call=True),
    Action("CDX1", GET_RECORDS, forms.Nothing),
    Action("CDX2", REMOVE, forms.CancelCalls),
)
OBZVONOV_ACTIONS = (
    Action("PO1", CREATE, forms.ObzvonovCreateCall, places_call=True, absent=ABSENT),
    Action("PO2", GET, forms.GetAnyCalls),
    Action("PO3", CREATE_RECORD, forms.CreateRecord),
    Action("PO4", REMOVE_RECORD, forms.RemoveRecord),
    Action("PO5", USER_INFO, forms.Nothing),
    Action("POX1", GET_RECORDS, forms.Nothing),
    Action("POX2", REMOVE, forms.CancelCalls),
)


_BOTH = frozenset(
    {
        Capability.VOICE_CALL,
        Capability.REPORTS,
        Capability.BALANCE,
        Capability.RECORDS,
        Capability.RECORD_LIST,
        Capability.WEBHOOKS,
        Capability.EMULATED,
        Capability.VOICES,
        Capability.RECORDING,
        Capability.DUTY_NUMBER,
        Capability.MENUS,
    }
)


@dataclass(frozen=True, slots=True)
class Dialect:
    """`batch` is how many calls one `get` may name.

    `removes_one`: `removeRecord` takes one `id` instead of `idList`.
    """

    name: str
    title: str
    create: type[CreateCall]
    actions: tuple[Action, ...]
    capabilities: frozenset[Capability]
    menu_limits: MenuLimits
    removes_one: bool = False
    text_limit: int = 1024
    batch: int = 5000


CALLDOG = Dialect(
    name=settings.CALLDOG.name,
    title=settings.CALLDOG.title,
    create=CalldogCreateCall,
    actions=CALLDOG_ACTIONS,
    capabilities=_BOTH | {Capability.CALLER_IDS, Capability.LANGUAGES, Capability.VERIFICATION},
    menu_limits=MenuLimits(reads_texts=False, recognizes=False),
)
OBZVONOV = Dialect(
    name=settings.OBZVONOV.name,
    title=settings.OBZVONOV.title,
    create=ObzvonovCreateCall,
    actions=OBZVONOV_ACTIONS,
    capabilities=_BOTH | {Capability.RECONCILIATION},
    menu_limits=MenuLimits(reads_texts=True, recognizes=True),
    removes_one=True,
)
