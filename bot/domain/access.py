"""Who may do what: one table, checked in the services and used for which buttons show. And each person's language."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bot.domain.phones import ShownNumber, shown_number


class Role(StrEnum):
    OPERATOR = "operator"
    MANAGER = "manager"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Defaults:
    """What a person's orders begin with; None is the settings' choice."""

    provider: str | None = None
    caller_id: ShownNumber | None = None
    voice: str | None = None
    language: str | None = None
    last: str | None = None
    """The provider that was chosen last for a call: it stands in where `provider` names none."""

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> "Defaults":
        caller_id = kept.get("caller_id")
        return cls(**{**kept, "caller_id": shown_number(caller_id) if caller_id else None})


class Right(StrEnum):
    REQUEST_ACCESS = "request_access"
    CHANGE_OWN_SETTINGS = "change_own_settings"
    PLACE_CALLS = "place_calls"
    SEE_OWN_CALLS = "see_own_calls"
    SEE_ALL_CALLS = "see_all_calls"
    PRESS_OTHERS_CARDS = "press_others_cards"
    SEE_BALANCE = "see_balance"
    RECEIVE_RESULTS = "receive_results"
    MANAGE_TEMPLATES = "manage_templates"
    MANAGE_RECORDS = "manage_records"
    MANAGE_MENUS = "manage_menus"
    MANAGE_PEOPLE = "manage_people"
    SEE_STATUS = "see_status"
    SEE_EMULATOR = "see_emulator"
    SEE_REQUESTS = "see_requests"
    SEND_EMULATED = "send_emulated"
    MANAGE_WIDGETS = "manage_widgets"


_ANYONE = frozenset({Right.REQUEST_ACCESS, Right.CHANGE_OWN_SETTINGS})
_OPERATOR = _ANYONE | {Right.PLACE_CALLS, Right.SEE_OWN_CALLS, Right.SEE_BALANCE}
_MANAGER = _OPERATOR | {
    Right.SEE_ALL_CALLS,
    Right.PRESS_OTHERS_CARDS,
    Right.RECEIVE_RESULTS,
    Right.SEE_EMULATOR,
    Right.SEE_REQUESTS,
    Right.MANAGE_TEMPLATES,
    Right.MANAGE_RECORDS,
    Right.MANAGE_MENUS,
}
_ADMIN = _MANAGER | {Right.MANAGE_PEOPLE, Right.SEE_STATUS, Right.SEND_EMULATED, Right.MANAGE_WIDGETS}

RIGHTS: dict[Role | None, frozenset[Right]] = {
    None: _ANYONE,
    Role.OPERATOR: _OPERATOR,
    Role.MANAGER: _MANAGER,
    Role.ADMIN: _ADMIN,
}


@dataclass(frozen=True, slots=True)
class Person:
    """Someone in Telegram. `role` is None for a stranger; `locale` None until they choose one."""

    id: int
    name: str
    username: str | None = None
    role: Role | None = None
    locale: str | None = None
    telegram_locale: str | None = None
    phone: str | None = None
    """Eleven digits: their own phone, which a callback rings first."""
    defaults: Defaults = Defaults()

    def may(self, right: Right) -> bool:
        return right in RIGHTS[self.role]


LOCALES = ("ru", "en")


def locale_of(person: Person, default: str) -> str:
    """Their own choice, else their Telegram's language when we speak it, else `default`."""
    if person.locale in LOCALES:
        return person.locale
    telegram = (person.telegram_locale or "")[:2]
    return telegram if telegram in LOCALES else default
