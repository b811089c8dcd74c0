"""What people and providers say is shown, escaped, cut to size, and never refused by Telegram."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calls import CallState
from bot.domain.menus import DIGITS, LONGEST_TAG, Branch, Menu
from bot.domain.phones import Phone
from bot.domain.records import RecordStage
from bot.domain.sayings import Record, Saying
from bot.domain.views import AccessRequest, OrderView
from bot.telegram.cards import render, rendered, result_text
from bot.telegram.draft_card import draft_card
from tests.fakes.clock import NOON
from tests.support.orders import changed
from tests.unit.telegram.showing import IVAN, LOOKS, OLEG, call, draft, judged, labels, look, placed, record

HOSTILE = {
    "tags": "<b>жирный</b> <a href='https://evil.example'>ссылка</a> </blockquote>",
    "an unclosed tag": "<b>" * 300,
    "ampersands": "A & B &amp; &lt; &#60;b&#62; " * 100,
    "long": "а" * 10_000,
    "emoji": "👩‍👩‍👧‍👦🔥" * 1250,
    "right to left": "שלום \u202eздравствуйте\u202c" * 500,
    "right to left lines": "א\n" * 5000,
    "control characters": "a\x00b\x07c\ud800d\ufffe" * 10,
    "quotes": "\"двойные\" 'одинарные'" * 400,
    "what grows when escaped": '"' * 3000,
    "line feeds": "\n" * 9999 + "x",
}
OUTSIDE = st.one_of(st.sampled_from(list(HOSTILE.values())), st.text(max_size=300), st.text("<>&\"'/ab ", max_size=80))
MANY = tuple(Phone(f"799912345{index:02}") for index in range(20))


@pytest.mark.parametrize(("locale", "in_group"), LOOKS)
@pytest.mark.parametrize("said", HOSTILE.values(), ids=list(HOSTILE))
def test_a_text_to_be_said(said: str, locale: str, in_group: bool) -> None:
    shown = look(locale, in_group)
    terms = {"saying": Saying(said), "purpose": said[:100]}
    for view in (draft(MANY, **terms), placed(call(CallState.COMPLETED), **terms)):
        judged(render(view, shown))


@pytest.mark.parametrize("said", HOSTILE.values(), ids=list(HOSTILE))
def test_that_a_text_is_too_long_is_seen_below_it(said: str) -> None:
    too_long = judged(render(draft(MANY, saying=Saying("начало " + said)), look()))
    assert "Сократите его в «Параметрах»" in too_long.text
    assert "начало" in too_long.text


@pytest.mark.parametrize("said", HOSTILE.values(), ids=list(HOSTILE))
def test_the_question_outside_the_window_is_seen_below_the_text(said: str) -> None:
    warning = look().tr("call-draft-outside-window", time="23:15")
    card = rendered(*draft_card(draft(saying=Saying("начало " + said)), look(), warning))
    assert "Позвонить всё равно?" in judged(card).text


@pytest.mark.parametrize(("locale", "in_group"), LOOKS)
@pytest.mark.parametrize("said", HOSTILE.values(), ids=list(HOSTILE))
def test_that_a_record_is_not_played_is_seen_below_everything(said: str, locale: str, in_group: bool) -> None:
    """A full list, a text and a menu as long as they get: the warning and the menu stay in sight."""
    branches = tuple(Branch(slot, tag=said[:LONGEST_TAG], said=Record(f"88{slot}")) for slot in DIGITS)
    menu = Menu(said[:60], "calldog", branches=branches)
    order = draft(MANY, saying=Saying("начало " + said), menu=menu, at=NOON, attempts=3, interval=60, repeats=3)
    view = replace(order, records=record(RecordStage.WAITING, "880"))
    shown = look(locale, in_group)
    warning = shown.tr("call-draft-outside-window-then", time="23:15")
    card = judged(rendered(*draft_card(view, shown, warning)))
    assert shown.tr("call-draft-record-waiting") in card.text
    assert warning in card.text
    judged(render(replace(view, order=changed(view.order, at=None)), shown))
    live = placed(*(call(CallState.WAITING, one, n, start_at=NOON) for n, one in enumerate(MANY)), menu=menu)
    judged(render(live, shown))


@pytest.mark.parametrize(("locale", "in_group"), LOOKS)
@pytest.mark.parametrize("words", HOSTILE.values(), ids=list(HOSTILE))
def test_what_a_service_says(words: str, locale: str, in_group: bool) -> None:
    said: dict[str, Any] = {"reason_words": words, "unrecognised": words, "recording_url": words, "hangup_cause": words}
    single = placed(call(CallState.REJECTED, reason_key="provider-refused-other", **said))
    several = placed(*(call(CallState.REJECTED, phone, index, **said) for index, phone in enumerate(MANY)))
    for view in (single, several):
        judged(render(view, look(locale, in_group)))
        judged(rendered(result_text(view, look(locale, in_group), is_reply=False, is_copy=True), []))


@given(OUTSIDE, OUTSIDE, OUTSIDE)
def test_any_words_in_any_place(said: str, words: str, name: str) -> None:
    author = replace(OLEG, name=name)
    facts: dict[str, Any] = {"reason_words": words, "unrecognised": words, "recording_url": words}
    for order in (
        draft(saying=Saying(said)).order,
        draft(saying=Saying(Record(words))).order,
        placed(call(CallState.FAILED, **facts), saying=Saying(said)).order,
    ):
        view = OrderView(order, author)
        judged(render(view, look(in_group=True)))
    judged(render(AccessRequest(1, replace(IVAN, name=name, username=words[:32]), NOON), look()))
    judged(
        rendered(
            result_text(
                OrderView(placed(call(CallState.BUSY, **facts)).order, author), look(), is_reply=False, is_copy=True
            ),
            [],
        )
    )


def test_no_tag_of_theirs_comes_to_life() -> None:
    said = HOSTILE["tags"]
    shown = judged(render(draft(saying=Saying(said)), look()))
    assert said in shown.text
    assert [entity["type"] for entity in shown.entities].count("bold") == 1


def test_a_name_cannot_turn_the_line_around() -> None:
    html = render(AccessRequest(1, replace(IVAN, name="\u202eяинвИ"), NOON), look()).html
    assert "\u202e" not in html


@pytest.mark.parametrize("state", list(CallState))
def test_a_long_list_fits_and_has_the_buttons_that_a_phone_shows(state: CallState) -> None:
    view = placed(*(call(state, phone, index, reason_words="👩‍👩‍👧‍👦" * 500) for index, phone in enumerate(MANY)))
    card = render(view, look())
    judged(card)
    if state is CallState.UNKNOWN:
        *of_calls, last = labels(card)
        assert len(of_calls) == 6
        assert last == ["ℹ️ Подробности", "⋯ Ещё"]
