"""What differs between the services that run on this engine."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.domain.menus import MenuLimits
from bot.ports import Capability
from bot.providers.zvonobot.operations import CALLDOG_ACTIONS, OBZVONOV_ACTIONS, Action
from bot.providers.zvonobot.requests import CalldogCreateCall, CreateCall, ObzvonovCreateCall

DUTY = "duty"
"""In place of a caller id: any of the service's own numbers."""

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
    """`url` is the service's usual root. `batch` is how many calls one `get` may name.

    `removes_one`: `removeRecord` takes one `id` instead of `idList`.
    """

    name: str
    title: str
    url: str
    create: type[CreateCall]
    actions: tuple[Action, ...]
    capabilities: frozenset[Capability]
    menu_limits: MenuLimits
    removes_one: bool = False
    text_limit: int = 1024
    batch: int = 5000


CALLDOG = Dialect(
    name="calldog",
    title="CallDog",
    url="https://lk.calldog.ru",
    create=CalldogCreateCall,
    actions=CALLDOG_ACTIONS,
    capabilities=_BOTH | {Capability.CALLER_IDS, Capability.LANGUAGES, Capability.VERIFICATION},
    menu_limits=MenuLimits(reads_texts=False, recognizes=False),
)
OBZVONOV = Dialect(
    name="obzvonov",
    title="Программа обзвонов",
    url="https://admin.programma-obzvonov.ru",
    create=ObzvonovCreateCall,
    actions=OBZVONOV_ACTIONS,
    capabilities=_BOTH | {Capability.RECONCILIATION},
    menu_limits=MenuLimits(reads_texts=True, recognizes=True),
    removes_one=True,
)


@dataclass(frozen=True, slots=True)
class EngineConfig:
    """`url` is the service's root, such as `https://lk.calldog.ru`; `caller_id` eleven digits or `duty`."""

    url: str
    api_key: str = field(repr=False)
    caller_id: str = DUTY
