"""A call's life: final is final, nothing leads backwards, facts are kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calls import AT_PROVIDER, FINAL, Call, CallState, Handle, Report
from bot.domain.phones import Phone

ANSWERED = datetime(2026, 11, 20, 9, 0, 5, tzinfo=UTC)
ENDED = datetime(2026, 11, 20, 9, 0, 25, tzinfo=UTC)
PLACED = Call(1, 1, Phone("79991234567"), 1, "calldog", CallState.PLACED, Handle("101"))
FACTS = ("digit", "answer", "cost", "recording_url", "hangup_cause", "answered_at", "ended_at")
ORDER = [CallState.PLACED, CallState.RINGING, CallState.TALKING]


def moments(moment: datetime) -> st.SearchStrategy[datetime | None]:
    return st.sampled_from([None, moment])


STATES = st.sampled_from([None, *sorted(AT_PROVIDER | FINAL - {CallState.UNKNOWN})])
REPORTS = st.builds(
    Report,
    state=STATES,
    vendor_status=st.sampled_from([None, "started", "answered"]),
    unrecognised=st.sampled_from([None, "blorped"]),
    digit=st.sampled_from([None, -1, 1, 2]),
    answer=st.sampled_from([None, "да"]),
    cost=st.sampled_from([None, Decimal("1.80")]),
    recording_url=st.sampled_from([None, "https://rec.example/1.mp3"]),
    hangup_cause=st.sampled_from([None, "NORMAL_CLEARING"]),
    answered_at=moments(ANSWERED),
    ended_at=moments(ENDED),
)


def rank(state: CallState) -> int:
    return 9 if state.is_final else ORDER.index(state)


def after(reports: list[Report], call: Call = PLACED) -> Call:
    for report in reports:
        call = call.told(report)
    return call


@given(st.lists(REPORTS, max_size=8))
def test_final_is_final_and_nothing_leads_backwards(reports: list[Report]) -> None:
    call = PLACED
    for report in reports:
        told = call.told(report)
        assert rank(told.state) >= rank(call.state)
        assert told.state is call.state or not call.state.is_final
        call = told


@pytest.mark.parametrize("to", ORDER)
@pytest.mark.parametrize("state", ORDER)
def test_a_call_at_the_service_only_goes_on(state: CallState, to: CallState) -> None:
    told = after([Report(state=state), Report(state=to)])
    assert told.state is max(state, to, key=ORDER.index)


@given(st.lists(REPORTS, max_size=8))
def test_facts_once_known_stay_known(reports: list[Report]) -> None:
    """The last word counts; of reports that contradict the end, only what nobody had said before."""
    call, known = PLACED, dict.fromkeys(FACTS)
    for report in reports:
        said = {name: value for name in FACTS if (value := getattr(report, name)) is not None}
        disputed = call.is_contradicted_by(report)
        known |= {name: value for name, value in said.items() if not (disputed and known[name] is not None)}
        call = call.told(report)
    assert {name: getattr(call, name) for name in FACTS} == known


@pytest.mark.parametrize("state", sorted(AT_PROVIDER | FINAL - {CallState.UNKNOWN, CallState.COMPLETED}))
def test_a_report_that_contradicts_the_end_only_fills_in(state: CallState) -> None:
    ended = PLACED.told(Report(state=CallState.COMPLETED, vendor_status="finished", cost=Decimal("7.74"), digit=1))
    told = ended.told(Report(state=state, vendor_status="busy", cost=Decimal("9.99"), digit=2, recording_url="r"))
    assert told == replace(ended, recording_url="r")


@pytest.mark.parametrize("report", [Report(cost=Decimal("9.99")), Report(CallState.BUSY, cost=Decimal("9.99"))])
def test_a_report_that_agrees_with_the_end_corrects_its_price(report: Report) -> None:
    ended = PLACED.told(Report(state=CallState.BUSY, cost=Decimal("7.74")))
    assert ended.told(report).cost == Decimal("9.99")


@pytest.mark.parametrize("state", [CallState.EXPIRED, CallState.UNKNOWN])
def test_where_nobody_knows_the_end_every_report_is_news(state: CallState) -> None:
    given_up = replace(PLACED, state=state, cost=Decimal("0"))
    assert given_up.told(Report(state=CallState.BUSY, cost=Decimal("9.99"))).cost == Decimal("9.99")


@given(st.lists(REPORTS, max_size=6))
def test_a_repeated_report_changes_nothing(reports: list[Report]) -> None:
    for report in reports:
        call = after(reports).told(report)
        assert call.told(report) == call


@st.composite
def histories(draw: st.DrawFn) -> list[Report]:
    """What a provider tells of one call that answers, seen at any moments: each report knows a part of the truth."""
    end = draw(st.sampled_from(sorted(FINAL - {CallState.UNKNOWN})))
    states = [*draw(st.lists(st.sampled_from([None, *ORDER]), max_size=5)), end]
    return [
        Report(
            state=state,
            digit=draw(st.sampled_from([None, 1])),
            cost=draw(st.sampled_from([None, Decimal("1.80")])),
            recording_url=draw(st.sampled_from([None, "https://rec.example/1.mp3"])),
            answered_at=draw(moments(ANSWERED)),
            ended_at=draw(moments(ENDED)),
        )
        for state in states
    ]


@given(histories(), st.randoms(use_true_random=False), st.integers(1, 3))
def test_reordered_and_repeated_reports_end_the_same(history: list[Report], random: object, times: int) -> None:
    shuffled = history * times
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis types its randoms as objects
    assert after(shuffled) == after(history)


def test_late_facts_are_kept_after_the_end() -> None:
    ended = PLACED.told(Report(state=CallState.COMPLETED, vendor_status="finished", digit=1))
    late = ended.told(Report(state=CallState.RINGING, vendor_status="started", cost=Decimal("1.80")))
    assert (late.state, late.vendor_status, late.digit, late.cost) == ("completed", "finished", 1, Decimal("1.80"))


def test_an_unrecognised_status_is_shown_and_ends_nothing() -> None:
    ringing = PLACED.told(Report(state=CallState.RINGING, vendor_status="started"))
    odd = ringing.told(Report(vendor_status="blorped", unrecognised="blorped"))
    assert (odd.state, odd.unrecognised, odd.vendor_status) == (CallState.RINGING, "blorped", "blorped")
    assert odd.told(Report(state=CallState.COMPLETED)).unrecognised is None


@pytest.mark.parametrize("state", sorted(AT_PROVIDER | FINAL - {CallState.UNKNOWN}))
def test_an_unknown_call_is_settled_by_any_word_of_the_service(state: CallState) -> None:
    unknown = Call(1, 1, Phone("79991234567"), 1, "calldog", CallState.UNKNOWN)
    assert unknown.told(Report(state=state)).state is state
    assert unknown.told(Report()).state is CallState.UNKNOWN


def test_every_state_is_either_open_or_final() -> None:
    assert {state for state in CallState if not state.is_final} == {
        CallState.WAITING,
        CallState.SUBMITTING,
        *AT_PROVIDER,
    }
    assert [state for state in CallState if state in AT_PROVIDER] == ORDER


def test_an_answer_without_a_status_leaves_the_status_as_it_was() -> None:
    """A webhook tells what was pressed and nothing else."""
    puzzled = PLACED.told(Report(vendor_status="levitating", unrecognised="levitating"))
    assert puzzled.told(Report(digit=1)).unrecognised == "levitating"
