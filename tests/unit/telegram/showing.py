"""Cards to be shown in tests, and Telegram's own judgement of what is shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import product
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.access import Person, Role
from bot.domain.callees import Choice
from bot.domain.calls import Call, CallState, Handle
from bot.domain.menus import STAYED, Branch, Menu
from bot.domain.orders import CallbackTerms, Order, OrderKind, OrderState, Place, Terms
from bot.domain.phones import Duty, Phone
from bot.domain.reasons import Reason
from bot.domain.records import AudioRecord, RecordStage
from bot.domain.sayings import Record, RecordKind, Saying
from bot.domain.views import AccessRequest, OrderView, Subject
from bot.ports import Capability
from bot.sandbox.telegram.keyboards import read_markup
from bot.sandbox.telegram.text.formatted import Formatted, utf16_length
from bot.sandbox.telegram.text.html_parser import HtmlParser
from bot.telegram.cards import Rendered
from bot.telegram.html import MESSAGE_LIMIT
from bot.telegram.look import Look, ShownProvider
from tests.fakes.clock import NOON
from tests.support.form import misshapen
from tests.support.orders import changed
from tests.support.texts import texts

TEXTS = texts()
OWN = "79990001122"
PHONE, OTHER, FAR = Phone("79991234503"), Phone("74951234567"), Phone("73832123456")
"""The last one is in Novosibirsk, four hours ahead of Moscow."""
OLEG = Person(2, "Олег Петров", "oleg", Role.OPERATOR)
MARIA = Person(3, "Мария Иванова", "maria", Role.MANAGER)
IVAN = Person(5, "Иван", "ivan")
TEXT = "Ваш заказ готов"
LIMIT = 20
"""Characters that the provider takes."""
LOOKS = list(product(("ru", "en"), (False, True)))
"""(locale, in a group)."""


LATER = NOON + timedelta(hours=6)
MENU = Menu(
    "Подтверждение <1>",
    "calldog",
    Saying(TEXT),
    (
        Branch("1", tag="согласен & рад", said=Record("8813")),
        Branch("2", manager=PHONE),
        Branch(STAYED, sms="Мы звонили"),
    ),
)


def look(locale: str = "ru", in_group: bool = False) -> Look:
    services = {
        "calldog": ShownProvider(
            "CallDog",
            LIMIT,
            capabilities=frozenset({Capability.VOICES}),
            caller_id=Duty.ANY,
            text_price=Decimal("0.40"),
        ),
        "callkeeper": ShownProvider(
            "CallKeeper", LIMIT, capabilities=frozenset({Capability.CALLBACK, Capability.TAGS})
        ),
    }
    return Look(TEXTS.speak(locale), services, in_group, ZoneInfo("Europe/Moscow"))


def draft(phones: tuple[Phone, ...] = (PHONE,), **changes: Any) -> OrderView:
    order = Order(7, OLEG.id, Place(OLEG.id), "calldog", phones, Terms(Saying(TEXT)), created_at=NOON)
    return OrderView(changed(order, **changes), OLEG)


def record(stage: RecordStage, id_: str = "8812", **facts: Any) -> dict[str, AudioRecord]:
    """What a view knows of its records."""
    known = AudioRecord("Приветствие <b>", "calldog", OLEG.id, Place(OLEG.id), "ru", "message:1", stage)
    return {id_: replace(known, provider_record_id=id_, **facts)}


def playing(records: dict[str, AudioRecord], **changes: Any) -> OrderView:
    return replace(draft(saying=Saying(Record("8812")), **changes), records=records)


def planned(*phones: Phone, at: datetime | None = LATER, **changes: Any) -> OrderView:
    """Placed, its calls wait for their time."""
    calls = [call(CallState.WAITING, one, 70 + n, start_at=at or LATER) for n, one in enumerate(phones or (PHONE,))]
    return placed(*calls, at=at, **changes)


def call(state: CallState, phone: Phone = PHONE, id_: int = 70, **facts: Any) -> Call:
    return Call(id_, 7, phone, facts.pop("attempt", 1), "calldog", state, **facts)


FACTS: dict[CallState, dict[str, Any]] = {
    CallState.WAITING: {"start_at": NOON + timedelta(hours=21)},
    CallState.COMPLETED: {
        "digit": 1,
        "cost": Decimal("1.8"),
        "recording_url": "https://lk.calldog.ru/rec/1.mp3",
        "answered_at": NOON,
        "ended_at": NOON + timedelta(seconds=20),
    },
    CallState.REJECTED: {"reason_key": "provider-refused-money", "reason_words": "Недостаточно средств"},
    CallState.UNKNOWN: {"reason_key": "provider-timeout"},
    CallState.EXPIRED: {"reason_key": "reason-expired"},
    CallState.RINGING: {"unrecognised": "blorped"},
}


def placed(*calls: Call, **changes: Any) -> OrderView:
    phones = tuple(dict.fromkeys(call.phone for call in calls))
    return draft(phones, state=OrderState.PLACED, calls=calls, **changes)


def in_state(state: CallState) -> OrderView:
    return placed(call(state, **FACTS.get(state, {})))


def joined(
    state: OrderState = OrderState.DRAFT, *calls: Call, redials: tuple[int, ...] = (), **changes: Any
) -> OrderView:
    """A callback: the author's own phone rings first."""
    terms = CallbackTerms(OWN, info_to_manager="Карточка <42>", at=LATER, redials=redials)
    order = draft(provider="callkeeper", callback=terms, state=state, calls=calls, **changes).order
    return OrderView(order, replace(OLEG, phone=OWN))


def joined_call(state: CallState, **facts: Any) -> Call:
    return replace(call(state, **facts), provider="callkeeper", handle=Handle("500", "1"))


def verified(*calls: Call) -> OrderView:
    state = OrderState.PLACED if calls else OrderState.DRAFT
    return draft(kind=OrderKind.VERIFICATION, saying=Saying(), state=state, calls=calls)


def subjects() -> dict[str, Subject]:
    """Everything a card may show, by name."""
    request = AccessRequest(9, IVAN, NOON)
    two = (PHONE, OTHER)
    return {
        "draft": draft(),
        "draft-list": draft(two),
        "draft-empty": draft(saying=Saying()),
        "draft-record": draft(saying=Saying(Record("8812")), caller_id=Duty.ANY, need_recording=True),
        "draft-too-long": draft(saying=Saying("а" * (LIMIT + 1))),
        "withdrawn": draft(state=OrderState.WITHDRAWN),
        **{f"call-{state}": in_state(state) for state in CallState},
        "call-again": placed(call(CallState.UNKNOWN), call(CallState.RINGING, id_=71, attempt=2)),
        "list": placed(call(CallState.COMPLETED, **FACTS[CallState.COMPLETED]), call(CallState.UNKNOWN, OTHER, 71)),
        "list-waiting": placed(call(CallState.BUSY), call(CallState.WAITING, OTHER, 71, start_at=NOON)),
        "draft-menu": draft(menu=MENU, attempts=3, interval=10, repeats=2),
        "draft-later": draft(at=LATER),
        "draft-later-far": draft((FAR,), at=LATER),
        "draft-later-zones": draft((FAR, OTHER), at=LATER),
        "draft-later-next-day": draft((FAR,), at=NOON + timedelta(hours=10)),
        "draft-record-named": playing(record(RecordStage.APPROVED, seconds=12, cost=Decimal("0.9"))),
        "draft-record-waiting": playing(record(RecordStage.WAITING)),
        "draft-record-refused": playing(record(RecordStage.REFUSED)),
        "draft-menu-waiting": replace(draft(menu=MENU), records=record(RecordStage.WAITING, "8813")),
        "draft-script": draft(saying=Saying(Record("7", RecordKind.SCRIPT))),
        "draft-choice": draft(two, choice=Choice(two)),
        "draft-choice-made": draft((OTHER,), choice=Choice(two, is_made=True)),
        "draft-extension": draft((OTHER,), extensions=("104",)),
        "verify-choice": replace(verified(), order=replace(verified().order, phones=two, choice=Choice(two, one=True))),
        "planned": planned(menu=MENU),
        "planned-far": planned(FAR),
        "planned-list": planned(FAR, OTHER),
        "planned-hours": placed(call(CallState.WAITING, FAR, start_at=LATER), call(CallState.WAITING, start_at=NOON)),
        "planned-waiting-record": replace(planned(saying=Saying(Record("8812"))), records=record(RecordStage.WAITING)),
        "missed": placed(call(CallState.CANCELED, reason_key=Reason.MISSED), at=NOON),
        "missed-list": placed(
            call(CallState.CANCELED, reason_key=Reason.MISSED), call(CallState.BUSY, OTHER, 71), at=NOON
        ),
        "menu-pressed": placed(call(CallState.COMPLETED, digit=1), menu=MENU),
        "menu-manager": placed(call(CallState.COMPLETED, digit=2), menu=MENU),
        "menu-stayed": placed(call(CallState.COMPLETED, digit=-1), menu=MENU),
        "menu-other": placed(call(CallState.COMPLETED, digit=7), menu=MENU),
        "callback-draft": joined(),
        "callback-office": draft(provider="callkeeper", callback=CallbackTerms(), saying=Saying()),
        "callback-extension": draft(provider="callkeeper", callback=CallbackTerms("74951234567^123")),
        "callback-ringing": joined(OrderState.PLACED, joined_call(CallState.RINGING)),
        "callback-unknown": joined(OrderState.PLACED, joined_call(CallState.UNKNOWN)),
        "callback-planned": joined(
            OrderState.PLACED, joined_call(CallState.PLACED, submitted_at=NOON), redials=(5, 10)
        ),
        "callback-missed": joined(OrderState.PLACED, joined_call(CallState.BUSY), redials=(5, 10)),
        "callback-over": joined(OrderState.PLACED, joined_call(CallState.COMPLETED)),
        "callback-over-of-a-manager": replace(
            joined(OrderState.PLACED, joined_call(CallState.COMPLETED, **FACTS[CallState.COMPLETED])), author=MARIA
        ),
        "draft-second": draft(fallback="callkeeper", saying=Saying(TEXT, language="ru-RU")),
        "verify-draft": verified(),
        "verify-of-a-manager": replace(verified(), author=MARIA),
        "verify-done-of-a-manager": replace(verified(call(CallState.COMPLETED, code="0501")), author=MARIA),
        "verify-done": verified(call(CallState.COMPLETED, code="0501")),
        "verify-matches": verified(call(CallState.COMPLETED, code="0501", matched=True)),
        "verify-differs": verified(call(CallState.COMPLETED, code="0501", matched=False)),
        "verify-no-code": verified(call(CallState.COMPLETED)),
        "call-looked-for": placed(
            call(CallState.UNKNOWN, **FACTS[CallState.UNKNOWN], looked_for_until=NOON + timedelta(seconds=20))
        ),
        "draft-of-a-manager": replace(draft(), author=MARIA),
        "draft-long": draft(saying=Saying("Ваш заказ готов. " * 20)),
        "list-over": placed(
            call(
                CallState.COMPLETED,
                digit=1,
                cost=Decimal("0.16"),
                answered_at=NOON,
                ended_at=NOON + timedelta(seconds=64),
            ),
            call(CallState.NO_ANSWER, OTHER, 71, cost=Decimal(0)),
            call(CallState.COMPLETED, FAR, 72, cost=Decimal("0.16")),
        ),
        "not-begun": placed(call(CallState.PLACED, reason_key=Reason.NOT_BEGUN)),
        "list-not-begun": placed(
            call(CallState.PLACED, reason_key=Reason.NOT_BEGUN),
            call(CallState.PLACED, OTHER, 71, reason_key=Reason.NOT_BEGUN),
            call(CallState.RINGING, FAR, 72, reason_key=Reason.NOT_BEGUN),
        ),
        "list-refused": placed(
            call(CallState.REJECTED, reason_key=Reason.REFUSED_PHONE),
            call(CallState.REJECTED, OTHER, 71, reason_key=Reason.REFUSED_OTHER, reason_words="Номер занят"),
            call(CallState.RINGING, FAR, 72),
        ),
        "list-refused-alike": placed(
            call(CallState.REJECTED, reason_key=Reason.REFUSED_OTHER, reason_words="Снимите модерацию"),
            call(CallState.REJECTED, OTHER, 71, reason_key=Reason.REFUSED_OTHER, reason_words="Снимите модерацию"),
            call(CallState.REJECTED, FAR, 72, reason_key=Reason.REFUSED_OTHER, reason_words="Номер занят"),
        ),
        "draft-texts": draft(
            two, menu=replace(MENU, branches=(*MENU.branches, Branch("3", said="Ждём вас"))), saying=Saying(TEXT)
        ),
        "list-going": placed(call(CallState.COMPLETED, digit=1), call(CallState.RINGING, OTHER, 71)),
        "record-played": replace(
            placed(call(CallState.COMPLETED), saying=Saying(Record("8812"))),
            records=record(RecordStage.APPROVED, seconds=12),
        ),
        "record-not-played": placed(call(CallState.BUSY), saying=Saying(Record("8812"))),
        "verify-unknown": verified(call(CallState.UNKNOWN, **FACTS[CallState.UNKNOWN])),
        "access": request,
        "access-approved": replace(request, decided_by="Анна", decided_at=NOON, role=Role.OPERATOR),
        "access-denied": replace(request, decided_by="Анна", decided_at=NOON),
    }


def judged(rendered: Rendered) -> Formatted:
    """What Telegram makes of it. Raises what it refuses, and what a phone does not show well."""
    shown = HtmlParser(rendered.html).parse()
    assert shown.text.strip()
    assert utf16_length(shown.text) <= MESSAGE_LIMIT
    assert len(shown.entities) <= 100
    if rendered.keyboard is not None:
        keyboard = rendered.keyboard.model_dump(exclude_none=True)
        assert read_markup(keyboard, only_inline=True) == keyboard
        assert misshapen(keyboard["inline_keyboard"]) == []
    return shown


def labels(rendered: Rendered) -> list[list[str]]:
    rows = rendered.keyboard.inline_keyboard if rendered.keyboard else []
    return [[button.text for button in row] for row in rows]


def as_text(rendered: Rendered) -> str:
    """A card to be read: its HTML, then its rows of buttons."""
    rows = (" ".join(f"[ {label} ]" for label in row) for row in labels(rendered))
    return "\n".join([rendered.html, "", *rows]).strip() + "\n"
