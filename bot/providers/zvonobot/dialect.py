"""Zvonobot's operations, and what differs between the providers that run on it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.menus import MenuLimits
from bot.ports import Capability
from bot.ports.emulating import Absent
from bot.providers.emulating import Route
from bot.providers.zvonobot import requests as forms
from bot.providers.zvonobot import settings
from bot.providers.zvonobot.requests import CalldogCreateCall, CreateCall, ObzvonovCreateCall

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
"""The request emulator in the provider's cabinet has these, the API's documents do not."""

CALLDOG_ROUTES = (
    Route("CD1", CREATE, forms.CalldogCreateCall, places_call=True, absent=ABSENT),
    Route("CD2", GET, forms.GetCalls),
    Route("CD3", CREATE_RECORD, forms.CreateRecord),
    Route("CD4", REMOVE_RECORD, forms.RemoveRecords),
    Route("CD5", USER_INFO, forms.Nothing),
    Route("CD6", GET_PHONES, forms.GetPhones),
    Route("CD7", LANGUAGES, forms.Nothing, method="GET"),
    Route("CD8", CONFIRM_PHONE, forms.ConfirmPhone, places_call=True),
    Route("CDX1", GET_RECORDS, forms.Nothing),
    Route("CDX2", REMOVE, forms.CancelCalls),
)
OBZVONOV_ROUTES = (
    Route("PO1", CREATE, forms.ObzvonovCreateCall, places_call=True, absent=ABSENT),
    Route("PO2", GET, forms.GetAnyCalls),
    Route("PO3", CREATE_RECORD, forms.CreateRecord),
    Route("PO4", REMOVE_RECORD, forms.RemoveRecord),
    Route("PO5", USER_INFO, forms.Nothing),
    Route("POX1", GET_RECORDS, forms.Nothing),
    Route("POX2", REMOVE, forms.CancelCalls),
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
    routes: tuple[Route, ...]
    capabilities: frozenset[Capability]
    menu_limits: MenuLimits
    removes_one: bool = False
    text_limit: int = 1024
    batch: int = 5000


CALLDOG = Dialect(
    name=settings.CALLDOG.name,
    title=settings.CALLDOG.title,
    create=CalldogCreateCall,
    routes=CALLDOG_ROUTES,
    capabilities=_BOTH | {Capability.CALLER_IDS, Capability.LANGUAGES, Capability.VERIFICATION},
    menu_limits=MenuLimits(reads_texts=False, recognizes=False),
)
OBZVONOV = Dialect(
    name=settings.OBZVONOV.name,
    title=settings.OBZVONOV.title,
    create=ObzvonovCreateCall,
    routes=OBZVONOV_ROUTES,
    capabilities=_BOTH | {Capability.RECONCILIATION},
    menu_limits=MenuLimits(reads_texts=True, recognizes=True),
    removes_one=True,
)
