"""Further providers, played: one that joins people, one that verifies numbers, one with phrases and templates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from bot.domain.calls import CallState, Handle, Report
from bot.domain.phones import Phone
from bot.domain.widgets import WidgetWish
from bot.ports import Capability
from bot.ports.abilities import Callback, Named, Template
from bot.ports.hearing import hear
from bot.ports.telephony import SeenCall
from bot.ports.telling import BalanceUnit
from tests.fakes.provider import FakeProvider


class JoiningPeople(FakeProvider):
    name = "callkeeper"
    title = "CallKeeper"
    text_limit = 4096
    capabilities = frozenset({Capability.CALLBACK, Capability.REPORTS, Capability.BALANCE, Capability.TAGS})
    balance_unit = BalanceUnit.MINUTES

    def __init__(self) -> None:
        super().__init__()
        self.joined: list[Callback] = []
        self.tags: list[tuple[Handle, str]] = []

    async def place_callback(self, callback: Callback) -> Handle:
        self.joined.append(callback)
        if self.hold is not None:
            await self.hold.wait()
        if self.error is not None:
            raise self.error
        return Handle(str(500 + len(self.joined)), "1")

    def describe_callback(self, callback: Callback) -> str:
        return f"client={callback.client} manager={callback.manager or callback.office}"

    async def set_tag(self, handle: Handle, tag: str) -> None:
        self.tags.append((handle, tag))

    async def balance(self) -> Decimal:
        return Decimal(12)


class KeepingAccount(JoiningPeople):
    """As the one that joins people; it lists its widgets and its calls."""

    capabilities = JoiningPeople.capabilities | {Capability.WIDGETS, Capability.STATISTICS}

    async def create_widget(self, wish: WidgetWish) -> str:
        return "hash"

    async def delete_widget(self, widget_hash: str) -> None:
        pass

    async def list_widgets(self) -> dict[str, str]:
        return {"hash": "На сайте"}

    def calls_through(self, widget_hash: str) -> bool:
        return True

    async def statistics(
        self, since: datetime, until: datetime, statuses: Sequence[str] = (), *, completed: bool = False
    ) -> list[SeenCall]:
        return [SeenCall(Report(CallState.COMPLETED, vendor_status="200_200"))]


class Verifying(FakeProvider):
    """As the usual one, and it reads texts in several languages."""

    capabilities = FakeProvider.capabilities | {Capability.VERIFICATION, Capability.LANGUAGES}

    def __init__(self) -> None:
        super().__init__()
        self.verified: list[Phone] = []
        self.amount = Decimal("273.50")

    async def verify(self, phone: Phone) -> str | None:
        self.verified.append(phone)
        if self.hold is not None:
            await self.hold.wait()
        if self.error is not None:
            raise self.error
        return "0501"

    def describe_verification(self, phone: Phone) -> str:
        return f'{{"phone": "{phone}"}}'

    async def languages(self) -> list[str]:
        return ["ru-RU", "en-US"]

    async def balance(self) -> Decimal:
        return self.amount


class ListingRecords(FakeProvider):
    """As the usual one, and it lists its records."""

    capabilities = FakeProvider.capabilities | {Capability.RECORD_LIST}


class SecondRecords(ListingRecords):
    name = "obzvonov"
    title = "Программа обзвонов"
    text_limit = 500
    first_record = 8000


class HavingPhrases(FakeProvider):
    name = "mobilgroup"
    title = "Mobilgroup"
    text_limit = 5000
    capabilities = frozenset(
        {
            Capability.VOICE_CALL,
            Capability.REPORTS,
            Capability.CALLER_IDS,
            Capability.OWN_NUMBER,
            Capability.PHRASES,
            Capability.SCRIPTS,
            Capability.TEMPLATES,
        }
    )

    def __init__(self) -> None:
        super().__init__()
        self.stored: dict[str, list[Template]] = {"123": [Template("Заказ", "Ваш заказ готов", "1")]}

    async def phrases(self) -> list[Named]:
        return [Named("12", "Заказ готов"), Named("13", "Ждём вас")]

    async def scripts(self) -> list[Named]:
        return [Named("7", "Опрос")]

    async def templates(self, account: str) -> list[Template]:
        return list(self.stored.get(account, []))

    async def save_templates(self, account: str, templates: Sequence[Template]) -> list[Template]:
        hear(200, b'{"result": "ok"}')
        return [self._save(account, template) for template in templates]

    def describe_templates(self, account: str, templates: Sequence[Template]) -> str:
        return f'{{"account": "{account}"}}'

    def _save(self, account: str, template: Template) -> Template:
        if template.name == "Плохой":
            return Template(template.name, template.message, template.id, "Template_not_found")
        stored = self.stored.setdefault(account, [])
        kept = Template(template.name, template.message, template.id or str(len(stored) + 1))
        self.stored[account] = [one for one in stored if one.id != kept.id] + [kept]
        return kept
