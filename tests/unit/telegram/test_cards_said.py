"""What a card says only where it is true, and the buttons that are there only where they do something."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from bot.domain.callees import Choice
from bot.domain.calls import CallState, Handle
from bot.domain.inserts import Inserts
from bot.domain.orders import CallbackTerms, OrderState
from bot.domain.reasons import Reason
from bot.domain.sayings import Saying
from bot.domain.views import OrderView
from bot.ports import Capability
from bot.ports.telephony import Quote
from bot.telegram.cards import answer_text, render, result_text
from bot.telegram.draft_card import choice_rows, verification_draft
from bot.telegram.presses import CalleePress
from tests.fakes.clock import NOON
from tests.unit.telegram.showing import (
    LATER,
    LIMIT,
    OTHER,
    OWN,
    PHONE,
    call,
    draft,
    joined,
    joined_call,
    judged,
    labels,
    look,
    placed,
    planned,
    verified,
)

PLANNED, UNTIL, QUEUED = "запланирован на", "пойдёт", "в очереди"


def html(view: OrderView) -> str:
    card = render(view, look())
    judged(card)
    return card.html


def flat(view: OrderView) -> list[str]:
    return [label for row in labels(render(view, look())) for label in row]


# --- when a call goes


@pytest.mark.parametrize(
    ("state", "named", "sent", "is_planned"),
    [
        (CallState.PLACED, LATER, NOON, True),
        (CallState.PLACED, LATER, LATER, False),
        (CallState.PLACED, LATER, LATER + timedelta(minutes=1), False),
        (CallState.PLACED, LATER, None, False),
        (CallState.PLACED, None, NOON, False),
        (CallState.RINGING, LATER, NOON, False),
    ],
)
def test_a_callback_waits_at_its_service_until_its_time(
    state: CallState, named: Any, sent: Any, is_planned: bool
) -> None:
    view = joined(OrderState.PLACED, joined_call(state, submitted_at=sent))
    terms = replace(view.order.terms, callback=CallbackTerms(OWN, at=named))
    assert (PLANNED in html(replace(view, order=replace(view.order, terms=terms)))) is is_planned


def test_only_a_call_that_waits_for_its_time_says_until_when() -> None:
    assert PLANNED in html(planned())
    for going in (
        call(CallState.RINGING, start_at=LATER),
        call(CallState.WAITING, start_at=LATER, queued_at=NOON),
        call(CallState.WAITING),
    ):
        assert PLANNED not in html(placed(going))


def test_in_a_list_that_has_begun_each_says_for_itself() -> None:
    waits = call(CallState.WAITING, OTHER, 71, start_at=LATER)
    assert UNTIL in html(placed(call(CallState.COMPLETED), waits, at=LATER))
    assert UNTIL not in html(planned(PHONE, OTHER)), "its whole list waits, which says so once"


# --- what is said beside


def test_what_happens_further_is_said_until_all_is_over() -> None:
    assert "попыт" in html(placed(call(CallState.RINGING), attempts=3))
    assert "попыт" in html(placed(call(CallState.COMPLETED), call(CallState.RINGING, OTHER, 71), attempts=3))
    assert "попыт" not in html(placed(call(CallState.COMPLETED), attempts=3))


def test_a_reason_that_nobody_gave_is_none() -> None:
    for state in (CallState.REJECTED, CallState.NO_ANSWER, CallState.PLACED):
        assert "None" not in html(placed(call(state), call(CallState.BUSY, OTHER, 71)))


def test_who_is_rung_first_is_said_of_a_list_too() -> None:
    calls = joined_call(CallState.PLACED), replace(joined_call(CallState.PLACED), phone=OTHER, id=71)
    view = joined(OrderState.PLACED, *calls)
    listed = replace(view, order=replace(view.order, phones=(PHONE, OTHER)))
    for one in (view, listed):
        assert "Сначала: ваш телефон +7\u00a0999\u00a0000-11-22" in html(one)


class Quoting:
    def quote(self, handle: Handle) -> Quote | None:
        return Quote(Decimal("1.50"), 12)


def test_what_a_list_costs_counts_what_is_still_to_come() -> None:
    plain = look()
    quoting = replace(plain, providers={"calldog": replace(plain.providers["calldog"], quotes=Quoting())})
    over = call(CallState.COMPLETED, cost=Decimal("0.80"))
    going = call(CallState.RINGING, OTHER, 71, handle=Handle("101"))
    assert "ожидается 2,30" in render(placed(over, going), quoting).html
    ended = render(placed(over, replace(going, state=CallState.BUSY)), quoting).html
    assert "0,80" in ended
    assert "ожидается" not in ended


def test_an_order_that_has_no_call_is_a_list_of_none() -> None:
    for view in (placed(call(CallState.RINGING)), placed(call(CallState.RINGING), call(CallState.BUSY, OTHER, 71))):
        empty = replace(view, order=replace(view.order, calls=()))
        assert "📋" not in flat(empty)
        assert not any("Позвонить" in label for label in flat(empty)), html(empty)


# --- buttons


@pytest.mark.parametrize(
    ("provider", "handle", "tags"), [("callkeeper", "500", 1), ("callkeeper", None, 0), ("calldog", "500", 0)]
)
def test_a_tag_is_for_calls_whose_service_keeps_it(provider: str, handle: str | None, tags: int) -> None:
    over = replace(call(CallState.COMPLETED), provider=provider, handle=Handle(handle) if handle else None)
    assert sum("🏷" in label for label in flat(placed(over))) == tags


def test_a_redial_is_offered_until_it_was_made() -> None:
    view = placed(call(CallState.COMPLETED), call(CallState.BUSY, OTHER, 71))
    assert "🔁 Недозвонившимся (1)" in flat(view)
    assert "🔁 Недозвонившимся (1)" not in flat(replace(view, is_redialled=True))


def test_numbers_are_chosen_on_drafts_alone() -> None:
    choosing = draft((PHONE, OTHER), choice=Choice((PHONE, OTHER))).order
    assert len(choice_rows(choosing, look())) == 3
    assert choice_rows(replace(choosing, state=OrderState.PLACED), look()) == []


@pytest.mark.parametrize(
    ("choice", "phones", "names", "on"),
    [
        (Choice((PHONE, OTHER)), (PHONE, OTHER), "✅✅👌", [False, False, True]),
        (Choice((PHONE, OTHER), is_made=True), (OTHER,), "✖✅", [True, False]),
        (Choice((PHONE, OTHER), one=True), (PHONE, OTHER), "++", [True, True]),
        (Choice((PHONE, OTHER), one=True, is_made=True), (OTHER,), "✖✅", [True, True]),
    ],
)
def test_a_tap_strikes_out_or_takes_in_and_of_one_only_chooses(
    choice: Choice, phones: tuple[Any, ...], names: str, on: list[bool]
) -> None:
    rows = choice_rows(draft(phones, choice=choice).order, look())
    assert "".join(row[0].text[0] for row in rows) == names
    assert [CalleePress.unpack(str(row[0].callback_data)).on for row in rows] == on


def test_a_verification_outside_the_hours_is_asked_about() -> None:
    warning = look().tr("call-draft-outside-window", time="23:15")
    said, rows = verification_draft(verified(), look(), warning)
    assert said.endswith(f"\n\n{warning}")
    assert rows[0][0].text == "📞 Всё равно позвонить"
    assert verification_draft(verified(), look(), None)[1][0][0].text != rows[0][0].text


# --- drafts


def test_a_text_of_the_most_that_is_taken_is_not_too_long() -> None:
    assert "📞 Позвонить" in flat(draft(saying=Saying("а" * LIMIT)))
    assert "📞 Позвонить" not in flat(draft(saying=Saying("а" * (LIMIT + 1))))


def test_purpose_and_what_a_script_names_are_said() -> None:
    assert "Повод: долг &lt;1&gt;" in html(draft(purpose="долг <1>"))
    assert "Повод" not in html(draft())
    named = html(draft(inserts=Inserts("17.25", "25.11.2026", "142")))
    assert "Скрипт назовёт: 17,25\u00a0₽, 25.11.2026, 142" in named
    assert "Скрипт назовёт: 142" in html(draft(inserts=Inserts(third="142")))
    assert "Скрипт" not in html(draft())


def test_a_voice_is_said_where_the_service_has_voices() -> None:
    foreign = draft(saying=Saying("текст", language="en-US"))
    assert "Голос: женский, английский" in html(foreign)
    mute = replace(foreign, order=replace(foreign.order, provider="callkeeper"))
    assert not look().can("callkeeper", Capability.VOICES)
    assert "Голос" not in html(mute)
    assert "английский" not in html(mute)


# --- replies


def test_a_reply_names_the_calls_of_which_nobody_knows() -> None:
    view = placed(call(CallState.UNKNOWN), call(CallState.BUSY, OTHER, 71))
    said = result_text(view, look(), is_reply=True)
    assert "❓ <code>+7\u00a0999\u00a0123-45-03</code>" in said
    assert "495" not in said


@pytest.mark.parametrize("why", [None, Reason.REFUSED_PHONE])
def test_why_a_service_refused_stands_for_the_state(why: Reason | None) -> None:
    view = placed(call(CallState.REJECTED, reason_key=why))
    said = result_text(view, look(), is_reply=True)
    assert (" · " in said or "отказал" in said) is (why is None)
    busy = placed(call(CallState.BUSY, reason_key=why))
    assert "занят" in result_text(busy, look(), is_reply=True)


def test_an_answer_is_named_where_several_are_called() -> None:
    one = placed(call(CallState.TALKING, id_=70), call(CallState.TALKING, OTHER, 71))
    alone = placed(call(CallState.TALKING, id_=70))
    payload = {"call_id": 70, "answer": "1"}
    assert "999\u00a0123-45-03" in str(answer_text(one, payload, look()))
    assert "495" in str(answer_text(one, {**payload, "call_id": 71}, look()))
    assert "999" not in str(answer_text(alone, payload, look()))
    assert answer_text(alone, {**payload, "call_id": 99}, look()) is None
